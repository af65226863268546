//! What the journal knows of keys, versions, cursors and cached values.

use serde_json::json;
use swarmbell_engine::journal::{
    EVENT_LIFETIME, Journal, KEY_LIFETIME, Listed, MAX_CACHED, MAX_EVENTS, MIN_KEYS, Recorded,
};
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::Event;
use swarmbell_protocols::time::UnixMillis;

use crate::{MINUTE, Place, START, announce, event, neuro};

#[test]
fn a_key_is_new_once() {
    let mut journal = Journal::in_memory().unwrap();
    let Recorded::New(row) = journal.record(&neuro(), &event("a"), START).unwrap() else { panic!("known") };
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Unannounced(row));
    journal.announced(&neuro(), &event("a"), START).unwrap();
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    assert!(matches!(journal.record(&neuro(), &event("b"), START).unwrap(), Recorded::New(_)));
    assert_eq!(journal.list(&Listed::default(), 10).unwrap().len(), 2);
}

#[test]
fn sources_do_not_share_their_keys() {
    let mut journal = Journal::in_memory().unwrap();
    let other: SourceId = serde_json::from_value(json!("other")).unwrap();
    announce(&mut journal, "a", START);
    assert!(matches!(journal.record(&other, &event("a"), START).unwrap(), Recorded::New(_)));
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
}

#[test]
fn what_was_recorded_and_not_announced_can_ring_after_a_crash() {
    let place = Place::new();
    let recorded = place.open().record(&neuro(), &event("a"), START).unwrap();
    let Recorded::New(row) = recorded else { panic!("{recorded:?}") };
    let again = place.open().record(&neuro(), &event("a"), START).unwrap();
    assert_eq!(again, Recorded::Unannounced(row));
}

