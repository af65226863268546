//! One WebSocket: the handshake (`upgrade`) and the life after it (`talk`).
//!
//! A server supplies a [`Dialogue`], what it says and answers; this module owns the TCP stream below the framing,
//! so that it can fall silent, break off or write nonsense where a real network or server would.

mod talk;
mod upgrade;

use tokio::sync::{mpsc, watch};

pub(crate) use talk::{Seat, Talk};
pub(crate) use upgrade::{Handshake, handshake};

/// Orders that may wait for one connection; the events of a long stall fit in.
const ORDERS: usize = 1024;

/// What one server says on a socket.
pub(crate) trait Dialogue: Send + 'static {
    /// Frames sent at once after the handshake.
    fn greet(&mut self) -> Vec<String>;
    /// Frames sent in answer to a frame of the client.
    fn answer(&mut self, frame: &Heard) -> Vec<String>;
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
    Close {
        code: u16,
        reason: String,
    },
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

/// A line and its other end.
pub(crate) fn line() -> (Line, LineEnd) {
    let (order_sender, orders) = mpsc::channel(ORDERS);
    let (cut_sender, cut) = watch::channel(None);
    (Line { orders: order_sender, cut: cut_sender }, LineEnd { orders, cut })
}
