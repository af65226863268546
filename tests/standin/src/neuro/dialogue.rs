//! What is said on a socket (contract, section 3.2).

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::version::Version;
use crate::shared::Shared;
use crate::socket::{Dialogue, Heard, Heartbeat, Order, Sign};

/// A frame of this system: `{"type","data"}`.
pub(super) fn frame(kind: &str, data: &Value) -> String {
    #[derive(Serialize)]
    struct Frame<'a> {
        r#type: &'a str,
        data: &'a Value,
    }
    // Strings and JSON values always serialise.
    serde_json::to_string(&Frame { r#type: kind, data }).unwrap_or_default()
}

/// The dialogue on one socket.
pub(super) struct Neuro {
    shared: Arc<Shared>,
    version: Version,
    connection: u64,
    session_id: String,
}

/// An answer of kind `invalid`: reason and message.
type Invalid = (&'static str, String);

impl Dialogue for Neuro {
    fn greet(&mut self) -> Vec<Order> {
        vec![Order::text(frame("welcome", &json!({ "sessionId": self.session_id })))]
    }

    fn heartbeat(&self) -> Heartbeat {
        let config = &self.shared.config;
        Heartbeat {
            ping_every: Some(config.ping_every),
            ask: None,
            idle: config.idle_close,
            sign: Sign::AnyFrame,
            end: Vec::new(),
        }
    }

    fn answer(&mut self, heard: &Heard) -> Vec<Order> {
        let answer = match heard {
            Heard::Text(text) => self.respond(text),
            Heard::Binary => Err(unparsable()),
        };
        let answer = answer.unwrap_or_else(|(reason, message)| {
            frame("invalid", &json!({ "reason": reason, "message": message }))
        });
        vec![Order::text(answer)]
    }
}

impl Neuro {
    pub(super) fn new(shared: Arc<Shared>, version: Version, connection: u64, session_id: String) -> Self {
        Self { shared, version, connection, session_id }
    }

    fn respond(&self, text: &str) -> Result<String, Invalid> {
        let message: Value = serde_json::from_str(text).map_err(|_| unparsable())?;
        let kind = message.get("type").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| ("malformed", "Message type is missing.".to_owned()))?;
        match kind {
            "addEvent" => self.add(event_type(&message)?),
            "removeEvent" => self.remove(event_type(&message)?),
            "listEvents" => Ok(self.list()),
            "ping" if self.answers_ping() => Ok(frame("pong", &json!({}))),
            other => Err(("malformed", format!("Unknown message type: {other}"))),
        }
    }

    /// v1 has no `ping`, unless told otherwise.
    fn answers_ping(&self) -> bool {
        self.version == Version::V2 || self.shared.read(|inner| inner.neuro.v1_answers_ping)
    }

    fn add(&self, event_type: &str) -> Result<String, Invalid> {
        self.knows(event_type)?;
        let subscribed = self.with_subscriptions(|own| {
            let new = own.iter().all(|other| other != event_type);
            if new {
                own.push(event_type.to_owned());
            }
            new
        });
        Ok(frame("addSuccess", &json!({ "eventType": event_type, "subscribed": subscribed })))
    }

    fn remove(&self, event_type: &str) -> Result<String, Invalid> {
        self.knows(event_type)?;
        let unsubscribed = self.with_subscriptions(|own| {
            let before = own.len();
            own.retain(|other| other != event_type);
            own.len() < before
        });
        Ok(frame("removeSuccess", &json!({ "eventType": event_type, "unsubscribed": unsubscribed })))
    }

    fn list(&self) -> String {
        let subscribed = self.with_subscriptions(|own| own.clone());
        let available = self.version.event_types();
        frame("listEvents", &json!({ "subscribedEvents": subscribed, "availableEvents": available }))
    }

    fn knows(&self, event_type: &str) -> Result<(), Invalid> {
        if self.version.event_types().contains(&event_type) {
            return Ok(());
        }
        Err(("invalidEventtype", format!("Unknown event type: {event_type}")))
    }

    fn with_subscriptions<T: Default>(&self, change: impl FnOnce(&mut Vec<String>) -> T) -> T {
        self.shared.update(|inner| {
            let connection = inner.connection(self.connection);
            connection.map(|connection| change(&mut connection.subscriptions)).unwrap_or_default()
        })
    }
}

fn unparsable() -> Invalid {
    ("malformed", "Could not parse message.".to_owned())
}

fn event_type(message: &Value) -> Result<&str, Invalid> {
    let named = message.get("data").and_then(|data| data.get("eventType")).and_then(Value::as_str);
    named
        .filter(|named| !named.is_empty())
        .ok_or_else(|| ("missingEventtype", "Event type is required.".to_owned()))
}
