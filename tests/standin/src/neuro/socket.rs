//! Who may open the socket of a version (contract, section 3.1).

use std::sync::Arc;

use axum::extract::Request;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::dialogue::Neuro;
use super::query::Query;
use super::tokens::Standing;
use super::version::Version;
use crate::clock::monotonic_ns;
use crate::gate::plain;
use crate::shared::{Shared, random_hex};
use crate::socket::{Handshake, LineEnd, Seat, Talk, handshake, line};
use crate::state::Connection;

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
    match take_seat(shared, version, token, request.headers()) {
        Some((seat, line, dialogue)) => begin(handshake, seat, line, dialogue),
        None => plain(StatusCode::TOO_MANY_REQUESTS, "Connection limit reached (max 5)"),
    }
}

/// The token that opens the socket. A ticket goes before a header.
fn authenticate(shared: &Shared, version: Version, request: &Request) -> Result<String, &'static str> {
    if let Some(ticket) = Query::of(request.uri()).get("ticket") {
        let token = shared.update(|inner| {
            let token = inner.world.tickets.take(ticket, version, monotonic_ns())?;
            inner.world.tokens.accepts(&token).then_some(token)
        });
        return token.ok_or("Invalid or expired ticket");
    }
    match shared.read(|inner| inner.world.tokens.standing(request.headers())) {
        Standing::Valid(token) => Ok(token),
        Standing::Missing => Err("Missing authentication (ticket or token required)"),
        Standing::Malformed | Standing::Invalid | Standing::Blocked => Err("Invalid or expired token"),
    }
}

/// Counts and enters the connection under one lock, so that six at once are never all let in.
fn take_seat(
    shared: &Arc<Shared>,
    version: Version,
    token: String,
    headers: &HeaderMap,
) -> Option<(Seat, LineEnd, Neuro)> {
    let session_id = random_hex(8);
    let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let opened_ms = shared.clock.now_ms();
    let (line, line_end) = line();
    let connection = shared.update(|inner| {
        let open = inner.state.connections.iter().filter(|connection| connection.token == token).count();
        if open >= CONNECTION_LIMIT && !token.starts_with(UNLIMITED_PREFIX) {
            return None;
        }
        let id = inner.next_connection();
        inner.lines.insert(id, line);
        inner.state.connections.push(Connection {
            id,
            session_id: session_id.clone(),
            version,
            token,
            user_agent,
            ready: false,
            subscriptions: Vec::new(),
            opened_ms,
            leaving: false,
        });
        Some(id)
    })?;
    let dialogue = Neuro::new(Arc::clone(shared), version, connection, session_id);
    Some((Seat::new(Arc::clone(shared), connection), line_end, dialogue))
}

fn begin(handshake: Handshake, seat: Seat, line: LineEnd, dialogue: Neuro) -> Response {
    let Handshake { response, pending } = handshake;
    tokio::spawn(async move {
        if let Some(stream) = pending.stream().await {
            Talk::new(seat, stream, line, dialogue).run().await;
        }
    });
    response
}
