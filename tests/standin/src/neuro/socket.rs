//! `/api/v2/ws`: who may open it, and what is said on it (contract, section 3).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

use super::caller::bearer;
use super::event::KNOWN;
use crate::gate::plain;
use crate::shared::{Shared, random_hex};
use crate::socket::{Dialogue, Handshake, Heard, LineEnd, Seat, Talk, handshake, line};
use crate::state::Connection;

pub(super) const PATH: &str = "/api/v2/ws";

/// Open sockets per user, across devices.
const CONNECTION_LIMIT: usize = 5;
/// Tokens that begin so are exempt from the limit.
const UNLIMITED_PREFIX: &str = "unltd_";

/// Opens the socket, or refuses in plain text.
pub(super) async fn open(State(shared): State<Arc<Shared>>, mut request: Request) -> Response {
    let token = match authenticate(&shared, &request) {
        Ok(token) => token,
        Err(reason) => return plain(StatusCode::UNAUTHORIZED, reason),
    };
    let Some(handshake) = handshake(&mut request) else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "Upgrade failed");
    };
    match take_seat(&shared, token, request.headers()) {
        Some((seat, line, dialogue)) => begin(handshake, seat, line, dialogue),
        None => plain(StatusCode::TOO_MANY_REQUESTS, "Connection limit reached (max 5)"),
    }
}

/// The answer to a handshake on a path that does not exist.
pub(super) fn wrong_path() -> Response {
    plain(StatusCode::NOT_FOUND, "Not Found")
}

/// The token that opens the socket. A ticket goes before a header, and no ticket is ever valid here because none
/// is issued.
fn authenticate(shared: &Shared, request: &Request) -> Result<String, &'static str> {
    let query = request.uri().query().unwrap_or_default();
    if query.split('&').any(|pair| pair == "ticket" || pair.starts_with("ticket=")) {
        return Err("Invalid or expired ticket");
    }
    let token = bearer(request.headers()).ok_or("Missing authentication (ticket or token required)")?;
    if shared.read(|inner| inner.world.accepts(&token)) { Ok(token) } else { Err("Invalid or expired token") }
}

/// Counts and enters the connection under one lock, so that six at once are never all let in.
fn take_seat(shared: &Arc<Shared>, token: String, headers: &HeaderMap) -> Option<(Seat, LineEnd, Neuro)> {
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
            token,
            user_agent,
            ready: false,
            subscriptions: Vec::new(),
            opened_ms,
            leaving: false,
        });
        Some(id)
    })?;
    let dialogue = Neuro { shared: Arc::clone(shared), connection, session_id };
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

/// A frame of this system: `{"type","data"}`.
pub(super) fn frame(kind: &str, data: &Value) -> String {
    #[derive(Serialize)]
    struct Frame<'a> {
        r#type: &'a str,
        data: &'a Value,
    }
    // Strings and JSON values always serialise.
    serde_json::to_string(&Frame { r#type: kind, data }).unwrap_or_default()
}

/// The dialogue on one socket.
struct Neuro {
    shared: Arc<Shared>,
    connection: u64,
    session_id: String,
}

/// An answer of kind `invalid`: reason and message.
type Invalid = (&'static str, String);

impl Dialogue for Neuro {
    fn greet(&mut self) -> Vec<String> {
        vec![frame("welcome", &json!({ "sessionId": self.session_id }))]
    }

    fn answer(&mut self, heard: &Heard) -> Vec<String> {
        let answer = match heard {
            Heard::Text(text) => self.respond(text),
            Heard::Binary => Err(unparsable()),
        };
        let answer = answer.unwrap_or_else(|(reason, message)| {
            frame("invalid", &json!({ "reason": reason, "message": message }))
        });
        vec![answer]
    }
}

impl Neuro {
    fn respond(&self, text: &str) -> Result<String, Invalid> {
        let message: Value = serde_json::from_str(text).map_err(|_| unparsable())?;
        let kind = message.get("type").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| ("malformed", "Message type is missing.".to_owned()))?;
        match kind {
            "addEvent" => self.add(event_type(&message)?),
            "removeEvent" => self.remove(event_type(&message)?),
            "listEvents" => Ok(self.list()),
            "ping" => Ok(frame("pong", &json!({}))),
            other => Err(("malformed", format!("Unknown message type: {other}"))),
        }
    }

    fn add(&self, event_type: &str) -> Result<String, Invalid> {
        known(event_type)?;
        let subscribed = self.with_subscriptions(|own| {
            let new = own.iter().all(|other| other != event_type);
            if new {
                own.push(event_type.to_owned());
            }
            new
        });
        Ok(frame("addSuccess", &json!({ "eventType": event_type, "subscribed": subscribed })))
    }

    fn remove(&self, event_type: &str) -> Result<String, Invalid> {
        known(event_type)?;
        let unsubscribed = self.with_subscriptions(|own| {
            let before = own.len();
            own.retain(|other| other != event_type);
            own.len() < before
        });
        Ok(frame("removeSuccess", &json!({ "eventType": event_type, "unsubscribed": unsubscribed })))
    }

    fn list(&self) -> String {
        let subscribed = self.with_subscriptions(|own| own.clone());
        frame("listEvents", &json!({ "subscribedEvents": subscribed, "availableEvents": KNOWN }))
    }

    fn with_subscriptions<T: Default>(&self, change: impl FnOnce(&mut Vec<String>) -> T) -> T {
        self.shared.update(|inner| {
            let connection = inner.connection(self.connection);
            connection.map(|connection| change(&mut connection.subscriptions)).unwrap_or_default()
        })
    }
}

fn unparsable() -> Invalid {
    ("malformed", "Could not parse message.".to_owned())
}

fn event_type(message: &Value) -> Result<&str, Invalid> {
    let named = message.get("data").and_then(|data| data.get("eventType")).and_then(Value::as_str);
    named
        .filter(|named| !named.is_empty())
        .ok_or_else(|| ("missingEventtype", "Event type is required.".to_owned()))
}

fn known(event_type: &str) -> Result<(), Invalid> {
    if KNOWN.contains(&event_type) {
        return Ok(());
    }
    Err(("invalidEventtype", format!("Unknown event type: {event_type}")))
}
