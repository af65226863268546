//! What is said on a socket.

use std::sync::Arc;

use serde_json::Value;

use super::{App, Kind, Manner, Unwelcome, presence};
use crate::shared::Shared;
use crate::socket::{Dialogue, Heard, Heartbeat, Order};
use crate::tell::Told;

/// The dialogue on one socket.
pub(super) struct Pusher {
    pub(super) shared: Arc<Shared>,
    pub(super) manner: Manner,
    pub(super) heartbeat: Heartbeat,
    pub(super) app: App,
    pub(super) connection: u64,
    pub(super) socket_id: String,
    /// The activity timeout it is greeted with, or why it is not.
    pub(super) greeting: Result<u64, Unwelcome>,
}

impl Dialogue for Pusher {
    fn greet(&mut self) -> Vec<Order> {
        match self.greeting {
            Ok(activity_timeout) => {
                vec![Order::text(self.manner.established(&self.socket_id, activity_timeout))]
            }
            Err((code, reason)) => {
                let told = self.manner.tells_close.then(|| self.error(Some(code), reason));
                told.into_iter().chain([Order::close(code, reason)]).collect()
            }
        }
    }

    fn heartbeat(&self) -> Heartbeat {
        self.heartbeat.clone()
    }

    fn longest(&self) -> usize {
        self.manner.longest_frame
    }

    fn answer(&mut self, heard: &Heard) -> Vec<Order> {
        let Heard::Text(text) = heard else { return Vec::new() };
        // What cannot be read is passed over without a word (contract relay, section 3.3).
        let Ok(message) = serde_json::from_str::<Value>(text) else { return Vec::new() };
        let Some(event) = message.get("event").and_then(Value::as_str) else { return Vec::new() };
        if event.starts_with("client-") {
            return self.pass_on(event, &message);
        }
        let command = self.manner.commands.iter().find_map(|prefix| event.strip_prefix(prefix));
        match command {
            Some("subscribe") => self.subscribe(&self.data(&message)),
            Some("unsubscribe") => self.unsubscribe(&self.data(&message)),
            Some("ping") => vec![Order::text(self.manner.pong())],
            _ => Vec::new(),
        }
    }

    fn ended(&mut self) {
        self.shared.update(|inner| presence::leave(inner, &self.manner, self.connection, None));
    }
}

impl Pusher {
    pub(super) fn error(&self, code: Option<u16>, message: &str) -> Order {
        Order::text(self.manner.error(code, message))
    }

    /// A command's data, decoded where that is this server's manner.
    fn data(&self, message: &Value) -> Value {
        match message.get("data") {
            Some(Value::String(text)) if self.manner.string_commands => {
                serde_json::from_str(text).unwrap_or(Value::Null)
            }
            Some(data) => data.clone(),
            None => Value::Null,
        }
    }

    /// An event of a client, for the others in its channel.
    fn pass_on(&self, event: &str, message: &Value) -> Vec<Order> {
        let channel = message.get("channel").and_then(Value::as_str).unwrap_or_default();
        let may = self.manner.client_events
            && Kind::of(channel) != Kind::Public
            && self.shared.read(|inner| {
                let mut open = inner.state.connections.iter();
                open.any(|own| {
                    own.id == self.connection && own.subscriptions.iter().any(|name| name == channel)
                })
            });
        if !may {
            return self.manner.client_refusal.map(|reason| self.error(None, reason)).into_iter().collect();
        }
        let mut told = serde_json::json!({ "event": event, "channel": channel });
        if let (Some(told), Some(data)) = (told.as_object_mut(), message.get("data")) {
            told.insert("data".to_owned(), data.clone());
        }
        let (own, name) = (self.connection, channel.to_owned());
        let path = self.app.scope().map(super::socket::path);
        let told = Told::new(channel).text(told.to_string(), move |_, connection| {
            connection.id != own
                && path.as_ref().is_none_or(|path| *path == connection.path)
                && connection.subscriptions.contains(&name)
        });
        self.shared.update(|inner| inner.tell(told));
        Vec::new()
    }
}
