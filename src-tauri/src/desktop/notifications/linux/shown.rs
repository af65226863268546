//! What a click on which notification means.

use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::ShownRing;
use swarmbell_engine::ring::{Action, Ring};

use super::super::clicks::Clicks;

/// How long a click works after the server said that the user closed the notification: some servers tell the
/// closing before the click that caused it.
const KEPT_CLOSED: Duration = Duration::from_secs(60);

/// The action key of a click on the notification itself, set by the specification.
pub(super) const BODY_KEY: &str = "default";

/// The action key of a button.
pub(super) fn button_key(index: usize) -> String {
    format!("button-{index}")
}

/// The mark of a notification: servers count from one each time they start, and so do the names on a bus.
pub(super) fn mark(bus: &str, server: &str, id: u32) -> String {
    format!("{bus} {server} {id}")
}

/// The notifications on the screen and in the notification centre, by their marks.
#[derive(Debug)]
pub(super) struct Shown {
    clicks: Clicks,
}

impl Shown {
    /// Only earlier bells have shown something yet.
    pub(super) fn new(clock: Clock, earlier: Vec<ShownRing>) -> Self {
        Self { clicks: Clicks::new(clock, earlier) }
    }

    /// Remembers what was shown under this mark; the answer is for the engine.
    pub(super) fn remember(&mut self, mark: String, ring: &Ring) -> ShownRing {
        let buttons = ring.buttons.iter().map(|button| button.action.clone()).collect();
        self.clicks.keep(mark, ring.source.clone(), ring.click.clone(), buttons)
    }

    /// What a click with this key on this notification means; `None` when it is none of ours.
    pub(super) fn action(&self, mark: &str, key: &str) -> Option<Action> {
        let meaning = self.clicks.meaning(mark)?;
        if key == BODY_KEY {
            return Some(meaning.click.clone());
        }
        let mut buttons = meaning.buttons.iter().enumerate();
        buttons.find(|(index, _)| button_key(*index) == key).map(|(_, action)| action.clone())
    }

    /// Whether this notification is one of ours.
    pub(super) fn knows(&self, mark: &str) -> bool {
        self.clicks.meaning(mark).is_some()
    }

    /// The server took a notification off the screen, for one of the reasons of the specification. One that
    /// expired lives on in the notification centre.
    pub(super) fn closed(&mut self, mark: &str, reason: u32) {
        const DISMISSED: u32 = 2;
        const CLOSED_BY_CALL: u32 = 3;
        if let DISMISSED | CLOSED_BY_CALL = reason {
            self.clicks.shorten(mark, KEPT_CLOSED);
        }
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::{Button, RingId, SNOOZE};

    use super::*;

    fn shown() -> Shown {
        let snooze = Button { label: "Snooze".to_owned(), action: Action::Snooze(SNOOZE) };
        let ring = Ring {
            source: None,
            id: RingId(1),
            title: "Live".to_owned(),
            body: String::new(),
            click: Action::ShowWindow,
            buttons: vec![snooze],
            urgent: true,
            quiet: false,
            sounds: true,
            waits: false,
        };
        let mut shown = Shown::new(Clock::system(), Vec::new());
        let _ = shown.remember(mark("bus", ":1.7", 7), &ring);
        shown
    }

    #[test]
    fn body_and_buttons_have_their_own_meaning() {
        let (shown, mark) = (shown(), mark("bus", ":1.7", 7));
        assert_eq!(shown.action(&mark, "default"), Some(Action::ShowWindow));
        assert_eq!(shown.action(&mark, "button-0"), Some(Action::Snooze(SNOOZE)));
        assert_eq!(shown.action(&mark, "button-1"), None);
    }

    #[test]
    fn the_same_number_from_another_server_or_on_another_bus_is_another_notification() {
        let shown = shown();
        for (bus, server, id) in [("bus", ":1.7", 8), ("bus", ":1.8", 7), ("other", ":1.7", 7)] {
            assert_eq!(shown.action(&mark(bus, server, id), "default"), None);
        }
    }

    #[test]
    fn a_click_works_after_the_notification_expired_or_was_closed_just_now() {
        let (mut shown, mark) = (shown(), mark("bus", ":1.7", 7));
        for reason in [1, 2] {
            shown.closed(&mark, reason);
            assert_eq!(shown.action(&mark, "default"), Some(Action::ShowWindow));
        }
    }
}
