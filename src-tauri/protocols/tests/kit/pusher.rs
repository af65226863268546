//! Frames of the Pusher protocol.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output};

use super::draw::{Bytes, Result, below, maybe, often, one, text};
use super::example::parsed;
use super::json::Words;
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

/// A frame, of those that a contract shows or in a channel that is drawn so.
pub fn drawn(
    bytes: &mut Bytes<'_>,
    words: &Words,
    shown: &[&str],
    channel: fn(&mut Bytes<'_>) -> Result<String>,
) -> Result<String> {
    Ok(match below(bytes, 16)? {
        0..2 => one(bytes, shown)?.to_owned(),
        2..4 => words.changed(bytes, shown)?,
        4..8 => succeeded(&channel(bytes)?),
        8 => framed("relay:error", None, json!({"code": bytes.int_in_range(3_990..=4_310)?})),
        9..12 => {
            let name = format!("{}{}", one(bytes, &PREFIXES)?, one(bytes, &NAMES)?);
            let (channel, data) = (maybe(bytes, channel)?, words.json(bytes)?);
            framed(&name, channel, if often(bytes, 4)? { data.to_string().into() } else { data })
        }
        12..14 => {
            let event = if often(bytes, 4)? { "update".to_owned() } else { text(bytes, 8)? };
            framed(&event, Some(channel(bytes)?), words.json(bytes)?)
        }
        14 => words.json_text(bytes)?,
        _ => text(bytes, 40)?,
    })
}

/// What the server holds of our subscriptions, as far as we told it.
#[derive(Debug, Default)]
pub struct Held(BTreeSet<String>);

impl Held {
    /// Whether this channel is among them.
    pub fn contains(&self, channel: &str) -> bool {
        self.0.contains(channel)
    }

    /// The server refused this one; answers whether it was there.
    pub fn refused(&mut self, channel: &str) -> bool {
        self.0.remove(channel)
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// What an input means for them: another session knows nothing of the one before.
    pub fn before(&mut self, input: &Input<'_>) {
        match input {
            Input::Start | Input::Closed { .. } => self.hung_up(),
            Input::Text(text) if is_handshake(text) => self.hung_up(),
            _ => {}
        }
    }

    /// The connection is over.
    pub fn hung_up(&mut self) {
        self.0.clear();
    }

    /// A frame is sent by an adapter that speaks under this prefix.
    pub fn sent(&mut self, prefix: &str, text: &str) {
        let frame = parsed(text);
        let channel = frame["data"]["channel"].as_str().unwrap_or_default().to_owned();
        match frame["event"].as_str().and_then(|event| event.strip_prefix(prefix)) {
            Some("subscribe") => {
                assert!((1..=200).contains(&channel.len()), "a name of {} bytes", channel.len());
                let restricted = ["private-", "presence-"].iter().any(|prefix| channel.starts_with(prefix));
                assert_eq!(restricted, frame["data"]["auth"].is_string(), "{text}");
                assert!(self.0.insert(channel), "subscribed a second time: {text}");
            }
            Some("unsubscribe") => assert!(self.0.remove(&channel), "was not subscribed: {text}"),
            other => assert_eq!(other, Some("pong")),
        }
        assert!(self.0.len() <= 200, "{} subscriptions", self.0.len());
    }
}
