//! NeuroInfoAPI v2.
//!
//! - `rest` — the HTTP answers; `caller` — who asks: token and rate limit; `error` — the documented error bodies.
//! - `socket` — opening the socket and the dialogue on it; `event` — event types and frames.
//! - `stream`, `schedule` — payloads; `weeks` — which schedules exist and what stands in them.
//! - `world` — what is true at the moment: tokens, streams, schedules, request counters.

mod caller;
mod error;
mod event;
mod rest;
mod schedule;
mod socket;
mod stream;
mod weeks;
mod world;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub(crate) use event::{KNOWN as EVENT_TYPES, again, to_everybody, to_subscribers};
pub use schedule::{Entry, Schedule};
pub use stream::{Direction, Game, Stream, StreamUpdate};
pub(crate) use stream::{Live, offline, raid};
pub(crate) use world::World;

use crate::gate;
use crate::shared::Shared;

/// All paths of this system, behind the gate.
pub(crate) fn routes(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/api/info", get(rest::info))
        .route("/api/v2/twitch/stream", get(rest::stream))
        .route("/api/v2/schedule/latest", get(rest::latest))
        .route("/api/v2/schedule/weeks", get(rest::weeks))
        .route("/api/v2/schedule", get(rest::schedule))
        .route(socket::PATH, get(socket::open))
        .fallback(nothing_here)
        .method_not_allowed_fallback(rest::get_only)
        .layer(middleware::from_fn_with_state(Arc::clone(shared), gate::pass))
        .with_state(Arc::clone(shared))
}

/// Handshakes are refused in plain text, everything else in JSON.
async fn nothing_here(
    axum::extract::State(shared): axum::extract::State<Arc<Shared>>,
    request: Request,
) -> Response {
    if gate::is_upgrade(request.headers()) {
        return socket::wrong_path();
    }
    error::Refusal::new(error::Code::AP3, request.uri().path(), &shared).into_response()
}
