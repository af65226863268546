//! Section 3.5: when which event is sent.

use std::time::Duration;

use serde_json::{Value, json};
use standin::{Config, Post, Stream, StreamUpdate, SubathonChange, monotonic_ns};
use tokio::time::timeout;

use crate::client::*;

fn titled(title: &str) -> StreamUpdate {
    StreamUpdate { title: Some(title.to_owned()), ..StreamUpdate::default() }
}

fn told(event: &Value) -> (&str, &Value) {
    (event["data"]["eventType"].as_str().unwrap(), &event["data"]["eventData"])
}

#[tokio::test]
async fn changes_of_a_stream_are_told_once_in_a_while_and_the_last_one_always() {
    let update_every = Duration::from_millis(500);
    let (server, control) = server_with(Config { update_every, ..unlimited() }).await;
    let mut socket = subscriber(&server, &["streamUpdate"]).await;
    control.go_live(Stream::default());
    let began_ns = monotonic_ns();
    let sent: Vec<usize> =
        ["one", "two", "three"].map(|title| control.update_stream(titled(title)).unwrap()).into();
    assert_eq!(sent, [1, 0, 0]);
    let (first, second) = (socket.json().await, socket.json().await);
    assert_eq!(
        (&first["data"]["eventData"]["title"], &second["data"]["eventData"]["title"]),
        (&json!("one"), &json!("three"))
    );
    // The answer to the ping also says that both have been noted.
    assert!(socket.is_quiet().await);
    let at_ns: Vec<u64> =
        control.state().sent_events("streamUpdate").map(|frame| frame.monotonic_ns).collect();
    assert!(at_ns.len() == 2 && at_ns[1] - began_ns >= 500_000_000, "{began_ns} {at_ns:?}");
}

#[tokio::test]
async fn a_change_that_waits_is_void_once_the_stream_is_over() {
    let update_every = Duration::from_millis(500);
    let (server, control) = server_with(Config { update_every, ..unlimited() }).await;
    let mut socket = subscriber(&server, &["streamUpdate", "streamOffline", "streamOnline"]).await;
    control.go_live(Stream::default());
    control.update_stream(titled("one")).unwrap();
    control.update_stream(titled("two")).unwrap();
    control.go_offline();
    control.go_live(Stream::default());
    let mut types = Vec::new();
    // Twice the time after which what waits is told.
    while let Ok(event) = timeout(2 * update_every, socket.json()).await {
        types.push(told(&event).0.to_owned());
    }
    assert_eq!(types, ["streamOnline", "streamUpdate", "streamOffline", "streamOnline"]);
}

#[tokio::test]
async fn a_reached_or_completed_goal_is_told_beside_the_subathon() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["subathonUpdate", "subathonGoalUpdate"]).await;
    let mut change = async |change: SubathonChange, events: usize| {
        assert_eq!(control.change_subathon(change), events);
        let mut seen = Vec::new();
        for _ in 0..events {
            seen.push(socket.json().await);
        }
        seen
    };
    let begun = change(SubathonChange { active: Some(true), ..Default::default() }, 1).await;
    assert_eq!(told(&begun[0]).0, "subathonUpdate");
    let reached = change(SubathonChange { subcount: Some(40_003), ..Default::default() }, 3).await;
    let goals: Vec<&Value> = reached.iter().map(|event| &told(event).1["goalNumber"]).collect();
    assert_eq!(goals, [&json!(5000), &json!(40_000), &json!(null)]);
    assert_eq!(
        told(&reached[1]).1["goal"],
        json!({ "name": "Outdoor stream", "completed": false, "reached": true })
    );
    assert_eq!(told(&reached[1]).1["subcount"], 40_003);
    let done = change(SubathonChange { complete: Some(5000), ..Default::default() }, 2).await;
    assert_eq!(told(&done[0]).1["goal"]["completed"], true);
}

#[tokio::test]
async fn a_blog_event_holds_only_the_new_entry() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["blogFeedUpdate"]).await;
    control.write_blog("Notes", "new", None);
    let event = socket.json().await;
    let entries = told(&event).1["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &entries[0]["title"]), (1, &json!("Notes")));
}

#[tokio::test]
async fn a_post_is_told_twice_to_who_takes_both_twins() {
    let (server, control) = server().await;
    let mut both = subscriber(&server, &["xFeedNewEntries", "xFeedUpdate"]).await;
    let mut one = subscriber(&server, &["xFeedNewEntries"]).await;
    control.post(&Post::new("NeurosamaAI", "hello"));
    let (first, second) = (both.json().await, both.json().await);
    assert_eq!((told(&first).0, told(&second).0), ("xFeedNewEntries", "xFeedUpdate"));
    assert_eq!(told(&first).1, told(&second).1);
    assert_eq!(told(&one.json().await).1["entries"][0]["content"], "hello");
    assert!(one.is_quiet().await);
}
