//! The channels of one connection after the other.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Way};

use crate::relay::session::{Session, events, example, faults, is_note, members, sent_words, settled};

const EVENT: &str = r#"{"event":"build-finished","channel":"builds","data":"{}"}"#;

#[test]
fn what_is_wanted_is_subscribed_after_the_handshake_and_not_before() {
    let mut session = Session::open();
    assert_eq!(session.want(&["alerts", "builds"]), []);
    assert!(is_note(&session.text(r#"{"event":"pusher:ping","data":{}}"#)));
    let outputs = session.text(example!("connection_established.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
    assert_eq!(sent_words(&outputs), ["subscribe alerts", "subscribe builds"]);
    let outputs = session.succeed("builds");
    assert_eq!(settled(&outputs), [("builds".to_owned(), None)]);
    assert_eq!(events(&session.text(EVENT)).len(), 1);
}

#[test]
fn only_the_difference_to_what_is_wanted_is_sent() {
    let mut session = Session::subscribed(&["alerts", "builds"]);
    assert_eq!(sent_words(&session.want(&["builds", "notes"])), ["unsubscribe alerts", "subscribe notes"]);
    assert_eq!(session.want(&["builds", "notes"]), []);
}

#[test]
fn every_channel_is_subscribed_again_after_a_reconnect() {
    let mut session = Session::subscribed(&["alerts", "builds"]);
    session.step(Input::Closed { code: Some(1006) });
    session.step(Input::Start);
    session.step(Input::Opened);
    let outputs = session.text(example!("connection_established.v030.json"));
    assert_eq!(sent_words(&outputs), ["subscribe alerts", "subscribe builds"]);
}

#[test]
fn a_second_handshake_is_a_new_session_and_no_second_readiness() {
    let mut session = Session::subscribed(&["builds"]);
    let outputs = session.text(example!("connection_established.json"));
    assert_eq!((outputs.len(), sent_words(&outputs)), (1, vec!["subscribe builds".to_owned()]));
}

#[test]
fn an_event_of_a_channel_nobody_asked_for_is_skipped() {
    let mut session = Session::subscribed(&["alerts", "builds"]);
    assert!(is_note(&session.text(r#"{"event":"a","channel":"orders","data":1}"#)));
    session.want(&["alerts"]);
    assert!(is_note(&session.text(EVENT)));
}

#[test]
fn what_comes_before_the_confirmation_is_told_too() {
    let (mut session, _) = Session::ready(&["builds"]);
    assert_eq!(events(&session.text(EVENT)).len(), 1);
}

#[test]
fn a_channel_that_is_never_confirmed_fails_after_5_s_and_is_tried_again() {
    let (mut session, _) = Session::ready(&["builds"]);
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(5)));
    let outputs = session.serve_deadline();
    assert_eq!(sent_words(&outputs), ["unsubscribe builds"]);
    assert_eq!(settled(&outputs), [("builds".to_owned(), Some(Fault::TimedOut))]);
    assert!(is_note(&session.text(EVENT)));
    assert_eq!(session.succeed("builds"), [], "an answer to what was given up");
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(60)));
    assert_eq!(sent_words(&session.serve_deadline()), ["subscribe builds"]);
    session.succeed("builds");
    assert_eq!(session.until_deadline(), None);
}

#[test]
fn a_refused_channel_is_not_tried_again_on_the_same_connection() {
    let (mut session, _) = Session::ready(&["builds"]);
    let refusal = r#"{"event":"pusher:subscription_error","channel":"builds","data":{"status":403}}"#;
    let outputs = session.text(refusal);
    assert_eq!(settled(&outputs), [("builds".to_owned(), Some(Fault::ChannelRefused))]);
    assert_eq!((session.until_deadline(), session.want(&["builds"])), (None, vec![]));
    assert_eq!(session.text(refusal), [], "it is refused already");
}

#[test]
fn a_subscribed_channel_cannot_be_refused_by_what_somebody_publishes() {
    let mut session = Session::subscribed(&["builds"]);
    for name in ["subscription_error", "subscription_succeeded", "member_added", "member_removed"] {
        let frame = format!(r#"{{"event":"relay:{name}","channel":"builds","data":{{"id":"x"}}}}"#);
        assert_eq!(session.text(&frame), [], "{name}");
    }
    for name in ["error", "connection_established", "ping", "coffee"] {
        let data = r#"{"code":4001,"socket_id":"1.2"}"#;
        let frame = format!(r#"{{"event":"relay:{name}","channel":"builds","data":{data}}}"#);
        assert!(is_note(&session.text(&frame)), "{name}");
    }
    assert_eq!(events(&session.text(EVENT)).len(), 1);
}

#[test]
fn an_error_is_of_the_only_channel_under_way() {
    let (mut session, _) = Session::ready(&["builds"]);
    let outputs = session.text(example!("error.4000.json"));
    assert_eq!(settled(&outputs), [("builds".to_owned(), Some(Fault::ChannelRefused))]);
    let (mut session, _) = Session::ready(&["alerts", "builds"]);
    assert!(is_note(&session.text(example!("error.4000.json"))), "nobody knows which");
}

#[test]
fn a_ping_of_the_server_is_answered() {
    let mut session = Session::subscribed(&[]);
    assert_eq!(sent_words(&session.text(r#"{"event":"pusher:ping","data":"{}"}"#)), ["pong"]);
}

#[test]
fn an_error_before_the_handshake_ends_the_attempt_like_a_close() {
    for (code, fault) in [
        (4001, Some(Fault::AppUnknown)),
        (4003, Some(Fault::ClosedForGood { code: 4003 })),
        (4100, Some(Fault::RateLimited { wait_secs: 60 })),
        (4200, None),
    ] {
        let text = format!(r#"{{"event":"pusher:error","data":{{"code":{code},"message":"m"}}}}"#);
        assert_eq!(faults(&Session::open().text(&text)), Vec::from_iter(fault), "{code}");
    }
    let null = r#"{"event":"pusher:error","data":{"code":null,"message":"m"}}"#;
    assert!(is_note(&Session::open().text(null)));
}

#[test]
fn names_that_name_no_channel_and_channels_beyond_the_bound_are_left_out() {
    let long = "x".repeat(201);
    let (_, outputs) = Session::ready(&["builds", "", "a\nb", &long]);
    assert_eq!(sent_words(&outputs), ["subscribe builds"]);
    let many: Vec<String> = (0..300).map(|n| format!("c{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let (mut session, outputs) = Session::ready(&many);
    assert_eq!(sent_words(&outputs).len(), 200);
    assert!(is_note(&session.want(&many)));
}

#[test]
fn who_comes_before_the_list_is_told_is_in_it_once() {
    let config = crate::relay::session::config();
    let (mut session, outputs) = Session::ready_with(config, &["presence-desk"]);
    let id = crate::relay::session::request(&outputs).id;
    session.reply(id, 200, example!("http.auth.response.presence.json"));
    assert_eq!(session.text(example!("member_added.json")), []);
    assert_eq!(session.text(&example!("member_added.json").replace("u-31", "u-17")), []);
    let outputs = session.text(example!("subscription_succeeded.presence.json"));
    assert_eq!(members(&outputs).unwrap(), ["u-17", "u-23", "u-31"]);
    let outputs = session.text(&example!("member_removed.json").replace("u-31", "u-17"));
    assert_eq!(members(&outputs).unwrap(), ["u-23", "u-31"]);
}
