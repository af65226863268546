//! Which planned stream a live one is, and how late.

use std::time::Duration;

use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

use crate::ring::length;

/// The planned stream that a live one is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lateness<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// When the stream began.
    started_at: UnixMillis,
}

/// A stream that begins further from an entry than this is another one.
const SAME_STREAM: Duration = Duration::from_secs(3 * 60 * 60);

/// Less is on time.
const ON_TIME: Duration = Duration::from_secs(5 * 60);

/// The planned stream nearest to the beginning of a live one, within three hours.
pub fn lateness<'a>(started_at: UnixMillis, weeks: &[&'a Week]) -> Option<Lateness<'a>> {
    let entries = weeks.iter().flat_map(|week| &week.entries);
    entries
        .filter(|entry| matches!(entry.kind, EntryKind::Normal | EntryKind::Tbd))
        .filter(|entry| apart(entry.time, started_at) <= SAME_STREAM)
        .min_by_key(|entry| apart(entry.time, started_at))
        .map(|entry| Lateness { entry, started_at })
}

impl Lateness<'_> {
    /// `12 min late`, `10 min early`; nothing when it is on time.
    pub fn words(&self) -> Option<String> {
        let late = self.started_at.since(self.entry.time);
        let early = self.entry.time.since(self.started_at);
        if late >= ON_TIME {
            return Some(say!("live-late", length = length(late)));
        }
        (early >= ON_TIME).then(|| say!("live-early", length = length(early)))
    }
}

fn apart(one: UnixMillis, other: UnixMillis) -> Duration {
    one.since(other).max(other.since(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: UnixMillis = UnixMillis(1_795_003_200_000);

    fn week(entries: &[(i64, EntryKind)]) -> Week {
        let entry = |(minutes, kind): &(i64, EntryKind)| Entry {
            time: UnixMillis(NOON.0 + minutes * 60_000),
            message: format!("at {minutes}"),
            kind: *kind,
        };
        let entries = entries.iter().map(entry).collect();
        Week { year: 2026, week: 47, entries, is_final: true, picture: None }
    }

    /// How late a stream that begins now is against an entry so many minutes ahead.
    fn words(minutes_ahead: i64) -> Option<String> {
        let week = week(&[(minutes_ahead, EntryKind::Normal)]);
        lateness(NOON, &[&week]).and_then(|lateness| lateness.words())
    }

    #[test]
    fn a_stream_is_late_or_early_against_the_nearest_entry_within_three_hours() {
        assert_eq!(words(-12).as_deref(), Some("12 min late"));
        assert_eq!(words(10).as_deref(), Some("10 min early"));
        assert_eq!((words(-4), words(4)), (None, None));
        assert_eq!(words(-5).as_deref(), Some("5 min late"));
        assert_eq!(words(-180).as_deref(), Some("3 h late"));
        let far = week(&[(-181, EntryKind::Normal)]);
        assert_eq!(lateness(NOON, &[&far]), None);
    }

    #[test]
    fn only_planned_entries_make_a_stream_late() {
        use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
        let one = week(&[(1, Canceled), (2, Offline), (3, Unknown), (90, Normal)]);
        let other = week(&[(-60, Tbd)]);
        assert_eq!(lateness(NOON, &[&one, &other]).unwrap().entry.message, "at -60");
        assert_eq!(lateness(NOON, &[]), None);
    }
}
