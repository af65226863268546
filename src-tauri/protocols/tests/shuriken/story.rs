//! What is likely to happen to the adapter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::shuriken::{Config, Stream};
use swarmbell_protocols::web::Origin;

use crate::kit::draw::{Arbitrary, Bytes, Result, below, list, maybe, often, one, reply, some, text};
use crate::kit::example::{parsed, texts};
use crate::kit::happens::Happens;
use crate::kit::json::Words;
use crate::kit::pusher::{self, framed, hello};
use crate::kit::story::Terms;
use crate::shuriken::catalogue::{self, ALL};
use crate::shuriken::play::Seen;

/// The words of the contract, and addresses that are not to be used.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::of(ALL, &["127.0.0.1", "//evil.example", "presence"]));

static FRAMES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, catalogue::is_frame));
static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, catalogue::is_body));
static PAYLOADS: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, catalogue::is_payload));

impl Terms for Seen {
    fn config(bytes: &mut Bytes<'_>) -> Result<Config> {
        let api = if often(bytes, 4)? { "https://api.shuriken.example" } else { "http://127.0.0.1:8080" };
        Ok(Config {
            api: Origin::parse(api).expect("an origin"),
            has_key: often(bytes, 7)?,
            catalogue: often(bytes, 4)?.then(|| "/api/v2/ws/streams".to_owned()),
            position: maybe(bytes, |bytes| WORDS.json_text(bytes))?,
        })
    }

    /// Each stream is found under a channel of the same name.
    fn usual(bytes: &mut Bytes<'_>) -> Result<Happens> {
        let wanted = Self::wanted(bytes)?;
        let parsed: BTreeSet<Stream> =
            wanted.iter().filter_map(|name| Stream::parse(name.as_str())).collect();
        let names: BTreeMap<_, _> = parsed.iter().map(|stream| (stream, stream.to_string())).collect();
        let places: Vec<_> = names.into_values().map(|name| (name.clone(), name)).collect();
        Ok(Happens::InTurn(vec![
            Happens::Wanted(wanted),
            Happens::Start,
            Happens::Reply(0, Reply::new(200, session(&places))),
            Happens::Opened,
            Happens::Text(hello(u8::arbitrary(bytes)?)),
        ]))
    }

    fn frame(bytes: &mut Bytes<'_>) -> Result<String> {
        let payload = match below(bytes, 8)? {
            0..3 => one(bytes, &PAYLOADS)?.to_owned(),
            3 => WORDS.changed(bytes, &PAYLOADS)?,
            _ => return pusher::drawn(bytes, &WORDS, &FRAMES, name),
        };
        Ok(framed("update", Some(name(bytes)?), payload.into()))
    }

    fn reply(bytes: &mut Bytes<'_>) -> Result<Reply> {
        let body = match below(bytes, 12)? {
            0..2 => one(bytes, &BODIES)?.to_owned(),
            2..4 => WORDS.changed(bytes, &BODIES)?,
            4..8 => {
                let places = list(bytes, 5, |bytes| Ok((name(bytes)?, name(bytes)?)))?;
                elsewhere(bytes, &places)?
            }
            8..10 => r#"{"auth":"shk-demo-app:00"}"#.to_owned(),
            10 => WORDS.json_text(bytes)?,
            _ => text(bytes, 40)?,
        };
        reply(bytes, &[400, 401, 403, 404, 429, 500], body)
    }

    fn wanted(bytes: &mut Bytes<'_>) -> Result<BTreeSet<Subscription>> {
        some(bytes, streams())
    }

    fn ask(bytes: &mut Bytes<'_>) -> Result<Ask> {
        Ok(Ask::Channels(match below(bytes, 8)? {
            0..2 => Question::Catalogue,
            2..5 => Question::History {
                channel: Some(name(bytes)?),
                after: maybe(bytes, |bytes| text(bytes, 8))?,
            },
            5 => Question::Health,
            6 => return Ok(Ask::Weeks),
            _ => return Ok(Ask::Present),
        }))
    }
}

/// Streams of each kind, and names that are none.
fn streams() -> BTreeSet<Subscription> {
    let names = [
        "alpha.signalFeedGlobal",
        "alpha.signalFeed.named?feedId=feed_42",
        "alpha.personal",
        "portfolio.notifications",
        "automation.updates",
        "svm.token.swaps?tokenAddress=DemoMint1111111111111111111111111111111111",
        "svm.token.swaps?tokenAddress=Other",
        "evm.token.swaps?tokenAddress=0x3a01&chainId=8453",
        "svm.token.poolInfo?tokenAddress=Other",
        "",
        "a b",
    ];
    names.into_iter().map(Subscription::from).collect()
}

/// The name of a stream, mostly.
fn name(bytes: &mut Bytes<'_>) -> Result<String> {
    match often(bytes, 7)? {
        true => one(bytes, &streams().into_iter().map(|name| name.0).collect::<Vec<_>>()),
        false => text(bytes, 8),
    }
}

/// A session for these streams, each under this channel and event.
fn session(places: &[(String, String)]) -> String {
    let place = |(stream, channel): &(String, String)| {
        let id = stream.split('?').next();
        json!({"stream": id, "channel": channel, "event": "update", "visibility": "public"})
    };
    let mut answer: Value = parsed(catalogue::text("http.session.response.json"));
    answer["data"]["subscriptions"] = places.iter().map(place).collect();
    answer.to_string()
}

/// The same, with the socket elsewhere now and then.
fn elsewhere(bytes: &mut Bytes<'_>, places: &[(String, String)]) -> Result<String> {
    let mut answer = parsed(&session(places));
    if often(bytes, 3)? {
        let connection = &mut answer["data"]["connection"];
        connection["wsHost"] = one(bytes, &["127.0.0.1", "ws.demo.example", "localhost"])?.into();
        connection["forceTls"] = often(bytes, 4)?.into();
    }
    Ok(answer.to_string())
}
