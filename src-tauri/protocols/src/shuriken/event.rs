//! Events: what came under a stream (contract shuriken §4).
//!
//! Signals, messages, swaps and tasks have an identity of their own. All else is known again by its content, in a
//! window of a minute, like what comes without an identity anywhere.

use std::time::Duration;

use serde_json::Value;

use super::stream::Stream;
use super::{message, signal, swap, task};
use crate::event::{Event, EventKey, EventType, Subject, Via};
use crate::pusher::Recent;
use crate::time::UnixMillis;
use crate::trade::{Decimal, Platform, Signal, Token};
use crate::web::WebAddress;
use crate::{member, payload};

/// What is known by its content comes again as something new after this time.
const KEY_LIFETIME: Duration = Duration::from_secs(2 * 60 * 60);

/// Where payloads tell when something happened; the first that is there counts.
const MOMENTS: [&str; 5] = ["timestampMs", "timestampUpdatedMs", "lastSeenAtMs", "blockTime", "timestamp"];

/// Smaller numbers are seconds (contract shuriken §4: the unit is unpublished, and differs).
const LEAST_MILLIS: i64 = 100_000_000_000;

/// What a payload says, where it is read in detail.
#[derive(Debug, PartialEq)]
pub(super) struct Told {
    /// Its identity.
    pub(super) key: String,
    /// When it happened, as far as it says.
    pub(super) at: Option<UnixMillis>,
    /// What it is about.
    pub(super) subject: Subject,
    /// Where it can be read.
    pub(super) page: Option<WebAddress>,
}

/// What was pushed, in so many bytes.
pub(super) fn pushed(
    stream: &Stream,
    data: Value,
    bytes: usize,
    arrived: UnixMillis,
    recent: &mut Recent,
) -> Event {
    let channel = stream.to_string();
    let told = told(stream.id(), &data);
    let (at, subject, page, key, key_lifetime) = match told {
        Some(told) => (told.at, told.subject, told.page, EventKey(told.key), None),
        None => {
            let key = recent.key(&channel, stream.id(), &data, arrived);
            (moment(&data, &MOMENTS), Subject::Other, None, key, Some(KEY_LIFETIME))
        }
    };
    Event {
        event_type: EventType::from(stream.id()),
        key,
        key_lifetime,
        version: None,
        at: at.unwrap_or(arrived),
        via: Via::Push,
        subject,
        channel: Some(channel),
        page,
        payload: payload::kept(data, bytes),
    }
}

fn told(id: &str, data: &Value) -> Option<Told> {
    match id {
        "alpha.personal" => message::read(data),
        "portfolio.notifications" => task::read(data),
        id if id.starts_with("alpha.") => {
            signal::read(data).or_else(|| data.get("message").and_then(message::read))
        }
        id if id.ends_with(".token.swaps") => swap::read(data),
        _ => None,
    }
}

/// The first of these moments that is there: seconds, milliseconds or a text.
pub(super) fn moment(object: &Value, names: &[&str]) -> Option<UnixMillis> {
    let one = |name: &&str| {
        let number = object.get(*name).and_then(member::whole);
        let millis =
            number.map(|number| if number < LEAST_MILLIS { number.saturating_mul(1_000) } else { number });
        millis.map_or_else(|| member::iso(object, name), |millis| member::moment(&millis.into()))
    };
    names.iter().find_map(one)
}

/// A decimal number, which may come as a whole number too.
pub(super) fn decimal(object: &Value, name: &str) -> Option<Decimal> {
    Decimal::parse(&member::id(object, name)?).ok()
}

/// A signal about a token of which nothing else is known.
pub(super) fn bare_signal(token: Token) -> Signal {
    Signal {
        token,
        platform: Platform::Unknown,
        author: None,
        place: None,
        price_usd: None,
        market_cap_usd: None,
        mentions: None,
    }
}
