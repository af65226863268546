use std::sync::OnceLock;
use std::time::Instant;

/// Nanoseconds since the first call; comparable within this process only, where no shared clock is read.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the stand-in is another program with a clock of its own")]
pub fn monotonic_ns() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
