//! Waiting for a condition with a deadline, and the clock that deadlines and measurements use.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rustix::time::{ClockId, clock_gettime};

/// How long between two looks at a condition.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Looks again and again until `probe` gives a value, and fails with `what` in the sentence after `within`.
///
/// # Errors
/// The first error of `probe`, or the deadline.
pub async fn until<T, Look>(what: &str, within: Duration, mut probe: impl FnMut() -> Look) -> Result<T>
where
    Look: Future<Output = Result<Option<T>>>,
{
    let deadline = Instant::now() + within;
    loop {
        if let Some(value) = probe().await? {
            return Ok(value);
        }
        if Instant::now() >= deadline {
            bail!("waited {within:?} in vain for {what}");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// How often in a row something must look the same to keep still: a redraw takes a few milliseconds, a look ten.
const STILL_LOOKS: usize = 5;

/// Waits until `probe` gives a value and keeps giving the same: what is being drawn or moved is not there yet.
///
/// # Errors
/// The first error of `probe`, or the deadline.
pub async fn until_still<T, Look>(what: &str, within: Duration, mut probe: impl FnMut() -> Look) -> Result<T>
where
    T: PartialEq,
    Look: Future<Output = Result<Option<T>>>,
{
    let deadline = Instant::now() + within;
    let mut last = None;
    let mut looks = 0;
    loop {
        let found = probe().await?;
        looks = if found.is_some() && found == last { looks + 1 } else { 1 };
        last = found;
        if looks >= STILL_LOOKS
            && let Some(found) = last
        {
            return Ok(found);
        }
        if Instant::now() >= deadline {
            bail!("waited {within:?} in vain for {what}");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Nanoseconds on `CLOCK_MONOTONIC`: comparable between all processes of this machine.
#[must_use]
pub fn monotonic_ns() -> u64 {
    let now = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    seconds * 1_000_000_000 + u64::try_from(now.tv_nsec).unwrap_or_default()
}
