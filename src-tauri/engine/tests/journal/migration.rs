//! Files of older versions.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use swarmbell_engine::journal::{Journal, Listed, Recorded};
use swarmbell_protocols::Event;

use crate::{Place, START, event, neuro};

/// A file as version 1 of the tables left it: a stream announced, a raid not, and two contents of a week.
const VERSION_1: &str = include_str!("version_1.sql");

fn older() -> (Place, Journal) {
    let place = Place::new();
    Connection::open(place.path()).unwrap().execute_batch(VERSION_1).unwrap();
    let journal = place.open();
    (place, journal)
}

#[test]
fn a_journal_of_an_older_version_keeps_what_was_announced() {
    let (_place, mut journal) = older();
    let mut record = |event: &Event| journal.record(&neuro(), event, START).unwrap();
    assert_eq!(record(&event("live:1")), Recorded::Announced);
    assert_eq!(record(&event("secret:x:20775")), Recorded::Unannounced(2));
    let week = |version: &str| Event { version: Some(version.to_owned()), ..event("schedule:2026/47") };
    assert_eq!(record(&week("aaaaaaaaaaaaaaaa")), Recorded::Announced);
    assert!(matches!(record(&week("bbbbbbbbbbbbbbbb")), Recorded::New(_)));
    let cached: Option<u32> = journal.cache_get(&neuro(), "latest").unwrap();
    assert_eq!(cached, Some(7));
    let verdicts: Vec<_> =
        journal.list(&Listed::default(), 10).unwrap().into_iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts.last().unwrap().as_deref(), Some("rang"));
}

#[test]
fn a_journal_of_an_older_version_becomes_the_newest_table_by_table() {
    let (place, journal) = older();
    drop(journal);
    let file = Connection::open(place.path()).unwrap();
    let mut dump = String::new();
    for table in ["events", "keys", "cache", "cursors", "shown"] {
        let mut query = file.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).unwrap();
        let names: Vec<String> = query.column_names().map(str::to_owned).collect();
        dump += &format!("{table}: {}\n", names.join(", "));
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..names.len()).map(|place| value(row.get_ref(place).unwrap()));
            dump += &format!("  {}\n", values.collect::<Vec<_>>().join(" "));
        }
    }
    insta::assert_snapshot!(dump);
}

fn value(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}
