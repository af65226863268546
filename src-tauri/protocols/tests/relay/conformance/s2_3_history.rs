//! Section 2.3: history and logs.

use serde_json::json;
use swarmbell_protocols::ask::channels::{Answer, Logged, Question};
use swarmbell_protocols::event::{Event, Via};
use swarmbell_protocols::time::UnixMillis;

use crate::relay::session::{WALL, answered, answers, example};

const PUBLISHED: UnixMillis = UnixMillis(1_795_201_330_000);

fn history(channel: Option<&str>, body: &str) -> (Vec<Event>, Option<String>) {
    let channel = channel.map(str::to_owned);
    let outputs = answered(&Question::History { channel: channel.clone(), after: None }, 200, body);
    let [Answer::History { channel: told, after: None, events, next }] = &answers(&outputs)[..] else {
        panic!("{outputs:?}")
    };
    assert_eq!(*told, channel);
    (events.clone(), next.clone())
}

#[test]
fn s2_3_a_page_of_the_history_is_told_oldest_first_with_the_next_page() {
    let (events, next) = history(Some("builds"), example!("http.history.response.v030.json"));
    let [started, finished] = &events[..] else { panic!("{events:?}") };
    assert_eq!((started.event_type.as_str(), &started.payload), ("build-started", &json!({"build": 2207})));
    assert_eq!((finished.event_type.as_str(), finished.at), ("build-finished", PUBLISHED));
    assert_eq!(finished.payload["state"], "failed");
    assert!(
        events.iter().all(|event| event.via == Via::Snapshot && event.channel.as_deref() == Some("builds"))
    );
    assert_eq!(next.as_deref(), Some("MTE5"));
}

#[test]
fn s2_3_no_history_is_an_empty_page_and_the_last_one() {
    let none = (vec![], None);
    assert_eq!(history(Some("builds"), example!("http.history.response.empty.v030.json")), none);
    assert_eq!(history(Some("builds"), r#"{"events":[]}"#), none);
    assert_eq!(history(Some("builds"), r#"{"events":[],"next_cursor":""}"#), none);
}

#[test]
fn s2_3_the_events_of_the_app_are_text_in_text_and_say_the_same() {
    let (events, next) = history(None, example!("http.events.response.v030.json"));
    let [event] = &events[..] else { panic!("{events:?}") };
    let (of_channel, _) = history(Some("builds"), example!("http.history.response.v030.json"));
    assert_eq!((&event.payload, event.at, next), (&of_channel[1].payload, PUBLISHED, None));
    assert_eq!(event.key, of_channel[1].key);
}

#[test]
fn s2_3_an_entry_that_says_too_little_is_left_out_and_one_without_a_time_is_of_now() {
    let body = json!({"events": [
        {"channel": "builds", "event": "a", "data": 1, "timestamp": "yesterday"},
        {"channel": "builds", "data": 1},
        {"event": "a", "data": 1},
        7,
    ]});
    let (events, _) = history(Some("builds"), &body.to_string());
    assert_eq!(events.iter().map(|event| event.at).collect::<Vec<_>>(), [WALL]);
}

#[test]
fn s2_3_the_log_tells_what_was_published_and_not_what_it_said() {
    let outputs = answered(&Question::Log, 200, example!("http.events_log.response.json"));
    let line = Logged { at: PUBLISHED, channel: "builds".to_owned(), event: "build-finished".to_owned() };
    assert_eq!(answers(&outputs), [Answer::Log(vec![line])]);
}
