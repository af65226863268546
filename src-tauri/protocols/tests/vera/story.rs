//! What is likely to happen to the adapter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::news::Relevance;
use swarmbell_protocols::vera::{Config, Names};
use swarmbell_protocols::web::Origin;

use crate::kit::draw::{Arbitrary, Bytes, Result, below, list, maybe, often, one, reply, text};
use crate::kit::example::texts;
use crate::kit::happens::Happens;
use crate::kit::json::Words;
use crate::kit::story::Terms;
use crate::kit::watch::WALL;
use crate::vera::catalogue::{ALL, is_body, is_frame};
use crate::vera::play::Seen;

/// The words of the contract.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(ALL, &["error", "revoked_key"]));

static FRAMES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, is_frame));
static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, is_body));

/// How far the times of events are from the moment at which a play begins: farther than the server sends again what
/// was missed.
const AROUND_MILLIS: i64 = 8_000_000;

impl Terms for Seen {
    const MOST_MILLIS: u32 = 20_000;

    fn config(bytes: &mut Bytes<'_>) -> Result<Config> {
        let origin = |text| Origin::parse(text).expect("an origin");
        let relevance =
            |bytes: &mut Bytes<'_>| one(bytes, &[Relevance::Low, Relevance::Moderate, Relevance::High]);
        Ok(Config {
            stream: origin("https://stream.vera.example"),
            api: origin("https://api.vera.example"),
            has_key: often(bytes, 7)?,
            relevance: if often(bytes, 6)? {
                BTreeSet::new()
            } else {
                list(bytes, 2, relevance)?.into_iter().collect()
            },
            names: Names::default(),
            position: maybe(bytes, position)?,
            seed: u64::arbitrary(bytes)?,
        })
    }

    fn usual(bytes: &mut Bytes<'_>) -> Result<Happens> {
        let mut all = vec![Happens::Start, Happens::Opened];
        if often(bytes, 4)? {
            all.insert(0, Happens::Wanted(markets(below(bytes, 4)?)));
        }
        Ok(Happens::InTurn(all))
    }

    fn frame(bytes: &mut Bytes<'_>) -> Result<String> {
        Ok(match below(bytes, 16)? {
            0..2 => one(bytes, &FRAMES)?.to_owned(),
            2..4 => WORDS.changed(bytes, &FRAMES)?,
            4..12 => record(bytes)?.to_string(),
            12..14 => {
                let kinds = ["event", "error", "subscribed", "backfill_truncated", "warning"];
                let (event, code) = (WORDS.json(bytes)?, WORDS.json(bytes)?);
                json!({"type": one(bytes, &kinds)?, "event": event, "code": code}).to_string()
            }
            14 => WORDS.json_text(bytes)?,
            _ => text(bytes, 40)?,
        })
    }

    fn reply(bytes: &mut Bytes<'_>) -> Result<Reply> {
        let body = match below(bytes, 12)? {
            0..2 => one(bytes, &BODIES)?.to_owned(),
            2..4 => WORDS.changed(bytes, &BODIES)?,
            4..10 => {
                let next = maybe(bytes, |bytes| Ok(format!("c{}", below(bytes, 10)?)))?;
                json!({"data": list(bytes, 4, record)?, "next_cursor": next}).to_string()
            }
            10 => WORDS.json_text(bytes)?,
            _ => text(bytes, 20)?,
        };
        reply(bytes, &[401, 402, 403, 404, 422, 429, 500], body)
    }

    fn wanted(bytes: &mut Bytes<'_>) -> Result<BTreeSet<Subscription>> {
        Ok(markets(match below(bytes, 8)? {
            0..6 => below(bytes, 4)?,
            6 => 60,
            _ => 501,
        }))
    }

    fn ask(bytes: &mut Bytes<'_>) -> Result<Ask> {
        one(bytes, &[Ask::Present, Ask::Weeks])
    }

    fn wall(bytes: &mut Bytes<'_>) -> Result<i64> {
        if often(bytes, 7)? { around(bytes) } else { i64::arbitrary(bytes) }
    }
}

/// What may have been kept before: by a connection that saw an event, or saw none, or anything.
fn position(bytes: &mut Bytes<'_>) -> Result<String> {
    let at = |bytes: &mut Bytes<'_>| if often(bytes, 7)? { around(bytes) } else { i64::arbitrary(bytes) };
    Ok(match below(bytes, 4)? {
        0..2 => {
            let at = at(bytes)?;
            json!({"last_event_id": "evt_0", "ingested_at": at, "heard_at": at}).to_string()
        }
        2 => json!({"last_event_id": null, "ingested_at": null, "heard_at": at(bytes)?}).to_string(),
        _ => WORDS.json_text(bytes)?,
    })
}

/// Some markets.
fn markets(many: u32) -> BTreeSet<Subscription> {
    (0..many).map(|market| Subscription(format!("polymarket_0x{market:064}"))).collect()
}

/// The message of an event that the server took in around the beginning of a play, mostly.
fn record(bytes: &mut Bytes<'_>) -> Result<Value> {
    let id = format!("evt_{}", below(bytes, 10)?);
    let at = if often(bytes, 7)? { iso(around(bytes)?).into() } else { WORDS.json(bytes)? };
    let related = if often(bytes, 6)? { Value::Null } else { WORDS.json(bytes)? };
    Ok(json!({"type": "event", "event": {"id": id, "ingested_at": at}, "related_markets": related}))
}

/// A moment around the beginning of a play.
fn around(bytes: &mut Bytes<'_>) -> Result<i64> {
    bytes.int_in_range(WALL - AROUND_MILLIS..=WALL + AROUND_MILLIS)
}

/// A moment of the day on which a play begins.
fn iso(at: i64) -> String {
    let second = at / 1_000 % 86_400;
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("2026-11-20T{hour:02}:{minute:02}:{:02}.{:03}Z", second % 60, at % 1_000)
}
