//! macOS: `CLOCK_MONOTONIC` counts sleep (it is the continuous clock), the standard library's instant does
//! not (it is `CLOCK_UPTIME_RAW`).

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// The time since boot, sleep included.
pub(super) fn counting_sleep() -> Duration {
    // It counts up from boot, so the kernel never gives a negative reading.
    Duration::try_from(clock_gettime(ClockId::Monotonic)).unwrap_or_default()
}

/// The time since the first call, sleep left out.
#[expect(clippy::disallowed_methods, reason = "the clock that stands still during sleep is wanted here")]
pub(super) fn awake() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
