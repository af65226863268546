//! Events: what was published, pushed or found in the history.
//!
//! A publication has no identity of its own but its content: the key is a hash of channel, name and data in a window
//! of a minute, the same however it is learnt. The ids of the history are none: they are unknown over the socket
//! and begin again with each start of the server (contract relay §2.3).

use std::time::Duration;

use chrono::DateTime;
use serde_json::Value;

use crate::event::{Event, EventType, Subject, Via};
use crate::pusher::{Channel, Publication, Recent, decode};
use crate::time::UnixMillis;
use crate::{member, payload};

/// The server keeps its history for an hour (contract relay §2.3); what was rung until then must be known again,
/// also when the clocks differ.
pub(super) const KEY_LIFETIME: Duration = Duration::from_secs(2 * 60 * 60);

/// Longest name of an event that is read, in bytes.
const EVENT_BYTES: usize = 200;

/// What was pushed.
pub(super) fn pushed(publication: Publication, arrived: UnixMillis, recent: &mut Recent) -> Event {
    event(publication, arrived, Via::Push, recent)
}

/// An entry of the history; `None` where it does not say what it is.
pub(super) fn found(entry: &mut Value, looked: UnixMillis, recent: &mut Recent) -> Option<Event> {
    let bytes = entry.to_string().len();
    let (channel, event_name) = place(entry)?;
    let data = entry.get_mut("data").map(Value::take).unwrap_or_default();
    // Where the server stores text, what was published as text is text in text.
    let data = if entry.get("published_at").is_some() { decode(decode(data)) } else { decode(data) };
    let at = moment(entry, "timestamp").or_else(|| moment(entry, "published_at")).unwrap_or(looked);
    Some(event(Publication { channel, event: event_name, data, bytes }, at, Via::Snapshot, recent))
}

/// Where something was published, and under which name.
pub(super) fn place(entry: &Value) -> Option<(Channel, String)> {
    let event = entry.get("event")?.as_str()?;
    let fits = (1..=EVENT_BYTES).contains(&event.len()) && !event.chars().any(char::is_control);
    let channel = Channel::new(entry.get("channel")?.as_str()?)?;
    fits.then(|| (channel, event.to_owned()))
}

/// A time as RFC 3339 writes it.
pub(super) fn moment(entry: &Value, name: &str) -> Option<UnixMillis> {
    let moment = DateTime::parse_from_rfc3339(entry.get(name)?.as_str()?).ok()?;
    member::moment(&moment.timestamp_millis().into())
}

fn event(publication: Publication, at: UnixMillis, via: Via, recent: &mut Recent) -> Event {
    let Publication { channel, event, data, bytes } = publication;
    Event {
        key: recent.key(channel.as_str(), &event, &data, at),
        key_lifetime: Some(KEY_LIFETIME),
        event_type: EventType(event),
        version: None,
        at,
        via,
        subject: Subject::Other,
        channel: Some(channel.as_str().to_owned()),
        page: member::page(&data, "url"),
        payload: payload::kept(data, bytes),
    }
}
