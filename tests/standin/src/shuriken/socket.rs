//! Who is let onto a socket (contract, sections 1 and 5.4).

use axum::extract::{Path, Request, State};
use axum::response::Response;

use super::http::Place;
use crate::pusher::{App, Unwelcome, open};
use crate::query::Query;
use crate::socket::{Heartbeat, Order, Sign};
use crate::tokens::TokenState;

const UNKNOWN: Unwelcome = (4001, "Application does not exist");
const DISABLED: Unwelcome = (4003, "Application disabled");
const UNAUTHORISED: Unwelcome = (4009, "Connection not authorized");
const WRONG_PROTOCOL: Unwelcome = (4007, "Unsupported protocol version");
const NO_PROTOCOL: Unwelcome = (4008, "No protocol version supplied");
/// What a client that does not answer is told.
const SILENT: Unwelcome = (4201, "Pong reply not received");

/// Opens the socket of a session.
pub(super) async fn serve(
    State(place): State<Place>,
    Path(app_key): Path<String>,
    request: Request,
) -> Response {
    let (shared, shuriken) = (&place.shared, &place.shuriken);
    let (owner, standing) = shared.read(|inner| {
        let owner = inner.shuriken.owner(&app_key).map(str::to_owned);
        let standing = owner.as_ref().and_then(|owner| inner.tokens.state(owner));
        (owner, standing)
    });
    let query = Query::of(request.uri());
    let greeting = match (query.get("protocol"), owner.is_some(), standing) {
        (None, ..) => Err(NO_PROTOCOL),
        (Some(protocol), ..) if !matches!(protocol, "5" | "6" | "7") => Err(WRONG_PROTOCOL),
        (_, false, _) => Err(UNKNOWN),
        (_, _, Some(TokenState::Valid)) => Ok(shuriken.activity_timeout),
        (_, _, Some(TokenState::Blocked)) => Err(DISABLED),
        _ => Err(UNAUTHORISED),
    };
    let manner = shuriken.manner();
    let (code, reason) = SILENT;
    let heartbeat = Heartbeat {
        ping_every: None,
        ask: Some((shared.config.ping_every, manner.ping())),
        idle: shared.config.idle_close,
        sign: Sign::AnyFrame,
        end: vec![Order::text(manner.error(Some(code), reason)), Order::close(code, reason)],
    };
    let app = App { key: app_key, secret: shuriken.secret.clone(), apart: false };
    let token = owner.unwrap_or_default();
    open(shared, request, (app, &token), (manner, heartbeat), greeting)
}
