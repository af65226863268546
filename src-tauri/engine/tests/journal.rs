//! The journal, on a real disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::json;
use swarmbell_engine::journal::{
    EVENT_LIFETIME, Journal, JournalError, KEY_LIFETIME, MAX_CACHED, MAX_EVENTS, MIN_KEYS, Recorded,
};
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, EventType, Subject, Via};
use swarmbell_protocols::time::UnixMillis;
use tempfile::TempDir;

const START: UnixMillis = UnixMillis(1_795_000_000_000);
/// SQLite's, in bytes.
const PAGE: usize = 4096;
const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn a_key_is_new_once() {
    let mut journal = Journal::in_memory().unwrap();
    let Recorded::New(row) = journal.record(&neuro(), &event("a"), START).unwrap() else { panic!("known") };
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Unannounced(row));
    journal.announced(&neuro(), &key("a"), START).unwrap();
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    assert!(matches!(journal.record(&neuro(), &event("b"), START).unwrap(), Recorded::New(_)));
    assert_eq!(journal.recent(10).unwrap().len(), 2);
}

#[test]
fn sources_do_not_share_their_keys() {
    let mut journal = Journal::in_memory().unwrap();
    let other: SourceId = serde_json::from_value(json!("other")).unwrap();
    announce(&mut journal, "a", START);
    assert!(matches!(journal.record(&other, &event("a"), START).unwrap(), Recorded::New(_)));
    assert!(journal.is_announced(&neuro(), &key("a"), START).unwrap());
    assert!(!journal.is_announced(&other, &key("a"), START).unwrap());
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
    journal.announced(&neuro(), &raid.key, START).unwrap();
    let late = START.plus(MINUTE * 9);
    assert_eq!(journal.record(&neuro(), &raid, late).unwrap(), Recorded::Announced);
    let later = START.plus(MINUTE * 10);
    assert!(!journal.is_announced(&neuro(), &raid.key, later).unwrap());
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
    journal.announced(&neuro(), &key("a"), START).unwrap();
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    // Its lifetime is unknown; it must not silence another raid of that channel for good.
    let later = START.plus(MINUTE * 60 * 25);
    assert!(matches!(journal.record(&neuro(), &event("a"), later).unwrap(), Recorded::New(_)));
}

#[test]
fn the_activity_list_is_newest_first_with_what_became_of_it() {
    let mut journal = Journal::in_memory().unwrap();
    for name in ["a", "b", "c"] {
        let recorded = journal.record(&neuro(), &event(name), START).unwrap();
        let Recorded::New(row) = recorded else { panic!("{recorded:?}") };
        if name == "b" {
            journal.set_verdict(row, "rang").unwrap();
        }
    }
    let rows = journal.recent(2).unwrap();
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
    assert!(journal.recent(many).unwrap().len() <= (MAX_EVENTS + 500) as usize, "pruned by itself");
    for n in 0..MAX_CACHED + 5 {
        let as_of = UnixMillis(START.0 + i64::from(n));
        journal.cache_put(&neuro(), &format!("week:{n}"), &n, as_of).unwrap();
    }
    journal.prune(START).unwrap();
    assert_eq!(journal.recent(many).unwrap().len(), MAX_EVENTS as usize);
    assert_eq!(journal.recent(1).unwrap()[0].id, i64::from(many), "the newest stay");
    assert_eq!(journal.cache_get::<u32>(&neuro(), "week:4").unwrap(), None);
    assert_eq!(journal.cache_get::<u32>(&neuro(), "week:5").unwrap(), Some(5));

    let old = START.plus(EVENT_LIFETIME.max(KEY_LIFETIME) + MINUTE);
    journal.prune(old).unwrap();
    assert_eq!(journal.recent(many).unwrap(), []);
    let newest = event(&(many - MIN_KEYS).to_string());
    assert!(matches!(journal.record(&neuro(), &newest, old).unwrap(), Recorded::Unannounced(_)));
    let forgotten = event(&(many - MIN_KEYS - 1).to_string());
    assert!(matches!(journal.record(&neuro(), &forgotten, old).unwrap(), Recorded::New(_)));
}

#[test]
fn a_corrupt_journal_is_moved_aside_and_rebuilt() {
    let place = Place::new();
    for n in 0..2 {
        fs::write(place.path(), "this is no database, it is a sentence of some length".repeat(100)).unwrap();
        fs::write(place.beside("-wal"), "nor is this").unwrap();
        let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
        let aside = place.folder.path().join(format!("journal-broken-{}.sqlite3", START.0 + n));
        let notice = report.notice.unwrap();
        assert!(notice.contains("damaged") && notice.contains(&aside.display().to_string()), "{notice}");
        assert!(fs::read_to_string(aside).unwrap().starts_with("this is no database"));
        announce(&mut journal, "a", START);
        drop(journal);
        let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
        assert_eq!(report.notice, None);
        assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    }
}

