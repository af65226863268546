//! Frames of the socket, both ways (contract relay §3.1 to §3.3, contract shuriken §5.1). Every frame is
//! `{"event": …, "channel"?: …, "data"?: …}`.
//!
//! Servers mix the prefixes of the protocol's own names, so what is behind the colon counts. Anybody may publish
//! under such a name, but only into a channel: what speaks for the connection has none.

use std::time::Duration;

use serde_json::{Value, json};

use super::member::{self, Member};
use super::{Channel, Publication};
use crate::member as given;

/// Longest name of an event, in bytes; the protocol allows 200 characters.
const EVENT_BYTES: usize = 200;

/// Longest name of a socket, in bytes; the servers' have some 20.
const SOCKET_ID_BYTES: usize = 100;

/// The prefixes of the protocol's own names.
const PREFIXES: [&str; 3] = ["relay:", "pusher:", "pusher_internal:"];

/// Under which prefix a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// With its colon.
    pub(crate) prefix: &'static str,
}

impl Dialect {
    /// Asks for a sign of life.
    pub(crate) fn ping(self) -> String {
        self.frame("ping", &json!({}))
    }

    /// Gives one.
    pub(super) fn pong(self) -> String {
        self.frame("pong", &json!({}))
    }

    pub(super) fn unsubscribe(self, channel: &Channel) -> String {
        self.frame("unsubscribe", &json!({"channel": channel.as_str()}))
    }

    pub(super) fn subscribe(self, channel: &Channel, authorisation: Option<&super::Authorisation>) -> String {
        let mut data = json!({"channel": channel.as_str()});
        if let (Some(members), Some(authorisation)) = (data.as_object_mut(), authorisation) {
            members.insert("auth".to_owned(), authorisation.auth.clone().into());
            if let Some(channel_data) = &authorisation.channel_data {
                members.insert("channel_data".to_owned(), channel_data.clone().into());
            }
        }
        self.frame("subscribe", &data)
    }

    /// Servers read `data` only as an object (contract relay §3.1).
    fn frame(self, name: &str, data: &Value) -> String {
        json!({"event": format!("{}{name}", self.prefix), "data": data}).to_string()
    }
}

/// A frame from the server.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// The connection is usable.
    Established(Hello),
    /// The server did not like something; nothing says which frame of ours.
    Error { code: Option<u16> },
    /// A sign of life is asked for.
    Ping,
    /// Nothing follows from it.
    Ignored,
    /// A channel is subscribed.
    Succeeded { channel: Channel, members: Option<Vec<Member>> },
    /// A channel is not. `passes`: the server failed, rather than refused.
    Refused { channel: Channel, passes: bool },
    /// Somebody came.
    Joined { channel: Channel, member: Member },
    /// Somebody went.
    Left { channel: Channel, member: Member },
    /// Something was published.
    Published(Publication),
}

/// What the handshake says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hello {
    /// The server's name of this connection; opaque.
    pub(super) socket_id: String,
    /// Silence after which the server wants a ping.
    pub(super) activity_timeout: Option<Duration>,
}

/// Why a frame was skipped. Tells nothing of what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skipped {
    NotJson,
    NoName,
    NoChannel,
    /// A name of the protocol, but not its shape: published by somebody, or from a later protocol.
    Misfit,
}

impl Skipped {
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::NotJson => "a frame that is not JSON was skipped",
            Self::NoName => "a frame without a usable name was skipped",
            Self::NoChannel => "an event without a usable channel was skipped",
            Self::Misfit => "a frame with a name of the protocol but not its shape was skipped",
        }
    }
}

/// Data may come as JSON or as a text that holds JSON; a text that holds none is meant as it is.
pub(crate) fn decode(data: Value) -> Value {
    match data {
        Value::String(text) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        data => data,
    }
}

/// Reads a text frame.
pub(super) fn read(text: &str) -> Result<Frame, Skipped> {
    let mut frame: Value = serde_json::from_str(text).map_err(|_| Skipped::NotJson)?;
    let data = decode(frame.get_mut("data").map(Value::take).unwrap_or_default());
    let event = frame.get("event").and_then(Value::as_str).ok_or(Skipped::NoName)?;
    let channel = match frame.get("channel") {
        None | Some(Value::Null) => None,
        Some(name) => Some(name.as_str().and_then(Channel::new).ok_or(Skipped::NoChannel)?),
    };
    let protocol = PREFIXES.iter().find_map(|prefix| event.strip_prefix(prefix));
    match (protocol, channel) {
        (Some(name), None) => of_connection(name, &data).ok_or(Skipped::Misfit),
        (Some(name), Some(channel)) => of_channel(name, channel, &data).ok_or(Skipped::Misfit),
        (None, None) => Err(Skipped::NoChannel),
        (None, Some(channel)) => {
            let fits = (1..=EVENT_BYTES).contains(&event.len()) && !event.chars().any(char::is_control);
            let event = fits.then(|| event.to_owned()).ok_or(Skipped::NoName)?;
            Ok(Frame::Published(Publication { channel, event, data, bytes: text.len() }))
        }
    }
}

fn of_connection(name: &str, data: &Value) -> Option<Frame> {
    match name {
        "connection_established" => hello(data).map(Frame::Established),
        "error" => {
            let code = data.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
            data.is_object().then_some(Frame::Error { code })
        }
        "ping" => Some(Frame::Ping),
        "pong" | "signin_success" => Some(Frame::Ignored),
        _ => None,
    }
}

fn of_channel(name: &str, channel: Channel, data: &Value) -> Option<Frame> {
    match name {
        "subscription_succeeded" => Some(Frame::Succeeded { channel, members: member::list(data) }),
        "subscription_error" => {
            let passes = data.get("status").and_then(Value::as_u64).is_some_and(|status| status >= 500);
            Some(Frame::Refused { channel, passes })
        }
        "member_added" => member::read(data).map(|member| Frame::Joined { channel, member }),
        "member_removed" => member::read(data).map(|member| Frame::Left { channel, member }),
        "subscription_count" | "cache_miss" => Some(Frame::Ignored),
        _ => None,
    }
}

fn hello(data: &Value) -> Option<Hello> {
    let socket_id = data.get("socket_id")?.as_str()?;
    let fits = (1..=SOCKET_ID_BYTES).contains(&socket_id.len());
    let activity_timeout = given::count(data, "activity_timeout").map(Duration::from_secs);
    fits.then(|| Hello { socket_id: socket_id.to_owned(), activity_timeout })
}

#[cfg(test)]
mod tests;
