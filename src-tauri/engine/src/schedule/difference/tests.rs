use chrono::FixedOffset;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::ring::MAX_CHARS;

/// 2026-11-18 12:00 UTC, a Wednesday.
const NOW: UnixMillis = UnixMillis(1_795_003_200_000);
const HOUR: i64 = 3_600_000;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(3600).unwrap()
}

fn entry(hours: i64, message: &str, kind: EntryKind) -> Entry {
    Entry { time: UnixMillis(NOW.0 + hours * HOUR), message: message.into(), kind }
}

fn week(entries: Vec<Entry>) -> Week {
    Week { year: 2026, week: 47, entries, is_final: true, picture: None }
}

/// The words for entries of `(hours from now, message, kind)`.
fn told(old: &[(i64, &str, EntryKind)], new: &[(i64, &str, EntryKind)]) -> String {
    let week = |list: &[(i64, &str, EntryKind)]| {
        week(list.iter().map(|(hours, message, kind)| entry(*hours, message, *kind)).collect())
    };
    tell(&difference(&week(old), &week(new), NOW, &zone()), NOW, &zone())
}

use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};

#[test]
fn a_change_of_the_schedule_is_told_in_words() {
    // 78 h ahead is Saturday 19:00 in the zone.
    let karaoke = (78, "Karaoke", Normal);
    assert_eq!(told(&[karaoke], &[(79, "Karaoke", Normal)]), "Sat moved to 20:00");
    assert_eq!(told(&[], &[(56, "**Karaoke**", Normal)]), "Karaoke added on Fri 21:00");
    assert_eq!(told(&[karaoke], &[(78, "Karaoke", Canceled)]), "Sat canceled");
    assert_eq!(told(&[karaoke], &[(78, "no stream", Offline)]), "Sat is off now");
    assert_eq!(told(&[karaoke], &[(78, "Minecraft", Normal)]), "Sat: Minecraft instead of Karaoke");
    assert_eq!(told(&[karaoke], &[(79, "Minecraft", Normal)]), "Sat: Minecraft instead of Karaoke at 20:00");
    assert_eq!(told(&[karaoke], &[]), "Sat removed");
    assert_eq!(told(&[karaoke], &[(102, "Karaoke", Normal)]), "Karaoke moved from Sat to Sun 19:00");
    assert_eq!(told(&[(78, "Karaoke", Canceled)], &[karaoke]), "Sat is on again at 19:00");
    assert_eq!(told(&[(78, "no stream", Offline)], &[karaoke]), "Karaoke added on Sat 19:00");
    assert_eq!(told(&[(78, "Karaoke", Tbd)], &[karaoke]), "Sat is set for 19:00");
    assert_eq!(told(&[karaoke], &[(78, "Karaoke", Tbd)]), "Sat is to be decided");
    assert_eq!(told(&[karaoke], &[(78, "Karaoke", Unknown)]), "Sat is uncertain");
    assert_eq!(told(&[], &[(78, "", Tbd)]), "A stream (TBD) added on Sat");
    assert_eq!(told(&[], &[(78, "no stream", Offline)]), "Sat is off");
    assert_eq!(told(&[(78, "no stream", Offline)], &[(79, "no stream", Offline)]), "");
}

#[test]
fn a_day_with_several_entries_is_told_with_their_names() {
    let minecraft = (74, "Minecraft", Normal);
    let (old, new) = ([minecraft, (78, "Karaoke", Normal)], [minecraft, (79, "Karaoke", Normal)]);
    assert_eq!(told(&old, &new), "Sat Karaoke moved to 20:00");
    assert_eq!(told(&old, &[minecraft]), "Sat Karaoke removed");
}

#[test]
fn two_streams_that_change_days_are_told_as_moved() {
    let old = [(54, "Karaoke", Normal), (78, "Minecraft", Normal)];
    let new = [(54, "Minecraft", Normal), (78, "Karaoke", Normal)];
    assert_eq!(
        told(&old, &new),
        "Karaoke moved from Fri to Sat 19:00 · Minecraft moved from Sat to Fri 19:00"
    );
}

