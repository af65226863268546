//! One socket's life after the handshake.

use std::future::pending;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::seat::{End, LOST, Seat};
use super::{Cut, Dialogue, Heard, Heartbeat, Order, Sign};
use crate::shared::Inner;
use crate::state::{self, Frame, FrameKind, How};

/// How long the server waits for the client's part of a close.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);
/// The code of a close frame that has none (RFC 6455, section 7.4.1).
const NO_CODE: u16 = 1005;
/// How a frame that is too long is answered.
const TOO_LONG: (u16, &str) = (1009, "Message too big");

/// Ended, with the reason.
type Step = Result<(), End>;

/// A socket in use.
pub(crate) struct Talk<D> {
    seat: Seat,
    socket: WebSocketStream<TcpStream>,
    stall: watch::Receiver<bool>,
    dialogue: D,
    heartbeat: Heartbeat,
    ping: Option<Interval>,
    idle_at: Instant,
    ask_at: Option<Instant>,
}

impl<D: Dialogue> Talk<D> {
    pub(crate) fn new(seat: Seat, socket: WebSocketStream<TcpStream>, dialogue: D) -> Self {
        let heartbeat = dialogue.heartbeat();
        let now = Instant::now();
        let ping = heartbeat.ping_every.map(|every| {
            let mut ping = interval_at(now + every, every);
            ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ping
        });
        let idle_at = now + heartbeat.idle;
        let ask_at = heartbeat.ask.as_ref().map(|(after, _)| now + *after);
        let stall = seat.shared.stall.subscribe();
        Self { seat, socket, stall, dialogue, heartbeat, ping, idle_at, ask_at }
    }

    /// Talks until the socket ends. The end is noted before the stream is dropped.
    pub(crate) async fn run(mut self) {
        let end = match self.talk().await {
            Ok(()) => LOST,
            Err(end) => end,
        };
        if end.0 == How::Reset {
            // Fails only on a socket that is already gone.
            let _ = self.socket.get_ref().set_zero_linger();
        }
        self.seat.end = end;
        let Self { seat, socket, mut dialogue, .. } = self;
        drop(seat);
        dialogue.ended();
        drop(socket);
    }

    async fn talk(&mut self) -> Step {
        if let Some(close) = self.seat.shared.update(Inner::turn_away) {
            self.carry_out(close).await?;
        }
        for order in self.dialogue.greet() {
            self.carry_out(order).await?;
        }
        let connection = self.seat.connection;
        self.seat.shared.update(|inner| {
            if let Some(own) = inner.connection(connection) {
                own.ready = true;
            }
        });
        loop {
            self.silence().await?;
            tokio::select! {
                biased;
                cut = cut(&mut self.seat.line.cut) => return Err(cut),
                changed = self.stall.changed() => changed.map_err(|_| LOST)?,
                frame = self.socket.next() => self.hear(frame).await?,
                order = self.seat.line.orders.recv() => self.carry_out(order.ok_or(LOST)?).await?,
                () = next_ping(&mut self.ping) => self.ping().await?,
                () = due(self.ask_at) => self.ask().await?,
                () = sleep_until(self.idle_at) => return self.give_up().await,
            }
        }
    }

    /// While stalled nothing is read, answered or sent; the TCP stream stays open.
    async fn silence(&mut self) -> Step {
        while *self.stall.borrow_and_update() {
            tokio::select! {
                cut = cut(&mut self.seat.line.cut) => return Err(cut),
                changed = self.stall.changed() => changed.map_err(|_| LOST)?,
            }
            self.heard();
        }
        Ok(())
    }

    fn heard(&mut self) {
        let now = Instant::now();
        self.idle_at = now + self.heartbeat.idle;
        self.ask_at = self.heartbeat.ask.as_ref().map(|(after, _)| now + *after);
    }

    /// Asks whether the client is there; once, until something is heard.
    async fn ask(&mut self) -> Step {
        self.ask_at = None;
        match self.heartbeat.ask.clone() {
            Some((_, text)) => self.text(text, None).await,
            None => Ok(()),
        }
    }

    async fn give_up(&mut self) -> Step {
        for order in self.heartbeat.end.clone() {
            self.carry_out(order).await?;
        }
        Err((How::Idle, None))
    }

