//! Weeks of the schedule (contract neuro §2.1).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::event::EventKey;
use crate::member::{self, TEXT_CHARS};
use crate::schedule::{Entry, EntryKind, Week};

/// More entries than this in one week are not read; a week has seven, seldom a few more.
const ENTRIES: usize = 100;

/// Years a week can have; dates outside cannot be shown.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=9999;

/// ISO week numbers.
const WEEKS: std::ops::RangeInclusive<i64> = 1..=53;

/// Reads a week. Entries without a time are dropped, since only the time places them; `None` without a year,
/// a week number or a list.
pub(super) fn read(data: &Value) -> Option<Week> {
    let year = within(data.get("year")?, &YEARS)?;
    let week = within(data.get("week")?, &WEEKS)?;
    let entries = data.get("schedule")?.as_array()?.iter().filter_map(entry).take(ENTRIES).collect();
    // Version 1 has a flag where version 2 has three words.
    let is_final = match data.get("status").and_then(Value::as_str) {
        Some(status) => status == "confirmed",
        None => member::flag(data, "isFinal").unwrap_or_default(),
    };
    let picture = member::picture(data, "imageUrl");
    Some(Week {
        year: i32::try_from(year).ok()?,
        week: u32::try_from(week).ok()?,
        entries,
        is_final,
        picture,
    })
}

fn entry(data: &Value) -> Option<Entry> {
    let told = data.get("type").and_then(Value::as_str).unwrap_or_default();
    let kind = KINDS.into_iter().find(|kind| word(*kind) == told).unwrap_or(EntryKind::Unknown);
    let message = member::text(data, "message", TEXT_CHARS).unwrap_or_default();
    Some(Entry { time: member::millis(data, "time")?, message, kind })
}

const KINDS: [EntryKind; 4] = [EntryKind::Normal, EntryKind::Offline, EntryKind::Canceled, EntryKind::Tbd];

/// The server's word for a kind of entry.
pub(super) fn word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Normal => "normal",
        EntryKind::Offline => "offline",
        EntryKind::Canceled => "canceled",
        EntryKind::Tbd => "TBD",
        EntryKind::Unknown => "unknown",
    }
}

/// The identity of a week; its content is the version.
pub(super) fn key(week: &Week) -> EventKey {
    EventKey(format!("schedule:{}", week.name()))
}

/// Reads the index of all weeks, an object of year to week numbers. What is no year or week is left out.
pub(super) fn index(data: &Value) -> Option<BTreeMap<i32, BTreeSet<u32>>> {
    let weeks_of = |weeks: &Value| -> Option<BTreeSet<u32>> {
        let weeks = weeks.as_array()?.iter().filter_map(|week| within(week, &WEEKS));
        Some(weeks.filter_map(|week| u32::try_from(week).ok()).collect())
    };
    let years = data.as_object()?.iter().filter_map(|(year, weeks)| {
        let year = year.parse().ok().filter(|year| YEARS.contains(&i64::from(*year)))?;
        Some((year, weeks_of(weeks)?))
    });
    Some(years.collect())
}

fn within(value: &Value, range: &std::ops::RangeInclusive<i64>) -> Option<i64> {
    member::whole(value).filter(|number| range.contains(number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::time::UnixMillis;

    #[test]
    fn only_a_confirmed_week_is_final() {
        let week = |status: Value| {
            read(&json!({"year": 2026, "week": 47, "schedule": [], "status": status})).unwrap().is_final
        };
        assert!(week(json!("confirmed")));
        for status in [json!("auto_discord"), json!("auto_twitch"), json!("later"), json!(null), json!(1)] {
            assert!(!week(status));
        }
    }

    #[test]
    fn unknown_words_for_the_kind_of_an_entry_are_accepted() {
        let kinds = ["normal", "offline", "canceled", "TBD", "unknown", "cancelled", "tbd"];
        let schedule: Vec<_> = kinds.iter().map(|kind| json!({"time": 1, "type": kind})).collect();
        let week = read(&json!({"year": 2026, "week": 47, "schedule": schedule})).unwrap();
        let kinds: Vec<_> = week.entries.iter().map(|entry| entry.kind).collect();
        use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
        assert_eq!(kinds, [Normal, Offline, Canceled, Tbd, Unknown, Unknown, Unknown]);
    }

    #[test]
    fn an_entry_is_placed_by_its_time_and_not_by_its_day() {
        let entries = json!([{"day": 1, "time": 7, "message": "Monday after", "type": "normal"},
            {"day": 2, "message": "no time", "type": "normal"}, null, 3]);
        let week = read(&json!({"year": 2026, "week": 47, "schedule": entries})).unwrap();
        let times: Vec<_> = week.entries.iter().map(|entry| entry.time).collect();
        assert_eq!(times, [UnixMillis(7)]);
    }

    #[test]
    fn a_week_of_thousands_of_entries_is_cut() {
        let entries: Vec<_> = (0..5_000).map(|time| json!({ "time": time })).collect();
        let week = read(&json!({"year": 2026, "week": 47, "schedule": entries})).unwrap();
        assert_eq!(week.entries.len(), ENTRIES);
    }

    #[test]
    fn a_week_needs_year_number_and_list() {
        assert!(read(&json!({"year": 2026, "week": 47, "schedule": []})).is_some());
        for broken in [
            json!({"week": 47, "schedule": []}),
            json!({"year": 2026, "schedule": []}),
            json!({"year": 2026, "week": 47}),
            json!({"year": 2026, "week": 0, "schedule": []}),
            json!({"year": 2026, "week": 54, "schedule": []}),
            json!({"year": i64::MAX, "week": 1, "schedule": []}),
            json!({"year": 2026, "week": 47, "schedule": {}}),
            json!([]),
        ] {
            assert_eq!(read(&broken), None, "{broken}");
        }
    }

    #[test]
    fn the_index_leaves_out_what_is_no_year_or_week() {
        let read =
            index(&json!({"2023": [11, 12], "x": [1], "2024": "1", "2025": [0, 54, null, 7]})).unwrap();
        let expected = [(2023, BTreeSet::from([11, 12])), (2025, BTreeSet::from([7]))];
        assert_eq!(read, BTreeMap::from(expected));
        assert_eq!(index(&json!([2023])), None);
    }
}
