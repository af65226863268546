//! One socket's life after the handshake.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{Cut, Dialogue, Heard, LineEnd, Order};
use crate::shared::Shared;
use crate::state::{self, Frame, FrameKind, How};

/// How long the server waits for the client's part of a close.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);

/// A place among the open connections; leaving it is noted even when the handshake comes to nothing.
pub(crate) struct Seat {
    pub(crate) shared: Arc<Shared>,
    pub(crate) connection: u64,
    end: End,
}

/// How it ended, with the close code.
type End = (How, Option<u16>);

/// Ended, with the reason.
type Step = Result<(), End>;

const LOST: End = (How::Lost, None);

impl Seat {
    pub(crate) fn new(shared: Arc<Shared>, connection: u64) -> Self {
        Self { shared, connection, end: LOST }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (how, code) = self.end;
        self.shared.forget(self.connection, how, code);
    }
}

/// A socket in use.
pub(crate) struct Talk<D> {
    seat: Seat,
    socket: WebSocketStream<TcpStream>,
    line: LineEnd,
    stall: watch::Receiver<bool>,
    dialogue: D,
    ping: Interval,
    idle_at: Instant,
}

impl<D: Dialogue> Talk<D> {
    pub(crate) fn new(seat: Seat, socket: WebSocketStream<TcpStream>, line: LineEnd, dialogue: D) -> Self {
        let config = &seat.shared.config;
        let mut ping = interval_at(Instant::now() + config.ping_every, config.ping_every);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let idle_at = Instant::now() + config.idle_close;
        let stall = seat.shared.stall.subscribe();
        Self { seat, socket, line, stall, dialogue, ping, idle_at }
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
    }

    async fn talk(&mut self) -> Step {
        for text in self.dialogue.greet() {
            self.text(text, None).await?;
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
                cut = cut(&mut self.line.cut) => return Err(cut),
                changed = self.stall.changed() => changed.map_err(|_| LOST)?,
                frame = self.socket.next() => self.hear(frame).await?,
                order = self.line.orders.recv() => self.carry_out(order.ok_or(LOST)?).await?,
                _ = self.ping.tick() => self.ping().await?,
                () = sleep_until(self.idle_at) => return Err((How::Idle, None)),
            }
        }
    }

    /// While stalled nothing is read, answered or sent; the TCP stream stays open.
    async fn silence(&mut self) -> Step {
        while *self.stall.borrow_and_update() {
            tokio::select! {
                cut = cut(&mut self.line.cut) => return Err(cut),
                changed = self.stall.changed() => changed.map_err(|_| LOST)?,
            }
            self.heard();
        }
        Ok(())
    }

    fn heard(&mut self) {
        self.idle_at = Instant::now() + self.seat.shared.config.idle_close;
    }

    async fn hear(&mut self, frame: Option<Result<Message, Error>>) -> Step {
        let Some(Ok(message)) = frame else { return Err(LOST) };
        self.heard();
        self.note_received(&message);
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
        for text in self.dialogue.answer(&heard) {
            self.text(text, None).await?;
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
                let frame = CloseFrame { code: code.into(), reason: reason.into() };
                self.write(Message::Close(Some(frame)), None).await?;
                self.finish_close().await;
                Err((How::ServerClosed, Some(code)))
            }
        }
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
            cut = cut(&mut self.line.cut) => return Err(cut),
            sent = self.socket.send(message) => sent.map_err(|_| LOST)?,
        }
        self.note_sent(frame);
        Ok(())
    }

    async fn bytes(&mut self, bytes: &[u8]) -> Step {
        let frame = self.seat.shared.frame(self.seat.connection, FrameKind::Bytes, "", bytes.len());
        tokio::select! {
            biased;
            cut = cut(&mut self.line.cut) => return Err(cut),
            written = self.socket.get_mut().write_all(bytes) => written.map_err(|_| LOST)?,
        }
        self.note_sent(frame);
        Ok(())
    }

    fn note_sent(&self, frame: Frame) {
        self.seat.shared.update(|inner| state::log(&mut inner.state.sent, frame));
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
