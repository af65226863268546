//! Who may open the socket of a version (contract, section 3.1).

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;

use super::dialogue::Neuro;
use super::version::Version;
use crate::clock::monotonic_ns;
use crate::gate::plain;
use crate::query::Query;
use crate::shared::{Shared, random_hex};
use crate::socket::{Seat, begin, handshake};
use crate::state::State;
use crate::tokens::Standing;

/// Open sockets per user, across devices.
const CONNECTION_LIMIT: usize = 5;
/// Tokens that begin so are exempt from the limit.
const UNLIMITED_PREFIX: &str = "unltd_";

/// Opens the socket, or refuses in plain text.
pub(super) fn open(shared: &Arc<Shared>, version: Version, mut request: Request) -> Response {
    let token = match authenticate(shared, version, &request) {
        Ok(token) => token,
        Err(reason) => return plain(StatusCode::UNAUTHORIZED, reason),
    };
    let Some(handshake) = handshake(&mut request) else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "Upgrade failed");
    };
    let session_id = random_hex(8);
    let room = |state: &State| {
        let open = state.connections.iter().filter(|connection| connection.token == token).count();
        open < CONNECTION_LIMIT || token.starts_with(UNLIMITED_PREFIX)
    };
    let Some(seat) = Seat::take(shared, &request, (&session_id, &token), room) else {
        return plain(StatusCode::TOO_MANY_REQUESTS, "Connection limit reached (max 5)");
    };
    let dialogue = Neuro::new(Arc::clone(shared), version, seat.connection, session_id);
    begin(handshake, seat, dialogue)
}

/// The token that opens the socket. A ticket goes before a header.
fn authenticate(shared: &Shared, version: Version, request: &Request) -> Result<String, &'static str> {
    if let Some(ticket) = Query::of(request.uri()).get("ticket") {
        let token = shared.update(|inner| {
            let token = inner.neuro.tickets.take(ticket, version, monotonic_ns())?;
            inner.tokens.accepts(&token).then_some(token)
        });
        return token.ok_or("Invalid or expired ticket");
    }
    match shared.read(|inner| inner.tokens.standing(request.headers())) {
        Standing::Valid(token) => Ok(token),
        Standing::Missing => Err("Missing authentication (ticket or token required)"),
        Standing::Malformed | Standing::Invalid | Standing::Blocked => Err("Invalid or expired token"),
    }
}
