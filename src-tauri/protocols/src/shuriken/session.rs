//! Sessions: where the socket is, who authorises, and under which channel each stream comes (contract shuriken §2.1).
//!
//! What a session says decides whom we speak to, so it is believed only as far as it can do no harm: the socket is
//! opened by TLS, but where both it and the API are on this machine; and the key, which authorising needs, stays with
//! the API it was stored for. A session that wants it elsewhere was answered by somebody else than the vendor, or
//! asks for what no user agreed to.

use std::time::Duration;

use serde_json::Value;
use url::{Host, Url};

use super::bootstrap::{Place, Told};
use crate::adapter::Reply;
use crate::fault::Fault;
use crate::member;
use crate::pusher::{Access, Channel, NAME_BYTES};
use crate::web::Origin;

/// What the server is told about who connects.
const QUERY: [(&str, &str); 3] =
    [("protocol", "7"), ("client", "swarmbell"), ("version", env!("CARGO_PKG_VERSION"))];

/// Longest address of the authoriser, in bytes.
const ENDPOINT_BYTES: usize = 2_000;

/// More delays are not kept.
const DELAYS: usize = 16;

/// Shorter delays would be no pause, and longer ones would silence the bell.
const DELAY_MILLIS: std::ops::RangeInclusive<u64> = 500..=300_000;

/// What a post is answered with.
#[derive(Debug)]
pub(super) struct Session {
    /// Where the socket is.
    pub(super) socket: Result<Url, Fault>,
    /// Who lets into channels.
    pub(super) authoriser: Result<Url, Fault>,
    /// How long to wait before the next attempts.
    pub(super) backoff: Vec<Duration>,
    /// The streams in the server's order; without a place where it told none that can be used.
    pub(super) streams: Vec<Told>,
}

/// Reads a good answer.
pub(super) fn read(reply: &Reply, api: &Origin) -> Result<Session, Fault> {
    let body = unwrapped(reply)?;
    let connection = body.get("connection").filter(|connection| connection.is_object());
    let connection = connection.ok_or(Fault::Unreadable)?;
    let streams = body.get("subscriptions").and_then(Value::as_array).ok_or(Fault::Unreadable)?;
    let delays = body.get("session").and_then(|session| session.get("recommendedReconnectBackoffMs"));
    Ok(Session {
        socket: socket(connection, api).ok_or(Fault::UnsafeAddress),
        authoriser: authoriser(connection, api),
        backoff: backoff(delays),
        streams: streams.iter().map(stream).collect(),
    })
}

/// The body of a good answer, without its envelope where it has one.
pub(super) fn unwrapped(reply: &Reply) -> Result<Value, Fault> {
    let mut body: Value = serde_json::from_slice(&reply.body).map_err(|_| Fault::Unreadable)?;
    Ok(match body.get_mut("data").filter(|data| data.is_object()) {
        Some(data) => data.take(),
        None => body,
    })
}

fn socket(connection: &Value, api: &Origin) -> Option<Url> {
    // A host and nothing but a host: no user info, no path.
    let host = Host::parse(connection.get("wsHost")?.as_str()?).ok()?;
    let port = u16::try_from(member::count(connection, "wsPort")?).ok().filter(|port| *port > 0)?;
    let scheme = if member::flag(connection, "forceTls").unwrap_or(true) { "wss" } else { "ws" };
    let mut url = Url::parse(&format!("{scheme}://{host}:{port}/")).ok()?;
    // Cleartext goes to this machine only, and there only where the API is on it too: nobody elsewhere chooses
    // which of its ports are spoken to.
    let socket = Origin::of(&url).ok()?;
    if !socket.is_secure() && api.is_secure() {
        return None;
    }
    let key = connection.get("appKey")?.as_str()?;
    let fits = (1..=NAME_BYTES).contains(&key.len()) && !matches!(key, "." | "..");
    url.path_segments_mut().ok().filter(|_| fits)?.pop_if_empty().extend(["app", key]);
    url.query_pairs_mut().extend_pairs(QUERY);
    Some(url)
}

fn authoriser(connection: &Value, api: &Origin) -> Result<Url, Fault> {
    let endpoint = connection.get("authEndpoint").and_then(Value::as_str).unwrap_or_default();
    // Nobody authorises.
    if endpoint.is_empty() || endpoint.len() > ENDPOINT_BYTES {
        return Err(Fault::ChannelRefused);
    }
    let base = api.join("/").ok_or(Fault::ChannelRefused)?;
    let url = base.join(endpoint).map_err(|_| Fault::ChannelRefused)?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let own = is_plain && Origin::of(&url).as_ref() == Ok(api);
    own.then_some(url).ok_or(Fault::KeyWantedElsewhere)
}

fn backoff(delays: Option<&Value>) -> Vec<Duration> {
    let delays = delays.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64);
    let bounded = |millis: u64| millis.clamp(*DELAY_MILLIS.start(), *DELAY_MILLIS.end());
    delays.take(DELAYS).map(bounded).map(Duration::from_millis).collect()
}

fn stream(told: &Value) -> Told {
    (told.get("stream").and_then(Value::as_str).unwrap_or_default().to_owned(), place(told))
}

fn place(told: &Value) -> Option<Place> {
    let channel = Channel::new(told.get("channel")?.as_str()?)?;
    let event = told.get("event")?.as_str().filter(|event| !event.is_empty())?.to_owned();
    // Either of them says that not everybody may listen (contract shuriken §3).
    let presence = told.get("visibility").and_then(Value::as_str) == Some("presence");
    let access = if presence { Access::Restricted } else { channel.access() };
    Some(Place { channel, event, access })
}
