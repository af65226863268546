//! Frames of the socket, both ways (contract neuro §3.2). Every frame is `{"type": …, "data": {…}}`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::adapter::Subscription;
use crate::event::EventType;
use crate::member;
use crate::time::UnixMillis;

/// The application's own ping; any frame that comes back is an answer.
pub(super) const PING: &str = r#"{"type":"ping"}"#;

/// More types than this in one list are not read; the server has 12.
const LISTED_TYPES: usize = 256;

/// A frame from the server.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// The connection is usable.
    Welcome,
    /// Something happened.
    Event(Happening),
    /// What is subscribed on this connection and what could be; a list that is missing or no list is `None`.
    Listed { subscribed: Option<BTreeSet<Subscription>>, available: Option<BTreeSet<Subscription>> },
    /// The server did not like a frame of ours. Nothing says which one.
    Invalid(&'static str),
    /// `addSuccess`, `removeSuccess`, `pong`, `authSuccess`: the wanted state is reached. Their flag only
    /// says whether it had been reached before.
    Settled,
}

/// An event as it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Happening {
    /// Its wire name.
    pub(super) event_type: EventType,
    /// `eventData`; `Null` where it was missing.
    pub(super) data: Value,
    /// When it was broadcast.
    pub(super) timestamp: Option<UnixMillis>,
    /// Size of the whole frame in bytes.
    pub(super) bytes: usize,
}

/// Why something was skipped. Prints without any part of what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Skipped {
    #[error("a frame that is not JSON was skipped")]
    NotJson,
    #[error("a frame without a type was skipped")]
    NoType,
    #[error("a frame of an unknown type was skipped")]
    UnknownType,
    #[error("an event without a usable name was skipped")]
    NoEventType,
    #[error("an event was skipped because its data has a wrong shape")]
    WrongShape,
    #[error("an xFeedUpdate was skipped, since xFeedNewEntries tells the same")]
    DeprecatedTwin,
}

/// Reads a text frame.
pub(super) fn read(text: &str) -> Result<Frame, Skipped> {
    let mut frame: Value = serde_json::from_str(text).map_err(|_| Skipped::NotJson)?;
    let data = frame.get_mut("data").map(Value::take).unwrap_or_default();
    match frame.get("type").and_then(Value::as_str).ok_or(Skipped::NoType)? {
        "welcome" => Ok(Frame::Welcome),
        "event" => happening(data, text.len()).map(Frame::Event),
        "listEvents" => Ok(Frame::Listed {
            subscribed: types(&data, "subscribedEvents"),
            available: types(&data, "availableEvents"),
        }),
        "invalid" => Ok(Frame::Invalid(reason(&data))),
        "addSuccess" | "removeSuccess" | "pong" | "authSuccess" => Ok(Frame::Settled),
        _ => Err(Skipped::UnknownType),
    }
}

fn happening(mut data: Value, bytes: usize) -> Result<Happening, Skipped> {
    let name = data.get("eventType").and_then(Value::as_str).and_then(member::identifier);
    let event_type = EventType::from(name.ok_or(Skipped::NoEventType)?);
    let timestamp = member::millis(&data, "timestamp");
    let data = data.get_mut("eventData").map(Value::take).unwrap_or_default();
    Ok(Happening { event_type, data, timestamp, bytes })
}

fn types(data: &Value, name: &str) -> Option<BTreeSet<Subscription>> {
    let listed = data.get(name)?.as_array()?;
    let names = listed.iter().take(LISTED_TYPES).filter_map(Value::as_str).filter_map(member::identifier);
    Some(names.map(Subscription::from).collect())
}

/// The reason as one of the words the contract knows, so that no text of the server reaches a log.
fn reason(data: &Value) -> &'static str {
    const KNOWN: [&str; 7] = [
        "malformed",
        "unauthenticated",
        "missingEventtype",
        "invalidEventtype",
        "missingToken",
        "invalidToken",
        "authError",
    ];
    let reason = data.get("reason").and_then(Value::as_str).unwrap_or_default();
    KNOWN.into_iter().find(|known| *known == reason).unwrap_or("for an unknown reason")
}

/// Asks for events of a type.
pub(super) fn add_event(event_type: &Subscription) -> String {
    json!({"type": "addEvent", "data": {"eventType": event_type}}).to_string()
}

/// Asks for no more events of a type.
pub(super) fn remove_event(event_type: &Subscription) -> String {
    json!({"type": "removeEvent", "data": {"eventType": event_type}}).to_string()
}

/// Asks what is subscribed and what there is.
pub(super) fn list_events() -> String {
    json!({"type": "listEvents", "data": {}}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_that_cannot_be_read_is_skipped_for_a_reason() {
        let deep = format!("{{\"type\":\"event\",\"data\":{}", "[".repeat(100_000));
        let cases = [
            ("", Skipped::NotJson),
            ("Not Found", Skipped::NotJson),
            (r#"{"type":"event","data":{"n":1e999}}"#, Skipped::NotJson),
            (deep.as_str(), Skipped::NotJson),
            ("[]", Skipped::NoType),
            ("null", Skipped::NoType),
            (r#"{"type":7}"#, Skipped::NoType),
            (r#"{"data":{}}"#, Skipped::NoType),
            (r#"{"type":"coffee"}"#, Skipped::UnknownType),
            (r#"{"type":"Welcome"}"#, Skipped::UnknownType),
            (r#"{"type":"event"}"#, Skipped::NoEventType),
            (r#"{"type":"event","data":null}"#, Skipped::NoEventType),
            (r#"{"type":"event","data":{"eventType":null}}"#, Skipped::NoEventType),
            (r#"{"type":"event","data":{"eventType":""}}"#, Skipped::NoEventType),
        ];
        for (text, skipped) in cases {
            assert_eq!(read(text), Err(skipped), "{}", text.chars().take(60).collect::<String>());
        }
    }

    #[test]
    fn unknown_members_do_not_hide_a_frame() {
        assert_eq!(read(r#"{"v":3,"type":"welcome","data":{"x":[]},"y":null}"#), Ok(Frame::Welcome));
        assert_eq!(read(r#"{"type":"welcome"}"#), Ok(Frame::Welcome));
    }

    #[test]
    fn a_list_keeps_the_names_and_drops_the_rest() {
        let read =
            read(r#"{"type":"listEvents","data":{"subscribedEvents":["a",7,null,""],"availableEvents":4}}"#);
        let subscribed = Some(BTreeSet::from([Subscription::from("a")]));
        assert_eq!(read, Ok(Frame::Listed { subscribed, available: None }));
    }

    #[test]
    fn an_invalid_frame_tells_only_a_reason_the_contract_knows() {
        let frame = read(r#"{"type":"invalid","data":{"reason":"invalidEventtype","message":"x"}}"#);
        assert_eq!(frame, Ok(Frame::Invalid("invalidEventtype")));
        let frame = read(r#"{"type":"invalid","data":{"reason":"my secret"}}"#);
        assert_eq!(frame, Ok(Frame::Invalid("for an unknown reason")));
        assert_eq!(read(r#"{"type":"invalid"}"#), Ok(Frame::Invalid("for an unknown reason")));
    }

    #[test]
    fn an_event_type_cannot_break_out_of_a_frame() {
        let sent = add_event(&Subscription::from("a\"},\"type\":\"b"));
        let read: Value = serde_json::from_str(&sent).unwrap();
        assert_eq!(read.get("type"), Some(&Value::from("addEvent")));
    }
}
