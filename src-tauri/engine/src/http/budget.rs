//! How many requests a server may be asked for.
//!
//! A sliding window for each limit that a request says it counts against, since the servers count the same
//! way. Each priority has a share, and the shares are nested: a prefetch never takes what a catch-up may need.
//! The last tenth stays unused, for the requests of a run before this one, and for what is counted later there
//! than here.

use std::collections::{HashMap, VecDeque};

use swarmbell_protocols::adapter::{Limit, Priority};
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::web::Origin;

/// More budgets than this are not kept unused: a server that redirects to ever new ones must not fill memory.
const KEPT: usize = 64;

/// All requests made lately, by what they count against.
#[derive(Debug, Default)]
pub(super) struct Budgets(HashMap<Account, Budget>);

/// Whose requests are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Account {
    origin: Origin,
    with_secret: bool,
    scope: &'static str,
}

/// The requests made against one limit.
#[derive(Debug)]
struct Budget {
    limit: Limit,
    /// When the requests of the last window were made, oldest first.
    made: VecDeque<Steady>,
    held_until: Steady,
}

impl Budgets {
    /// Counts a request against all its limits, or against none and says when to ask again.
    pub(super) fn take(
        &mut self,
        origin: &Origin,
        with_secret: bool,
        limits: &[Limit],
        now: Steady,
        priority: Priority,
    ) -> Result<(), Steady> {
        let busy = limits.iter().filter_map(|limit| {
            self.budget(origin, with_secret, *limit, now).free_at(now, priority).filter(|free| *free > now)
        });
        if let Some(free_at) = busy.max() {
            return Err(free_at);
        }
        for limit in limits {
            self.budget(origin, with_secret, *limit, now).made.push_back(now);
        }
        Ok(())
    }

    /// Lets nothing through against this limit until then. A shorter hold does not shorten a longer one.
    pub(super) fn hold(
        &mut self,
        origin: &Origin,
        with_secret: bool,
        limit: Limit,
        now: Steady,
        until: Steady,
    ) {
        let budget = self.budget(origin, with_secret, limit, now);
        budget.held_until = budget.held_until.max(until);
    }

    fn budget(&mut self, origin: &Origin, with_secret: bool, limit: Limit, now: Steady) -> &mut Budget {
        let account = Account { origin: origin.clone(), with_secret, scope: limit.scope };
        if self.0.len() >= KEPT && !self.0.contains_key(&account) {
            self.0.retain(|_, budget| budget.counts(now));
        }
        let new = || Budget { limit, made: VecDeque::new(), held_until: Steady::default() };
        let budget = self.0.entry(account).or_insert_with(new);
        budget.limit = limit;
        budget
    }
}

impl Budget {
    /// When one more request may be made; `None` when it may at once.
    fn free_at(&mut self, now: Steady, priority: Priority) -> Option<Steady> {
        if now < self.held_until {
            return Some(self.held_until);
        }
        self.forget(now);
        let share = self.share(priority);
        // With `n` too many, the place becomes free when the oldest `n` have left the window.
        let blocking = self.made.len().checked_sub(share).and_then(|too_many| self.made.get(too_many));
        blocking.map(|made| made.plus(self.limit.per))
    }

    fn forget(&mut self, now: Steady) {
        while self.made.front().is_some_and(|made| made.plus(self.limit.per) <= now) {
            self.made.pop_front();
        }
    }

    /// Whether forgetting it would let more through than it allows.
    fn counts(&mut self, now: Steady) -> bool {
        self.forget(now);
        now < self.held_until || !self.made.is_empty()
    }

