//! Streams about development: the server tells when they were, and the weeks what was planned.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;

/// The weeks with the entries that were such streams, and no others. Of what no week at hand plans only the time is
/// known.
pub fn weeks<'a>(times: &[UnixMillis], at_hand: impl IntoIterator<Item = &'a Week>) -> Vec<Week> {
    let at_hand: Vec<&Week> = at_hand.into_iter().collect();
    let mut unknown: BTreeSet<UnixMillis> = times.iter().copied().collect();
    let mut found: BTreeMap<(i32, u32), Week> = BTreeMap::new();
    for week in &at_hand {
        let entries = week.entries.iter().filter(|entry| unknown.remove(&entry.time));
        let entries: Vec<Entry> = entries.cloned().collect();
        if !entries.is_empty() {
            found.insert((week.year, week.week), Week { entries, ..(*week).clone() });
        }
    }
    for time in unknown {
        let Some((year, week)) = week_around(time, &at_hand).or_else(|| iso_week(time)) else { continue };
        let bare = Week { year, week, entries: Vec::new(), is_final: false, picture: None };
        let entry = Entry { time, message: String::new(), kind: EntryKind::Unknown };
        found.entry((year, week)).or_insert(bare).entries.push(entry);
    }
    for week in found.values_mut() {
        week.entries.sort_by_key(|entry| entry.time);
    }
    found.into_values().collect()
}

/// The published week among whose days a moment is: it may run from Tuesday to Monday.
fn week_around(time: UnixMillis, at_hand: &[&Week]) -> Option<(i32, u32)> {
    let holds = |week: &&&Week| {
        let times = week.entries.iter().map(|entry| entry.time);
        times.clone().min().is_some_and(|first| first <= time) && times.max().is_some_and(|last| time <= last)
    };
    at_hand.iter().find(holds).map(|week| (week.year, week.week))
}

fn iso_week(time: UnixMillis) -> Option<(i32, u32)> {
    let week = DateTime::from_timestamp_millis(time.0)?.iso_week();
    Some((week.year(), week.week()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-17 20:00 UTC, a Tuesday of week 47.
    const TUESDAY: i64 = 1_794_945_600_000;
    const DAY: i64 = 86_400_000;

    fn entry(days: i64, message: &str) -> Entry {
        let time = UnixMillis(TUESDAY + days * DAY);
        Entry { time, message: message.to_owned(), kind: EntryKind::Normal }
    }

    #[test]
    fn streams_about_development_are_found_by_their_times_with_or_without_their_week() {
        // The last is on the Monday of week 48, as weeks are published.
        let entries = vec![entry(0, "dev stream"), entry(1, "karaoke"), entry(6, "more code")];
        let week = Week { year: 2026, week: 47, entries, is_final: true, picture: None };
        let times = [0, 72, 134, 144, -168, 720].map(|hours| UnixMillis(TUESDAY + hours * DAY / 24));
        let found = weeks(&times, [&week]);
        let told: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|week| (week.week, week.entries.iter().map(|entry| entry.message.as_str()).collect()))
            .collect();
        assert_eq!(told, [(46, vec![""]), (47, vec!["dev stream", "", "", "more code"]), (51, vec![""])]);
        assert_eq!(weeks(&[], [&week]), []);
    }
}
