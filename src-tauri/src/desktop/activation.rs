//! Permission to take the focus.
//!
//! On Wayland, and on X11 with startup notification, a window may come to the front only with a token that
//! belongs to a click. The notification server sends one just before it tells about the click; the browser
//! or the window that the click opens is started with it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_protocols::time::Steady;

/// A token serves the click it came with; older ones would steal the focus.
const LIFETIME: Duration = Duration::from_secs(10);

/// The environment variable a started program looks for.
pub const VARIABLE: &str = "XDG_ACTIVATION_TOKEN";

/// The token of the last click, for whoever acts on it. Clones share it.
#[derive(Debug, Clone)]
pub struct Activation {
    clock: Clock,
    last: Arc<Mutex<Option<(Steady, String)>>>,
}

impl Activation {
    /// No click yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, last: Arc::default() }
    }

    /// Keeps the token of a click that is about to be told. One with control characters is no token.
    pub fn put(&self, token: String) {
        if token.is_empty() || token.chars().any(char::is_control) {
            return;
        }
        let now = self.clock.now().steady;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, token));
    }

    /// Takes the token of the click that is being acted on.
    pub fn take(&self) -> Option<String> {
        let (at, token) = self.last.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        (at.until(self.clock.now().steady) <= LIFETIME).then_some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_serves_once() {
        let activation = Activation::new(Clock::system());
        activation.put("token-1".to_owned());
        assert_eq!(activation.take().as_deref(), Some("token-1"));
        assert_eq!(activation.take(), None);
    }

    #[test]
    fn a_token_with_a_line_break_is_none() {
        let activation = Activation::new(Clock::system());
        activation.put("token\nraise".to_owned());
        assert_eq!(activation.take(), None);
    }
}
