//! Linux: `CLOCK_BOOTTIME` counts sleep, `CLOCK_MONOTONIC` does not.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The time since boot, sleep included.
pub(super) fn counting_sleep() -> Duration {
    read(ClockId::Boottime)
}

/// The time since boot, sleep left out.
pub(super) fn awake() -> Duration {
    read(ClockId::Monotonic)
}

fn read(clock: ClockId) -> Duration {
    // Both count up from boot, so the kernel never gives a negative reading.
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}
