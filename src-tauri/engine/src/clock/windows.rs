//! Windows: the interrupt time counts sleep, the unbiased interrupt time does not.

use std::time::Duration;

use windows::Win32::System::WindowsProgramming::{QueryInterruptTime, QueryUnbiasedInterruptTime};

/// Both clocks count in units of 100 ns.
const TICK_NANOS: u64 = 100;

/// The time since boot, sleep included.
#[expect(unsafe_code, reason = "the only way to this clock")]
pub(super) fn counting_sleep() -> Duration {
    // SAFETY: the call has no precondition; the wrapper owns the integer it writes to.
    length(unsafe { QueryInterruptTime() })
}

/// The time since boot, sleep left out.
#[expect(unsafe_code, reason = "the only way to this clock")]
pub(super) fn awake() -> Duration {
    let mut ticks = 0;
    // SAFETY: the pointer is to a live integer of this frame. The call fails for a null pointer only.
    let _never_fails = unsafe { QueryUnbiasedInterruptTime(&raw mut ticks) };
    length(ticks)
}

fn length(ticks: u64) -> Duration {
    Duration::from_nanos(ticks.saturating_mul(TICK_NANOS))
}
