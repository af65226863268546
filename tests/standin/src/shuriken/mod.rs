//! Shuriken: a REST part that says where the streams are, and the Pusher servers they are on.
//!
//! - `config` — what it can be told; `catalogue` — the streams; `manner` — how its Pusher servers speak.
//! - `http` — the table of paths, who may use them and the errors; `session` — where the streams are; `authorise` —
//!   signatures; `calls` — what can be caught up with.
//! - `socket` — who is let onto a socket.
//! - `world` — sessions that were given, and calls.

mod authorise;
mod calls;
mod catalogue;
mod config;
mod http;
mod manner;
mod session;
mod socket;
mod world;

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

pub use config::{Rotation, Shuriken};
pub(crate) use http::{coded, routes};
pub(crate) use world::World;

use crate::limits::Documented;
use crate::pusher::{Event, publish};
use crate::shared::Shared;

/// Requests per key. The real figure is not published.
pub(crate) const LIMITS: Documented = &[("requests", 60, 60)];

/// Sends the payload of a stream; how many sockets took it.
pub(crate) fn raise(
    shared: &Shared,
    shuriken: &Shuriken,
    (stream, filter, data): (&str, &BTreeMap<String, String>, &Value),
    silently: bool,
) -> anyhow::Result<usize> {
    let known = catalogue::find(stream, shuriken.dotted_names);
    let channel = known.with_context(|| format!("there is no stream {stream}"))?.channel(shuriken, filter);
    let now_ms = shared.clock.now_ms();
    if stream.starts_with("alpha.") {
        shared.update(|inner| inner.shuriken.called(data, now_ms));
    }
    Ok(raise_on_channel(shared, shuriken, (&channel, &shuriken.event, data), silently))
}

/// Sends any event on a channel; how many sockets took it.
pub(crate) fn raise_on_channel(
    shared: &Shared,
    shuriken: &Shuriken,
    (channel, event, data): (&str, &str, &Value),
    silently: bool,
) -> usize {
    if silently {
        return 0;
    }
    let event = Event {
        app: None,
        channel: channel.to_owned(),
        event: event.to_owned(),
        data: data.clone(),
        socket_id: None,
    };
    shared.update(|inner| publish(inner, &shuriken.manner(), &event))
}
