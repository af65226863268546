//! One WebSocket: the handshake (`upgrade`), its place among the open ones (`seat`) and the life after it (`talk`).
//!
//! A server supplies a [`Dialogue`], what it says and answers; this module owns the TCP stream below the framing,
//! so that it can fall silent, break off or write nonsense where a real network or server would.

mod seat;
mod talk;
mod upgrade;

use std::time::Duration;

use axum::response::Response;
use tokio::sync::{mpsc, watch};

pub(crate) use seat::Seat;
use talk::Talk;
pub(crate) use upgrade::{Handshake, handshake};

/// Orders that may wait for one connection; the events of a long stall fit in.
const ORDERS: usize = 1024;

/// What one server says on a socket.
pub(crate) trait Dialogue: Send + 'static {
    /// What is done at once after the handshake.
    fn greet(&mut self) -> Vec<Order>;
    /// What is done in answer to a frame of the client.
    fn answer(&mut self, frame: &Heard) -> Vec<Order>;
    /// How it is known whether the client is still there.
    fn heartbeat(&self) -> Heartbeat;
    /// Longest frame of the client, in bytes; a longer one ends the socket with 1009.
    fn longest(&self) -> usize {
        usize::MAX
    }
    /// The socket is gone, and noted as such.
    fn ended(&mut self) {}
}

/// How it is known whether the client is still there.
#[derive(Clone)]
pub(crate) struct Heartbeat {
    /// How often a protocol ping is sent, if any is.
    pub(crate) ping_every: Option<Duration>,
    /// What is said once nothing was heard for this long.
    pub(crate) ask: Option<(Duration, String)>,
    /// How long after the last sign of life the socket is ended.
    pub(crate) idle: Duration,
    pub(crate) sign: Sign,
    /// How it is ended; the stream is dropped after that.
    pub(crate) end: Vec<Order>,
}

/// What counts as a sign of life.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    AnyFrame,
    /// Only the answer to a protocol ping.
    Pong,
}

/// A data frame of the client.
pub(crate) enum Heard {
    Text(String),
    Binary,
}

/// Something to write to a socket.
#[derive(Clone)]
pub(crate) enum Order {
    Text {
        text: String,
        event_type: Option<String>,
    },
    Binary(Vec<u8>),
    /// Written below the framing.
    Bytes(Vec<u8>),
    /// 1005 is a close frame without a code.
    Close {
        code: u16,
        reason: String,
    },
}

impl Order {
    /// A text that is no event.
    pub(crate) fn text(text: String) -> Self {
        Self::Text { text, event_type: None }
    }

    /// A close frame.
    pub(crate) fn close(code: u16, reason: &str) -> Self {
        Self::Close { code, reason: reason.to_owned() }
    }
}

/// How to break a connection off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Drop the TCP stream: the client sees its end without a close frame.
    Drop,
    /// Reset the TCP stream.
    Reset,
    /// As `Drop`, because the client did not read.
    Overrun,
}

/// The way to reach a socket from outside.
pub(crate) struct Line {
    pub(crate) orders: mpsc::Sender<Order>,
    pub(crate) cut: watch::Sender<Option<Cut>>,
}

/// The socket's end of a [`Line`].
pub(crate) struct LineEnd {
    orders: mpsc::Receiver<Order>,
    cut: watch::Receiver<Option<Cut>>,
}

/// Answers the handshake, and talks on the stream that follows it until that ends.
pub(crate) fn begin(handshake: Handshake, seat: Seat, dialogue: impl Dialogue) -> Response {
    let Handshake { response, pending } = handshake;
    tokio::spawn(async move {
        if let Some(stream) = pending.stream().await {
            Talk::new(seat, stream, dialogue).run().await;
        }
    });
    response
}

/// A line and its other end.
fn line() -> (Line, LineEnd) {
    let (order_sender, orders) = mpsc::channel(ORDERS);
    let (cut_sender, cut) = watch::channel(None);
    (Line { orders: order_sender, cut: cut_sender }, LineEnd { orders, cut })
}
