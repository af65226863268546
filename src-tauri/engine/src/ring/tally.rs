//! One ring for many things: what was held back in a flood, and what happened in an absence.

use std::collections::BTreeMap;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::stream::Recording;
use swarmbell_words::say;

use super::text::clean;
use super::{Action, Button, Ring, RingId};

/// Things counted by what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    things: BTreeMap<Thing, usize>,
    /// Of still other sorts.
    more: usize,
}

/// So many sorts of things are told apart; a server can invent as many as it likes.
const MOST_SORTS: usize = 10;

/// What sort of thing, in the order in which they are told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Stream,
    Raid,
    Reminder,
    ScheduleChange,
    SubathonNews,
    Goal,
    Article,
    Post,
    Story,
    StreamChange,
    StreamEnd,
    /// Of this wire name.
    Other(String),
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, event: &Event) {
        let thing = match &event.subject {
            Subject::Live(_) | Subject::SecretLive(_) | Subject::Missed(_) => Thing::Stream,
            Subject::Raid { .. } => Thing::Raid,
            Subject::Reminder(_) => Thing::Reminder,
            Subject::Schedule(_) => Thing::ScheduleChange,
            Subject::Subathon(_) => Thing::SubathonNews,
            Subject::Goal(_) => Thing::Goal,
            Subject::Article(_) => Thing::Article,
            Subject::Post(_) => Thing::Post,
            Subject::Story(_) => Thing::Story,
            Subject::Changed { .. } => Thing::StreamChange,
            Subject::Ended => Thing::StreamEnd,
            Subject::Signal(_)
            | Subject::Message(_)
            | Subject::Swap(_)
            | Subject::Task(_)
            | Subject::Other => Thing::Other(event.event_type.as_str().to_owned()),
        };
        self.put(thing, 1);
    }

    fn put(&mut self, thing: Thing, count: usize) {
        let full = self.things.len() >= MOST_SORTS && !self.things.contains_key(&thing);
        let place = if full { &mut self.more } else { self.things.entry(thing).or_default() };
        *place = place.saturating_add(count);
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        other.things.into_iter().for_each(|(thing, count)| self.put(thing, count));
        self.more = self.more.saturating_add(other.more);
        self
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.things.values().sum::<usize>().saturating_add(self.more)
    }

    /// `1 stream, 2 posts and 3 more`.
    pub fn words(&self) -> String {
        let counted: Vec<String> = self.things.iter().map(|(thing, count)| thing.counted(*count)).collect();
        let counted = clean(&counted.join(", "));
        match self.more {
            0 => counted,
            more => say!("and-more", some = counted, more = more),
        }
    }
}

impl<'a> FromIterator<&'a Event> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Event>>(events: I) -> Self {
        let mut tally = Self::default();
        events.into_iter().for_each(|event| tally.add(event));
        tally
    }
}

impl Thing {
    fn counted(&self, count: usize) -> String {
        match self {
            Self::Stream => say!("tally-streams", count = count),
            Self::Raid => say!("tally-raids", count = count),
            Self::Reminder => say!("tally-reminders", count = count),
            Self::ScheduleChange => say!("tally-schedule-changes", count = count),
            Self::SubathonNews => say!("tally-subathon-news", count = count),
            Self::Goal => say!("tally-goals", count = count),
            Self::Article => say!("tally-articles", count = count),
            Self::Post => say!("tally-posts", count = count),
            Self::Story => say!("tally-stories", count = count),
            Self::StreamChange => say!("tally-stream-changes", count = count),
            Self::StreamEnd => say!("tally-stream-ends", count = count),
            Self::Other(name) => say!("tally-other", count = count, name = name.as_str()),
        }
    }
}

/// The ring for what was held back because it came too fast.
pub fn group_ring(id: RingId, tally: &Tally) -> Ring {
    summary(id, say!("ring-more-happened", count = tally.count()), tally)
}

