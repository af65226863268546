//! The end of the local socket that asks: window, command line, a second launch.

use std::io::ErrorKind;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use interprocess::local_socket::tokio::Stream;
use interprocess::local_socket::traits::tokio::Stream as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use swarmbell_words::say;
use tokio_util::codec::{Framed, LinesCodec};

use super::{Answer, FromBell, Hello, Order, SocketPlace, VERSION, peer};
use crate::view::WindowSnapshot;

/// How long connecting and greeting may take.
const GREETED_WITHIN: Duration = Duration::from_secs(5);

/// Longest line from the bell: one with a picture. A snapshot is far shorter.
pub(crate) const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// A connection to the running bell.
#[derive(Debug)]
pub struct Client {
    lines: Framed<Stream, LinesCodec>,
    /// The newest snapshot that came while an answer was waited for.
    ahead: Option<WindowSnapshot>,
    /// Orders whose answers nobody waits for any more.
    given_up: usize,
}

/// Why the bell did not answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Nobody listens.
    #[error("{}", say!("bell-not-running"))]
    NotRunning,
    /// It listens and says nothing.
    #[error("{}", say!("bell-silent"))]
    TimedOut,
    /// It hung up.
    #[error("{}", say!("bell-ended"))]
    Closed,
    /// An update replaced the program while the old one runs.
    #[error("{}", say!("bell-other-version"))]
    OtherVersion,
    /// It said something that is no line of the protocol.
    #[error("{}", say!("bell-unreadable"))]
    Unreadable,
    /// Somebody else opened a socket in its place. Nothing was said to it.
    #[error("{}", say!("bell-stranger"))]
    Stranger,
    /// The system refuses the connection.
    #[error("{}", say!("bell-unreachable", error = _0.to_string()))]
    Refused(std::io::Error),
}

impl Client {
    /// Connects to the running bell.
    pub async fn connect(place: &SocketPlace) -> Result<Self, ClientError> {
        within(GREETED_WITHIN, Self::greet(place)).await
    }

    async fn greet(place: &SocketPlace) -> Result<Self, ClientError> {
        let name = place.name().map_err(ClientError::Refused)?;
        let stream = Stream::connect(name).await.map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::ConnectionRefused => ClientError::NotRunning,
            _ => ClientError::Refused(error),
        })?;
        if !peer::is_this_user(&stream) {
            return Err(ClientError::Stranger);
        }
        let lines = Framed::new(stream, LinesCodec::new_with_max_length(MAX_ANSWER_BYTES));
        let mut client = Self { lines, ahead: None, given_up: 0 };
        client.send(&Hello { swarmbell: VERSION }).await?;
        let hello: Hello = client.receive().await?;
        if hello.swarmbell != VERSION {
            return Err(ClientError::OtherVersion);
        }
        Ok(client)
    }

    /// Gives an order and waits for its answer. An answer that comes too late is dropped.
    pub async fn order(&mut self, order: Order, within_time: Duration) -> Result<Answer, ClientError> {
        let answered = within(within_time, async {
            self.send(&order).await?;
            loop {
                match self.receive().await? {
                    FromBell::Answer { .. } if self.given_up > 0 => self.given_up -= 1,
                    FromBell::Answer { answer } => return Ok(answer),
                    FromBell::Snapshot { snapshot } => self.ahead = Some(*snapshot),
                }
            }
        })
        .await;
        if matches!(answered, Err(ClientError::TimedOut)) {
            self.given_up += 1;
        }
        answered
    }

    /// Asks for snapshots from now on.
    pub async fn watch(&mut self) -> Result<(), ClientError> {
        self.order(Order::Watch, GREETED_WITHIN).await.map(drop)
    }

    /// Waits for the next snapshot; ends with the bell.
    pub async fn next_snapshot(&mut self) -> Result<WindowSnapshot, ClientError> {
        if let Some(snapshot) = self.ahead.take() {
            return Ok(snapshot);
        }
        loop {
            match self.receive().await? {
                FromBell::Snapshot { snapshot } => return Ok(*snapshot),
                FromBell::Answer { .. } => self.given_up = self.given_up.saturating_sub(1),
            }
        }
    }

    async fn send(&mut self, value: &impl Serialize) -> Result<(), ClientError> {
        // The line may hold a token: it is wiped, and the error does not show it.
        let line =
            zeroize::Zeroizing::new(serde_json::to_string(value).map_err(|_| ClientError::Unreadable)?);
        self.lines.send(line.as_str()).await.map_err(|_| ClientError::Closed)
    }

    async fn receive<T: DeserializeOwned>(&mut self) -> Result<T, ClientError> {
        let line = self.lines.next().await.ok_or(ClientError::Closed)?.map_err(|_| ClientError::Closed)?;
        serde_json::from_str(&line).map_err(|_| ClientError::Unreadable)
    }
}

async fn within<T>(
    time: Duration,
    work: impl Future<Output = Result<T, ClientError>>,
) -> Result<T, ClientError> {
    tokio::time::timeout(time, work).await.unwrap_or(Err(ClientError::TimedOut))
}
