//! An open WebSocket: reading and writing at the same time, saying goodbye.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll, ready};

use futures_util::{Sink, StreamExt};
use reqwest::Upgraded;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Probe;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Bytes, Message, Utf8Bytes};

/// Frames that may wait for a server that does not read. One subscription is one frame.
const MAX_WAITING: usize = 256;

/// What came over the socket.
#[derive(Debug)]
pub(super) enum Heard {
    /// A text frame.
    Text(Utf8Bytes),
    /// A binary frame.
    Binary(Bytes),
    /// A ping, already answered, or a pong.
    Beat,
    /// The server said goodbye.
    Goodbye {
        /// The close code, when it gave one.
        code: Option<u16>,
    },
    /// The connection broke.
    Broken(Fault),
}

/// An open socket with what is still to be written.
#[derive(Debug)]
pub(super) struct Socket {
    stream: WebSocketStream<Upgraded>,
    waiting: VecDeque<Message>,
    unflushed: bool,
}

impl Socket {
    pub(super) fn new(stream: WebSocketStream<Upgraded>) -> Self {
        Self { stream, waiting: VecDeque::new(), unflushed: false }
    }

    /// Takes a text frame to be sent. Fails when the server has stopped reading.
    pub(super) fn send(&mut self, text: String) -> Result<(), Fault> {
        self.put(Message::text(text))
    }

    /// Takes the probe of a silent connection.
    pub(super) fn probe(&mut self, probe: Probe) -> Result<(), Fault> {
        match probe {
            Probe::Ping => self.put(Message::Ping(Bytes::new())),
            Probe::Text(text) => self.send(text),
        }
    }

    /// Waits for the next frame, writing meanwhile. Cancel safe.
    pub(super) async fn next(&mut self) -> Heard {
        poll_fn(|context| self.poll(context)).await
    }

    /// Sends a close frame and waits for the server to hang up. The caller holds the deadline.
    pub(super) async fn goodbye(mut self) {
        let frame = CloseFrame { code: CloseCode::Normal, reason: Utf8Bytes::default() };
        // Whatever fails here, the connection is dropped next.
        if self.stream.close(Some(frame)).await.is_ok() {
            while let Some(Ok(_)) = self.stream.next().await {}
        }
    }

    fn put(&mut self, message: Message) -> Result<(), Fault> {
        if self.waiting.len() >= MAX_WAITING {
            return Err(Fault::Silent);
        }
        self.waiting.push_back(message);
        Ok(())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Heard> {
        if let Poll::Ready(Err(error)) = self.poll_write(context) {
            return Poll::Ready(Heard::Broken(fault(&error)));
        }
        let heard = match ready!(self.stream.poll_next_unpin(context)) {
            Some(Ok(Message::Text(text))) => Heard::Text(text),
            Some(Ok(Message::Binary(bytes))) => Heard::Binary(bytes),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Heard::Beat,
            Some(Ok(Message::Close(frame))) => Heard::Goodbye { code: frame.map(|frame| frame.code.into()) },
            Some(Err(error)) => Heard::Broken(fault(&error)),
            None => Heard::Broken(Fault::Closed { code: None }),
        };
        Poll::Ready(heard)
    }

    fn poll_write(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let mut stream = std::pin::Pin::new(&mut self.stream);
        while !self.waiting.is_empty() {
            ready!(stream.as_mut().poll_ready(context))?;
            if let Some(message) = self.waiting.pop_front() {
                stream.as_mut().start_send(message)?;
                self.unflushed = true;
            }
        }
        if self.unflushed {
            ready!(stream.as_mut().poll_flush(context))?;
            self.unflushed = false;
        }
        Poll::Ready(Ok(()))
    }
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Fault::Closed { code: None },
        Error::Capacity(_) | Error::Protocol(_) | Error::Utf8(_) => Fault::Unreadable,
        _ => Fault::Closed { code: None },
    }
}
