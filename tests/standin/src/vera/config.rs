//! What Vera can be told.

use std::time::Duration;

use serde::Deserialize;

/// Vera's servers.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vera {
    /// Markets of one connection before it is warned; a tenth more before the cap counts.
    pub markets: usize,
    /// What happens beyond the cap.
    pub cap: Cap,
    /// How a stream is refused.
    pub refusals: Refusals,
    /// Open streams per key.
    pub connections: usize,
    /// Events that are sent after a resumption.
    pub backfill_events: usize,
    /// How old they may be, seconds.
    pub backfill_seconds: u64,
    /// They are sent newest first.
    pub backfill_newest_first: bool,
}

/// What happens to a subscription beyond the cap. The pages name all three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// The oldest markets are dropped without a word.
    #[default]
    DropsOldest,
    /// Nothing is subscribed to, and an error says so.
    Error,
    /// The stream is closed with 4002.
    Closes,
}

/// How a stream is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusals {
    /// It opens and is closed with a code.
    #[default]
    Close,
    /// The handshake is answered with a status.
    Http,
}

impl Default for Vera {
    fn default() -> Self {
        Self {
            markets: 500,
            cap: Cap::default(),
            refusals: Refusals::default(),
            connections: 3,
            backfill_events: 1000,
            backfill_seconds: 3600,
            backfill_newest_first: false,
        }
    }
}

impl Vera {
    /// Markets one connection may have at most.
    pub(super) fn most_markets(&self) -> usize {
        self.markets + self.markets / 10
    }

    pub(super) fn backfill_time(&self) -> Duration {
        Duration::from_secs(self.backfill_seconds)
    }
}
