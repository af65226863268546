//! Signals: somebody drew attention to a token (contract shuriken §4, `alpha.signalFeed*`).

use serde_json::Value;

use super::event::{Told, bare_signal};
use crate::event::Subject;
use crate::member::{self, NAME_CHARS};
use crate::trade::{Platform, Signal, Token};
use crate::web::WebAddress;

/// Where the name of an author is found: names of the contract's examples and their siblings on other platforms.
const AUTHORS: [&str; 7] = [
    "authorDisplayName",
    "authorUsername",
    "authorName",
    "senderDisplayName",
    "senderUsername",
    "senderName",
    "walletAddress",
];

/// Where the name of a place is found.
pub(super) const PLACES: [&str; 3] = ["snapshotGuildName", "snapshotChatTitle", "topicTitle"];

/// Reads an update of a feed; `None` where it names no signal.
pub(super) fn read(data: &Value) -> Option<Told> {
    let latest = data.get("latestSignal")?;
    let id = member::id(latest, "id")?;
    let meta = data.get("tokenMeta").unwrap_or(&Value::Null);
    let token = Token {
        address: member::id(data, "tokenAddress")?,
        network: member::text(data, "network", NAME_CHARS),
        symbol: member::text(meta, "symbol", NAME_CHARS),
        name: member::text(meta, "name", NAME_CHARS),
    };
    let source = latest.get("source").unwrap_or(&Value::Null);
    let platform = platform(source.get("sourceType"));
    let details = source.get("source").unwrap_or(&Value::Null);
    let signal = Signal {
        platform,
        author: first_name(details, &AUTHORS),
        place: first_name(details, &PLACES),
        price_usd: number(latest, "priceUsd"),
        market_cap_usd: number(latest, "marketcapUsd"),
        ..bare_signal(token)
    };
    Some(Told {
        key: format!("signal:{id}"),
        at: member::millis(latest, "timestampMs"),
        subject: Subject::Signal(Box::new(signal)),
        page: post(platform, details),
    })
}

/// A platform by its name.
pub(super) fn platform(name: Option<&Value>) -> Platform {
    match name.and_then(Value::as_str) {
        Some("discord") => Platform::Discord,
        Some("telegram") => Platform::Telegram,
        Some("x") => Platform::X,
        Some("trade") => Platform::Trade,
        _ => Platform::Unknown,
    }
}

/// The page of a post on X, which is found by its number alone.
pub(super) fn post(platform: Platform, details: &Value) -> Option<WebAddress> {
    let id = member::id(details, "tweetId").filter(|_| platform == Platform::X)?;
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| WebAddress::parse(&format!("https://x.com/i/status/{id}")).ok()).flatten()
}

pub(super) fn first_name(details: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| member::text(details, name, NAME_CHARS))
}

fn number(object: &Value, name: &str) -> Option<f64> {
    object.get(name)?.as_f64()
}
