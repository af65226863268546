//! Who is let onto the socket (contract, sections 1 and 3.7).

use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Relay;
use super::http::{Place, error};
use crate::clock::monotonic_ns;
use crate::limits::Scope;
use crate::listener::Peer;
use crate::pusher::{App, Unwelcome, open};
use crate::socket::{Heartbeat, Sign};

/// How a socket at the path of no app is closed.
pub(crate) const WRONG_KEY: (u16, &str) = (4001, "Invalid app key");
const TOO_MANY: Unwelcome = (4100, "Over connection limit");

/// Opens the socket of an app. Who comes too often is refused before; who must not is closed after.
pub(super) async fn serve(
    State(place): State<Place>,
    Path(key): Path<String>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    let shared = &place.shared;
    let scope = Scope { limit: "connect", what: "", who: peer.address.ip().to_string() };
    let counted = shared.update(|inner| inner.limits.count([scope], monotonic_ns()));
    if counted.is_err() {
        return error(StatusCode::TOO_MANY_REQUESTS, "rate limit exceeded").into_response();
    }
    let path = request.uri().path();
    let (known, open_already) = shared.update(|inner| {
        let known = inner.tokens.accepts(&key);
        let open = inner.state.staying().filter(|own| own.path == path).count();
        inner.relay.note_connections(inner.state.connections.len() + 1);
        (known, open)
    });
    let relay: &Relay = &place.relay;
    let app = relay.apps.iter().find(|app| app.key == key).filter(|_| known);
    let greeting = match app {
        None => Err(WRONG_KEY),
        Some(_) if open_already >= relay.max_connections => Err(TOO_MANY),
        Some(_) => Ok(relay.activity_timeout),
    };
    let secret = app.map_or_else(String::new, |app| app.secret.clone());
    let heartbeat = Heartbeat {
        ping_every: Some(shared.config.ping_every),
        ask: None,
        idle: shared.config.idle_close,
        sign: Sign::Pong,
        end: Vec::new(),
    };
    let app = App { key: key.clone(), secret, apart: true };
    open(shared, request, (app, &key), (relay.manner(), heartbeat), greeting)
}