#[test]
fn a_day_of_next_week_is_told_with_its_date() {
    assert_eq!(told(&[], &[(7 * 24, "Karaoke", Normal)]), "Karaoke added on Wed 25 Nov 13:00");
}

#[test]
fn what_is_over_is_no_change_of_the_schedule() {
    assert_eq!(told(&[(-1, "Karaoke", Normal)], &[]), "");
    assert_eq!(told(&[], &[(0, "Karaoke", Normal)]), "");
    assert_eq!(told(&[(-2, "Karaoke", Normal)], &[(-1, "Raft", Normal)]), "");
    // What was to be over and is put off is not over.
    assert_eq!(told(&[(-1, "Karaoke", Normal)], &[(2, "Karaoke", Normal)]), "Wed moved to 15:00");
}

#[test]
fn a_change_of_markup_alone_is_none() {
    assert_eq!(told(&[(1, "**Karaoke**", Normal)], &[(1, "Karaoke <:x:1>", Normal)]), "");
}

#[test]
fn more_changes_than_fit_are_counted() {
    let many: Vec<_> =
        (0..12).map(|day| (24 * day + 1, "a very long name for a stream of that day", Normal)).collect();
    let line = told(&[], &many);
    assert!(line.chars().count() <= MAX_CHARS, "{line}");
    assert!(line.ends_with(" more"), "{line}");
    let shown = line.matches("added").count();
    assert!(line.ends_with(&format!(" and {} more", 12 - shown)) && shown >= 2, "{line}");
}

fn any_week() -> impl Strategy<Value = Week> {
    let message = prop_oneof!["[ab]", "\\*\\*[ab]\\*\\*", ".{0,80}"];
    let kind = proptest::sample::select(vec![Normal, Offline, Canceled, Tbd, Unknown]);
    prop::collection::vec((-40i64..160, message, kind), 0..12).prop_map(|entries| {
        week(entries.iter().map(|(hours, message, kind)| entry(*hours, message, *kind)).collect())
    })
}

/// What can still come, in an order of its own, by words. A day off counts by its day, from tomorrow.
fn ahead(week: &Week, zone: Tz) -> Vec<(UnixMillis, String, EntryKind)> {
    let midnight = |at: UnixMillis| {
        let day = zone.timestamp_millis_opt(at.0).unwrap().date_naive();
        UnixMillis(day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis())
    };
    let counted = |entry: &Entry| if entry.kind == Offline { midnight(entry.time) } else { entry.time };
    let from = |entry: &Entry| if entry.kind == Offline { midnight(NOW) } else { NOW };
    let coming = week.entries.iter().filter(|entry| counted(entry) > from(entry));
    let mut ahead: Vec<_> = coming.map(|entry| (counted(entry), plain(&entry.message), entry.kind)).collect();
    ahead.sort();
    ahead
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(week in any_week()) {
        prop_assert_eq!(difference(&week, &week, NOW, &Tz::Asia__Kathmandu), []);
    }

    #[test]
    fn a_difference_is_empty_when_what_lies_ahead_is_the_same_and_only_then(
        old in any_week(), new in any_week(), same in any::<bool>()
    ) {
        let zone = Tz::Australia__Lord_Howe;
        let mut new = new;
        if same {
            new.entries.retain(|entry| entry.time <= NOW);
            new.entries.extend(old.entries.iter().rev().filter(|entry| entry.time > NOW).cloned());
        }
        let changes = difference(&old, &new, NOW, &zone);
        prop_assert!(changes.is_empty() || !same);
        prop_assert!(!changes.is_empty() || ahead(&old, zone) == ahead(&new, zone));
    }

    #[test]
    fn any_difference_is_told_in_two_hundred_characters(old in any_week(), new in any_week()) {
        let changes = difference(&old, &new, NOW, &Tz::Europe__Berlin);
        let line = tell(&changes, NOW, &Tz::Europe__Berlin);
        prop_assert!(line.chars().count() <= MAX_CHARS, "{line}");
        prop_assert_eq!(line.is_empty(), changes.is_empty());
        prop_assert!(changes.iter().all(|change| !change.words(NOW, &Tz::Europe__Berlin).is_empty()));
    }
}
