//! When the releases are asked: about once a day, and never by all at the same moment.

use std::time::Duration;

use fastrand::Rng;
use swarmbell_protocols::time::UnixMillis;

/// From one answer to the next question.
pub const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// From a question that found no answer to the next.
pub const AFTER_A_FAILURE: Duration = Duration::from_secs(4 * 60 * 60);

/// Up to so much later: who starts at the same time, after a cut of power or a login at nine, does not ask at the same time.
const SPREAD: Duration = Duration::from_secs(60 * 60);

/// A start is not the moment for it.
const AFTER_THE_START: Duration = Duration::from_secs(60);

/// From the start of this run to its first question.
pub fn first_wait(not_before: Option<UnixMillis>, now: UnixMillis, random: &mut Rng) -> Duration {
    // A clock that was set back makes no wait longer.
    let rest = not_before.map_or(Duration::ZERO, |at| at.since(now).min(EVERY));
    next_wait(rest.max(AFTER_THE_START), random)
}

/// So long, and a little longer.
pub fn next_wait(least: Duration, random: &mut Rng) -> Duration {
    least + SPREAD.mul_f64(random.f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_releases_are_asked_once_a_day_however_often_the_bell_is_started() {
        let mut random = Rng::with_seed(7);
        let now = UnixMillis(1_795_201_251_000);
        let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
        for (not_before, least) in [
            (None, AFTER_THE_START),
            (Some(now.plus(hours(23))), hours(23)),
            (Some(now.minus(hours(76))), AFTER_THE_START),
            (Some(now.plus(hours(124))), EVERY),
        ] {
            for _ in 0..100 {
                let wait = first_wait(not_before, now, &mut random);
                assert!((least..=least + SPREAD).contains(&wait), "{not_before:?}: {wait:?}");
            }
        }
        let mut waits: Vec<Duration> = (0..20).map(|_| next_wait(EVERY, &mut random)).collect();
        waits.dedup();
        assert_eq!(waits.len(), 20);
    }
}
