//! What is likely to happen to the adapter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::json;
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::{Cursor, Feed, Search};
use swarmbell_protocols::neuro::Config;
use swarmbell_protocols::schedule::EntryKind;
use swarmbell_protocols::web::Origin;

use crate::kit::draw::{Arbitrary, Bytes, Result, below, maybe, often, one, reply, some, text};
use crate::kit::example::texts;
use crate::kit::happens::Happens;
use crate::kit::json::Words;
use crate::kit::story::Terms;
use crate::neuro::catalogue::{self, is_frame};
use crate::neuro::play::Seen;

/// The words of the contract, and some that no example holds.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(catalogue::all(), ALSO));

const ALSO: &[&str] =
    &["../evil", "http://a.example", "https://a.example/x", "AU8", "AU15", "AP1", "2h21m20s"];

static FRAMES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(catalogue::all(), is_frame));
static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| texts(catalogue::all(), |example| !is_frame(example)));

const CODES: &[&str] = &["AU11", "AU9", "AU8", "AU15", "RL3", "RL6", "SC1", "AP1", "AP3", "AP4", "ZZ9"];

/// Bodies that are no JSON.
const SENTENCES: &[&str] = &[
    "Not Found",
    "Missing authentication (ticket or token required)",
    "Invalid or expired ticket",
    "Invalid or expired token",
    "Connection limit reached (max 5)",
    "<html>",
    "",
];

impl Terms for Seen {
    const MOST_MILLIS: u32 = 4_000_000;

    fn config(bytes: &mut Bytes<'_>) -> Result<Config> {
        let origin = Origin::parse("https://neuro.example").expect("an origin");
        Ok(Config { origin, has_token: often(bytes, 5)?, seed: u64::arbitrary(bytes)? })
    }

    fn usual(_: &mut Bytes<'_>) -> Result<Happens> {
        let welcome = catalogue::text("v2", "ws.welcome.json").to_owned();
        Ok(Happens::InTurn(vec![Happens::Start, Happens::Opened, Happens::Text(welcome)]))
    }

    fn frame(bytes: &mut Bytes<'_>) -> Result<String> {
        Ok(match below(bytes, 16)? {
            0..3 => one(bytes, &FRAMES)?.to_owned(),
            3..6 => WORDS.changed(bytes, &FRAMES)?,
            6..11 => {
                let (data, at) = (WORDS.json(bytes)?, WORDS.json(bytes)?);
                let data = json!({"eventType": name(bytes)?, "eventData": data, "timestamp": at});
                json!({"type": "event", "data": data}).to_string()
            }
            11 => {
                let (subscribed, available) = (some(bytes, event_types())?, some(bytes, event_types())?);
                let data = json!({"subscribedEvents": subscribed, "availableEvents": available});
                json!({"type": "listEvents", "data": data}).to_string()
            }
            12..14 => {
                let kinds = ["addSuccess", "removeSuccess", "pong", "invalid", "listEvents", "authSuccess"];
                json!({"type": one(bytes, &kinds)?, "data": WORDS.json(bytes)?}).to_string()
            }
            14 => WORDS.json_text(bytes)?,
            _ => text(bytes, 40)?,
        })
    }

    fn reply(bytes: &mut Bytes<'_>) -> Result<Reply> {
        let body = match below(bytes, 16)? {
            0..4 => one(bytes, &BODIES)?.to_owned(),
            4..7 => WORDS.changed(bytes, &BODIES)?,
            7..9 => json!({"data": WORDS.json(bytes)?}).to_string(),
            9 => WORDS.json_text(bytes)?,
            10..12 => json!({"error": {"code": one(bytes, CODES)?}}).to_string(),
            12 => json!({"data": {"ticket": WORDS.json(bytes)?}}).to_string(),
            13 => one(bytes, SENTENCES)?.to_owned(),
            14 => json!({"data": {"isLive": often(bytes, 4)?, "id": "7"}}).to_string(),
            _ => text(bytes, 40)?,
        };
        reply(bytes, &[401, 403, 404, 410, 429, 500, 302], body)
    }

    fn wanted(bytes: &mut Bytes<'_>) -> Result<BTreeSet<Subscription>> {
        some(bytes, event_types())
    }

    fn ask(bytes: &mut Bytes<'_>) -> Result<Ask> {
        Ok(match below(bytes, 12)? {
            0 => Ask::Present,
            1 => Ask::Weeks,
            2 => {
                let (year, week) = week(bytes)?;
                Ask::Week { year, week }
            }
            3 => {
                let (year, week) = week(bytes)?;
                Ask::Picture { year, week }
            }
            4 => Ask::Search(search(bytes)?),
            5 => Ask::DevstreamTimes,
            6 => Ask::Recordings,
            7 => Ask::Recording { stream_id: either(bytes, "411960021845")? },
            8 => Ask::Subathons { year: maybe(bytes, year)? },
            9 => Ask::SubathonYears,
            10 => Ask::Feed(if often(bytes, 4)? { Feed::Subathon } else { Feed::Blog }),
            _ => Ask::Feed(Feed::Posts { user: either(bytes, "NeurosamaAI")? }),
        })
    }
}

fn search(bytes: &mut Bytes<'_>) -> Result<Search> {
    use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
    let kinds = [Normal, Offline, Canceled, Tbd, Unknown];
    let after = |bytes: &mut Bytes<'_>| week(bytes).map(|(year, week)| Cursor { year, week });
    Ok(Search {
        text: either(bytes, "karaoke")?,
        year: maybe(bytes, year)?,
        kind: maybe(bytes, |bytes| one(bytes, &kinds))?,
        oldest_first: bool::arbitrary(bytes)?,
        after: maybe(bytes, after)?,
    })
}

/// A year: one of the examples' mostly.
fn year(bytes: &mut Bytes<'_>) -> Result<i32> {
    if often(bytes, 7)? { bytes.int_in_range(2_024..=2_027) } else { i32::arbitrary(bytes) }
}

/// A week, likely to be one of the examples'.
fn week(bytes: &mut Bytes<'_>) -> Result<(i32, u32)> {
    Ok(match below(bytes, 4)? {
        0 => (2026, 47),
        1 => (2026, 45),
        2 => (2026, below(bytes, 4)?),
        _ => (year(bytes)?, below(bytes, 55)?),
    })
}

/// What the examples name, or any text.
fn either(bytes: &mut Bytes<'_>, known: &str) -> Result<String> {
    if often(bytes, 4)? { Ok(known.to_owned()) } else { text(bytes, 8) }
}

/// All names the contract knows, one it does not, and the twin.
fn event_types() -> BTreeSet<Subscription> {
    const NAMES: [&str; 13] = [
        "streamOnline",
        "streamUpdate",
        "streamOffline",
        "secretneuroaccountOnline",
        "streamRaidIncoming",
        "streamRaidOutgoing",
        "scheduleUpdate",
        "subathonUpdate",
        "subathonGoalUpdate",
        "blogFeedUpdate",
        "xFeedNewEntries",
        "xFeedUpdate",
        "coffeeReady",
    ];
    NAMES.into_iter().map(Subscription::from).collect()
}

/// The name of an event, mostly.
fn name(bytes: &mut Bytes<'_>) -> Result<String> {
    match often(bytes, 7)? {
        true => one(bytes, &event_types().into_iter().map(|name| name.0).collect::<Vec<_>>()),
        false => text(bytes, 120),
    }
}
