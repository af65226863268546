//! What is said, in the form of a manner.

use serde_json::{Map, Value, json};

use super::Manner;

/// A frame; `encoded` makes a string of its data.
fn frame(event: &str, channel: Option<&str>, data: &Value, encoded: bool) -> String {
    let data = if encoded { Value::String(data.to_string()) } else { data.clone() };
    let mut members = Map::from_iter([("event".to_owned(), json!(event)), ("data".to_owned(), data)]);
    if let Some(channel) = channel {
        members.insert("channel".to_owned(), json!(channel));
    }
    Value::Object(members).to_string()
}

/// A published event. What is a string already stays one.
pub(crate) fn event(manner: &Manner, channel: &str, event: &str, data: &Value) -> String {
    frame(event, Some(channel), data, manner.string_events && !data.is_string())
}

impl Manner {
    pub(super) fn established(&self, socket_id: &str, activity_timeout: u64) -> String {
        let data = json!({ "socket_id": socket_id, "activity_timeout": activity_timeout });
        frame(self.established, None, &data, self.string_data)
    }

    /// An event about a subscription.
    pub(super) fn about(&self, name: &str, channel: &str, data: &Value) -> String {
        frame(&format!("{}{name}", self.internal), Some(channel), data, self.string_data)
    }

    pub(super) fn pong(&self) -> String {
        frame(&format!("{}pong", self.own), None, &self.pong, false)
    }

    pub(crate) fn ping(&self) -> String {
        frame(&format!("{}ping", self.own), None, &json!({}), false)
    }

    pub(crate) fn error(&self, code: Option<u16>, message: &str) -> String {
        let data = json!({ "code": code, "message": message });
        frame(&format!("{}error", self.own), None, &data, self.string_errors)
    }

    /// A subscription that came to nothing, told on its channel.
    pub(super) fn not_subscribed(&self, channel: &str, data: &Value) -> String {
        let encoded = self.string_data && !data.is_string();
        frame(&format!("{}subscription_error", self.own), Some(channel), data, encoded)
    }
}