    fn share(&self, priority: Priority) -> usize {
        let percent = match priority {
            Priority::CatchUp => 90,
            Priority::User => 75,
            Priority::Prefetch => 50,
        };
        usize::try_from(self.limit.most).unwrap_or(usize::MAX).saturating_mul(percent).div_euclid(100).max(1)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    const WINDOW: Duration = Duration::from_secs(60);
    const ALL: Limit = Limit { scope: "all", most: 30, per: WINDOW };
    const SEARCH: Limit = Limit { scope: "search", most: 2, per: Duration::from_secs(10) };

    fn at(millis: u64) -> Steady {
        Steady(Duration::from_millis(millis))
    }

    fn origin(host: &str) -> Origin {
        Origin::parse(&format!("https://{host}.example")).unwrap()
    }

    fn take(budgets: &mut Budgets, limits: &[Limit], now: Steady, priority: Priority) -> Result<(), Steady> {
        budgets.take(&origin("a"), false, limits, now, priority)
    }

    fn taken(budgets: &mut Budgets, now: Steady, priority: Priority) -> usize {
        (0..1_000).take_while(|_| take(budgets, &[ALL], now, priority).is_ok()).count()
    }

    #[test]
    fn a_prefetch_leaves_room_for_the_user_and_the_user_for_a_catch_up() {
        let mut budgets = Budgets::default();
        assert_eq!(taken(&mut budgets, at(0), Priority::Prefetch), 15);
        assert_eq!(taken(&mut budgets, at(0), Priority::User), 7);
        assert_eq!(taken(&mut budgets, at(0), Priority::CatchUp), 5);
        let with_secret = budgets.take(&origin("a"), true, &[ALL], at(0), Priority::Prefetch);
        assert_eq!(with_secret, Ok(()), "another account is another budget");
    }

    #[test]
    fn a_place_becomes_free_when_the_window_has_passed_over_it() {
        let mut budgets = Budgets::default();
        let mut take = |now, priority| take(&mut budgets, &[ALL], now, priority);
        assert_eq!(take(at(0), Priority::CatchUp), Ok(()));
        let taken = (0..1_000).take_while(|_| take(at(10_000), Priority::CatchUp).is_ok()).count();
        assert_eq!(taken, 26);
        assert_eq!(take(at(20_000), Priority::CatchUp), Err(at(60_000)));
        assert_eq!(take(at(20_000), Priority::Prefetch), Err(at(70_000)));
        assert_eq!(take(at(60_000), Priority::CatchUp), Ok(()));
        assert_eq!(take(at(60_000), Priority::CatchUp), Err(at(70_000)));
    }

    #[test]
    fn a_held_budget_lets_nothing_through_until_the_wait_has_passed() {
        let mut budgets = Budgets::default();
        budgets.hold(&origin("a"), false, SEARCH, at(0), at(30_000));
        budgets.hold(&origin("a"), false, SEARCH, at(0), at(1_000));
        assert_eq!(take(&mut budgets, &[ALL, SEARCH], at(29_999), Priority::CatchUp), Err(at(30_000)));
        assert_eq!(take(&mut budgets, &[ALL], at(29_999), Priority::CatchUp), Ok(()));
        assert_eq!(take(&mut budgets, &[ALL, SEARCH], at(30_000), Priority::CatchUp), Ok(()));
    }

    #[test]
    fn a_request_that_one_limit_stops_counts_against_no_other() {
        let mut budgets = Budgets::default();
        assert_eq!(take(&mut budgets, &[ALL, SEARCH], at(0), Priority::User), Ok(()));
        for _ in 0..100 {
            let stopped = take(&mut budgets, &[ALL, SEARCH], at(1), Priority::User);
            assert_eq!(stopped, Err(at(10_000)));
        }
        assert_eq!(taken(&mut budgets, at(2), Priority::CatchUp), 26);
    }

    #[test]
    fn budgets_of_servers_that_are_asked_no_more_are_forgotten() {
        let mut budgets = Budgets::default();
        for number in 0..1_000 {
            let origin = origin(&format!("a{number}"));
            budgets.take(&origin, false, &[ALL], at(number * 2_000), Priority::User).unwrap();
        }
        assert!(budgets.0.len() <= KEPT, "{}", budgets.0.len());
    }

    proptest! {
        #[test]
        fn no_minute_ever_sees_more_than_the_limit(steps in prop::collection::vec((0u64..5_000, 0u8..3), 1..400)) {
            let mut budgets = Budgets::default();
            let mut now = 0;
            let mut granted: Vec<u64> = Vec::new();
            for (pause, priority) in steps {
                now += pause;
                let priority = match priority { 0 => Priority::CatchUp, 1 => Priority::User, _ => Priority::Prefetch };
                match take(&mut budgets, &[ALL], at(now), priority) {
                    Ok(()) => granted.push(now),
                    Err(free_at) => {
                        prop_assert!(free_at > at(now));
                        prop_assert!(free_at <= at(now).plus(WINDOW));
                    }
                }
                let in_window = granted.iter().filter(|made| **made + 60_000 > now).count();
                prop_assert!(in_window <= 27);
            }
        }
    }
}
