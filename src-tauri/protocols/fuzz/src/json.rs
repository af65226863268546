//! JSON of any shape, likely to hold members the contracts name.

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Map, Value};

const MEMBERS: &[&str] = &[
    "isLive",
    "id",
    "title",
    "game",
    "name",
    "startedAt",
    "viewerCount",
    "channel",
    "displayName",
    "year",
    "week",
    "schedule",
    "time",
    "message",
    "type",
    "status",
    "entries",
    "url",
    "updated",
    "goal",
    "goalNumber",
    "reached",
    "completed",
    "data",
    "error",
    "code",
    "eventType",
    "eventData",
    "timestamp",
    "subscribedEvents",
    "availableEvents",
    "reason",
    "2026",
    "versions",
    "latestVersion",
    "v1",
    "v2",
    "sunset",
    "ticket",
    "results",
    "nextCursor",
    "foundDays",
    "goals",
    "5000",
    "subcountMilestones",
    "streamId",
    "duration",
    "createdTimestamp",
    "published",
    "user",
    "event",
    "source",
    "publication",
    "published_at",
    "ingested_at",
    "headline",
    "summary",
    "relevance",
    "bucket",
    "related_markets",
    "market_id",
    "question",
    "snapshot",
    "yes_price",
    "next_cursor",
    "has_more",
    "markets",
    "presence",
    "hash",
    "user_id",
    "user_info",
    "socket_id",
    "activity_timeout",
    "channels",
    "users",
    "events",
    "auth",
    "channel_data",
    "ok",
    "user_count",
];

const TEXTS: &[&str] = &[
    "confirmed",
    "normal",
    "offline",
    "canceled",
    "TBD",
    "https://a.example/x",
    "http://a.example",
    "7",
    "vedal987",
    "removed",
    "deprecated",
    "2h21m20s",
    "2026-11-01T00:00:00.000Z",
    "AU11",
    "AU9",
    "AU8",
    "AU15",
    "RL3",
    "RL6",
    "SC1",
    "AP1",
    "AP3",
    "AP4",
    "invalidEventtype",
    "../evil",
    "evt_1",
    "high",
    "2026-11-20T18:58:04Z",
    "revoked_key",
    "subscription_cap_exceeded",
    "u-17",
    "482913.776201",
    "2026-11-20T19:02:10Z",
    "{\"presence\":{\"hash\":{\"u-17\":null}}}",
];

const DEPTH: usize = 6;

/// A JSON value.
#[derive(Debug)]
pub struct Json(pub Value);

impl<'a> Arbitrary<'a> for Json {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        value(u, DEPTH).map(Self)
    }
}

fn value(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let kinds = if depth == 0 { 8 } else { 11 };
    Ok(match u.int_in_range(0..=kinds)? {
        0 => Value::Null,
        1 | 2 => Value::from(bool::arbitrary(u)?),
        3 => Value::from(i64::arbitrary(u)?),
        4 => Value::from(f64::arbitrary(u)?),
        5 => Value::from(u.int_in_range(0..=60)?),
        6 => Value::from(u.int_in_range(1_795_000_000_000_i64..=1_796_000_000_000)?),
        7 => Value::from(*u.choose(TEXTS)?),
        8 => Value::from(<&str>::arbitrary(u)?),
        9 => Value::from(list(u, depth - 1)?),
        _ => Value::from(object(u, depth - 1)?),
    })
}

fn list(u: &mut Unstructured<'_>, depth: usize) -> Result<Vec<Value>> {
    (0..u.int_in_range(0..=6)?).map(|_| value(u, depth)).collect()
}

fn object(u: &mut Unstructured<'_>, depth: usize) -> Result<Map<String, Value>> {
    (0..u.int_in_range(0..=8)?).map(|_| Ok(((*u.choose(MEMBERS)?).to_owned(), value(u, depth)?))).collect()
}
