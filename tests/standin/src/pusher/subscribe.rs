//! Coming into a channel and leaving it.

use serde_json::{Value, json};

use super::dialogue::Pusher;
use super::presence::{self, Member};
use super::{Kind, signature};
use crate::shared::Inner;
use crate::socket::Order;

/// Unreadable payloads, bad names and bad members.
const UNREADABLE: u16 = 4000;
/// Wrong signatures, and names that are too long.
const UNAUTHORISED: u16 = 4009;

/// What a client wants to come into, and by what right.
struct Wanted<'a> {
    channel: &'a str,
    auth: &'a str,
    channel_data: Option<&'a str>,
    last_event: Option<u64>,
}

/// Why it is not let in.
enum Refusal {
    Error(Option<u16>, &'static str),
    /// The signature is wrong.
    Signature,
    /// The channel is closed, with what is said of it.
    Closed(Option<Value>),
}

impl Pusher {
    pub(super) fn subscribe(&self, data: &Value) -> Vec<Order> {
        let text = |name: &str| data.get(name).and_then(Value::as_str);
        let wanted = Wanted {
            channel: text("channel").unwrap_or_default(),
            auth: text("auth").unwrap_or_default(),
            channel_data: text("channel_data"),
            last_event: data.get("last_event_id").and_then(Value::as_u64),
        };
        if !data.is_object() {
            return vec![self.error(Some(UNREADABLE), "Invalid subscribe payload")];
        }
        let entered = self.member(&wanted).and_then(|member| self.enter(&wanted, member));
        match entered {
            Ok(said) => said,
            Err(refusal) => vec![self.refused(wanted.channel, refusal)],
        }
    }

    pub(super) fn unsubscribe(&self, data: &Value) -> Vec<Order> {
        let Some(channel) = data.get("channel").and_then(Value::as_str) else { return Vec::new() };
        self.shared.update(|inner| {
            if let Some(own) = inner.connection(self.connection) {
                own.subscriptions.retain(|name| name != channel);
            }
            presence::leave(inner, &self.manner, self.connection, Some(channel));
            self.tell_count(inner, channel);
        });
        Vec::new()
    }

    /// Looks at the right to come in; the member it would be, in a presence channel.
    fn member(&self, wanted: &Wanted<'_>) -> Result<Option<Member>, Refusal> {
        let channel = wanted.channel;
        if channel.is_empty() {
            return Err(Refusal::Error(Some(UNREADABLE), "Channel name is required"));
        }
        if channel.len() > self.manner.longest_name {
            return Err(Refusal::Error(Some(UNAUTHORISED), "Channel name too long"));
        }
        if let Some(said) = self.shared.update(|inner| inner.pusher.refusal(channel)) {
            return Err(Refusal::Closed(said));
        }
        if Kind::of(channel) == Kind::Public {
            return Ok(None);
        }
        let signed = wanted.channel_data.filter(|_| Kind::of(channel) == Kind::Presence);
        let app = (self.app.key.as_str(), self.app.secret.as_str());
        if signature::token(app, &self.socket_id, channel, signed) != wanted.auth {
            return Err(Refusal::Signature);
        }
        let Some(signed) = signed else { return Ok(None) };
        let read: Value = serde_json::from_str(signed)
            .map_err(|_| Refusal::Error(Some(UNREADABLE), "Invalid channel_data"))?;
        let id = self.manner.id_read.iter().find_map(|name| read.get(name));
        Ok(Some(Member {
            app: self.app.scope().map(str::to_owned),
            channel: channel.to_owned(),
            connection: self.connection,
            socket_id: self.socket_id.clone(),
            id: id.cloned().unwrap_or(Value::Null),
            info: read.get("user_info").cloned(),
        }))
    }

    /// Comes in; what the socket is told. Events that follow wait behind that.
    fn enter(&self, wanted: &Wanted<'_>, member: Option<Member>) -> Result<Vec<Order>, Refusal> {
        let (channel, manner) = (wanted.channel, &self.manner);
        self.shared.update(|inner| {
            let Some(own) = inner.connection(self.connection) else { return Ok(Vec::new()) };
            let again = own.subscriptions.iter().any(|name| name == channel);
            if again && manner.once {
                return Err(Refusal::Error(None, "Existing subscription to channel"));
            }
            if !again {
                if let Some(member) = member {
                    presence::come(inner, manner, member);
                }
                if let Some(own) = inner.connection(self.connection) {
                    own.subscriptions.push(channel.to_owned());
                }
            }
            let mut said = vec![self.succeeded(inner, channel)];
            if let (Some(replay), Some(last)) = (manner.replay, wanted.last_event) {
                let missed = replay(inner, &self.app.key, channel, last);
                let missed =
                    missed.into_iter().map(|(event, data)| super::event(manner, channel, &event, &data));
                said.extend(missed.map(|text| Order::Text { text, event_type: Some(channel.to_owned()) }));
            }
            self.tell_count(inner, channel);
            Ok(said)
        })
    }

    fn succeeded(&self, inner: &Inner, channel: &str) -> Order {
        let data = match Kind::of(channel) {
            Kind::Presence => {
                presence::summary(&self.manner, presence::members(inner, self.app.scope(), channel))
            }
            Kind::Public | Kind::Private => json!({}),
        };
        Order::text(self.manner.about("subscription_succeeded", channel, &data))
    }

    /// Tells those who listen how many they are, where that is this server's manner.
    fn tell_count(&self, inner: &mut Inner, channel: &str) {
        if !self.manner.counts || Kind::of(channel) == Kind::Presence {
            return;
        }
        let listens = |own: &crate::state::Connection| own.subscriptions.iter().any(|name| name == channel);
        let count = inner.state.staying().filter(|own| listens(own)).count();
        let data = json!({ "subscription_count": count });
        inner.order(&Order::text(self.manner.about("subscription_count", channel, &data)), listens);
    }

    fn refused(&self, channel: &str, refusal: Refusal) -> Order {
        match refusal {
            Refusal::Error(code, message) => self.error(code, message),
            Refusal::Closed(Some(data)) => Order::text(self.manner.not_subscribed(channel, &data)),
            Refusal::Signature | Refusal::Closed(None) if self.manner.refuses_on_channel => {
                let data = json!({ "type": "AuthError", "error": "auth signature rejected", "status": 401 });
                Order::text(self.manner.not_subscribed(channel, &data))
            }
            Refusal::Signature | Refusal::Closed(None) => {
                self.error(Some(UNAUTHORISED), "Invalid authentication signature")
            }
        }
    }
}
