//! Files that are damaged, foreign, read-only or in somebody else's hands.

use std::fs;

use rusqlite::Connection;
use serde_json::json;
use swarmbell_engine::journal::{Journal, JournalError, Recorded};
use swarmbell_protocols::Event;

use crate::{Place, START, announce, event, neuro};

/// SQLite's, in bytes.
const PAGE: usize = 4096;

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
fn a_journal_that_was_emptied_is_begun_anew_and_that_is_told() {
    let place = Place::new();
    fs::write(place.path(), "").unwrap();
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    let notice = report.notice.unwrap();
    assert!(notice.contains("found empty and is begun anew"), "{notice}");
    announce(&mut journal, "a", START);
    drop(journal);
    drop(place.open());
}

#[test]
fn a_log_that_is_none_is_told_and_what_was_in_the_file_is_kept() {
    let place = Place::new();
    let mut journal = place.open();
    announce(&mut journal, "a", START);
    drop(journal);
    fs::write(place.beside("-wal"), [0xa5; 5_000]).unwrap();
    let (mut journal, report) = Journal::open(&place.path(), START).unwrap();
    let notice = report.notice.unwrap();
    assert!(notice.contains("latest part") && !report.in_memory, "{notice}");
    assert_eq!(journal.record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
    announce(&mut journal, "b", START);
    drop(journal);
    drop(place.open());
}

#[test]
fn a_log_of_a_killed_bell_is_no_reason_to_say_anything() {
    let place = Place::new();
    let mut journal = place.open();
    announce(&mut journal, "a", START);
    let killed = Place::new();
    for part in ["", "-wal"] {
        fs::copy(place.beside(part), killed.beside(part)).unwrap();
    }
    assert_eq!(killed.open().record(&neuro(), &event("a"), START).unwrap(), Recorded::Announced);
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

/// A journal that opens, with `told` announced in it and a page that leads nowhere.
fn damaged_in_a_corner(place: &Place, told: &str) -> Journal {
    let mut journal = place.open();
    announce(&mut journal, told, START);
    let large = Event { payload: json!("x".repeat(PAGE * 8)), ..event("large") };
    journal.record(&neuro(), &large, START).unwrap();
    journal.check().unwrap();
    drop(journal);
    let mut bytes = fs::read(place.path()).unwrap();
    let inner = bytes.chunks(PAGE).position(|page| page[4..].iter().all(|byte| *byte == b'x')).unwrap();
    // The first four bytes of such a page say where the text goes on.
    bytes[inner * PAGE..][..4].fill(0xff);
    fs::write(place.path(), bytes).unwrap();
    place.open()
}

#[test]
fn what_can_still_be_read_of_a_damaged_journal_does_not_ring_again() {
    let place = Place::new();
    let (mut journal, _) = damaged_in_a_corner(&place, "told").rebuild(START).unwrap();
    assert_eq!(journal.record(&neuro(), &event("told"), START).unwrap(), Recorded::Announced);
    journal.check().unwrap();
}

#[test]
fn damage_in_a_corner_is_found_by_the_check_and_repaired_by_beginning_anew() {
    let place = Place::new();
    let journal = damaged_in_a_corner(&place, "told");
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
    assert!(report.in_memory);
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
