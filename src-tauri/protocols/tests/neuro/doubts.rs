//! Answers that are older than what was pushed (contract neuro §2: what is cached lags behind).

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Ask, Input, Snapshot};

use crate::neuro::session::{
    OFFLINE, Session, events, example, notes, request_for, snapshots, stream_request,
};

const LATEST: &str = "/api/v2/schedule/latest";

#[test]
fn an_answer_older_than_a_pushed_start_is_skipped_and_asked_for_again() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let id = stream_request(&session.step(Input::Ask(Ask::Present))).id;
    session.text(example!("event.streamOnline.json"));
    let outputs = session.reply(id, 200, OFFLINE);
    assert_eq!((snapshots(&outputs).len(), notes(&outputs).len()), (0, 1));
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(15)));
    let outputs = session.serve_deadline();
    let outputs = session.reply(stream_request(&outputs).id, 200, OFFLINE);
    assert_eq!(snapshots(&outputs), [Snapshot::Live(None)]);
}

#[test]
fn an_answer_older_than_a_pushed_end_is_skipped() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    session.text(example!("event.streamOffline.json"));
    let outputs = session.step(Input::Ask(Ask::Present));
    let outputs = session.reply(stream_request(&outputs).id, 200, example!("twitch.stream.live.json"));
    assert_eq!(snapshots(&outputs), []);
}

#[test]
fn a_stream_that_began_after_a_pushed_end_is_told_at_once() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let ended = session.now.wall.0 - 5_000;
    session.text(&example!("event.streamOffline.json").replace("1795212000000", &ended.to_string()));
    let outputs = session.step(Input::Ask(Ask::Present));
    let mut answer: Value = serde_json::from_str(example!("twitch.stream.live.json")).unwrap();
    answer["data"]["id"] = json!("42");
    answer["data"]["startedAt"] = json!(session.now.wall.0);
    let outputs = session.reply(stream_request(&outputs).id, 200, &answer.to_string());
    let [Snapshot::Live(Some(found))] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(found.key.0, "live:42");
}

#[test]
fn an_answer_that_agrees_with_what_was_pushed_is_told() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let pushed = events(&session.text(example!("event.streamOnline.json")));
    let outputs = session.step(Input::Ask(Ask::Present));
    let outputs = session.reply(stream_request(&outputs).id, 200, example!("twitch.stream.live.json"));
    let [Snapshot::Live(Some(found))] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!((&found.key, &found.event_type), (&pushed[0].key, &pushed[0].event_type));
}

#[test]
fn a_week_older_than_the_one_just_pushed_is_skipped_for_a_minute() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    session.asked_within(Duration::from_secs(100));
    session.text(example!("event.scheduleUpdate.autoNoImage.json"));
    let outputs = session.step(Input::Ask(Ask::Present));
    let latest = request_for(&outputs, LATEST).id;
    assert_eq!(snapshots(&session.reply(latest, 200, example!("schedule.latest.json"))), []);
    session.reply(stream_request(&outputs).id, 200, OFFLINE);
    let asked = session.asked_within(Duration::from_secs(61));
    assert!(asked.contains(&(Duration::from_secs(60), LATEST.to_owned())), "{asked:?}");
}

#[test]
fn a_pushed_correction_of_a_past_week_does_not_hide_the_latest() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    session.asked_within(Duration::from_secs(100));
    session.text(example!("event.scheduleUpdate.pastWeek.json"));
    let outputs = session.step(Input::Ask(Ask::Present));
    let latest = request_for(&outputs, LATEST).id;
    assert_eq!(snapshots(&session.reply(latest, 200, example!("schedule.latest.json"))).len(), 1);
}

#[test]
fn a_correction_of_a_past_week_does_not_bring_an_older_latest_back() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    session.asked_within(Duration::from_secs(100));
    session.text(example!("event.scheduleUpdate.autoNoImage.json"));
    session.text(example!("event.scheduleUpdate.pastWeek.json"));
    let outputs = session.step(Input::Ask(Ask::Present));
    let latest = request_for(&outputs, LATEST).id;
    assert_eq!(snapshots(&session.reply(latest, 200, example!("schedule.latest.json"))), []);
}

#[test]
fn after_a_minute_the_latest_week_is_believed_whatever_was_pushed() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    session.asked_within(Duration::from_secs(100));
    session.text(example!("event.scheduleUpdate.autoNoImage.json"));
    session.advance(Duration::from_secs(60));
    let outputs = session.step(Input::Ask(Ask::Present));
    let latest = request_for(&outputs, LATEST).id;
    assert_eq!(snapshots(&session.reply(latest, 200, example!("schedule.latest.json"))).len(), 1);
}

#[test]
fn the_later_of_two_doubts_decides_when_to_look_again() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.advance(Duration::from_secs(10));
    let outputs = session.step(Input::Ask(Ask::Present));
    session.text(example!("event.streamOnline.json"));
    session.answer_all(&outputs);
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(15)));
}

#[test]
fn a_pushed_start_that_cannot_be_read_is_looked_up() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let outputs = session.text(r#"{"type":"event","data":{"eventType":"streamOnline","eventData":null}}"#);
    assert_eq!((events(&outputs).len(), notes(&outputs).len()), (0, 1));
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(15)));
}

#[test]
fn a_pushed_start_that_says_not_live_is_looked_up() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let mut frame: Value = serde_json::from_str(example!("event.streamOnline.json")).unwrap();
    frame["data"]["eventData"]["isLive"] = json!(false);
    assert_eq!(events(&session.text(&frame.to_string())), []);
    let asked = session.asked_within(Duration::from_secs(20));
    assert!(asked.iter().any(|(_, path)| path.ends_with("/twitch/stream")), "{asked:?}");
}

#[test]
fn of_one_week_pushed_twice_the_later_version_is_believed() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    session.asked_within(Duration::from_secs(100));
    session.text(&pushed_week("first"));
    session.text(&pushed_week("second"));
    let answer = |session: &mut Session, message: &str| {
        let outputs = session.step(Input::Ask(Ask::Present));
        let latest = request_for(&outputs, LATEST).id;
        let told = session.reply(latest, 200, &week(message).to_string());
        session.reply(stream_request(&outputs).id, 200, OFFLINE);
        snapshots(&told).len()
    };
    assert_eq!(answer(&mut session, "first"), 0, "that is the older version");
    assert_eq!(answer(&mut session, "second"), 1);
}

/// A week with one entry that says this.
fn week(message: &str) -> Value {
    let mut week: Value = serde_json::from_str(example!("schedule.latest.json")).unwrap();
    let data = if week.get("data").is_some() { &mut week["data"] } else { &mut week };
    data["schedule"][0]["message"] = message.into();
    week
}

fn pushed_week(message: &str) -> String {
    let mut frame: Value = serde_json::from_str(example!("event.scheduleUpdate.autoNoImage.json")).unwrap();
    let week = week(message);
    frame["data"]["eventData"] = week.get("data").unwrap_or(&week).clone();
    frame.to_string()
}
