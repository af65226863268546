//! A thing that changes again before its last change was told: what is told last is what is true.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::{Direction, EventKey, Subject, Via};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::stream::Channel;

use super::Bench;
use super::bench::{START, online};
use crate::desktop::Delivery;

/// Week 48 with one stream, so many hours after Tuesday 18:00.
fn plan(hours: i64) -> Event {
    let time = START.plus(Duration::from_secs(4 * 86_400)).0 + hours * 3_600_000;
    let entry = Entry {
        time: swarmbell_protocols::time::UnixMillis(time),
        message: "Karaoke".into(),
        kind: EntryKind::Normal,
    };
    let week = Week { year: 2026, week: 48, entries: vec![entry], is_final: true, picture: None };
    Event {
        event_type: "scheduleUpdate".into(),
        key: EventKey("schedule:2026/48".into()),
        version: Some(hours.to_string()),
        via: Via::Push,
        subject: Subject::Schedule(week),
        page: None,
        ..online("")
    }
}

fn raid(n: u32) -> Event {
    let channel = Channel { id: Some(n.to_string()), login: None, name: format!("raider {n}") };
    Event {
        event_type: "streamRaidIncoming".into(),
        key: EventKey(format!("raid:{n}")),
        subject: Subject::Raid { direction: Direction::Incoming, channel, party: None },
        page: None,
        ..online("")
    }
}

/// A bench on which the plan at 0 was told.
fn told() -> Bench {
    let mut bench = Bench::connected();
    bench.event(plan(0));
    assert_eq!(bench.rings().len(), 1);
    bench.pass(Duration::from_secs(11));
    bench
}

#[test]
fn a_change_that_is_taken_back_while_its_ring_is_put_is_told_as_taken_back() {
    let mut bench = told();
    bench.event(plan(1));
    let [there] = &bench.desktop.take_rings()[..] else { panic!("one ring") };
    bench.event(plan(0));
    assert_eq!(bench.desktop.take_rings(), [], "what it changes is not known yet");
    bench.deliver(there, Delivery::Accepted);
    let rings = bench.rings();
    let [back] = &rings[..] else { panic!("{rings:?}") };
    assert_ne!(there.body, back.body);
    bench.event(plan(0));
    assert_eq!(bench.rings(), []);
}

#[test]
fn of_several_changes_while_a_ring_is_put_only_the_last_is_told() {
    let mut bench = told();
    bench.event(plan(1));
    let [first] = &bench.desktop.take_rings()[..] else { panic!("one ring") };
    bench.event(plan(2));
    bench.event(plan(3));
    bench.deliver(first, Delivery::TimedOut);
    assert_eq!(bench.desktop.take_rings(), [], "the ring may still be shown");
    bench.deliver(first, Delivery::Accepted);
    assert_eq!(bench.rings().len(), 1);
    bench.event(plan(3));
    assert_eq!(bench.rings(), []);
}

#[test]
fn a_change_that_is_taken_back_before_it_was_told_is_not_told() {
    let mut bench = told();
    for n in 0..3 {
        bench.event(raid(n));
    }
    assert_eq!(bench.rings().len(), 3);
    bench.event(plan(1));
    bench.event(plan(0));
    bench.pass(Duration::from_secs(10));
    assert_eq!(bench.rings(), [], "nothing changed");
    bench.event(plan(1));
    assert_eq!(bench.rings().len(), 1);
}

#[test]
fn of_several_changes_that_wait_the_last_is_told_in_its_words() {
    let mut bench = told();
    for n in 0..3 {
        bench.event(raid(n));
    }
    bench.rings();
    bench.event(plan(1));
    bench.event(plan(2));
    bench.pass(Duration::from_secs(10));
    let rings = bench.rings();
    let [ring] = &rings[..] else { panic!("{rings:?}") };
    assert!(ring.title.contains("schedule"), "{ring:?}");
    assert!(ring.body.contains("moved"), "{ring:?}");
}