    async fn hear(&mut self, frame: Option<Result<Message, Error>>) -> Step {
        let Some(Ok(message)) = frame else { return Err(LOST) };
        if self.heartbeat.sign == Sign::AnyFrame || matches!(message, Message::Pong(_)) {
            self.heard();
        }
        self.note_received(&message);
        if message.len() > self.dialogue.longest() {
            let (code, reason) = TOO_LONG;
            return self.carry_out(Order::close(code, reason)).await;
        }
        let heard = match message {
            Message::Text(text) => Heard::Text(text.as_str().to_owned()),
            Message::Binary(_) => Heard::Binary,
            Message::Close(frame) => {
                self.finish_close().await;
                return Err((How::ClientClosed, frame.map(|frame| frame.code.into())));
            }
            // The framing library answers pings itself.
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(()),
        };
        for order in self.dialogue.answer(&heard) {
            self.carry_out(order).await?;
        }
        Ok(())
    }

    fn note_received(&self, message: &Message) {
        let (kind, text, bytes) = describe(message);
        let frame = self.seat.shared.frame(self.seat.connection, kind, text, bytes);
        self.seat.shared.update(|inner| state::log(&mut inner.state.received, frame));
    }

    /// Writes what is left to write and waits for the other side to be gone, within reason.
    async fn finish_close(&mut self) {
        let gone = async { while let Some(Ok(_)) = self.socket.next().await {} };
        let _ = timeout(CLOSE_PATIENCE, gone).await;
    }

    async fn carry_out(&mut self, order: Order) -> Step {
        match order {
            Order::Text { text, event_type } => self.text(text, event_type).await,
            Order::Binary(bytes) => self.write(Message::binary(bytes), None).await,
            Order::Bytes(bytes) => self.bytes(&bytes).await,
            Order::Close { code, reason } => {
                self.leave();
                let told = (code != NO_CODE).then_some(code);
                let frame = told.map(|code| CloseFrame { code: code.into(), reason: reason.into() });
                self.write(Message::Close(frame), None).await?;
                self.finish_close().await;
                Err((How::ServerClosed, told))
            }
        }
    }

    /// From now on it does not count among those that stay.
    fn leave(&self) {
        self.seat.shared.update(|inner| {
            if let Some(own) = inner.connection(self.seat.connection) {
                own.leaving = true;
            }
        });
    }

    async fn ping(&mut self) -> Step {
        self.write(Message::Ping(Vec::new().into()), None).await
    }

    async fn text(&mut self, text: String, event_type: Option<String>) -> Step {
        self.write(Message::text(text), event_type).await
    }

    async fn write(&mut self, message: Message, event_type: Option<String>) -> Step {
        let (kind, text, bytes) = describe(&message);
        let frame = Frame { event_type, ..self.seat.shared.frame(self.seat.connection, kind, text, bytes) };
        tokio::select! {
            biased;
            cut = cut(&mut self.seat.line.cut) => return Err(cut),
            sent = self.socket.send(message) => sent.map_err(|_| LOST)?,
        }
        self.note_sent(frame);
        Ok(())
    }

    async fn bytes(&mut self, bytes: &[u8]) -> Step {
        let frame = self.seat.shared.frame(self.seat.connection, FrameKind::Bytes, "", bytes.len());
        tokio::select! {
            biased;
            cut = cut(&mut self.seat.line.cut) => return Err(cut),
            written = self.socket.get_mut().write_all(bytes) => written.map_err(|_| LOST)?,
        }
        self.note_sent(frame);
        Ok(())
    }

    fn note_sent(&self, frame: Frame) {
        self.seat.shared.update(|inner| state::log(&mut inner.state.sent, frame));
    }
}

/// Resolves when a ping is due; never when none is sent.
async fn next_ping(ping: &mut Option<Interval>) {
    match ping {
        Some(ping) => drop(ping.tick().await),
        None => pending().await,
    }
}

/// Resolves at a moment; never when there is none.
async fn due(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => pending().await,
    }
}

/// Resolves when the connection is to be broken off.
async fn cut(orders: &mut watch::Receiver<Option<Cut>>) -> End {
    match orders.wait_for(Option::is_some).await.map(|cut| *cut) {
        Ok(Some(Cut::Reset)) => (How::Reset, None),
        Ok(Some(Cut::Overrun)) => (How::Overrun, None),
        Ok(Some(Cut::Drop)) => (How::Cut, None),
        Ok(None) | Err(_) => pending().await,
    }
}

fn describe(message: &Message) -> (FrameKind, &str, usize) {
    match message {
        Message::Text(text) => (FrameKind::Text, text.as_str(), text.len()),
        Message::Close(Some(frame)) => (FrameKind::Close, frame.reason.as_str(), message.len()),
        Message::Close(None) => (FrameKind::Close, "", 0),
        Message::Ping(bytes) => (FrameKind::Ping, "", bytes.len()),
        Message::Pong(bytes) => (FrameKind::Pong, "", bytes.len()),
        Message::Binary(bytes) => (FrameKind::Binary, "", bytes.len()),
        Message::Frame(_) => (FrameKind::Bytes, "", message.len()),
    }
}
