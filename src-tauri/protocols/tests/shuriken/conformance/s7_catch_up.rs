//! Section 7: catching up.

use serde_json::{Value, json};
use swarmbell_protocols::Event;
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::trade::Platform;

use crate::shuriken::session::{GLOBAL, SIGNED, Session, answers, config, events, example, path, request};

fn history(stream: &str) -> Question {
    Question::History { channel: Some(stream.to_owned()), after: None }
}

/// A call about the token of the examples, seen first and last so many seconds after its signal.
fn call(first: i64, last: i64) -> Value {
    let at = |seconds: i64| 1_795_201_190_500 + seconds * 1_000;
    json!({
        "tokenAddress": "DemoMint1111111111111111111111111111111111", "chain": "sol", "tokenSymbol": "PADL",
        "firstSeenAt": at(first), "lastSeenAt": at(last), "mentionCount": 3, "priceUsd": "0.004",
    })
}

fn found(session: &mut Session, calls: &[Value]) -> Vec<Event> {
    let body = json!({"platform": "x", "totalCount": calls.len(), "calls": calls}).to_string();
    let outputs = session.answered(history(GLOBAL), 200, &body);
    let [Answer::History { events, next: None, .. }] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
    events.clone()
}

#[test]
fn s7_what_was_missed_of_the_signals_is_asked_for_by_http() {
    let mut session = Session::new(config());
    for (stream, expected) in [
        (GLOBAL, "/api/v2/alpha/global-calls?limit=100"),
        ("alpha.signalFeed.global", "/api/v2/alpha/global-calls?limit=100"),
        ("alpha.signalFeedPersonal", "/api/v2/alpha/recent-calls?limit=100"),
    ] {
        assert_eq!(path(&request(&session.ask(history(stream)))), expected);
    }
}

#[test]
fn s7_a_call_is_a_signal_of_the_time_it_was_seen_last() {
    let events =
        found(&mut Session::new(config()), &[call(10, 20), call(-300, -200), json!({"chain": "sol"})]);
    let [older, newer] = &events[..] else { panic!("{events:?}") };
    assert_eq!((older.at, newer.at), (UnixMillis(1_795_200_990_500), UnixMillis(1_795_201_210_500)));
    assert_eq!((newer.via, newer.channel.as_deref()), (Via::Snapshot, Some(GLOBAL)));
    let Subject::Signal(signal) = &newer.subject else { panic!("{newer:?}") };
    assert_eq!((signal.platform, signal.mentions), (Platform::X, Some(3)));
    assert_eq!(signal.token.symbol.as_deref(), Some("PADL"));
    assert_ne!(older.key, newer.key);
    let again = found(&mut Session::new(config()), &[call(10, 25)]);
    assert_eq!(again[0].key, newer.key, "mentioned once more");
}

#[test]
fn s7_a_call_about_a_signal_that_was_heard_is_that_signal() {
    let (mut session, outputs) = Session::ready(&[GLOBAL]);
    session.answer(&outputs, 200, SIGNED);
    let pushed = events(&session.text(example("event.alpha.signalFeedGlobal.json"))).remove(0);
    let called = found(&mut session, &[call(-90, 0), call(-900, -600), call(600, 900)]);
    let same: Vec<_> = called.iter().map(|event| event.key == pushed.key).collect();
    assert_eq!(same, [false, true, false]);
    let mut other = call(-90, 0);
    other["chain"] = json!("base");
    assert_ne!(found(&mut session, &[other])[0].key, pushed.key);
}
