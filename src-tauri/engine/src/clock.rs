//! The only clock.
//!
//! [`Clock::now`] gives both readings that every input carries: a steady one that counts the time a machine
//! sleeps, and the wall clock. The runtime's timers stand still during sleep on Linux and macOS
//! (tokio#3185), so [`Clock::sleep_until`] looks at the steady clock at least once a minute.
//!
//! - `wake` tells that the machine slept, from a pair of clocks of which only one counts sleep.
//! - `system` is that pair on each operating system.
//! - `manual` is a clock that tests move by hand, behind the feature `manual-clock`.
//!
//! Invariants: the steady clock never goes back; nothing else in the engine asks the system for the time.

#[cfg(any(test, feature = "manual-clock"))]
mod manual;
#[cfg_attr(any(target_os = "linux", target_os = "android"), path = "clock/linux.rs")]
#[cfg_attr(target_os = "windows", path = "clock/windows.rs")]
#[cfg_attr(
    not(any(target_os = "linux", target_os = "android", target_os = "windows")),
    path = "clock/macos.rs"
)]
mod system;
mod wake;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use swarmbell_protocols::time::{Now, Steady, UnixMillis};

pub use wake::{Wake, Wakes};

/// Longest uninterrupted wait on the runtime's timer, which may stand still while the machine sleeps.
const SLICE: Duration = Duration::from_secs(60);

/// Tells the time. Clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    #[cfg(any(test, feature = "manual-clock"))]
    Manual(manual::Hands),
}

/// One look at all clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reading {
    /// Goes on while the machine sleeps.
    steady: Duration,
    /// Stands still while the machine sleeps.
    awake: Duration,
    /// What people read, and change.
    wall: UnixMillis,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until [`Clock::advance`] moves it.
    #[cfg(any(test, feature = "manual-clock"))]
    pub fn manual(start: UnixMillis) -> Self {
        Self(Source::Manual(manual::Hands::new(start)))
    }

    /// What time it is.
    pub fn now(&self) -> Now {
        let reading = self.read();
        Now { steady: Steady(reading.steady), wall: reading.wall }
    }

    /// How long the machine has slept in all; only its growth means something.
    pub fn asleep(&self) -> Duration {
        let reading = self.read();
        reading.steady.saturating_sub(reading.awake)
    }

    /// Waits until this moment, counting the time the machine sleeps. Returns at once when it has passed.
    pub async fn sleep_until(&self, moment: Steady) {
        match &self.0 {
            Source::System => loop {
                let left = self.now().steady.until(moment);
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(SLICE)).await;
            },
            #[cfg(any(test, feature = "manual-clock"))]
            Source::Manual(hands) => hands.reached(moment.0).await,
        }
    }

    /// Tells each time the machine woke from sleep.
    pub fn wakes(&self) -> Wakes {
        Wakes::new(self.clone())
    }

    /// Moves a manual clock forward and wakes who waited for it. The system's clock does not heed it.
    #[cfg(any(test, feature = "manual-clock"))]
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(hands) = &self.0 {
            hands.advance(by);
        }
    }

    /// Lets a manual clock pass this time as if the machine had slept. The system's clock does not heed it.
    #[cfg(any(test, feature = "manual-clock"))]
    pub fn suspend(&self, asleep: Duration) {
        if let Source::Manual(hands) = &self.0 {
            hands.suspend(asleep);
        }
    }

    fn read(&self) -> Reading {
        match &self.0 {
            Source::System => {
                Reading { steady: system::counting_sleep(), awake: system::awake(), wall: wall() }
            }
            #[cfg(any(test, feature = "manual-clock"))]
            Source::Manual(hands) => hands.read(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the only clock")]
fn wall() -> UnixMillis {
    let millis = |length: Duration| i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
    UnixMillis(match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => millis(since),
        Err(before) => -millis(before.duration()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_clock_never_goes_back() {
        let clock = Clock::system();
        let mut last = clock.now().steady;
        for _ in 0..10_000 {
            let now = clock.now().steady;
            assert!(now >= last);
            last = now;
        }
    }

    #[tokio::test]
    async fn a_wait_ends_at_its_moment_and_not_before() {
        let clock = Clock::system();
        let moment = clock.now().steady.plus(Duration::from_millis(30));
        clock.sleep_until(moment).await;
        assert!(clock.now().steady >= moment);
        clock.sleep_until(Steady::default()).await;
    }

    #[tokio::test]
    async fn a_manual_clock_wakes_who_waited_for_it() {
        let clock = Clock::manual(UnixMillis(1_000));
        let moment = clock.now().steady.plus(Duration::from_secs(3_600));
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(moment).await }
        });
        clock.advance(Duration::from_secs(3_599));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        clock.advance(Duration::from_secs(1));
        waiting.await.unwrap();
        assert_eq!(clock.now().wall, UnixMillis(3_601_000));
    }

    #[tokio::test]
    async fn a_wait_counts_the_time_asleep_and_the_wake_is_told() {
        let clock = Clock::manual(UnixMillis(0));
        let mut wakes = clock.wakes();
        clock.suspend(Duration::from_secs(600));
        assert_eq!(wakes.next().await, Wake { asleep: Duration::from_secs(600) });
        clock.sleep_until(Steady(Duration::from_secs(600))).await;
    }
}
