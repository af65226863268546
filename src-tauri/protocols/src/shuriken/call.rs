//! Calls: the signals about a token, told as one in the lists of what was missed (contract shuriken §7).

use serde_json::Value;

use super::event::{self, moment};
use super::heard::Heard;
use super::signal::platform;
use super::stream::Stream;
use crate::event::{Event, EventKey, EventType, Subject, Via};
use crate::member::{self, NAME_CHARS};
use crate::payload;
use crate::time::UnixMillis;
use crate::trade::{Signal, Token};

/// More calls of one answer are not read.
const LISTED: usize = 500;

/// The calls of an answer, oldest first; `None` where it is no list of them.
pub(super) fn read(body: &Value, stream: &Stream, looked: UnixMillis, heard: &Heard) -> Option<Vec<Event>> {
    let calls = body.get("calls")?.as_array()?.iter().take(LISTED);
    let mut events: Vec<_> = calls.filter_map(|call| read_one(call, body, stream, looked, heard)).collect();
    events.sort_by_key(|event| event.at);
    Some(events)
}

fn read_one(call: &Value, body: &Value, stream: &Stream, looked: UnixMillis, heard: &Heard) -> Option<Event> {
    let token = Token {
        address: member::id(call, "tokenAddress")?,
        network: member::text(call, "chain", NAME_CHARS),
        symbol: member::text(call, "tokenSymbol", NAME_CHARS),
        name: member::text(call, "tokenName", NAME_CHARS),
    };
    let first = moment(call, &["firstSeenAt"])?;
    let last = moment(call, &["lastSeenAt"]).unwrap_or(first).max(first);
    let network = token.network.as_deref().unwrap_or_default();
    let own = || EventKey(format!("call:{network}:{}:{}", token.address, first.0));
    Some(Event {
        key: heard.key(&token, first, last).unwrap_or_else(own),
        key_lifetime: None,
        event_type: EventType::from(stream.id()),
        version: None,
        at: last.min(looked),
        via: Via::Snapshot,
        channel: Some(stream.to_string()),
        page: None,
        payload: payload::kept(call.clone(), call.to_string().len()),
        subject: Subject::Signal(Box::new(Signal {
            platform: platform(body.get("platform")),
            mentions: member::count(call, "mentionCount"),
            ..event::bare_signal(token)
        })),
    })
}
