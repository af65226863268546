//! Doing things to open sockets and to the port.

use std::time::Duration;

use anyhow::Context;

use super::Control;
use crate::listener::PortOrder;
use crate::socket::{Cut, Order};

impl Control {
    /// Sends a text frame as it is to every socket.
    pub fn frame(&self, text: &str) -> usize {
        self.order(&Order::Text { text: text.to_owned(), event_type: None })
    }

    /// Sends a binary frame to every socket.
    pub fn binary(&self, bytes: &[u8]) -> usize {
        self.order(&Order::Binary(bytes.to_vec()))
    }

    /// Writes bytes below the framing to every socket: reserved opcodes, masked server frames, half frames.
    pub fn bytes(&self, bytes: &[u8]) -> usize {
        self.order(&Order::Bytes(bytes.to_vec()))
    }

    /// Closes every socket with a close frame; with one that has no code if that is 1005.
    pub fn close(&self, code: u16, reason: &str) -> usize {
        self.order(&Order::close(code, reason))
    }

    /// Drops the TCP stream of every socket without a close frame. Plain HTTP connections stay.
    pub fn cut(&self) -> usize {
        self.shared.update(|inner| inner.cut(Cut::Drop, |_| true))
    }

    /// Resets the TCP stream of every socket.
    pub fn reset(&self) -> usize {
        self.shared.update(|inner| inner.cut(Cut::Reset, |_| true))
    }

    /// Falls silent: every TCP stream stays open, nothing is read, answered or sent, pings included. Requests and
    /// handshakes that arrive meanwhile hang. Frames ordered meanwhile are sent afterwards.
    pub fn stall(&self) {
        self.set_stall(true);
    }

    /// Ends the silence.
    pub fn unstall(&self) {
        self.set_stall(false);
    }

    fn set_stall(&self, stalled: bool) {
        self.shared.update(|inner| inner.state.stalled = stalled);
        self.shared.stall.send_replace(stalled);
    }

    /// Closes the port and every socket as the server does at its end, and opens the same port again after
    /// `down_for`. Returns at once; `State::listening` tells.
    ///
    /// # Errors
    /// When the server has ended or several restarts wait already.
    pub fn restart(&self, down_for: Duration) -> anyhow::Result<()> {
        self.port(PortOrder::Restart { down_for, abrupt: false })
    }

    /// As [`Control::restart`], but the sockets are dropped without a close frame.
    ///
    /// # Errors
    /// When the server has ended or several restarts wait already.
    pub fn crash(&self, down_for: Duration) -> anyhow::Result<()> {
        self.port(PortOrder::Restart { down_for, abrupt: true })
    }

    fn port(&self, order: PortOrder) -> anyhow::Result<()> {
        self.shared.port_orders.try_send(order).ok().context("the port takes no more orders")
    }

    fn order(&self, order: &Order) -> usize {
        self.shared.update(|inner| inner.order(order, |_| true))
    }
}
