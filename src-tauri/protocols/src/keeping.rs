//! When what was heard is kept for the next start: a moment after it came, so that what comes in a flood is not kept
//! one by one.

use std::time::Duration;

use crate::time::Steady;

/// A crash within this time may tell something again that was told.
const WITHIN: Duration = Duration::from_secs(2);

/// Whether something is to be kept, and when.
#[derive(Debug, Default)]
pub(crate) struct Keeping(Option<Steady>);

impl Keeping {
    /// Something was heard.
    pub(crate) fn heard(&mut self, now: Steady) {
        self.0.get_or_insert(now.plus(WITHIN));
    }

    /// Whether it is time to keep what was heard; once each time.
    pub(crate) fn is_due(&mut self, now: Steady) -> bool {
        let due = self.0.is_some_and(|at| at <= now);
        if due {
            self.0 = None;
        }
        due
    }

    /// When it is.
    pub(crate) fn deadline(&self) -> Option<Steady> {
        self.0
    }
}
