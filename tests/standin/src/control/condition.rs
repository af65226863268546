//! What scenarios and remote callers can wait for, as short text.

use std::fmt;
use std::str::FromStr;

use anyhow::bail;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::state::State;

/// A condition on the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `connected`: some socket is ready.
    Connected,
    /// `disconnected`: no socket is open.
    Disconnected,
    /// `listening`: the port is open.
    Listening,
    /// `subscribed:TYPE`: some open socket is subscribed to the event type.
    Subscribed(String),
    /// `requested:PREFIX`: a request whose path begins so has been answered.
    Requested(String),
    /// `sent:TYPE`: an event of the type has been written to a socket.
    Sent(String),
}

impl Condition {
    /// Whether the state satisfies it.
    #[must_use]
    pub fn met(&self, state: &State) -> bool {
        match self {
            Self::Connected => state.ready().next().is_some(),
            Self::Disconnected => state.connections.is_empty(),
            Self::Listening => state.listening,
            Self::Subscribed(event_type) => state.subscribed(event_type),
            Self::Requested(prefix) => state.requested(prefix).any(|request| request.status.is_some()),
            Self::Sent(event_type) => state.sent_events(event_type).next().is_some(),
        }
    }
}

impl FromStr for Condition {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        Ok(match (name, argument) {
            ("connected", "") => Self::Connected,
            ("disconnected", "") => Self::Disconnected,
            ("listening", "") => Self::Listening,
            ("subscribed", event_type) if !event_type.is_empty() => Self::Subscribed(event_type.to_owned()),
            ("requested", prefix) if !prefix.is_empty() => Self::Requested(prefix.to_owned()),
            ("sent", event_type) if !event_type.is_empty() => Self::Sent(event_type.to_owned()),
            _ => bail!("unknown condition {text:?}"),
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connected => write!(formatter, "connected"),
            Self::Disconnected => write!(formatter, "disconnected"),
            Self::Listening => write!(formatter, "listening"),
            Self::Subscribed(event_type) => write!(formatter, "subscribed:{event_type}"),
            Self::Requested(prefix) => write!(formatter, "requested:{prefix}"),
            Self::Sent(event_type) => write!(formatter, "sent:{event_type}"),
        }
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
