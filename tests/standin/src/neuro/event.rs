//! Event types and event frames.

use serde_json::{Value, json};

use super::socket::frame;
use crate::shared::{Sent, Shared};
use crate::socket::Order;

/// The types v2 knows, in the order `listEvents` names them.
pub(crate) const KNOWN: [&str; 12] = [
    "blogFeedUpdate",
    "xFeedNewEntries",
    "xFeedUpdate",
    "scheduleUpdate",
    "subathonUpdate",
    "subathonGoalUpdate",
    "streamOnline",
    "streamUpdate",
    "streamOffline",
    "secretneuroaccountOnline",
    "streamRaidIncoming",
    "streamRaidOutgoing",
];

/// Sends an event to the sockets subscribed to its type; how many took it.
pub(crate) fn to_subscribers(shared: &Shared, event_type: &str, event_data: &Value) -> usize {
    let sent = make(shared, event_type, event_data);
    send(shared, &sent, false)
}

/// Sends an event to every socket, subscribed or not; how many took it.
pub(crate) fn to_everybody(shared: &Shared, event_type: &str, event_data: &Value) -> usize {
    let sent = make(shared, event_type, event_data);
    send(shared, &sent, true)
}

fn make(shared: &Shared, event_type: &str, event_data: &Value) -> Sent {
    let timestamp = shared.clock.now_ms();
    let data = json!({ "eventType": event_type, "eventData": event_data, "timestamp": timestamp });
    Sent { event_type: event_type.to_owned(), text: frame("event", &data) }
}

fn send(shared: &Shared, sent: &Sent, to_all: bool) -> usize {
    let order = Order::Text { text: sent.text.clone(), event_type: Some(sent.event_type.clone()) };
    shared.update(|inner| {
        inner.last_event = Some(sent.clone());
        inner.order(&order, |connection| to_all || connection.subscriptions.contains(&sent.event_type))
    })
}

/// Sends an event once more, text and timestamp unchanged; how many took it.
pub(crate) fn again(shared: &Shared) -> Option<usize> {
    let sent = shared.read(|inner| inner.last_event.clone())?;
    let to_all = !KNOWN.contains(&sent.event_type.as_str());
    Some(send(shared, &sent, to_all))
}
