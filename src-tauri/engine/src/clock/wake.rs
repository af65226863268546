//! Noticing that the machine slept.
//!
//! Every five seconds all clocks are read. If the one that counts sleep ran ahead of the one that does not,
//! the machine slept; if the reading itself comes late, the process was held up, and its sockets are no more
//! trustworthy than after sleep. A wall clock that jumps alone was set by somebody: no wake.

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

use super::{Clock, Reading, Source};

/// How often the clocks are compared.
const TICK: Duration = Duration::from_secs(5);
/// Shorter sleep than this cuts no connection; the two clocks are also not read at the same instant.
const SLEEP_AT_LEAST: Duration = Duration::from_secs(2);
/// A reading may be this late on a busy machine without meaning anything.
const LATE_AT_LEAST: Duration = Duration::from_secs(10);

/// The machine woke up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wake {
    /// How long it slept or was held up.
    pub asleep: Duration,
}

/// Yields a [`Wake`] after each sleep of the machine.
#[derive(Debug)]
pub struct Wakes {
    clock: Clock,
    last: Reading,
    /// Outlives a cancelled [`Wakes::next`], so that being cancelled often does not push the tick away.
    tick: Option<Interval>,
}

impl Wakes {
    pub(super) fn new(clock: Clock) -> Self {
        let last = clock.read();
        Self { clock, last, tick: None }
    }

    /// Waits for the next wake. Cancel safe: what passes meanwhile is seen by the next call.
    pub async fn next(&mut self) -> Wake {
        loop {
            let meant = self.wait().await;
            let now = self.clock.read();
            let wake = judge(self.last, now, meant);
            self.last = now;
            if let Some(wake) = wake {
                return wake;
            }
        }
    }

    /// Waits until the clocks are to be compared; the answer is how far apart the readings were meant to be.
    async fn wait(&mut self) -> Duration {
        match &self.clock.0 {
            Source::System => {
                self.tick.get_or_insert_with(ticker).tick().await;
                TICK
            }
            // A clock moved by hand has no tick to be late for.
            #[cfg(any(test, feature = "manual-clock"))]
            Source::Manual(hands) => hands.moved(self.last).await.saturating_sub(self.last.awake),
        }
    }
}

fn ticker() -> Interval {
    let mut ticker = interval(TICK);
    ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticker
}

/// Whether the machine slept between two readings that were meant to be `meant` apart.
fn judge(before: Reading, after: Reading, meant: Duration) -> Option<Wake> {
    let passed = after.steady.saturating_sub(before.steady);
    let awake = after.awake.saturating_sub(before.awake);
    let asleep = passed.saturating_sub(awake);
    if asleep >= SLEEP_AT_LEAST {
        return Some(Wake { asleep });
    }
    let late = passed.saturating_sub(meant);
    (late >= LATE_AT_LEAST).then_some(Wake { asleep: late })
}

#[cfg(test)]
mod tests {
    use swarmbell_protocols::time::UnixMillis;

    use super::*;

    fn reading(steady_ms: u64, awake_ms: u64, wall_ms: i64) -> Reading {
        Reading {
            steady: Duration::from_millis(steady_ms),
            awake: Duration::from_millis(awake_ms),
            wall: UnixMillis(wall_ms),
        }
    }

    #[test]
    fn a_clock_that_counts_sleep_and_ran_ahead_means_a_wake() {
        let wake = judge(reading(0, 0, 0), reading(605_000, 5_000, 605_000), TICK);
        assert_eq!(wake, Some(Wake { asleep: Duration::from_secs(600) }));
    }

    #[test]
    fn a_late_tick_means_a_wake_where_both_clocks_count_alike() {
        let wake = judge(reading(0, 0, 0), reading(65_000, 65_000, 65_000), TICK);
        assert_eq!(wake, Some(Wake { asleep: Duration::from_secs(60) }));
    }

    #[test]
    fn a_wall_clock_that_jumps_alone_is_no_wake() {
        assert_eq!(judge(reading(0, 0, 0), reading(5_000, 5_000, 7_200_000), TICK), None);
        assert_eq!(judge(reading(0, 0, 7_200_000), reading(5_000, 5_000, 0), TICK), None);
    }

    #[test]
    fn a_busy_machine_is_no_wake() {
        assert_eq!(judge(reading(0, 0, 0), reading(9_000, 9_000, 9_000), TICK), None);
        assert_eq!(judge(reading(0, 0, 0), reading(6_900, 5_000, 6_900), TICK), None);
    }
}
