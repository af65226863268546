//! Planned streams that start soon.
//!
//! Nothing reminds of a stream while one is on the air: who wanted to know knows. When that one ends before the
//! next begins, the reminder still comes, late, with the time that is left. So it does after the machine slept.

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

/// The next moment after `now` at which a reminder is due, and what it reminds of.
pub fn next(weeks: &[&Week], now: UnixMillis, lead: Duration) -> Option<(UnixMillis, Entry)> {
    let coming = planned(weeks).map(|entry| (due_at(entry, lead), entry));
    let (due, entry) = coming.filter(|(due, _)| *due > now).min_by_key(|(due, _)| *due)?;
    Some((due, entry.clone()))
}

/// The reminders that are to ring now: of the planned streams that begin within `lead`, and none while a
/// stream is `live`. The same entry in two weeks is one. `page` is where the stream will be.
pub fn due(
    weeks: &[&Week],
    now: UnixMillis,
    lead: Duration,
    live: bool,
    page: Option<&WebAddress>,
) -> Vec<Event> {
    if live {
        return Vec::new();
    }
    let soon = planned(weeks).filter(|entry| due_at(entry, lead) <= now && now < entry.time);
    let reminders: BTreeMap<(UnixMillis, &str), Event> =
        soon.map(|entry| ((entry.time, entry.message.as_str()), reminder(entry, lead, page))).collect();
    reminders.into_values().collect()
}

fn planned<'a>(weeks: &[&'a Week]) -> impl Iterator<Item = &'a Entry> {
    weeks.iter().flat_map(|week| &week.entries).filter(|entry| entry.kind == EntryKind::Normal)
}

fn due_at(entry: &Entry, lead: Duration) -> UnixMillis {
    let lead = i64::try_from(lead.as_millis()).unwrap_or(i64::MAX);
    UnixMillis(entry.time.0.saturating_sub(lead))
}

fn reminder(entry: &Entry, lead: Duration, page: Option<&WebAddress>) -> Event {
    Event {
        event_type: REMINDER.into(),
        // Other marks around the same words are no other plan.
        key: EventKey(format!("reminder:{}:{}", entry.time.0, hash(&plain(&entry.message)))),
        key_lifetime: None,
        channel: None,
        version: None,
        at: due_at(entry, lead),
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

    fn keys(weeks: &[&Week], minutes: i64, live: bool) -> Vec<String> {
        let now = UnixMillis(NOON.0 + minutes * 60_000);
        due(weeks, now, QUARTER, live, None).into_iter().map(|event| event.key.0).collect()
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
        let (due, entry) = next(&[&week], early, QUARTER).unwrap();
        assert_eq!((due.0, entry.message.as_str()), (NOON.0 - 15 * 60_000, "Karaoke"));
        assert_eq!(next(&[&week], due, QUARTER), None);
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
        assert_eq!(next(&[&week(&[(60, "c", Tbd)])], NOON, QUARTER), None);
    }

    #[test]
    fn nothing_reminds_while_a_stream_is_live_and_what_is_left_does_after_it() {
        let week = week(&[(0, "Karaoke", EntryKind::Normal)]);
        assert_eq!(keys(&[&week], -10, true), [""; 0]);
        assert_eq!(keys(&[&week], -5, false).len(), 1);
    }

    proptest! {
        #[test]
        fn a_reminder_is_due_from_the_moment_the_last_look_named(
            minutes in prop::collection::vec(-60i64..3_000, 0..8), lead in 1u64..1_440, at in 0i64..3_000
        ) {
            let entries: Vec<_> = minutes.iter().map(|minutes| (*minutes, "x", EntryKind::Normal)).collect();
            let (week, lead) = (week(&entries), Duration::from_secs(lead * 60));
            let now = UnixMillis(NOON.0 + at * 60_000);
            if let Some((when, entry)) = next(&[&week], now, lead) {
                prop_assert!(when > now);
                let rings = due(&[&week], when, lead, false, None);
                prop_assert!(rings.iter().any(|event| event.subject == Subject::Reminder(entry.clone())));
                let before = due(&[&week], UnixMillis(when.0 - 1), lead, false, None);
                prop_assert!(!before.iter().any(|event| event.subject == Subject::Reminder(entry.clone())));
            }
        }
    }
}
