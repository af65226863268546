//! What a click on which notification means.
//!
//! Kept for a day, also after the notification left the screen: from a notification centre it is clicked
//! hours later.

use std::collections::HashMap;
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::ring::{Action, Ring};
use swarmbell_protocols::time::Steady;

/// How long a click works.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a click works after the server said that the user closed the notification: some servers tell the
/// closing before the click that caused it.
const KEPT_CLOSED: Duration = Duration::from_secs(60);

/// Notifications remembered; the oldest go first. A day has fewer rings by far.
const REMEMBERED: usize = 512;

/// The action key of a click on the notification itself, set by the specification.
pub(super) const BODY_KEY: &str = "default";

/// The action key of a button.
pub(super) fn button_key(index: usize) -> String {
    format!("button-{index}")
}

/// The notifications on the screen and in the notification centre.
#[derive(Debug)]
pub(super) struct Shown {
    clock: Clock,
    by_id: HashMap<u32, Entry>,
}

#[derive(Debug)]
struct Entry {
    until: Steady,
    click: Action,
    buttons: Vec<Action>,
}

impl Shown {
    /// Nothing was shown yet.
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, by_id: HashMap::new() }
    }

    /// Remembers what the server showed under `id`.
    pub(super) fn remember(&mut self, id: u32, ring: &Ring) {
        let now = self.clock.now().steady;
        self.by_id.retain(|_, entry| entry.until > now);
        if self.by_id.len() >= REMEMBERED {
            let oldest = self.by_id.iter().min_by_key(|(_, entry)| entry.until).map(|(id, _)| *id);
            oldest.map(|id| self.by_id.remove(&id));
        }
        let buttons = ring.buttons.iter().map(|button| button.action.clone()).collect();
        self.by_id.insert(id, Entry { until: now.plus(KEPT), click: ring.click.clone(), buttons });
    }

    /// What a click with this key on this notification means; `None` when it is none of ours.
    pub(super) fn action(&self, id: u32, key: &str) -> Option<Action> {
        let entry = self.by_id.get(&id).filter(|entry| entry.until > self.clock.now().steady)?;
        if key == BODY_KEY {
            return Some(entry.click.clone());
        }
        entry
            .buttons
            .iter()
            .enumerate()
            .find(|(index, _)| button_key(*index) == key)
            .map(|(_, action)| action.clone())
    }

    /// Whether this notification is one of ours.
    pub(super) fn knows(&self, id: u32) -> bool {
        self.by_id.contains_key(&id)
    }

    /// The server took a notification off the screen, for one of the reasons of the specification. One that
    /// expired lives on in the notification centre.
    pub(super) fn closed(&mut self, id: u32, reason: u32) {
        const DISMISSED: u32 = 2;
        const CLOSED_BY_CALL: u32 = 3;
        if let (DISMISSED | CLOSED_BY_CALL, Some(entry)) = (reason, self.by_id.get_mut(&id)) {
            entry.until = entry.until.min(self.clock.now().steady.plus(KEPT_CLOSED));
        }
    }

    /// Another server took over: it counts from one again, and the old one's notifications are gone.
    pub(super) fn forget_all(&mut self) {
        self.by_id.clear();
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::{Button, RingId, SNOOZE};

    use super::*;

    fn ring() -> Ring {
        let snooze = Button { label: "Snooze".to_owned(), action: Action::Snooze(SNOOZE) };
        let (title, body) = ("Live".to_owned(), String::new());
        Ring {
            id: RingId(1),
            title,
            body,
            click: Action::ShowWindow,
            buttons: vec![snooze],
            urgent: true,
            quiet: false,
            waits: false,
        }
    }

    #[test]
    fn body_and_buttons_have_their_own_meaning() {
        let mut shown = Shown::new(Clock::system());
        shown.remember(7, &ring());
        assert_eq!(shown.action(7, "default"), Some(Action::ShowWindow));
        assert_eq!(shown.action(7, "button-0"), Some(Action::Snooze(SNOOZE)));
        assert_eq!(shown.action(7, "button-1"), None);
        assert_eq!(shown.action(8, "default"), None);
    }

    #[test]
    fn a_click_works_after_the_notification_expired_or_was_closed_just_now() {
        let mut shown = Shown::new(Clock::system());
        shown.remember(7, &ring());
        for reason in [1, 2] {
            shown.closed(7, reason);
            assert_eq!(shown.action(7, "default"), Some(Action::ShowWindow));
        }
    }

    #[test]
    fn many_notifications_do_not_grow_the_memory() {
        let mut shown = Shown::new(Clock::system());
        for id in 0..2_000 {
            shown.remember(id, &ring());
        }
        assert_eq!(shown.by_id.len(), REMEMBERED);
        assert_eq!(shown.action(1_999, "default"), Some(Action::ShowWindow));
    }
}
