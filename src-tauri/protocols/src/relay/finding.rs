//! The answers to questions (contract relay §2.1 to §2.4), in the shapes of both generations of servers.

use std::collections::BTreeMap;

use serde_json::Value;

use super::event;
use super::question::CURSOR_BYTES;
use super::refusal::{self, Refusal};
use crate::adapter::Reply;
use crate::ask::channels::{Answer, Logged, Member, Occupation, Question, Scope};
use crate::fault::Fault;
use crate::member;
use crate::pusher::{Channel, Recent, read_member};
use crate::time::UnixMillis;

/// More channels, members or entries of one answer are not read.
const LISTED: usize = 500;

/// Reads the answer to a question. `bearer`: the secret was sent along.
pub(super) fn read(
    question: &Question,
    reply: &Reply,
    bearer: bool,
    now: UnixMillis,
    recent: &mut Recent,
) -> Result<Answer, Refusal> {
    let body = match body(reply, bearer) {
        // Nobody listens.
        Err(Refusal::Nothing) => return nothing(question).ok_or(Refusal::Nothing),
        body => body?,
    };
    understood(question, &body, now, recent).ok_or(Refusal::Fault(Fault::Unreadable))
}

fn body(reply: &Reply, bearer: bool) -> Result<Value, Refusal> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of_request(reply, bearer));
    }
    // An answer of this status says enough where nothing is asked of its body.
    Ok(serde_json::from_slice(&reply.body).unwrap_or_default())
}

fn nothing(question: &Question) -> Option<Answer> {
    match question.clone() {
        Question::Channel { name } => Some(Answer::Channel { name, found: None }),
        Question::Members { channel } => Some(Answer::Members { channel, members: Vec::new() }),
        Question::History { channel: Some(channel), after } => {
            Some(Answer::History { channel: Some(channel), after, events: Vec::new(), next: None })
        }
        _ => None,
    }
}

fn understood(question: &Question, body: &Value, now: UnixMillis, recent: &mut Recent) -> Option<Answer> {
    Some(match question.clone() {
        Question::Publish(messages) => {
            (body.get("ok")? == &Value::Bool(true)).then_some(Answer::Published(messages))?
        }
        Question::Channels => Answer::Channels(channels(body)?),
        Question::Channel { name } => {
            let told = body.get("type").is_some() || body.get("occupied").is_some();
            Answer::Channel { name, found: told.then(|| Some(occupation(body)))? }
        }
        Question::Members { channel } => Answer::Members { channel, members: members(body)? },
        Question::History { channel, after } => {
            let events = events(body.get("events")?.as_array()?, now, recent);
            Answer::History { channel, after, events, next: cursor(body) }
        }
        Question::Log => Answer::Log(log(body)?),
        Question::Stats(scope) => Answer::Stats { scope, figures: figures(scope, body)? },
        Question::Health => Answer::Health,
        // It is not asked for.
        Question::Catalogue => return None,
    })
}

/// A list of objects with a name, or a map by name.
fn channels(body: &Value) -> Option<BTreeMap<String, Occupation>> {
    let told: Vec<(&str, &Value)> = match body.get("channels").unwrap_or(body) {
        Value::Array(list) => {
            list.iter().filter_map(|channel| Some((channel.get("name")?.as_str()?, channel))).collect()
        }
        Value::Object(map) if body.get("channels").is_some() => {
            map.iter().map(|(name, channel)| (name.as_str(), channel)).collect()
        }
        _ => return None,
    };
    let usable = |(name, channel)| Some((Channel::new(name)?.as_str().to_owned(), occupation(channel)));
    Some(told.into_iter().take(LISTED).filter_map(usable).collect())
}

fn occupation(channel: &Value) -> Occupation {
    let count = |name| member::count(channel, name);
    Occupation {
        subscriptions: count("subscription_count").or_else(|| count("subscriber_count")),
        users: count("user_count"),
    }
}

fn members(body: &Value) -> Option<Vec<Member>> {
    let users = body.get("users")?.as_array()?;
    Some(users.iter().take(LISTED).filter_map(read_member).collect())
}

/// Told newest first; told on oldest first, so that of things told twice the first keeps its time.
fn events(entries: &[Value], now: UnixMillis, recent: &mut Recent) -> Vec<crate::Event> {
    let newest = entries.iter().take(LISTED).rev();
    newest.filter_map(|entry| event::found(&mut entry.clone(), now, recent)).collect()
}

fn cursor(body: &Value) -> Option<String> {
    let cursor = body.get("next_cursor")?.as_str()?;
    (1..=CURSOR_BYTES).contains(&cursor.len()).then(|| cursor.to_owned())
}

fn log(body: &Value) -> Option<Vec<Logged>> {
    let line = |entry: &Value| {
        let (channel, event) = event::place(entry)?;
        let at = event::moment(entry, "timestamp")?;
        Some(Logged { at, channel: channel.as_str().to_owned(), event })
    };
    Some(body.get("events")?.as_array()?.iter().take(LISTED).filter_map(line).collect())
}

/// The figures the contract names. The keys of apps, which the server tells too, are nobody's business.
fn figures(scope: Scope, body: &Value) -> Option<BTreeMap<&'static str, u64>> {
    let names: &[&str] = match scope {
        Scope::Server => &["connections", "channels"],
        Scope::App => &["connections", "peak_connections", "messages_count"],
        Scope::Deliveries => &[
            "total_events",
            "total_deliveries",
            "avg_latency_ms",
            "p50_latency_ms",
            "p95_latency_ms",
            "p99_latency_ms",
            "events_per_minute",
        ],
    };
    body.is_object()
        .then(|| names.iter().filter_map(|name| Some((*name, member::count(body, name)?))).collect())
}
