//! Frames of the Pusher protocol.

use serde_json::{Value, json};
use swarmbell_protocols::adapter::Output;

use super::outputs::sent;

/// The prefixes of the protocol's own names, and none.
pub const PREFIXES: [&str; 4] = ["relay:", "pusher:", "pusher_internal:", ""];

/// The protocol's own names, and one that is none.
pub const NAMES: [&str; 10] = [
    "connection_established",
    "subscription_succeeded",
    "subscription_error",
    "subscription_count",
    "member_added",
    "member_removed",
    "error",
    "ping",
    "pong",
    "coffee",
];

/// The handshake of the n-th socket, which wants pings after so many seconds.
pub fn hello(socket: u8) -> String {
    let data = json!({"socket_id": format!("{socket}.1"), "activity_timeout": socket});
    framed("pusher:connection_established", None, data)
}

/// The server confirms a channel.
pub fn succeeded(channel: &str) -> String {
    framed("pusher_internal:subscription_succeeded", Some(channel.to_owned()), json!({}))
}

/// A frame.
pub fn framed(event: &str, channel: Option<String>, data: Value) -> String {
    let mut frame = json!({"event": event, "data": data});
    if let Some(channel) = channel {
        frame["channel"] = channel.into();
    }
    frame.to_string()
}

/// A frame that begins a session, in any of its shapes.
pub fn is_handshake(text: &str) -> bool {
    let Ok(frame) = serde_json::from_str::<Value>(text) else { return false };
    let names =
        ["relay:", "pusher:", "pusher_internal:"].map(|prefix| format!("{prefix}connection_established"));
    let data = match &frame["data"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        data => data.clone(),
    };
    let socket_id = data["socket_id"].as_str().is_some_and(|id| (1..=100).contains(&id.len()));
    frame["channel"].is_null() && socket_id && names.iter().any(|name| frame["event"] == name.as_str())
}

/// What was sent as `subscribe builds`, in order.
pub fn sent_words(outputs: &[Output]) -> Vec<String> {
    let words = |frame: &Value| {
        let (_, name) = frame["event"].as_str().and_then(|name| name.split_once(':')).expect("a prefix");
        let channel = frame["data"]["channel"].as_str().map(|channel| format!(" {channel}"));
        name.to_owned() + &channel.unwrap_or_default()
    };
    sent(outputs).iter().map(words).collect()
}
