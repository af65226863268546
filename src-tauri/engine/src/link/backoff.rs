//! The delays between attempts.

use std::time::Duration;

use fastrand::Rng;

/// An endless iterator of growing, jittered delays.
#[derive(Debug, Clone)]
pub(super) struct Backoff {
    first: Duration,
    most: Duration,
    /// Fraction by which a delay may be longer or shorter, so that clients do not return in step.
    jitter: f64,
    next: Duration,
    /// What the server wishes instead, one after the other.
    wished: Vec<Duration>,
    steps: usize,
    rng: Rng,
}

impl Backoff {
    pub(super) fn new(first: Duration, most: Duration, jitter: f64, rng: Rng) -> Self {
        Self { first, most, jitter, next: first.min(most), wished: Vec::new(), steps: 0, rng }
    }

    /// Begins again with the first delay.
    pub(super) fn reset(&mut self) {
        self.next = self.first.min(self.most);
        self.steps = 0;
    }

    /// Takes the delays from the server, where it names some; the last one counts for all later ones.
    pub(super) fn wish(&mut self, delays: Vec<Duration>) {
        self.wished = delays;
    }
}

impl Iterator for Backoff {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let wished = self.wished.get(self.steps).or(self.wished.last()).copied();
        let delay = wished.unwrap_or(self.next);
        self.steps = self.steps.saturating_add(1);
        self.next = self.next.saturating_mul(2).min(self.most);
        let factor = 1.0 + self.jitter * (2.0 * self.rng.f64() - 1.0);
        Some(delay.mul_f64(factor.max(0.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::*;

    const FIRST: Duration = Duration::from_secs(1);
    const MOST: Duration = Duration::from_secs(30);

    fn delays(seed: u64) -> Backoff {
        Backoff::new(FIRST, MOST, 0.2, Rng::with_seed(seed))
    }

    #[test]
    fn without_jitter_the_delay_doubles_from_1_s_to_30_s() {
        let delays = Backoff::new(FIRST, MOST, 0.0, Rng::with_seed(0));
        let seconds: Vec<u64> = delays.take(8).map(|delay| delay.as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 30, 30, 30]);
    }

    #[test]
    fn the_jitter_reaches_both_edges_and_its_middle_is_the_step() {
        let first = |seed| delays(seed).next().unwrap().as_secs_f64();
        let firsts: Vec<f64> = (0..1_000).map(first).collect();
        let mean = firsts.iter().sum::<f64>() / 1_000.0;
        assert!((0.98..=1.02).contains(&mean), "{mean}");
        let reached = |edge: std::ops::Range<f64>| firsts.iter().any(|delay| edge.contains(delay));
        assert!(reached(0.8..0.82) && reached(1.18..1.2));
    }

    proptest! {
        #[test]
        fn each_delay_is_within_a_fifth_of_its_step(seed: u64, step in 0usize..200) {
            let exact = Backoff::new(FIRST, MOST, 0.0, Rng::with_seed(0)).nth(step).unwrap();
            let delay = delays(seed).nth(step).unwrap();
            prop_assert!(delay >= exact.mul_f64(0.8) && delay <= exact.mul_f64(1.2), "{delay:?} for {exact:?}");
        }

        #[test]
        fn delays_grow_until_they_reach_the_most(seed: u64) {
            let delays: Vec<Duration> = delays(seed).take(5).collect();
            // 1.2 × n < 0.8 × 2n: not even the worst jitter turns the order of two doubled steps.
            prop_assert!(delays.is_sorted(), "{delays:?}");
        }

        #[test]
        fn a_reset_begins_again_with_the_first_delay(seed: u64, steps in 0usize..50) {
            let mut delays = delays(seed);
            let _ = delays.by_ref().take(steps).count();
            delays.reset();
            prop_assert!(delays.next().unwrap() <= FIRST.mul_f64(1.2));
        }

        #[test]
        fn no_figures_overflow(seed: u64, first: u64, most: u64, jitter in 0.0f64..=1.0) {
            let first = Duration::from_millis(first >> 2);
            let most = Duration::from_millis(most >> 2);
            let delays = Backoff::new(first, most, jitter, Rng::with_seed(seed));
            prop_assert!(delays.take(100).all(|delay| delay <= most.saturating_mul(2)));
        }
    }

    #[test]
    fn the_delays_a_server_names_are_taken_one_after_the_other_and_the_last_one_again() {
        let mut delays = Backoff::new(FIRST, MOST, 0.0, Rng::with_seed(0));
        delays.wish([3, 7, 60].map(Duration::from_secs).to_vec());
        let seconds: Vec<u64> = delays.by_ref().take(5).map(|delay| delay.as_secs()).collect();
        assert_eq!(seconds, [3, 7, 60, 60, 60]);
        delays.reset();
        assert_eq!(delays.next(), Some(Duration::from_secs(3)));
    }

    #[test]
    fn two_clients_do_not_wait_alike() {
        assert_ne!(delays(1).take(4).collect::<Vec<_>>(), delays(2).take(4).collect::<Vec<_>>());
    }
}
