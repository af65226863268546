//! Many rings at once become one.

use std::collections::VecDeque;
use std::time::Duration;

use swarmbell_protocols::time::Steady;

/// So many rings within [`WINDOW`] come one by one.
pub const SINGLES: usize = 3;

/// The time looked at: what comes after the third ring in it is told in one ring at its end.
pub const WINDOW: Duration = Duration::from_secs(10);

/// How many held things are kept; of more only the number is.
pub const MOST_HELD: usize = 1_000;

/// What a ring may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// Ring now; its place is taken by that.
    Ring,
    /// Wait for the ring that tells all that wait.
    Hold,
}

/// Counts rings and holds what is too much: within any ten seconds three rings come one by one, and one tells
/// the rest. `T` is what the holder needs to know of a thing that waits.
#[derive(Debug)]
pub struct Grouping<T> {
    /// When the last rings were admitted; never more than [`SINGLES`].
    admitted: VecDeque<Steady>,
    held: Vec<T>,
    /// When the held are to be told.
    due: Option<Steady>,
    /// When the last ones were.
    told: Option<Steady>,
}

impl<T> Default for Grouping<T> {
    fn default() -> Self {
        Self { admitted: VecDeque::new(), held: Vec::new(), due: None, told: None }
    }
}

impl<T> Grouping<T> {
    /// Whether one more may ring now. While things wait nothing overtakes them. Who is told to hold gives the
    /// thing to [`Grouping::hold`].
    pub fn admit(&mut self, now: Steady) -> Admission {
        self.admitted.retain(|at| now < at.plus(WINDOW));
        if self.due.is_some() || self.admitted.len() >= SINGLES {
            let first = self.admitted.front().copied().unwrap_or(now);
            let due = first.plus(WINDOW).max(self.told.map_or(now, |told| told.plus(WINDOW)));
            self.due.get_or_insert(due);
            return Admission::Hold;
        }
        self.admitted.push_back(now);
        Admission::Ring
    }

    /// Keeps a thing until the ring that tells it. Given back when too many wait: then the ring counts it and
    /// knows no more of it.
    #[must_use = "what is given back is told by no ring of its own"]
    pub fn hold(&mut self, thing: T) -> Option<T> {
        if self.held.len() < MOST_HELD {
            self.held.push(thing);
            return None;
        }
        Some(thing)
    }

    /// What waits, oldest first.
    pub fn held(&self) -> &[T] {
        &self.held
    }

    /// The same, to change it.
    pub fn held_mut(&mut self) -> &mut [T] {
        &mut self.held
    }

    /// Takes away some of what waits. When nothing is left there is nothing to be told.
    pub fn extract(&mut self, which: impl FnMut(&mut T) -> bool) -> Vec<T> {
        self.held.extract_if(.., which).collect()
    }

    /// Of what waits, only these go on waiting.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.held.retain(keep);
    }

    /// When [`Grouping::flush`] is to be called; `None` while nothing waits.
    pub fn deadline(&self) -> Option<Steady> {
        self.due
    }

    /// What waits, oldest first, once its time has come; nothing before.
    pub fn flush(&mut self, now: Steady) -> Vec<T> {
        if self.due.is_none_or(|due| now < due) {
            return Vec::new();
        }
        self.due = None;
        self.told = Some(now);
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(millis: u64) -> Steady {
        Steady(Duration::from_millis(millis))
    }

    #[test]
    fn the_fourth_ring_within_ten_seconds_waits_for_one_that_tells_all() {
        let mut grouping = Grouping::default();
        for millis in [0, 100, 200] {
            assert_eq!(grouping.admit(at(millis)), Admission::Ring);
        }
        assert_eq!(grouping.deadline(), None);
        for (n, millis) in [(4, 300), (5, 9_999)] {
            assert_eq!(grouping.admit(at(millis)), Admission::Hold);
            assert_eq!(grouping.hold(n), None);
        }
        assert_eq!(grouping.deadline(), Some(at(10_000)));
        assert_eq!(grouping.flush(at(9_999)), [0; 0]);
        assert_eq!(grouping.flush(at(10_000)), [4, 5]);
        assert_eq!((grouping.deadline(), grouping.admit(at(10_100))), (None, Admission::Ring));
    }

    #[test]
    fn ten_seconds_after_the_first_of_three_the_next_rings_by_itself() {
        let mut grouping = Grouping::<()>::default();
        for millis in [0, 100, 200, 10_000] {
            assert_eq!(grouping.admit(at(millis)), Admission::Ring, "{millis}");
        }
        assert_eq!(grouping.admit(at(10_000)), Admission::Hold);
    }

    #[test]
    fn of_a_flood_only_the_first_thousand_are_kept() {
        let mut grouping = Grouping::default();
        let given_back = (0..2_000).filter_map(|n| match grouping.admit(at(n)) {
            Admission::Ring => None,
            Admission::Hold => grouping.hold(n),
        });
        assert_eq!(given_back.count(), 2_000 - SINGLES - MOST_HELD);
    }

    proptest! {
        /// Rings come at random times, are told when due or up to `late` after it.
        #[test]
        fn ten_seconds_see_three_rings_and_one_that_tells_the_rest_and_nothing_is_lost(
            gaps in prop::collection::vec((0u64..4_000, 0u64..3_000), 1..120)
        ) {
            let mut grouping = Grouping::default();
            let (mut singles, mut groups, mut told) = (Vec::new(), Vec::new(), Vec::new());
            let mut now = 0;
            for (n, (gap, late)) in gaps.iter().enumerate() {
                let next = now + gap;
                if let Some(due) = grouping.deadline().filter(|due| due.plus(Duration::from_millis(*late)) <= at(next)) {
                    let when = due.plus(Duration::from_millis(*late)).max(at(now));
                    groups.push(when);
                    told.extend(grouping.flush(when));
                }
                now = next;
                match grouping.admit(at(now)) {
                    Admission::Ring => { singles.push(at(now)); told.push(n); }
                    Admission::Hold => prop_assert_eq!(grouping.hold(n), None),
                }
            }
            if let Some(due) = grouping.deadline() {
                prop_assert!(due <= at(now + 10_000));
                told.extend(grouping.flush(due.max(at(now))));
            }
            prop_assert_eq!(told, (0..gaps.len()).collect::<Vec<_>>());
            let within = |times: &[Steady], from: Steady| {
                times.iter().filter(|time| (from..from.plus(WINDOW)).contains(time)).count()
            };
            for from in singles.iter().chain(&groups) {
                prop_assert!(within(&singles, *from) <= SINGLES);
                prop_assert!(within(&groups, *from) <= 1);
            }
        }
    }
}
