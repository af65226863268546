//! One stream has one identity, however much of it each answer tells.

use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Output, Snapshot};

use crate::neuro::session::{OFFLINE, Session, events, example, snapshots, stream_request};

/// An answer that tells nothing but that a stream is on the air.
const BARE: &str = r#"{"data":{"isLive":true}}"#;

/// The start of the stream in the examples, without its id.
const STARTED: &str = r#"{"data":{"isLive":true,"startedAt":1795201242000}}"#;

/// Longer than answers by HTTP lag behind what is pushed.
const LAG: Duration = Duration::from_secs(16);

const DAY: Duration = Duration::from_secs(86_400);

fn look(session: &mut Session, body: &str) -> Vec<Output> {
    let outputs = session.step(Input::Ask(Ask::Present));
    session.reply(stream_request(&outputs).id, 200, body)
}

/// The key of the stream that a look finds.
fn found(session: &mut Session, body: &str) -> String {
    let outputs = look(session, body);
    match &snapshots(&outputs)[..] {
        [Snapshot::Live(Some(event))] => event.key.0.clone(),
        other => panic!("{other:?}"),
    }
}

/// A pushed session whose polls have settled.
fn settled() -> Session {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    session
}

fn polling() -> Session {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    session
}

#[test]
fn a_stream_found_without_id_is_the_one_that_was_pushed() {
    let mut session = settled();
    let pushed = events(&session.text(example!("event.streamOnline.json")));
    assert_eq!(pushed[0].key.0, "live:412077190363");
    for wait in [Duration::ZERO, LAG, 2 * DAY] {
        session.advance(wait);
        assert_eq!(found(&mut session, STARTED), pushed[0].key.0);
        assert_eq!(found(&mut session, BARE), pushed[0].key.0);
    }
}

#[test]
fn a_stream_found_without_id_is_the_one_that_was_found_with_it() {
    let mut session = polling();
    let key = found(&mut session, example!("twitch.stream.live.json"));
    assert_eq!(found(&mut session, BARE), key);
    let started = session.step(Input::Start);
    let outputs = session.reply(stream_request(&started).id, 200, STARTED);
    let [Snapshot::Live(Some(event))] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(event.key.0, key, "a new connection changes nothing about the stream");
}

#[test]
fn a_stream_without_id_and_start_keeps_its_name_over_midnight() {
    let mut session = polling();
    let key = found(&mut session, BARE);
    session.advance(DAY);
    assert_eq!(found(&mut session, BARE), key);
    assert_eq!(found(&mut session, STARTED), key, "a start that is told late is no other stream");
    assert_eq!(found(&mut session, BARE), key);
    look(&mut session, OFFLINE);
    assert_ne!(found(&mut session, BARE), key);
}

#[test]
fn a_pushed_start_without_id_names_the_stream_too() {
    let mut session = settled();
    let start = r#"{"type":"event","data":{"eventType":"streamOnline","eventData":{"isLive":true}}}"#;
    let pushed = events(&session.text(start));
    session.advance(LAG);
    assert_eq!(found(&mut session, BARE), pushed[0].key.0);
}

#[test]
fn after_its_end_the_name_of_a_stream_is_not_used_again() {
    let pushed = |session: &mut Session| {
        session.text(example!("event.streamOffline.json"));
        session.advance(LAG);
    };
    let polled = |session: &mut Session| {
        session.advance(LAG);
        look(session, OFFLINE);
    };
    for ends in [&pushed as &dyn Fn(&mut Session), &polled] {
        let mut session = settled();
        session.text(example!("event.streamOnline.json"));
        ends(&mut session);
        assert_eq!(found(&mut session, STARTED), "live:started-1795201242000");
    }
}

#[test]
fn an_end_that_is_not_believed_ends_no_name() {
    let mut session = settled();
    session.text(example!("event.streamOnline.json"));
    assert_eq!(snapshots(&look(&mut session, OFFLINE)), []);
    session.advance(LAG);
    assert_eq!(found(&mut session, BARE), "live:412077190363");
}

#[test]
fn a_start_that_is_not_believed_gives_no_name() {
    let mut session = settled();
    session.text(example!("event.streamOffline.json"));
    assert_eq!(snapshots(&look(&mut session, example!("twitch.stream.live.json"))), []);
    session.advance(LAG);
    assert_eq!(found(&mut session, STARTED), "live:started-1795201242000");
}

#[test]
fn another_id_or_another_start_is_another_stream() {
    let mut session = polling();
    let key = found(&mut session, example!("twitch.stream.live.json"));
    assert_eq!(found(&mut session, BARE), key, "and this does not make its start forgotten");
    let later = r#"{"data":{"isLive":true,"startedAt":1795301242000}}"#;
    assert_eq!(found(&mut session, later), "live:started-1795301242000");
    assert_eq!(found(&mut session, r#"{"data":{"isLive":true,"id":"8"}}"#), "live:8");
    assert_eq!(found(&mut session, BARE), "live:8");
}

#[test]
fn a_pushed_start_that_cannot_be_read_is_another_stream() {
    let mut session = settled();
    session.text(example!("event.streamOnline.json"));
    session.text(r#"{"type":"event","data":{"eventType":"streamOnline","eventData":null}}"#);
    session.advance(LAG);
    assert_eq!(found(&mut session, STARTED), "live:started-1795201242000");
}
