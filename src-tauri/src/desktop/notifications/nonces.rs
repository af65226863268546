//! Names for actions that travel through the shell as text.

use std::sync::{Mutex, PoisonError};

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::ShownRing;
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::SourceId;

use super::clicks::Clicks;

/// Random bytes in a nonce: nobody guesses one.
const BYTES: usize = 16;

/// The nonces that are out.
#[derive(Debug)]
pub(super) struct Nonces {
    out: Mutex<Clicks>,
}

impl Nonces {
    /// Only those are out that bells before this one issued.
    pub(super) fn new(clock: Clock, earlier: Vec<ShownRing>) -> Self {
        Self { out: Mutex::new(Clicks::new(clock, earlier)) }
    }

    /// A new name for this action, as the mark of what is to be kept; `None` without randomness.
    pub(super) fn issue(&self, source: Option<SourceId>, action: Action) -> Option<ShownRing> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).ok()?;
        let nonce = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        Some(out.keep(nonce, source, action, Vec::new()))
    }

    /// What this name stands for, once.
    pub(super) fn redeem(&self, nonce: &str) -> Option<Action> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.take(nonce).map(|meaning| meaning.click)
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::SNOOZE;

    use super::*;

    #[test]
    fn a_nonce_is_ours_and_works_once_also_after_a_restart() {
        let issued =
            Nonces::new(Clock::system(), Vec::new()).issue(Some(SourceId::neuro()), Action::Snooze(SNOOZE));
        let issued = issued.unwrap();
        assert_eq!((issued.mark.len(), &issued.source), (2 * BYTES, &Some(SourceId::neuro())));
        let nonces = Nonces::new(Clock::system(), vec![issued.clone()]);
        assert_eq!(nonces.redeem("0123456789abcdef0123456789abcdef"), None);
        assert_eq!(nonces.redeem(&issued.mark), Some(Action::Snooze(SNOOZE)));
        assert_eq!(nonces.redeem(&issued.mark), None);
    }
}
