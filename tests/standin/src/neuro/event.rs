//! Event frames, in the form each version gives them.

use serde_json::{Value, json};

use super::dialogue::frame;
use super::version::Version;
use crate::shared::Shared;
use crate::tell::Told;

/// Sends an event to the sockets subscribed to its type; `told` gives each version's data. How many took it.
///
/// Types no version knows cannot be subscribed to, so they go to every socket.
pub(crate) fn push(shared: &Shared, event_type: &str, told: impl Fn(Version) -> Value) -> usize {
    let timestamp = shared.clock.now_ms();
    let to_all = !Version::some_knows(event_type);
    let event = Version::ALL.iter().fold(Told::new(event_type), |event, &version| {
        let data = json!({ "eventType": event_type, "eventData": told(version), "timestamp": timestamp });
        let event_type = event_type.to_owned();
        event.text(frame("event", &data), move |_, connection| {
            Version::of(&connection.path) == Some(version)
                && (to_all || connection.subscriptions.contains(&event_type))
        })
    });
    shared.update(|inner| inner.tell(event))
}
