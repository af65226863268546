//! Planned streams that start soon.
//!
//! Nothing reminds of a stream while one is on the air: who wanted to know knows. When that one ends before the
//! next begins, the reminder still comes, late, with the time that is left. So it does after the machine slept. A stream
//! that somebody asked to be reminded of is told all the same, unless it is the one on the air.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::WebAddress;

use super::REMINDER;
use crate::ring::plain;
use crate::settings::{ReminderMinutes, Reminders, Settings};

/// What is reminded of, and how long before it begins.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Before every stream that is certain; `None` where only those count that somebody asked for.
    lead: Option<Duration>,
    asked: &'a Reminders,
}

impl<'a> Wish<'a> {
    /// What the user chose.
    pub fn of(settings: &'a Settings) -> Self {
        Self { lead: settings.reminder_minutes.lead(), asked: &settings.neuro.reminders }
    }

    /// How long before an entry this reminds of it; `None` when it does not.
    pub fn lead(&self, entry: &Entry) -> Option<Duration> {
        if self.is_asked(entry) {
            return self.lead.or(ReminderMinutes::default().lead());
        }
        self.lead.filter(|_| entry.kind == EntryKind::Normal)
    }

    /// Whether somebody asked to be reminded of this entry, and it can begin.
    fn is_asked(&self, entry: &Entry) -> bool {
        can_begin(entry) && self.asked.contains(entry)
    }

    fn due_at(&self, entry: &Entry) -> Option<UnixMillis> {
        let lead = i64::try_from(self.lead(entry)?.as_millis()).unwrap_or(i64::MAX);
        Some(UnixMillis(entry.time.0.saturating_sub(lead)))
    }
}

/// Whether a stream may come of this entry.
pub fn can_begin(entry: &Entry) -> bool {
    !matches!(entry.kind, EntryKind::Offline | EntryKind::Canceled)
}

/// What is on the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAir<'a> {
    /// Nothing.
    Nothing,
    /// A stream, perhaps a planned one.
    Stream(Option<&'a Entry>),
}

/// The next moment after `now` at which a reminder is due, and what it reminds of.
pub fn next(weeks: &[&Week], now: UnixMillis, wish: Wish<'_>) -> Option<(UnixMillis, Entry)> {
    let coming = planned(weeks).filter_map(|entry| Some((wish.due_at(entry)?, entry)));
    let (due, entry) = coming.filter(|(due, _)| *due > now).min_by_key(|(due, _)| *due)?;
    Some((due, entry.clone()))
}

/// The reminders that are to ring now: of the planned streams that begin soon enough. The same entry in two weeks is one.
/// `page` is where the stream will be.
pub fn due(
    weeks: &[&Week],
    now: UnixMillis,
    wish: Wish<'_>,
    on_air: OnAir<'_>,
    page: Option<&WebAddress>,
) -> Vec<Event> {
    let is_told = |entry: &Entry| match on_air {
        OnAir::Nothing => true,
        OnAir::Stream(planned) => wish.is_asked(entry) && planned != Some(entry),
    };
    let soon = planned(weeks).filter(|entry| now < entry.time && is_told(entry));
    let due = soon.filter_map(|entry| Some((wish.due_at(entry)?, entry))).filter(|(due, _)| *due <= now);
    let reminders: BTreeMap<(UnixMillis, &str), Event> =
        due.map(|(due, entry)| ((entry.time, entry.message.as_str()), reminder(entry, due, page))).collect();
    reminders.into_values().collect()
}

/// Whether this reminds of a stream that somebody asked to be reminded of.
pub fn is_asked(event: &Event, settings: &Settings) -> bool {
    matches!(&event.subject, Subject::Reminder(entry) if Wish::of(settings).is_asked(entry))
}

fn planned<'a>(weeks: &[&'a Week]) -> impl Iterator<Item = &'a Entry> {
    weeks.iter().flat_map(|week| &week.entries)
}

fn reminder(entry: &Entry, at: UnixMillis, page: Option<&WebAddress>) -> Event {
    Event {
        event_type: REMINDER.into(),
        // Other marks around the same words are no other plan.
        key: EventKey(format!("reminder:{}:{}", entry.time.0, hash(&plain(&entry.message)))),
        key_lifetime: None,
        channel: None,
        version: None,
        at,
        via: Via::Push,
        subject: Subject::Reminder(entry.clone()),
        page: page.cloned(),
        payload: Value::Null,
    }
}

