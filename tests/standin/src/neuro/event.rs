//! Event frames, in the form each version gives them.

use serde_json::{Value, json};

use super::dialogue::frame;
use super::version::Version;
use crate::shared::{Inner, Sent, Shared};
use crate::socket::Order;

/// Sends an event to the sockets subscribed to its type; `told` gives each version's data. How many took it.
pub(crate) fn push(shared: &Shared, event_type: &str, told: impl Fn(Version) -> Value) -> usize {
    let timestamp = shared.clock.now_ms();
    let texts = Version::ALL.map(|version| {
        let data = json!({ "eventType": event_type, "eventData": told(version), "timestamp": timestamp });
        (version, frame("event", &data))
    });
    let sent = Sent { event_type: event_type.to_owned(), texts };
    shared.update(|inner| {
        inner.last_event = Some(sent.clone());
        send(inner, &sent)
    })
}

/// Sends an event once more, text and timestamp unchanged; how many took it.
pub(crate) fn again(shared: &Shared) -> Option<usize> {
    shared.update(|inner| {
        let sent = inner.last_event.clone()?;
        Some(send(inner, &sent))
    })
}

/// Types no version knows cannot be subscribed to, so they go to every socket.
fn send(inner: &mut Inner, sent: &Sent) -> usize {
    let to_all = !Version::some_knows(&sent.event_type);
    let to_one_version = |(version, text): &(Version, String)| {
        let order = Order::Text { text: text.clone(), event_type: Some(sent.event_type.clone()) };
        inner.order(&order, |connection| {
            connection.version == *version && (to_all || connection.subscriptions.contains(&sent.event_type))
        })
    };
    sent.texts.iter().map(to_one_version).sum()
}
