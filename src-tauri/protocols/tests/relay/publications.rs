//! What comes out of channels.

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::Input;
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::event::{Event, EventKey, Subject, Via};

use crate::relay::session::{Session, WALL, answers, events, example};

fn frame(data: &Value) -> String {
    json!({"event": "build-finished", "channel": "builds", "data": data}).to_string()
}

fn one(session: &mut Session, text: &str) -> Event {
    let [event] = &events(&session.text(text))[..] else { panic!("one event") };
    event.clone()
}

fn key(session: &mut Session, data: &Value) -> EventKey {
    one(session, &frame(data)).key
}

#[test]
fn a_publication_is_told_with_its_channel_its_name_and_what_it_says() {
    let event = one(&mut Session::subscribed(&["builds"]), example!("event.stringData.json"));
    assert_eq!((event.event_type.as_str(), event.channel.as_deref()), ("build-finished", Some("builds")));
    assert_eq!((event.subject, event.via, event.at), (Subject::Other, Via::Push, WALL));
    assert_eq!(event.payload, json!({"build": 2207, "state": "failed", "branch": "main"}));
    assert_eq!((event.page, event.version), (None, None));
}

#[test]
fn a_publication_with_an_https_address_leads_there() {
    let mut session = Session::subscribed(&["builds"]);
    let page = |session: &mut Session, url| one(session, &frame(&json!({ "url": url }))).page;
    assert_eq!(page(&mut session, "https://ci.example/7").unwrap().as_str(), "https://ci.example/7");
    assert_eq!(page(&mut session, "http://ci.example/7"), None);
}

#[test]
fn the_same_publication_told_again_within_a_minute_has_the_same_key() {
    let mut session = Session::subscribed(&["builds"]);
    let first = key(&mut session, &json!({"build": 7}));
    session.advance(Duration::from_secs(30));
    assert_eq!(key(&mut session, &json!({"build": 7})), first);
    assert_eq!(key(&mut session, &json!(r#"{"build":7}"#)), first, "as a text");
    assert_ne!(key(&mut session, &json!({"build": 8})), first);
    session.advance(Duration::from_secs(31));
    assert_ne!(key(&mut session, &json!({"build": 7})), first);
}

#[test]
fn what_is_sent_again_after_a_reconnect_has_the_same_key() {
    let mut session = Session::subscribed(&["builds"]);
    let first = key(&mut session, &json!({"build": 7}));
    session.step(Input::Start);
    session.step(Input::Opened);
    session.advance(Duration::from_secs(5));
    session.text(example!("connection_established.json"));
    assert_eq!(key(&mut session, &json!({"build": 7})), first);
}

#[test]
fn what_is_found_in_the_history_has_the_key_it_was_pushed_with() {
    let history = || Question::History { channel: Some("builds".to_owned()), after: None };
    let mut session = Session::subscribed(&["builds"]);
    let pushed = one(&mut session, example!("event.stringData.json"));
    session.advance(Duration::from_secs(20 * 60));
    let found = |session: &mut Session| {
        let outputs = session.answered(history(), 200, example!("http.history.response.v030.json"));
        let [Answer::History { events, .. }] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
        events.clone()
    };
    let read = found(&mut session);
    assert_eq!(
        read.iter().map(|event| event.event_type.as_str()).collect::<Vec<_>>(),
        ["build-started", "build-finished"]
    );
    assert_eq!((&read[1].key, read[1].via), (&pushed.key, Via::Snapshot));
    assert!(read[1].key_lifetime.unwrap() > Duration::from_secs(60 * 60), "longer than the history");
    // Another run of the program, which heard nothing.
    let mut fresh = Session::subscribed(&["builds"]);
    assert_eq!(found(&mut fresh)[0].key, read[0].key);
}

#[test]
fn what_is_too_large_or_too_deep_is_told_without_its_payload() {
    let mut session = Session::subscribed(&["builds"]);
    assert_eq!(one(&mut session, &frame(&json!("x".repeat(70_000)))).payload, Value::Null);
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    assert_eq!(one(&mut session, &frame(&json!(deep))).payload, Value::Null);
    assert_ne!(key(&mut session, &json!("x".repeat(70_000))), key(&mut session, &json!("y".repeat(70_000))));
}