/// 16 hex digits that stay the same over versions of this program, since they are stored.
fn hash(message: &str) -> String {
    Sha256::digest(message).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOON: UnixMillis = UnixMillis(1_795_003_200_000);
    const QUARTER: Duration = Duration::from_secs(15 * 60);

    fn week(entries: &[(i64, &str, EntryKind)]) -> Week {
        let entry = |(minutes, message, kind): &(i64, &str, EntryKind)| Entry {
            time: UnixMillis(NOON.0 + minutes * 60_000),
            message: (*message).to_owned(),
            kind: *kind,
        };
        let entries = entries.iter().map(entry).collect();
        Week { year: 2026, week: 47, entries, is_final: true, picture: None }
    }

    fn wish(lead: Duration, asked: &Reminders) -> Wish<'_> {
        Wish { lead: Some(lead), asked }
    }

    fn keys(weeks: &[&Week], minutes: i64, live: bool) -> Vec<String> {
        let now = UnixMillis(NOON.0 + minutes * 60_000);
        let on_air = if live { OnAir::Stream(None) } else { OnAir::Nothing };
        let none = Reminders::default();
        due(weeks, now, wish(QUARTER, &none), on_air, None).into_iter().map(|event| event.key.0).collect()
    }

    #[test]
    fn a_planned_stream_is_reminded_of_from_its_lead_until_it_begins() {
        let week = week(&[(0, "Karaoke", EntryKind::Normal)]);
        let key = ["reminder:1795003200000:34cd21fcc55bf8af"];
        assert_eq!(keys(&[&week], -16, false), [""; 0]);
        assert_eq!(keys(&[&week], -15, false), key);
        assert_eq!(keys(&[&week], -1, false), key);
        assert_eq!(keys(&[&week], 0, false), [""; 0]);
        let early = UnixMillis(NOON.0 - 20 * 60_000);
        let none = Reminders::default();
        let (due, entry) = next(&[&week], early, wish(QUARTER, &none)).unwrap();
        assert_eq!((due.0, entry.message.as_str()), (NOON.0 - 15 * 60_000, "Karaoke"));
        assert_eq!(next(&[&week], due, wish(QUARTER, &none)), None);
    }

    #[test]
    fn only_streams_that_are_certain_are_reminded_of_and_each_once() {
        use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
        let one = week(&[
            (5, "a", Offline),
            (6, "b", Canceled),
            (7, "c", Tbd),
            (8, "d", Unknown),
            (9, "e", Normal),
        ]);
        assert_eq!(keys(&[&one, &one], 0, false).len(), 1);
        let none = Reminders::default();
        assert_eq!(next(&[&week(&[(60, "c", Tbd)])], NOON, wish(QUARTER, &none)), None);
    }

    #[test]
    fn nothing_reminds_while_a_stream_is_live_and_what_is_left_does_after_it() {
        let week = week(&[(0, "Karaoke", EntryKind::Normal)]);
        assert_eq!(keys(&[&week], -10, true), [""; 0]);
        assert_eq!(keys(&[&week], -5, false).len(), 1);
    }

    #[test]
    fn an_entry_that_somebody_asked_for_is_reminded_of_even_if_no_other_is() {
        use EntryKind::{Canceled, Normal, Tbd};
        let week = week(&[(14, "a", Normal), (14, "b", Tbd), (14, "c", Canceled), (14, "d", Normal)]);
        let mut asked = Reminders::default();
        week.entries[..3].iter().for_each(|entry| asked.add(entry).unwrap());
        let told = |lead, on_air| {
            let due = due(&[&week], NOON, Wish { lead, asked: &asked }, on_air, None);
            due.into_iter()
                .map(|event| match event.subject {
                    Subject::Reminder(entry) => entry.message,
                    other => panic!("{other:?}"),
                })
                .collect::<String>()
        };
        assert_eq!(told(None, OnAir::Nothing), "ab");
        assert_eq!(told(Some(QUARTER), OnAir::Nothing), "abd");
        assert_eq!(told(Some(QUARTER), OnAir::Stream(None)), "ab");
        assert_eq!(told(Some(QUARTER), OnAir::Stream(Some(&week.entries[0]))), "b");
        assert_eq!(told(Some(QUARTER / 2), OnAir::Nothing), "");
    }

    proptest! {
        #[test]
        fn a_reminder_is_due_from_the_moment_the_last_look_named(
            minutes in prop::collection::vec(-60i64..3_000, 0..8), lead in 1u64..1_440, at in 0i64..3_000
        ) {
            let entries: Vec<_> = minutes.iter().map(|minutes| (*minutes, "x", EntryKind::Normal)).collect();
            let (week, none) = (week(&entries), Reminders::default());
            let wish = wish(Duration::from_secs(lead * 60), &none);
            let now = UnixMillis(NOON.0 + at * 60_000);
            if let Some((when, entry)) = next(&[&week], now, wish) {
                prop_assert!(when > now);
                let rings = due(&[&week], when, wish, OnAir::Nothing, None);
                prop_assert!(rings.iter().any(|event| event.subject == Subject::Reminder(entry.clone())));
                let before = due(&[&week], UnixMillis(when.0 - 1), wish, OnAir::Nothing, None);
                prop_assert!(!before.iter().any(|event| event.subject == Subject::Reminder(entry.clone())));
            }
        }
    }
}
