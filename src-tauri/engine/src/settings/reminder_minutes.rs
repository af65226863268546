//! How long before a planned stream the bell reminds.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use swarmbell_words::say;

/// Minutes from a reminder to the stream; none means no reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct ReminderMinutes(u32);

/// Reminders do not come so early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("settings-reminder"))]
pub struct ReminderMinutesError;

impl ReminderMinutes {
    /// No reminders.
    pub const OFF: Self = Self(0);

    /// A day.
    pub const MOST: u32 = 24 * 60;

    /// The time from the reminder to the stream; `None` without reminders.
    pub fn lead(self) -> Option<Duration> {
        (self.0 > 0).then(|| Duration::from_secs(u64::from(self.0) * 60))
    }
}

impl Default for ReminderMinutes {
    fn default() -> Self {
        Self(15)
    }
}

impl TryFrom<u32> for ReminderMinutes {
    type Error = ReminderMinutesError;

    fn try_from(minutes: u32) -> Result<Self, Self::Error> {
        if minutes > Self::MOST { Err(ReminderMinutesError) } else { Ok(Self(minutes)) }
    }
}

impl From<ReminderMinutes> for u32 {
    fn from(minutes: ReminderMinutes) -> Self {
        minutes.0
    }
}