#[test]
fn what_was_announced_stays_announced_after_a_restart() {
    let place = Place::new();
    announce(&mut place.open(), "a", START);
    assert_eq!(place.open().record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
}

#[test]
fn a_key_with_a_lifetime_is_new_after_it() {
    let mut journal = Journal::in_memory().unwrap();
    let raid = Event { key_lifetime: Some(MINUTE * 10), ..event("raid") };
    journal.record(&neuro(), &raid, START).unwrap();
    journal.announced(&neuro(), &raid, START).unwrap();
    let late = START.plus(MINUTE * 9);
    assert_eq!(journal.record(&neuro(), &raid, late).unwrap(), Recorded::Announced);
    let later = START.plus(MINUTE * 10);
    let Recorded::New(row) = journal.record(&neuro(), &raid, later).unwrap() else { panic!("known") };
    assert_eq!(journal.record(&neuro(), &raid, later).unwrap(), Recorded::Unannounced(row));
}

#[test]
fn a_clock_that_jumps_ahead_and_back_repeats_nothing() {
    let place = Place::new();
    announce(&mut place.open(), "a", START);
    let ahead = START.plus(KEY_LIFETIME * 40);
    let (mut journal, _) = Journal::open(&place.path(), ahead).unwrap();
    assert_eq!(journal.record(&neuro(), &event("a"), ahead).unwrap(), Recorded::Announced);
    assert_eq!(place.open().record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
}

#[test]
fn what_was_announced_without_being_recorded_does_not_ring_again() {
    let mut journal = Journal::in_memory().unwrap();
    journal.announced(&neuro(), &event("a"), START).unwrap();
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    let raid = Event { key_lifetime: Some(MINUTE * 10), ..event("raid") };
    journal.announced(&neuro(), &raid, START).unwrap();
    let later = START.plus(MINUTE * 10);
    assert!(matches!(journal.record(&neuro(), &raid, later).unwrap(), Recorded::New(_)));
}

#[test]
fn the_activity_list_is_newest_first_with_what_became_of_it() {
    let mut journal = Journal::in_memory().unwrap();
    for name in ["a", "b", "c"] {
        let recorded = journal.record(&neuro(), &event(name), START).unwrap();
        let Recorded::New(row) = recorded else { panic!("{recorded:?}") };
        if name == "b" {
            journal.set_verdict(row, "rang", UnixMillis(5)).unwrap();
        }
    }
    let rows = journal.list(&Listed::default(), 2).unwrap();
    let verdicts: Vec<_> = rows.iter().map(|row| (row.id, row.verdict.as_deref())).collect();
    assert_eq!(verdicts, [(3, None), (2, Some("rang"))]);
    assert_eq!(
        (rows[0].event_type.as_str(), rows[0].at, rows[0].seen_at),
        ("streamOnline", UnixMillis(5), START)
    );
}

#[test]
fn a_cached_value_comes_back_and_an_older_shape_counts_as_absent() {
    let place = Place::new();
    let mut journal = place.open();
    journal.cache_put(&neuro(), "weeks", &["2026/46"], START).unwrap();
    journal.cache_put(&neuro(), "weeks", &["2026/47"], START).unwrap();
    drop(journal);
    let journal = place.open();
    let weeks: Option<Vec<String>> = journal.cache_get(&neuro(), "weeks").unwrap();
    assert_eq!(weeks, Some(vec!["2026/47".to_owned()]));
    assert_eq!(journal.cache_get::<u64>(&neuro(), "weeks").unwrap(), None);
    assert_eq!(journal.cache_get::<u64>(&neuro(), "latest").unwrap(), None);
}

#[test]
fn events_keys_and_cached_values_are_bounded() {
    let mut journal = Journal::in_memory().unwrap();
    let many = MAX_EVENTS + 600;
    for n in 0..many {
        journal.record(&neuro(), &event(&n.to_string()), START).unwrap();
    }
    assert!(
        journal.list(&Listed::default(), many).unwrap().len() <= (MAX_EVENTS + 500) as usize,
        "pruned by itself"
    );
    for n in 0..MAX_CACHED + 5 {
        let as_of = UnixMillis(START.0 + i64::from(n));
        journal.cache_put(&neuro(), &format!("week:{n}"), &n, as_of).unwrap();
    }
    journal.prune(START).unwrap();
    assert_eq!(journal.list(&Listed::default(), many).unwrap().len(), MAX_EVENTS as usize);
    assert_eq!(journal.list(&Listed::default(), 1).unwrap()[0].id, i64::from(many), "the newest stay");
    assert_eq!(journal.cache_get::<u32>(&neuro(), "week:4").unwrap(), None);
    assert_eq!(journal.cache_get::<u32>(&neuro(), "week:5").unwrap(), Some(5));

    let old = START.plus(EVENT_LIFETIME.max(KEY_LIFETIME) + MINUTE);
    journal.prune(old).unwrap();
    assert_eq!(journal.list(&Listed::default(), many).unwrap(), []);
    let newest = event(&(many - MIN_KEYS).to_string());
    assert!(matches!(journal.record(&neuro(), &newest, old).unwrap(), Recorded::Unannounced(_)));
    let forgotten = event(&(many - MIN_KEYS - 1).to_string());
    assert!(matches!(journal.record(&neuro(), &forgotten, old).unwrap(), Recorded::New(_)));
}

#[test]
fn a_key_that_is_seen_again_and_again_is_not_forgotten() {
    let mut journal = Journal::in_memory().unwrap();
    announce(&mut journal, "still in the feed", START);
    announce(&mut journal, "gone from the feed", START);
    for n in 0..MIN_KEYS {
        announce(&mut journal, &n.to_string(), START);
    }
    let later = START.plus(KEY_LIFETIME / 2);
    assert_eq!(journal.record(&neuro(), &event("still in the feed"), later).unwrap(), Recorded::Announced);
    let end = START.plus(KEY_LIFETIME + MINUTE);
    journal.prune(end).unwrap();
    assert_eq!(journal.record(&neuro(), &event("still in the feed"), end).unwrap(), Recorded::Announced);
    assert!(matches!(journal.record(&neuro(), &event("gone from the feed"), end).unwrap(), Recorded::New(_)));
}

#[test]
fn a_thing_that_changes_is_news_when_it_changed_since_it_was_told() {
    let mut journal = Journal::in_memory().unwrap();
    for version in ["a", "b", "a"] {
        let recorded = journal.record(&neuro(), &week(version), START).unwrap();
        assert!(matches!(recorded, Recorded::New(_)), "{version}: {recorded:?}");
        let again = journal.record(&neuro(), &week(version), START).unwrap();
        assert!(matches!(again, Recorded::Unannounced(_)), "{version}: {again:?}");
        journal.announced(&neuro(), &week(version), START).unwrap();
        assert_eq!(journal.record(&neuro(), &week(version), START).unwrap(), Recorded::Announced);
    }
}

#[test]
fn a_thing_that_changed_and_changed_back_before_it_was_told_is_no_news() {
    let mut journal = Journal::in_memory().unwrap();
    journal.record(&neuro(), &week("a"), START).unwrap();
    journal.announced(&neuro(), &week("a"), START).unwrap();
    assert!(matches!(journal.record(&neuro(), &week("b"), START).unwrap(), Recorded::New(_)));
    assert_eq!(journal.record(&neuro(), &week("a"), START).unwrap(), Recorded::Announced);
    // What came in between is no longer how things are, so it is news when it comes again.
    assert!(matches!(journal.record(&neuro(), &week("b"), START).unwrap(), Recorded::New(_)));
}

#[test]
fn a_version_that_was_told_while_a_newer_one_came_does_not_hide_the_newer_one() {
    let mut journal = Journal::in_memory().unwrap();
    journal.record(&neuro(), &week("a"), START).unwrap();
    journal.record(&neuro(), &week("b"), START).unwrap();
    journal.announced(&neuro(), &week("a"), START).unwrap();
    assert!(matches!(journal.record(&neuro(), &week("b"), START).unwrap(), Recorded::Unannounced(_)));
}

#[test]
fn a_key_seen_under_a_clock_far_ahead_does_not_silence_its_next_one_for_years() {
    let mut journal = Journal::in_memory().unwrap();
    let raid = Event { key_lifetime: Some(MINUTE * 10), ..event("raid") };
    let ahead = START.plus(MINUTE * 60 * 24 * 365);
    journal.record(&neuro(), &raid, ahead).unwrap();
    journal.announced(&neuro(), &raid, ahead).unwrap();
    assert!(matches!(journal.record(&neuro(), &raid, START).unwrap(), Recorded::New(_)));
}

#[test]
fn a_cursor_stays_where_it_was_moved_until_it_is_forgotten() {
    let place = Place::new();
    let mut journal = place.open();
    assert_eq!(journal.cursor(&neuro(), "schedule").unwrap(), None);
    journal.move_cursors(&neuro(), &["schedule".to_owned()], Some(START)).unwrap();
    drop(journal);
    let mut journal = place.open();
    assert_eq!(journal.cursor(&neuro(), "schedule").unwrap(), Some(START));
    assert_eq!(journal.cursor(&neuro(), "live").unwrap(), None);
    journal.move_cursors(&neuro(), &["schedule".to_owned()], None).unwrap();
    assert_eq!(journal.cursor(&neuro(), "schedule").unwrap(), None);
}

fn week(version: &str) -> Event {
    Event { version: Some(version.to_owned()), ..event("schedule:2026/47") }
}
