//! What has happened so far, as plain values.

use std::collections::VecDeque;

use serde::Serialize;

/// Entries kept per log; the oldest go first.
const LOG_LEN: usize = 20_000;
/// Bytes of a frame's text kept in the log.
const TEXT_KEPT: usize = 16 * 1024;

/// Everything observable about the stand-in at one moment.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// Whether the port is open; false while a restart lasts.
    pub listening: bool,
    /// Whether it has fallen silent, see `Control::stall`.
    pub stalled: bool,
    /// Open sockets, oldest first, those that were not greeted yet included.
    pub connections: Vec<Connection>,
    /// Sockets that have ended, oldest first.
    pub ended: VecDeque<Ended>,
    /// HTTP requests, oldest first, upgrades included, the control API's own excluded.
    pub requests: VecDeque<Request>,
    /// Frames written to sockets, oldest first.
    pub sent: VecDeque<Frame>,
    /// Frames read from sockets, oldest first.
    pub received: VecDeque<Frame>,
}

/// One open socket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Connection {
    /// Number of the socket, counted from 1 over the server's life.
    pub id: u64,
    /// What the server calls it: the `sessionId` of a `welcome`, the `socket_id` of a Pusher handshake.
    pub session_id: String,
    /// The path it was opened at, without the query.
    pub path: String,
    /// The token or key it was opened with; a token is one user here.
    pub token: String,
    /// The `User-Agent` of its handshake.
    pub user_agent: Option<String>,
    /// Whether the server's greeting has been written.
    pub ready: bool,
    /// Event types, channels or markets it subscribed to, in that order.
    pub subscriptions: Vec<String>,
    /// Time of the handshake, Unix milliseconds.
    pub opened_ms: i64,
    /// The server has decided to end it: it is told nothing more, and takes no orders.
    pub leaving: bool,
}

/// One socket that is gone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ended {
    /// Number of the socket.
    pub connection: u64,
    /// Who ended it, and in which way.
    pub how: How,
    /// The close code, when a close frame told one.
    pub code: Option<u16>,
    /// Unix milliseconds.
    pub at_ms: i64,
}

/// In which way a socket ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The client sent a close frame.
    ClientClosed,
    /// The server sent a close frame.
    ServerClosed,
    /// The server dropped the TCP stream without a close frame.
    Cut,
    /// The server reset the TCP stream.
    Reset,
    /// Nothing was heard for the idle time.
    Idle,
    /// The TCP stream broke, or the client broke the protocol.
    Lost,
    /// More frames were waiting than a connection may have.
    Overrun,
}

/// One HTTP request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Request {
    /// Number of the request, counted from 1.
    pub id: u64,
    /// Method, in capitals.
    pub method: String,
    /// Path with query.
    pub path: String,
    /// Whether it asked for a WebSocket.
    pub upgrade: bool,
    /// The whole value of `Authorization`.
    pub authorization: Option<String>,
    /// The value of `User-Agent`.
    pub user_agent: Option<String>,
    /// Status answered; none while the answer is being made or if the client went away.
    pub status: Option<u16>,
    /// Unix milliseconds.
    pub at_ms: i64,
    /// `CLOCK_MONOTONIC`, nanoseconds.
    pub monotonic_ns: u64,
}

/// One frame on a socket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// Number of the socket.
    pub connection: u64,
    /// Which frame it was.
    pub kind: FrameKind,
    /// The event type or channel, for event frames sent by the server; `event` for those of Vera.
    pub event_type: Option<String>,
    /// Text of a text frame or reason of a close frame, its first 16 KiB; else empty.
    pub text: String,
    /// Payload length in bytes.
    pub bytes: usize,
    /// Unix milliseconds.
    pub at_ms: i64,
    /// `CLOCK_MONOTONIC`, nanoseconds: just before the write for sent frames, just after the read for received ones.
    pub monotonic_ns: u64,
}

/// Kind of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    /// Text.
    Text,
    /// Binary.
    Binary,
    /// Protocol ping.
    Ping,
    /// Protocol pong.
    Pong,
    /// Close.
    Close,
    /// Bytes written below the framing.
    Bytes,
}

impl State {
    /// Event types, channels or markets with at least one subscriber, sorted.
    #[must_use]
    pub fn subscriptions(&self) -> Vec<String> {
        let mut types: Vec<String> =
            self.staying().flat_map(|connection| connection.subscriptions.iter().cloned()).collect();
        types.sort();
        types.dedup();
        types
    }

    /// Whether some socket that stays open is subscribed to `event_type`.
    #[must_use]
    pub fn subscribed(&self, event_type: &str) -> bool {
        self.staying().any(|connection| connection.subscriptions.iter().any(|own| own == event_type))
    }

    /// Sockets that the server has not decided to end.
    pub fn staying(&self) -> impl Iterator<Item = &Connection> {
        self.connections.iter().filter(|connection| !connection.leaving)
    }

    /// Sockets that have been greeted.
    pub fn ready(&self) -> impl Iterator<Item = &Connection> {
        self.staying().filter(|connection| connection.ready)
    }

    /// Requests whose path begins with `prefix`.
    pub fn requested<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Request> {
        self.requests.iter().filter(move |request| request.path.starts_with(prefix))
    }

    /// Event frames of `event_type` written so far.
    pub fn sent_events<'a>(&'a self, event_type: &'a str) -> impl Iterator<Item = &'a Frame> {
        self.sent.iter().filter(move |frame| frame.event_type.as_deref() == Some(event_type))
    }
}

/// Appends to a log of bounded length.
pub(crate) fn log<T>(entries: &mut VecDeque<T>, entry: T) {
    if entries.len() == LOG_LEN {
        entries.pop_front();
    }
    entries.push_back(entry);
}

/// The part of a frame's text that the log keeps.
pub(crate) fn kept(text: &str) -> String {
    let end = (0..=TEXT_KEPT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or_default().to_owned()
}
