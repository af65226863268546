//! Names for actions that travel through the shell as text.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::ring::Action;
use swarmbell_protocols::time::Steady;

/// How long a button of a toast works.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Nonces remembered; the oldest go first.
const REMEMBERED: usize = 512;

/// Random bytes in a nonce: nobody guesses one.
const BYTES: usize = 16;

/// The nonces that are out.
#[derive(Debug)]
pub(super) struct Nonces {
    clock: Clock,
    out: Mutex<HashMap<String, (Steady, Action)>>,
}

impl Nonces {
    /// None is out.
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, out: Mutex::default() }
    }

    /// A new name for this action. Without randomness it is a name that is never redeemed.
    pub(super) fn issue(&self, action: Action) -> String {
        let mut bytes = [0; BYTES];
        if getrandom::fill(&mut bytes).is_err() {
            return "none".to_owned();
        }
        let nonce: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let now = self.clock.now().steady;
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.retain(|_, (until, _)| *until > now);
        if out.len() >= REMEMBERED {
            let oldest = out.iter().min_by_key(|(_, (until, _))| *until).map(|(nonce, _)| nonce.clone());
            oldest.map(|nonce| out.remove(&nonce));
        }
        out.insert(nonce.clone(), (now.plus(KEPT), action));
        nonce
    }

    /// What this name stands for, once.
    pub(super) fn redeem(&self, nonce: &str) -> Option<Action> {
        let (until, action) = self.out.lock().unwrap_or_else(PoisonError::into_inner).remove(nonce)?;
        (until > self.clock.now().steady).then_some(action)
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::SNOOZE;

    use super::*;

    #[test]
    fn a_nonce_is_ours_and_works_once() {
        let nonces = Nonces::new(Clock::system());
        let nonce = nonces.issue(Action::Snooze(SNOOZE));
        assert_eq!(nonce.len(), 2 * BYTES);
        assert_eq!(nonces.redeem("0123456789abcdef0123456789abcdef"), None);
        assert_eq!(nonces.redeem(&nonce), Some(Action::Snooze(SNOOZE)));
        assert_eq!(nonces.redeem(&nonce), None);
    }

    #[test]
    fn many_toasts_do_not_grow_the_memory() {
        let nonces = Nonces::new(Clock::system());
        let last = (0..1_000).map(|_| nonces.issue(Action::ShowWindow)).last().unwrap();
        assert_eq!(nonces.out.lock().unwrap().len(), REMEMBERED);
        assert_eq!(nonces.redeem(&last), Some(Action::ShowWindow));
    }
}
