//! Clicks on rings that were shown.

use std::time::Duration;

use rusqlite::Connection;
use swarmbell_engine::desktop::{CLICK_LIFETIME, ShownRing};
use swarmbell_engine::ring::{Action, SNOOZE};
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::web::WebAddress;

use crate::{Place, START};

fn ring(mark: &str) -> ShownRing {
    let click = Action::Open(WebAddress::twitch_channel("vedal987").unwrap());
    let buttons = vec![click.clone(), Action::Snooze(SNOOZE)];
    ShownRing { mark: mark.to_owned(), source: None, until: START.plus(CLICK_LIFETIME), click, buttons }
}

#[test]
fn what_a_click_means_is_kept_for_a_day() {
    let place = Place::new();
    let mut journal = place.open();
    for mark in ["one", "two"] {
        journal.keep_shown(&ring(mark)).unwrap();
    }
    journal.forget_shown("two").unwrap();
    drop(journal);
    let mut journal = place.open();
    let last = START.plus(CLICK_LIFETIME - Duration::from_millis(1));
    for now in [START, last] {
        assert_eq!(journal.shown(now).unwrap(), [ring("one")]);
    }
    let over = START.plus(CLICK_LIFETIME);
    assert_eq!(journal.shown(over).unwrap(), []);
    journal.prune(over).unwrap();
    let of_a_wrong_clock = journal.shown(START.minus(Duration::from_secs(1))).unwrap();
    assert_eq!(of_a_wrong_clock, []);
    assert_eq!(journal.shown(START).unwrap(), [], "it is off the disk");
}

#[test]
fn what_clicks_on_the_rings_of_a_source_mean_goes_with_it() {
    let mut journal = Place::new().open();
    let of = |mark: &str, source: &str| {
        let source = Some(SourceId::try_from(source.to_owned()).unwrap());
        ShownRing { source, ..ring(mark) }
    };
    let [gone, stays] = [of("gone", "relay-1"), of("stays", "relay-2")];
    for shown in [&gone, &stays, &ring("of many")] {
        journal.keep_shown(shown).unwrap();
    }
    journal.forget(gone.source.as_ref().unwrap()).unwrap();
    let mut left = journal.shown(START).unwrap();
    left.sort_by(|one, other| one.mark.cmp(&other.mark));
    assert_eq!(left, [ring("of many"), stays]);
}

#[test]
fn a_kept_click_that_was_tampered_with_opens_nothing() {
    let place = Place::new();
    let mut journal = place.open();
    journal.keep_shown(&ring("one")).unwrap();
    drop(journal);
    let file = Connection::open(place.path()).unwrap();
    file.execute("UPDATE shown SET meaning = replace(meaning, 'https://www', 'file:///')", []).unwrap();
    drop(file);
    assert_eq!(place.open().shown(START).unwrap(), []);
}

#[test]
fn the_clicks_that_are_kept_are_bounded() {
    let place = Place::new();
    let mut journal = place.open();
    for n in 0..600 {
        let until = START.plus(CLICK_LIFETIME - Duration::from_secs(600 - n));
        journal.keep_shown(&ShownRing { until, ..ring(&n.to_string()) }).unwrap();
    }
    journal.prune(START).unwrap();
    drop(journal);
    let file = Connection::open(place.path()).unwrap();
    let (kept, newest): (u32, String) = file
        .query_row("SELECT count(*), (SELECT mark FROM shown ORDER BY until DESC) FROM shown", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((kept, newest.as_str()), (512, "599"));
}
