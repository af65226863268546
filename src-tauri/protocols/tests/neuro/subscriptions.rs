//! What is subscribed against what is wanted.

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output};

use crate::neuro::session::{Session, example, sent, sent_words, wanted};

fn listed(subscribed: &[&str], available: &[&str]) -> String {
    json!({"type": "listEvents", "data": {"subscribedEvents": subscribed, "availableEvents": available}})
        .to_string()
}

#[test]
fn frames_look_like_the_examples() {
    let (mut session, _) = Session::opening();
    session.want(&["streamOnline", "streamUpdate"]);
    session.step(Input::Opened);
    let welcomed = sent(&session.text(example!("ws.welcome.json")));
    let example = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    assert_eq!(welcomed[0], example(example!("ws.addEvent.json")));
    assert_eq!(welcomed[2], example(example!("ws.listEvents.request.json")));
    let changed = sent(&session.want(&["streamOnline"]));
    assert_eq!(changed, [example(example!("ws.removeEvent.json"))]);
}

#[test]
fn a_toggle_sends_only_the_difference() {
    let mut session = Session::pushed(&["streamOnline", "scheduleUpdate"]);
    let outputs = session.want(&["streamOnline", "streamRaidIncoming"]);
    assert_eq!(sent_words(&outputs), ["removeEvent scheduleUpdate", "addEvent streamRaidIncoming"]);
    assert_eq!(session.want(&["streamOnline", "streamRaidIncoming"]), []);
}

#[test]
fn already_subscribed_and_not_subscribed_are_success() {
    let mut session = Session::pushed(&["streamOnline"]);
    for frame in [
        example!("ws.addSuccess.json"),
        example!("ws.addSuccess.alreadySubscribed.json"),
        example!("ws.removeSuccess.json"),
        example!("ws.removeSuccess.wasNotSubscribed.json"),
    ] {
        assert_eq!(session.text(frame), []);
    }
}

#[test]
fn the_deprecated_twin_is_never_subscribed() {
    let mut session = Session::pushed(&["xFeedUpdate", "xFeedNewEntries"]);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(sent_words(&outputs), ["addEvent xFeedNewEntries", "listEvents"]);
    let outputs = session.want(&["xFeedUpdate"]);
    assert_eq!(sent_words(&outputs), ["removeEvent xFeedNewEntries"]);
}

#[test]
fn what_the_server_offers_is_told_without_the_deprecated_twin() {
    let mut session = Session::pushed(&["scheduleUpdate", "streamOnline"]);
    let outputs = session.text(example!("ws.listEvents.json"));
    let all = [
        "blogFeedUpdate",
        "scheduleUpdate",
        "secretneuroaccountOnline",
        "streamOffline",
        "streamOnline",
        "streamRaidIncoming",
        "streamRaidOutgoing",
        "streamUpdate",
        "subathonGoalUpdate",
        "subathonUpdate",
        "xFeedNewEntries",
    ];
    assert_eq!(outputs, [Output::Available(wanted(&all))]);
}

#[test]
fn a_wanted_type_missing_from_the_list_is_asked_for_once_more() {
    let mut session = Session::pushed(&["streamOnline", "scheduleUpdate"]);
    let list = listed(&["streamOnline"], &["streamOnline", "scheduleUpdate"]);
    assert_eq!(sent_words(&session.text(&list)), ["addEvent scheduleUpdate"]);
    assert_eq!(sent_words(&session.text(&list)), [] as [&str; 0]);
}

#[test]
fn a_type_the_server_does_not_offer_is_not_asked_for_again() {
    let mut session = Session::pushed(&["coffeeReady", "streamOnline"]);
    let list = listed(&["streamOnline"], &["streamOnline", "scheduleUpdate"]);
    assert_eq!(sent_words(&session.text(&list)), [] as [&str; 0]);
}

#[test]
fn a_list_that_is_no_list_says_nothing() {
    let mut session = Session::pushed(&["streamOnline"]);
    for data in [json!(null), json!({}), json!([]), json!({"availableEvents": "all", "subscribedEvents": 7})]
    {
        assert_eq!(session.text(&json!({"type": "listEvents", "data": data}).to_string()), []);
    }
}
