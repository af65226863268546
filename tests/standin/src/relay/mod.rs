//! A Relay server: its socket, spoken as the seed or as release 0.3.0 has it, and its HTTP API.
//!
//! - `config` — what it can be told; `manner` — how it speaks in each shape.
//! - `http` — the table of paths, who may use them and the errors; `publishing`, `channels`, `records` — what is
//!   answered there; `authorise` — signatures, by the server itself and by an application beside it.
//! - `socket` — who is let onto the socket.
//! - `world` — what was published.

mod authorise;
mod channels;
mod config;
mod http;
mod manner;
mod publishing;
mod records;
mod socket;
mod world;

use serde_json::Value;

pub use config::{Relay, RelayApp, Shape};
pub(crate) use http::{coded, routes};
pub(crate) use socket::WRONG_KEY;
pub(crate) use world::World;

use crate::limits::Documented;
use crate::pusher::Event;
use crate::shared::Shared;

/// Publishing and opening sockets, per address (contract, section 2.6). The bucket of the former is a window here.
pub(crate) const LIMITS: Documented = &[("publish", 1000, 60), ("connect", 10, 60)];

/// Publishes in the first app, as one of its own programs does; how many sockets took it. Silently it is kept as if
/// somebody had listened.
pub(crate) fn raise(
    shared: &Shared,
    relay: &Relay,
    (channel, event, data): (&str, &str, &Value),
    silently: bool,
) -> usize {
    let event = Event {
        app: relay.apps.first().map(|app| app.key.clone()),
        channel: channel.to_owned(),
        event: event.to_owned(),
        data: data.clone(),
        socket_id: None,
    };
    let now_ms = shared.clock.now_ms();
    shared.update(|inner| world::publish(inner, relay, event, (now_ms, silently)).0)
}
