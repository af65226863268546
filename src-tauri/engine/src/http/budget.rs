//! How many requests a server may be asked for.
//!
//! A sliding window of a minute, since the servers count the same way. Each priority has a share, and the
//! shares are nested: a prefetch never takes what a catch-up may need. The last tenth stays unused, for the
//! requests of a run before this one, and for what is counted later there than here.

use std::collections::VecDeque;
use std::time::Duration;

use swarmbell_protocols::adapter::Priority;
use swarmbell_protocols::time::Steady;

/// Requests a minute without a token, per address (contract neuro §5, v2).
const ANONYMOUS: usize = 30;
/// Requests a minute with a token (contract neuro §5).
const WITH_TOKEN: usize = 100;
/// What the servers count over.
const WINDOW: Duration = Duration::from_secs(60);

/// The requests made to one origin, with or without a secret.
#[derive(Debug)]
pub(super) struct Budget {
    per_window: usize,
    /// When the requests of the last window were made, oldest first.
    made: VecDeque<Steady>,
    held_until: Steady,
}

impl Budget {
    pub(super) fn new(with_secret: bool) -> Self {
        let per_window = if with_secret { WITH_TOKEN } else { ANONYMOUS };
        Self { per_window, made: VecDeque::new(), held_until: Steady::default() }
    }

    /// Counts a request, or says when to ask again.
    pub(super) fn take(&mut self, now: Steady, priority: Priority) -> Result<(), Steady> {
        if now < self.held_until {
            return Err(self.held_until);
        }
        while self.made.front().is_some_and(|made| made.plus(WINDOW) <= now) {
            self.made.pop_front();
        }
        let share = self.share(priority);
        // With `n` too many, the place becomes free when the oldest `n` have left the window.
        let blocking = self.made.len().checked_sub(share).and_then(|too_many| self.made.get(too_many));
        match blocking {
            Some(made) => Err(made.plus(WINDOW)),
            None => {
                self.made.push_back(now);
                Ok(())
            }
        }
    }

    /// Lets nothing through until then. A shorter hold does not shorten a longer one.
    pub(super) fn hold(&mut self, until: Steady) {
        self.held_until = self.held_until.max(until);
    }

    fn share(&self, priority: Priority) -> usize {
        let percent = match priority {
            Priority::CatchUp => 90,
            Priority::User => 75,
            Priority::Prefetch => 50,
        };
        (self.per_window * percent / 100).max(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(millis: u64) -> Steady {
        Steady(Duration::from_millis(millis))
    }

    fn taken(budget: &mut Budget, now: Steady, priority: Priority) -> usize {
        (0..1_000).take_while(|_| budget.take(now, priority).is_ok()).count()
    }

    #[test]
    fn a_prefetch_leaves_room_for_the_user_and_the_user_for_a_catch_up() {
        let mut budget = Budget::new(false);
        assert_eq!(taken(&mut budget, at(0), Priority::Prefetch), 15);
        assert_eq!(taken(&mut budget, at(0), Priority::User), 7);
        assert_eq!(taken(&mut budget, at(0), Priority::CatchUp), 5);
        assert_eq!(taken(&mut Budget::new(true), at(0), Priority::CatchUp), 90);
    }

    #[test]
    fn a_place_becomes_free_when_the_window_has_passed_over_it() {
        let mut budget = Budget::new(false);
        assert_eq!(budget.take(at(0), Priority::CatchUp), Ok(()));
        assert_eq!(taken(&mut budget, at(10_000), Priority::CatchUp), 26);
        assert_eq!(budget.take(at(20_000), Priority::CatchUp), Err(at(60_000)));
        assert_eq!(budget.take(at(20_000), Priority::Prefetch), Err(at(70_000)));
        assert_eq!(budget.take(at(60_000), Priority::CatchUp), Ok(()));
        assert_eq!(budget.take(at(60_000), Priority::CatchUp), Err(at(70_000)));
    }

    #[test]
    fn a_held_budget_lets_nothing_through_until_the_wait_has_passed() {
        let mut budget = Budget::new(true);
        budget.hold(at(30_000));
        budget.hold(at(1_000));
        assert_eq!(budget.take(at(29_999), Priority::CatchUp), Err(at(30_000)));
        assert_eq!(budget.take(at(30_000), Priority::CatchUp), Ok(()));
    }

    proptest! {
        #[test]
        fn no_minute_ever_sees_more_than_the_limit(steps in prop::collection::vec((0u64..5_000, 0u8..3), 1..400)) {
            let mut budget = Budget::new(false);
            let mut now = 0;
            let mut granted: Vec<u64> = Vec::new();
            for (pause, priority) in steps {
                now += pause;
                let priority = match priority { 0 => Priority::CatchUp, 1 => Priority::User, _ => Priority::Prefetch };
                match budget.take(at(now), priority) {
                    Ok(()) => granted.push(now),
                    Err(free_at) => {
                        prop_assert!(free_at > at(now));
                        prop_assert!(free_at <= at(now).plus(WINDOW));
                    }
                }
                let in_window = granted.iter().filter(|made| **made + 60_000 > now).count();
                prop_assert!(in_window <= ANONYMOUS * 9 / 10);
            }
        }
    }
}
