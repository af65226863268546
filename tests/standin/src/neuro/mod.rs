//! NeuroInfoAPI, v1 and v2.
//!
//! Both versions tell of one world; they differ in paths, forms and codes, and nowhere else:
//!
//! - `version` — paths, event types, which version is served.
//! - `resource` — the table of what can be asked for; `rest` — from request to answer; `answers` — what is said.
//! - `error` — the documented codes, and the limits that are named by them.
//! - `tickets` — who may open a socket without a token.
//! - `socket` — opening the socket; `dialogue` — what is said on it; `event` — event frames.
//! - `stream`, `vod`, `schedule`, `subathon`, `blog`, `feed` — payloads; `weeks` — which schedules exist and what
//!   stands in them; `pictures` — what they show;
//!   `throttle` — how often a stream's changes are told.
//! - `world` — what is true at the moment.

mod answers;
mod blog;
mod dialogue;
mod error;
mod event;
mod feed;
mod pictures;
mod resource;
mod rest;
mod schedule;
mod socket;
mod stream;
mod subathon;
mod throttle;
mod tickets;
mod version;
mod vod;
mod weeks;
mod world;

use std::sync::Arc;

use axum::Router;

pub(crate) use error::{Code, LIMITS};
pub(crate) use event::push;
pub use feed::{Post, PostKind};
pub use schedule::{Entry, Schedule};
pub use stream::{Direction, Game, Stream, StreamUpdate};
pub(crate) use stream::{Live, offline, raid};
pub use subathon::SubathonChange;
pub(crate) use throttle::tell_what_waits;
pub use version::{Presence, Version, Versions};
pub use vod::Vod;
pub(crate) use weeks::calendar_year;
pub use world::Records;
pub(crate) use world::World;

use crate::shared::Shared;

/// All paths of this system.
pub(crate) fn routes(shared: &Arc<Shared>) -> Router {
    Router::new().fallback(rest::serve).with_state(Arc::clone(shared))
}
