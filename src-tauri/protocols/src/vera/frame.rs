//! Messages of the socket, both ways (contract vera §2.1, §2.2).

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::names::Names;
use super::relevance;
use crate::adapter::Subscription;
use crate::news::Relevance;

/// A message from the server.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// Something happened; the whole message is its record.
    Event(Value),
    /// Not all of what was missed is sent.
    Truncated,
    /// More is subscribed to than the server takes. The connection stays open.
    TooMany,
    /// The server did not like a message of ours.
    Error(&'static str),
    /// Markets are subscribed to, or are not any more.
    Settled,
}

/// Why something was skipped. Prints without any part of what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Skipped {
    #[error("a message that is not JSON was skipped")]
    NotJson,
    #[error("a message without a type was skipped")]
    NoType,
    #[error("a message of an unknown type was skipped")]
    UnknownType,
}

/// Reads a text frame.
pub(super) fn read(text: &str, names: &Names) -> Result<Frame, Skipped> {
    let frame: Value = serde_json::from_str(text).map_err(|_| Skipped::NotJson)?;
    match frame.get("type").and_then(Value::as_str).ok_or(Skipped::NoType)? {
        "event" => Ok(Frame::Event(frame)),
        "error" => Ok(error(&frame, names)),
        kind if kind == names.truncated => Ok(Frame::Truncated),
        _ if lists_markets(&frame) => Ok(Frame::Settled),
        _ => Err(Skipped::UnknownType),
    }
}

/// A confirmation is told by its list, since nobody says what its type is called.
fn lists_markets(frame: &Value) -> bool {
    frame.as_object().is_some_and(|members| members.values().any(Value::is_array))
}

/// The reason as one of the words the contract knows, so that no text of the server reaches a log.
fn error(frame: &Value, names: &Names) -> Frame {
    const KNOWN: [&str; 2] = ["invalid_json", "unknown_action"];
    let code = frame.get(&names.error_code).and_then(Value::as_str).unwrap_or_default();
    if code.contains(&names.cap) {
        return Frame::TooMany;
    }
    Frame::Error(KNOWN.into_iter().find(|known| *known == code).unwrap_or("for an unknown reason"))
}

/// Asks for events of these markets. `after`: all that came later than this event was missed.
pub(super) fn subscribe<'a>(
    names: &Names,
    markets: impl IntoIterator<Item = &'a Subscription>,
    relevance: &BTreeSet<Relevance>,
    after: Option<&str>,
) -> String {
    let mut message = message(names, &names.subscribe, markets);
    if !relevance.is_empty() {
        let words = relevance.iter().rev().map(|level| Value::from(relevance::word(*level)));
        message.insert(names.relevance.clone(), words.collect());
    }
    if let Some(after) = after {
        message.insert(names.last_event_id.clone(), Value::from(after));
    }
    Value::Object(message).to_string()
}

/// Asks for no more events of these markets.
pub(super) fn unsubscribe<'a>(names: &Names, markets: impl IntoIterator<Item = &'a Subscription>) -> String {
    Value::Object(message(names, &names.unsubscribe, markets)).to_string()
}

fn message<'a>(
    names: &Names,
    verb: &str,
    markets: impl IntoIterator<Item = &'a Subscription>,
) -> Map<String, Value> {
    let markets: Value = markets.into_iter().map(Subscription::as_str).collect();
    Map::from_iter([(names.action.clone(), Value::from(verb)), (names.markets.clone(), markets)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_cannot_be_read_is_skipped_for_a_reason() {
        let deep = format!("{{\"type\":\"event\",\"event\":{}", "[".repeat(100_000));
        let cases = [
            ("", Skipped::NotJson),
            (deep.as_str(), Skipped::NotJson),
            ("[]", Skipped::NoType),
            (r#"{"type":7}"#, Skipped::NoType),
            (r#"{"event":{"id":"evt_1"}}"#, Skipped::NoType),
            (r#"{"type":"coffee"}"#, Skipped::UnknownType),
        ];
        for (text, skipped) in cases {
            assert_eq!(read(text, &Names::default()), Err(skipped));
        }
    }

    #[test]
    fn an_error_is_named_only_in_words_the_contract_knows() {
        let read = |text| read(text, &Names::default());
        assert_eq!(read(r#"{"type":"error","code":"invalid_json"}"#), Ok(Frame::Error("invalid_json")));
        let unknown = Ok(Frame::Error("for an unknown reason"));
        assert_eq!(read(r#"{"type":"error","code":"my secret"}"#), unknown);
        assert_eq!(read(r#"{"type":"error"}"#), unknown);
    }

    #[test]
    fn a_market_cannot_break_out_of_a_message() {
        let market = Subscription::from("a\"],\"action\":\"b");
        let sent: Value = serde_json::from_str(&unsubscribe(&Names::default(), [&market])).unwrap();
        assert_eq!(sent.get("action"), Some(&Value::from("unsubscribe")));
    }
}
