//! What is likely to happen to the adapter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::channels::{Message, Question, Scope};
use swarmbell_protocols::relay::{Authoriser, Config};
use swarmbell_protocols::web::Origin;

use crate::kit::draw::{Arbitrary, Bytes, Result, below, list, maybe, often, one, reply, some, text};
use crate::kit::example::texts;
use crate::kit::happens::Happens;
use crate::kit::json::Words;
use crate::kit::pusher;
use crate::kit::story::Terms;
use crate::relay::catalogue::{ALL, is_frame};
use crate::relay::play::{Seen, endpoint};

/// The words of the contract.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::of(ALL, &["{\"presence\":{\"hash\":{\"u-17\":null}}}"]));

static FRAMES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, is_frame));
static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(ALL, |example| !is_frame(example)));

impl Terms for Seen {
    fn config(bytes: &mut Bytes<'_>) -> Result<Config> {
        let authoriser = match below(bytes, 3)? {
            0 => Authoriser::Endpoint(endpoint().0),
            1 => Authoriser::Server,
            _ => Authoriser::None,
        };
        Ok(Config {
            origin: Origin::parse("https://relay.example:6001").expect("an origin"),
            app_key: "demo-relay-key".to_owned(),
            app_id: often(bytes, 7)?.then(|| "demo-app".to_owned()),
            authoriser,
            has_secret: often(bytes, 4)?,
            position: maybe(bytes, |bytes| WORDS.json_text(bytes))?,
            seed: u64::arbitrary(bytes)?,
        })
    }

    fn usual(bytes: &mut Bytes<'_>) -> Result<Happens> {
        let hello = pusher::hello(u8::arbitrary(bytes)?);
        Ok(Happens::InTurn(vec![Happens::Start, Happens::Opened, Happens::Text(hello)]))
    }

    fn frame(bytes: &mut Bytes<'_>) -> Result<String> {
        pusher::drawn(bytes, &WORDS, &FRAMES, name)
    }

    fn reply(bytes: &mut Bytes<'_>) -> Result<Reply> {
        let body = match below(bytes, 10)? {
            0..3 => one(bytes, &BODIES)?.to_owned(),
            3..5 => WORDS.changed(bytes, &BODIES)?,
            5..8 => r#"{"auth":"demo-relay-key:00"}"#.to_owned(),
            8 => WORDS.json_text(bytes)?,
            _ => text(bytes, 40)?,
        };
        reply(bytes, &[400, 401, 403, 404, 422, 429, 500], body)
    }

    fn wanted(bytes: &mut Bytes<'_>) -> Result<BTreeSet<Subscription>> {
        match often(bytes, 7)? {
            true => some(bytes, channels()),
            false => Ok((0..below(bytes, 400)?).map(|n| Subscription(format!("c{n}"))).collect()),
        }
    }

    fn ask(bytes: &mut Bytes<'_>) -> Result<Ask> {
        let message = |bytes: &mut Bytes<'_>| {
            Ok(Message { channel: name(bytes)?, event: text(bytes, 8)?, data: text(bytes, 8)? })
        };
        Ok(Ask::Channels(match below(bytes, 9)? {
            0 => Question::Publish(list(bytes, 4, message)?),
            1 => Question::Channels,
            2 => Question::Channel { name: name(bytes)? },
            3 => Question::Members { channel: name(bytes)? },
            4 => Question::History {
                channel: maybe(bytes, name)?,
                after: maybe(bytes, |bytes| text(bytes, 8))?,
            },
            5 => Question::Log,
            6 => Question::Stats(one(bytes, &[Scope::Server, Scope::App, Scope::Deliveries])?),
            7 => Question::Health,
            _ => return Ok(Ask::Present),
        }))
    }
}

/// Channels of each kind, and names that are none.
fn channels() -> BTreeSet<Subscription> {
    let long = "x".repeat(201);
    let names =
        ["builds", "alerts", "private-orders", "private-a", "presence-desk", "presence-b", "", "a\nb", &long];
    names.into_iter().map(Subscription::from).collect()
}

/// The name of a channel, mostly.
fn name(bytes: &mut Bytes<'_>) -> Result<String> {
    match often(bytes, 7)? {
        true => one(bytes, &channels().into_iter().map(|name| name.0).collect::<Vec<_>>()),
        false => text(bytes, 8),
    }
}