/// The ring for what happened, and is over, while nobody could be told: its button plays the newest stream that can
/// be watched again. `beyond` is what there was besides, of which only the number is known.
pub fn away_ring<'a>(id: RingId, events: impl IntoIterator<Item = &'a Event> + Clone, beyond: Tally) -> Ring {
    let tally = events.clone().into_iter().collect::<Tally>().and(beyond);
    let ring = summary(id, say!("ring-away"), &tally);
    let newest = events.into_iter().filter_map(missed).max_by_key(|recording| recording.started_at);
    let watch = newest.map(|recording| Button {
        label: say!("button-watch-missed"),
        action: Action::Open(recording.page.clone()),
    });
    Ring { buttons: watch.into_iter().chain(ring.buttons).collect(), ..ring }
}

fn missed(event: &Event) -> Option<&Recording> {
    if let Subject::Missed(recording) = &event.subject { Some(recording) } else { None }
}

fn summary(id: RingId, title: String, tally: &Tally) -> Ring {
    let (body, click) = (tally.words(), Action::ShowWindow);
    let buttons = vec![super::snooze_button()];
    Ring {
        id,
        source: None,
        title,
        body,
        click,
        buttons,
        urgent: false,
        quiet: false,
        sounds: true,
        waits: false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use swarmbell_protocols::event::{EventKey, Via};
    use swarmbell_protocols::time::UnixMillis;
    use swarmbell_protocols::web::WebAddress;

    use super::*;

    fn event(event_type: &str, subject: Subject) -> Event {
        Event {
            event_type: event_type.into(),
            key: EventKey("k".into()),
            key_lifetime: None,
            channel: None,
            version: None,
            at: UnixMillis(1),
            via: Via::Push,
            subject,
            page: None,
            payload: Value::Null,
        }
    }

    #[test]
    fn things_that_come_too_fast_are_told_by_their_number_and_kind() {
        let changed = || event("streamUpdate", Subject::Changed { title: None, category: None });
        let coffee = || event("coffee\u{202E}Ready", Subject::Other);
        let events = [coffee(), changed(), coffee(), event("streamOffline", Subject::Ended), changed()];
        let ring = group_ring(RingId(1), &events.iter().collect());
        assert_eq!(ring.title, "5 more things happened");
        assert_eq!(ring.body, "2 changes of the stream, 1 end of a stream, 2 coffeeReady");
        assert_eq!(ring.click, Action::ShowWindow);
        assert_eq!(group_ring(RingId(1), &[coffee()].iter().collect()).title, "1 more thing happened");
    }

    #[test]
    fn a_server_that_invents_sorts_of_things_makes_no_endless_sentence() {
        let sorts: Vec<_> = (0..1_000).map(|n| event(&format!("sort{n:03}"), Subject::Other)).collect();
        let tally: Tally = sorts.iter().collect();
        assert_eq!(tally.count(), 1_000);
        assert!(tally.words().ends_with("1 sort009 and 990 more"), "{}", tally.words());
        let both = tally.clone().and(tally);
        assert!(both.words().ends_with("2 sort009 and 1980 more"), "{}", both.words());
    }

    #[test]
    fn what_happened_in_an_absence_is_told_in_one_ring() {
        let ring = away_ring(RingId(1), &[event("streamOffline", Subject::Ended)], Tally::default());
        assert_eq!((ring.title.as_str(), ring.body.as_str()), ("While you were away", "1 end of a stream"));
        assert_eq!(ring.buttons.len(), 1, "there is nothing to watch");
    }

    #[test]
    fn the_summary_of_an_absence_plays_the_newest_stream_that_was_missed() {
        let missed = |id: &str, at: i64| {
            let page = WebAddress::parse(&format!("https://www.twitch.tv/videos/{id}")).unwrap();
            let (stream_id, title) = (id.to_owned(), None);
            let started_at = Some(UnixMillis(at));
            event(
                "streamOnline",
                Subject::Missed(Recording { stream_id, title, started_at, length: None, page }),
            )
        };
        let ring =
            away_ring(RingId(1), &[missed("1", 10), missed("3", 30), missed("2", 20)], Tally::default());
        assert_eq!(ring.body, "3 streams");
        let watch = &ring.buttons[0];
        assert_eq!(watch.label, "Watch the stream");
        assert!(matches!(&watch.action, Action::Open(page) if page.as_str().ends_with("/videos/3")));
    }
}
