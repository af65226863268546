//! A place among the open connections.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::header::USER_AGENT;

use super::{LineEnd, line};
use crate::shared::Shared;
use crate::state::{Connection, How, State};

/// How a socket ended, with the close code.
pub(super) type End = (How, Option<u16>);

pub(super) const LOST: End = (How::Lost, None);

/// A place among the open connections; leaving it is noted even when the handshake comes to nothing.
pub(crate) struct Seat {
    pub(crate) shared: Arc<Shared>,
    pub(crate) connection: u64,
    pub(super) end: End,
    pub(super) line: LineEnd,
}

impl Seat {
    /// Looks whether there is room and takes the seat under one lock, so that two at once are never both let in where
    /// there is room for one.
    pub(crate) fn take(
        shared: &Arc<Shared>,
        request: &Request,
        (session_id, token): (&str, &str),
        room: impl FnOnce(&State) -> bool,
    ) -> Option<Self> {
        let user_agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
        let opened_ms = shared.clock.now_ms();
        let (line, line_end) = line();
        let connection = shared.update(|inner| {
            if !room(&inner.state) {
                return None;
            }
            let id = inner.next_connection();
            inner.lines.insert(id, line);
            inner.state.connections.push(Connection {
                id,
                session_id: session_id.to_owned(),
                path: request.uri().path().to_owned(),
                token: token.to_owned(),
                user_agent: user_agent.map(str::to_owned),
                ready: false,
                subscriptions: Vec::new(),
                opened_ms,
                leaving: false,
            });
            Some(id)
        })?;
        Some(Self { shared: Arc::clone(shared), connection, end: LOST, line: line_end })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (how, code) = self.end;
        self.shared.forget(self.connection, how, code);
    }
}
