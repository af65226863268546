//! What clicks mean, by the mark under which the system tells of them.
//!
//! Kept for a day, also after the notification left the screen: from a notification centre it is clicked hours later.
//! What is kept is told to the engine too, whose journal has it for the bell that is started after this one.

use std::collections::HashMap;
#[cfg(any(target_os = "linux", test))]
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{CLICK_LIFETIME, ShownRing};
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::time::Steady;

/// Rings remembered; the oldest go first. A day has fewer by far.
const REMEMBERED: usize = 512;

/// The rings that may still be clicked.
#[derive(Debug)]
pub(super) struct Clicks {
    clock: Clock,
    by_mark: HashMap<String, Meaning>,
}

/// What the clicks on one ring mean.
#[derive(Debug)]
pub(super) struct Meaning {
    until: Steady,
    pub(super) click: Action,
    #[cfg_attr(windows, expect(dead_code, reason = "a toast's buttons have marks of their own"))]
    pub(super) buttons: Vec<Action>,
}

impl Clicks {
    /// Only what was shown by bells before this one may be clicked yet.
    pub(super) fn new(clock: Clock, earlier: Vec<ShownRing>) -> Self {
        let now = clock.now();
        let known = earlier.into_iter().take(REMEMBERED).map(|ring| {
            let until = now.steady.plus(ring.until.since(now.wall).min(CLICK_LIFETIME));
            (ring.mark, Meaning { until, click: ring.click, buttons: ring.buttons })
        });
        Self { by_mark: known.collect(), clock }
    }

    /// Keeps what clicks on a ring mean that was shown; the answer is for the engine.
    pub(super) fn keep(
        &mut self,
        mark: String,
        source: Option<SourceId>,
        click: Action,
        buttons: Vec<Action>,
    ) -> ShownRing {
        let now = self.clock.now();
        self.by_mark.retain(|_, meaning| meaning.until > now.steady);
        if self.by_mark.len() >= REMEMBERED {
            let oldest = self.by_mark.iter().min_by_key(|(_, meaning)| meaning.until);
            let oldest = oldest.map(|(mark, _)| mark.clone());
            oldest.map(|mark| self.by_mark.remove(&mark));
        }
        let until = now.steady.plus(CLICK_LIFETIME);
        let meaning = Meaning { until, click: click.clone(), buttons: buttons.clone() };
        self.by_mark.insert(mark.clone(), meaning);
        ShownRing { mark, source, until: now.wall.plus(CLICK_LIFETIME), click, buttons }
    }

    /// What clicks on the ring with this mark mean; `None` when it is none of ours, or too old.
    #[cfg(any(target_os = "linux", test))]
    pub(super) fn meaning(&self, mark: &str) -> Option<&Meaning> {
        self.by_mark.get(mark).filter(|meaning| meaning.until > self.clock.now().steady)
    }

    /// The same, for the last time.
    #[cfg(any(windows, test))]
    pub(super) fn take(&mut self, mark: &str) -> Option<Meaning> {
        self.by_mark.remove(mark).filter(|meaning| meaning.until > self.clock.now().steady)
    }

    /// Clicks on this ring mean something for so long at most.
    #[cfg(target_os = "linux")]
    pub(super) fn shorten(&mut self, mark: &str, to: Duration) {
        let until = self.clock.now().steady.plus(to);
        if let Some(meaning) = self.by_mark.get_mut(mark) {
            meaning.until = meaning.until.min(until);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_bell_showed_has_its_meaning_for_the_rest_of_its_day() {
        let clock = Clock::system();
        let mut before = Clicks::new(clock.clone(), Vec::new());
        let young = before.keep("young".to_owned(), None, Action::ShowWindow, Vec::new());
        let kept = before.keep("old".to_owned(), None, Action::ShowWindow, Vec::new());
        let old = ShownRing { until: clock.now().wall.minus(Duration::from_secs(1)), ..kept };
        let clicks = Clicks::new(clock, vec![young, old]);
        assert_eq!(clicks.meaning("young").map(|meaning| &meaning.click), Some(&Action::ShowWindow));
        assert!(clicks.meaning("old").is_none());
    }

    #[test]
    fn many_rings_do_not_grow_the_memory() {
        let mut clicks = Clicks::new(Clock::system(), Vec::new());
        for number in 0..2_000 {
            let _ = clicks.keep(number.to_string(), None, Action::ShowWindow, Vec::new());
        }
        assert_eq!(clicks.by_mark.len(), REMEMBERED);
        assert!(clicks.take("1999").is_some());
        assert!(clicks.take("1999").is_none());
    }
}
