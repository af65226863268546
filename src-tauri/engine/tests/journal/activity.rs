//! The list of what happened.

use swarmbell_engine::journal::{Journal, Listed, Recorded, Words};
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::web::WebAddress;

use crate::{Place, START, event, neuro};

fn add(journal: &mut Journal, source: &SourceId, name: &str, verdict: &str) -> i64 {
    let Recorded::New(row) = journal.record(source, &event(name), START).unwrap() else {
        panic!("{name} was known");
    };
    journal.set_verdict(row, verdict, START).unwrap();
    row
}

fn ids(journal: &Journal, listed: &Listed, limit: u32) -> Vec<i64> {
    journal.list(listed, limit).unwrap().into_iter().map(|row| row.id).collect()
}

#[test]
fn the_activity_list_is_told_in_pages_newest_first() {
    let mut journal = Place::new().open();
    for number in 1..=7 {
        add(&mut journal, &neuro(), &format!("e{number}"), "rang");
    }
    assert_eq!(ids(&journal, &Listed::default(), 3), [7, 6, 5]);
    let older = Listed { before: Some(5), ..Listed::default() };
    assert_eq!(ids(&journal, &older, 100), [4, 3, 2, 1]);
    assert_eq!(ids(&journal, &Listed { before: Some(1), ..older }, 100), [0; 0]);
}

#[test]
fn the_activity_list_is_filtered_by_source_and_by_what_became_of_things() {
    let mut journal = Place::new().open();
    let other = SourceId::fresh("relay");
    for (source, name, verdict) in [
        (neuro(), "a", "rang"),
        (neuro(), "b", "silenced (quiet hours)"),
        (other.clone(), "a", "rang without a sound (back online)"),
    ] {
        add(&mut journal, &source, name, verdict);
    }
    journal.record(&neuro(), &event("undecided"), START).unwrap();
    let of = |source: Option<SourceId>, rang| Listed { before: None, source, rang };
    assert_eq!(ids(&journal, &of(Some(other), None), 9), [3]);
    assert_eq!(ids(&journal, &of(None, Some(true)), 9), [3, 1]);
    assert_eq!(ids(&journal, &of(None, Some(false)), 9), [4, 2]);
    assert_eq!(ids(&journal, &of(Some(neuro()), Some(true)), 9), [1]);
}

#[test]
fn a_line_of_the_activity_list_keeps_its_words_and_its_click() {
    let place = Place::new();
    let mut journal = place.open();
    let row = add(&mut journal, &neuro(), "a", "rang");
    let silent = add(&mut journal, &neuro(), "b", "silenced (paused)");
    let click = Action::Open(WebAddress::twitch_channel("vedal987").unwrap());
    let words = Words { title: "Neuro is live", body: "Raft", click: Some(&click) };
    journal.set_words(row, &words).unwrap();
    journal.set_words(silent, &Words { click: None, ..words }).unwrap();
    drop(journal);
    let journal = place.open();
    let rows = journal.list(&Listed::default(), 9).unwrap();
    assert_eq!((rows[1].title.as_deref(), rows[1].body.as_deref()), (Some("Neuro is live"), Some("Raft")));
    assert_eq!((rows[1].leads, rows[0].leads), (true, false));
    assert_eq!(rows[1].decided_at, Some(START));
    assert_eq!(journal.click(row).unwrap(), Some(click));
    assert_eq!((journal.click(silent).unwrap(), journal.click(99).unwrap()), (None, None));
}

#[test]
fn an_emptied_activity_list_repeats_no_ring_and_mixes_nothing_up() {
    let mut journal = Place::new().open();
    let told = add(&mut journal, &neuro(), "told", "rang");
    journal.announced(&neuro(), &event("told"), START).unwrap();
    add(&mut journal, &neuro(), "untold", "not delivered");
    journal.clear().unwrap();
    assert_eq!(ids(&journal, &Listed::default(), 9), [0; 0]);
    assert_eq!(journal.record(&neuro(), &event("told"), START).unwrap(), Recorded::Announced);
    let fresh = add(&mut journal, &neuro(), "fresh", "rang");
    assert_eq!(fresh, told, "numbers are given anew");
    // What nobody was told of is news once more, on a line of its own.
    let Recorded::New(row) = journal.record(&neuro(), &event("untold"), START).unwrap() else {
        panic!("it is not told yet");
    };
    assert_ne!(row, fresh);
}
