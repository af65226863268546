//! The answers have the shape of the documented examples: the same members with values of the same kind.

use std::path::Path;

use serde_json::{Value, json};
use standin::{Config, Control, Direction, Presence, Server, Stream, StreamUpdate, Versions};

use crate::client::*;

fn example(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/neuro/v2").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap()
}

/// Where two values differ in shape; none if they do not. Lists are compared by their first items, objects keyed
/// by years by their first members, and null goes with anything.
fn difference(at: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Array(left), Value::Array(right)) => match (left.first(), right.first()) {
            (Some(left), Some(right)) => difference(&format!("{at}[]"), left, right),
            _ => None,
        },
        (Value::Object(left), Value::Object(right)) => {
            let by_year = |object: &serde_json::Map<String, Value>| {
                object.keys().all(|key| key.parse::<i32>().is_ok()).then(|| object.values().next().cloned())
            };
            if let (Some(Some(left)), Some(Some(right))) = (by_year(left), by_year(right)) {
                return difference(&format!("{at}.YEAR"), &left, &right);
            }
            if left.keys().ne(right.keys()) {
                let names =
                    |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
                return Some(format!("{at}: {:?} and {:?}", names(left), names(right)));
            }
            left.iter().find_map(|(name, value)| difference(&format!("{at}.{name}"), value, &right[name]))
        }
        _ => (std::mem::discriminant(left) != std::mem::discriminant(right))
            .then(|| format!("{at}: {left} and {right}")),
    }
}

fn assert_shape(said: &Value, name: &str) {
    if let Some(difference) = difference("", said, &example(name)) {
        panic!("not of the shape of {name}: {difference}");
    }
}

async fn error(server: &Server, path: &str, token: Option<&str>) -> Value {
    match token {
        Some(token) => get_with_token(server, path, token).await.json(),
        None => get(server, path).await.json(),
    }
}

#[tokio::test]
async fn answers_have_the_shape_of_the_examples() {
    let versions = Versions::v2_only(Presence::NotFound);
    let (server, control) = server_with(Config { versions, ..Config::default() }).await;
    let answer = async |path| get_with_token(&server, path, TOKEN).await.json();
    assert_eq!(answer("/api/info").await, example("info"));
    assert_shape(&answer("/api/v2/schedule?year=2024&week=20").await, "schedule");
    assert_shape(&answer("/api/v2/schedule/latest").await, "schedule.latest");
    assert_shape(&answer("/api/v2/schedule/latest").await, "schedule.latest.autoDiscord");
    assert_shape(&answer("/api/v2/schedule/weeks").await, "schedule.weeks");
    assert_eq!(answer("/api/v2/twitch/stream").await, example("twitch.stream.offline"));
    control.go_live(Stream::default());
    assert_shape(&answer("/api/v2/twitch/stream").await, "twitch.stream.live");
}

#[tokio::test]
async fn errors_have_the_code_and_text_of_the_examples() {
    let (server, _) = server_with(Config { rate_limits: true, ..Config::default() }).await;
    let week = "/api/v2/schedule?year=2023&week=1";
    for (said, name) in [
        (error(&server, "/api/v2/schedul", None).await, "error.AP3"),
        (error(&server, "/api/v2/schedule?week=99", Some(TOKEN)).await, "error.AP4"),
        (error(&server, week, Some(TOKEN)).await, "error.SC1"),
        (error(&server, week, Some("wrong")).await, "error.AU11"),
        (error(&server, week, None).await, "error.AU9"),
    ] {
        assert_same_error(&said, name);
    }
    let mut last = Value::Null;
    for _ in 0..31 {
        last = error(&server, "/api/v2/twitch/stream", None).await;
    }
    assert_same_error(&last, "error.RL3");
}

fn assert_same_error(said: &Value, name: &str) {
    assert_shape(said, name);
    let example = example(name);
    for member in ["code", "message"] {
        assert_eq!(said["error"][member], example["error"][member], "{name}");
    }
}

#[tokio::test]
async fn answers_on_the_socket_are_those_of_the_examples() {
    let (server, _) = server().await;
    let mut socket = handshake(&server, "/api/v2/ws", Some("Bearer demo-token")).await.unwrap();
    assert_shape(&socket.json().await, "ws.welcome");
    for (asked, answered) in [
        (example("ws.addEvent"), "ws.addSuccess"),
        (example("ws.addEvent"), "ws.addSuccess.alreadySubscribed"),
        (
            json!({ "type": "addEvent", "data": { "eventType": "coffeeReady" } }),
            "ws.invalid.invalidEventtype",
        ),
        (json!({ "type": "addEvent" }), "ws.invalid.missingEventtype"),
        (json!({ "type": "addEvent", "data": { "eventType": "streamUpdate" } }), ""),
        (example("ws.removeEvent"), "ws.removeSuccess"),
        (example("ws.removeEvent"), "ws.removeSuccess.wasNotSubscribed"),
        (example("ws.ping"), "ws.pong"),
    ] {
        let said = socket.ask(asked).await;
        if !answered.is_empty() {
            assert_eq!(said, example(answered));
        }
    }
    let list = socket.ask(example("ws.listEvents.request")).await;
    assert_shape(&list, "ws.listEvents");
    assert_eq!(list["data"]["availableEvents"], example("ws.listEvents")["data"]["availableEvents"]);
    socket.send("{").await;
    assert_eq!(socket.json().await, example("ws.invalid.malformed"));
}

#[tokio::test]
async fn events_have_the_shape_of_the_examples() {
    let (server, control) = server().await;
    let types = [
        "streamOnline",
        "streamUpdate",
        "streamOffline",
        "secretneuroaccountOnline",
        "streamRaidIncoming",
        "streamRaidOutgoing",
        "scheduleUpdate",
    ];
    let mut socket = subscriber(&server, &types).await;
    make_every_event(&control);
    for event_type in types {
        let said = socket.json().await;
        assert_shape(&said, &format!("event.{event_type}"));
        assert_eq!(said["data"]["eventType"], event_type);
    }
    let auto = control.schedule(2026, 48).unwrap_or_else(|| control.latest_schedule().unwrap());
    control.schedule_change(auto);
    assert_shape(&socket.json().await, "event.scheduleUpdate.autoNoImage");
}

fn make_every_event(control: &Control) {
    control.go_live(Stream::default());
    control.update_stream(StreamUpdate::default()).unwrap();
    control.go_offline();
    control.go_live_secret(Stream::default());
    control.raid(Direction::Incoming, "HarborFox", 742);
    control.raid(Direction::Outgoing, "QuietOtter", 5310);
    control.release_next_week().unwrap();
}
