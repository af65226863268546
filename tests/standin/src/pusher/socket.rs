//! Opening the socket of an app.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;

use super::Manner;
use super::dialogue::Pusher;
use crate::gate::plain;
use crate::shared::Shared;
use crate::socket::{Heartbeat, Seat, begin, handshake};

/// An app: who its channels belong to.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) key: String,
    /// Signs for its private channels.
    pub(crate) secret: String,
    /// Whether its channels are its own; otherwise all apps share theirs.
    pub(crate) apart: bool,
}

/// Why a socket is closed as soon as it is open: code and reason.
pub(crate) type Unwelcome = (u16, &'static str);

/// The path of an app's socket.
pub(crate) fn path(key: &str) -> String {
    format!("/app/{key}")
}

impl App {
    /// The key, where the channels are the app's own.
    pub(crate) fn scope(&self) -> Option<&str> {
        self.apart.then_some(self.key.as_str())
    }
}

/// Opens a socket; who is not welcome hears so on it.
pub(crate) fn open(
    shared: &Arc<Shared>,
    mut request: Request,
    (app, token): (App, &str),
    (manner, heartbeat): (Manner, Heartbeat),
    greeting: Result<u64, Unwelcome>,
) -> Response {
    let Some(handshake) = handshake(&mut request) else {
        return plain(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let number = || fastrand::u32(1..1_000_000_000);
    let socket_id = format!("{}.{}", number(), number());
    let Some(seat) = Seat::take(shared, &request, (&socket_id, token), |_| true) else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
    };
    let dialogue = Pusher {
        shared: Arc::clone(shared),
        manner,
        heartbeat,
        app,
        connection: seat.connection,
        socket_id,
        greeting,
    };
    begin(handshake, seat, dialogue)
}