#[test]
fn a_journal_with_other_tables_is_moved_aside() {
    let place = Place::new();
    let file = Connection::open(place.path()).unwrap();
    file.execute_batch("CREATE TABLE events (id INTEGER); PRAGMA user_version = 1;").unwrap();
    drop(file);
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    assert!(report.notice.unwrap().contains("damaged"));
    announce(&mut journal, "a", START);
}

#[test]
fn a_journal_of_a_newer_version_is_moved_aside() {
    let place = Place::new();
    drop(place.open());
    Connection::open(place.path()).unwrap().execute_batch("PRAGMA user_version = 999").unwrap();
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    let notice = report.notice.unwrap();
    assert!(notice.contains("newer version") && notice.contains("journal-broken-"), "{notice}");
    announce(&mut journal, "a", START);
}

#[test]
fn damage_in_the_middle_is_found_on_opening() {
    let place = Place::new();
    let mut journal = place.open();
    for n in 0..200 {
        journal.record(&neuro(), &event(&n.to_string()), START).unwrap();
    }
    drop(journal);
    let mut bytes = fs::read(place.path()).unwrap();
    bytes[PAGE * 2..].fill(0xa5);
    fs::write(place.path(), bytes).unwrap();
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    assert!(report.notice.unwrap().contains("begun anew"));
    journal.check().unwrap();
    announce(&mut journal, "a", START);
}

#[test]
fn damage_in_a_corner_is_found_by_the_check_and_repaired_by_beginning_anew() {
    let place = Place::new();
    let mut journal = place.open();
    let large = Event { payload: json!("x".repeat(PAGE * 8)), ..event("large") };
    journal.record(&neuro(), &large, START).unwrap();
    journal.check().unwrap();
    drop(journal);
    let mut bytes = fs::read(place.path()).unwrap();
    let inner = bytes.chunks(PAGE).position(|page| page[4..].iter().all(|byte| *byte == b'x')).unwrap();
    // The first four bytes of such a page say where the text goes on.
    bytes[inner * PAGE..][..4].fill(0xff);
    fs::write(place.path(), bytes).unwrap();

    let journal = place.open();
    let (mut journal, report) = match journal.check() {
        Err(JournalError::Corrupt) => journal.rebuild(START).unwrap(),
        found => panic!("{found:?}"),
    };
    assert!(report.notice.unwrap().contains("begun anew"));
    journal.check().unwrap();
    announce(&mut journal, "a", START);
    drop(journal);
    assert_eq!(place.open().record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
}

#[test]
fn without_a_writable_folder_the_journal_lives_in_memory_and_says_so() {
    // Below a file nobody can make anything, the superuser included.
    let place = Place::new();
    fs::write(place.path(), "").unwrap();
    let (mut journal, report) = Journal::open(&place.path().join("journal.sqlite3"), START).unwrap();
    let notice = report.notice.unwrap();
    assert!(notice.contains("cannot be written") && notice.contains("Check its permissions"), "{notice}");
    announce(&mut journal, "a", START);
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
}

#[test]
fn a_journal_that_can_only_be_read_still_knows_what_was_announced() {
    let place = Place::new();
    let mut journal = place.open();
    announce(&mut journal, "a", START);
    journal.cache_put(&neuro(), "latest", &1, START).unwrap();
    drop(journal);
    // Without a log the file can only be read.
    fs::create_dir(place.beside("-wal")).unwrap();
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    assert!(report.notice.unwrap().contains("cannot be written"));
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    assert_eq!(journal.cache_get(&neuro(), "latest").unwrap(), Some(1));
    assert!(matches!(journal.record(&neuro(), &event("b"), START).unwrap(), Recorded::New(2)));
}

#[test]
fn a_journal_somebody_else_is_writing_answers_at_once() {
    let place = Place::new();
    let mut journal = place.open();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = journal.record(&neuro(), &event("a"), START).unwrap_err();
    assert!(error.to_string().contains("does not answer"), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    assert!(matches!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::New(_)));
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal.sqlite3")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        Path::new(&format!("{}{suffix}", self.path().display())).to_owned()
    }

    fn open(&self) -> Journal {
        let (journal, report) = Journal::open(&self.path(), START).unwrap();
        assert_eq!(report.notice, None);
        journal
    }
}

fn announce(journal: &mut Journal, name: &str, now: UnixMillis) {
    assert!(matches!(journal.record(&neuro(), &event(name), now).unwrap(), Recorded::New(_)));
    journal.announced(&neuro(), &key(name), now).unwrap();
}

fn neuro() -> SourceId {
    SourceId::neuro()
}

fn key(name: &str) -> EventKey {
    EventKey(name.to_owned())
}

fn event(name: &str) -> Event {
    Event {
        event_type: EventType::from("streamOnline"),
        key: key(name),
        key_lifetime: None,
        version: None,
        at: UnixMillis(5),
        via: Via::Push,
        subject: Subject::Other,
        page: None,
        payload: json!({ "id": name }),
    }
}
