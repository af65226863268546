//! One conversation over the local socket.

use std::io::ErrorKind;
use std::time::Duration;

use futures_util::future::OptionFuture;
use futures_util::{SinkExt, StreamExt};
use interprocess::local_socket::tokio::Stream;
use serde::Serialize;
use swarmbell_words::say;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_util::codec::{Framed, LinesCodec, LinesCodecError};
use zeroize::Zeroizing;

use super::{Answer, FromBell, Hello, Order, VERSION};
use crate::controller::Input;
use crate::view::WindowSnapshot;

/// Longest line a client may send: the settings of a source, with all the names and rules it may have.
pub(super) const MAX_LINE_BYTES: usize = 256 * 1024;

/// Who does not read for this long is hung up on.
const READ_WITHIN: Duration = Duration::from_secs(5);

/// Who does not greet for this long is hung up on.
const GREET_WITHIN: Duration = Duration::from_secs(5);

/// Who neither watches nor wants anything for this long is hung up on, so that nobody keeps the places of others.
const ORDER_WITHIN: Duration = Duration::from_secs(30);

/// Between two snapshots: at most five a second, the newest wins.
const BETWEEN_SNAPSHOTS: Duration = Duration::from_millis(200);

/// Why a conversation ends.
struct Over;

struct Session {
    lines: Framed<Stream, LinesCodec>,
    inputs: mpsc::Sender<Input>,
    /// The order being carried out; the next one is read after its answer.
    waiting: Option<oneshot::Receiver<Answer>>,
    snapshots: Option<Snapshots>,
}

struct Snapshots {
    newest: watch::Receiver<WindowSnapshot>,
    pace: Interval,
}

/// Serves one client until it or the controller is gone.
pub(super) async fn run(stream: Stream, inputs: mpsc::Sender<Input>) {
    let lines = Framed::new(stream, LinesCodec::new_with_max_length(MAX_LINE_BYTES));
    let mut session = Session { lines, inputs, waiting: None, snapshots: None };
    if session.greet().await.is_ok() {
        while session.serve().await.is_ok() {}
        if session.snapshots.take().is_some() {
            // A controller that ends does not mind.
            let _ = session.inputs.send(Input::Unwatched).await;
        }
    }
}

impl Session {
    async fn greet(&mut self) -> Result<(), Over> {
        let line = timeout(GREET_WITHIN, self.lines.next()).await.map_err(|_| Over)?;
        let line = self.readable(line.ok_or(Over)?).await?;
        let Ok(hello) = serde_json::from_str::<Hello>(&line) else {
            self.refuse(&say!("order-no-greeting")).await?;
            return Err(Over);
        };
        // A client of another version reads this one, and says so itself.
        self.send(&Hello { swarmbell: VERSION }).await?;
        if hello.swarmbell == VERSION { Ok(()) } else { Err(Over) }
    }

    /// Does the next thing: an order, an answer, or a snapshot.
    async fn serve(&mut self) -> Result<(), Over> {
        tokio::select! {
            line = self.lines.next(), if self.waiting.is_none() => {
                self.line(line.ok_or(Over)?).await
            }
            () = tokio::time::sleep(ORDER_WITHIN), if self.waiting.is_none() && self.snapshots.is_none() => {
                Err(Over)
            }
            Some(answer) = OptionFuture::from(self.waiting.as_mut()) => {
                self.waiting = None;
                // A controller that ends answers nobody.
                self.answer(answer.map_err(|_| Over)?).await
            }
            Some(snapshot) = OptionFuture::from(self.snapshots.as_mut().map(Snapshots::next)) => {
                let snapshot = Box::new(snapshot.ok_or(Over)?);
                self.send(&FromBell::Snapshot { snapshot }).await
            }
            () = self.inputs.closed(), if self.waiting.is_none() => Err(Over),
        }
    }

    async fn line(&mut self, line: Result<String, LinesCodecError>) -> Result<(), Over> {
        let line = self.readable(line).await?;
        match serde_json::from_str(&line) {
            Ok(Order::Watch) => self.watch().await,
            Ok(order) => {
                let (reply, answer) = oneshot::channel();
                self.inputs.send(Input::Order { order, reply }).await.map_err(|_| Over)?;
                self.waiting = Some(answer);
                Ok(())
            }
            Err(_) => self.refuse(&say!("order-not-understood")).await,
        }
    }

    /// The line, wiped after use since it may hold a token. What is no line of text ends the conversation.
    async fn readable(&mut self, line: Result<String, LinesCodecError>) -> Result<Zeroizing<String>, Over> {
        let sentence = match line {
            Ok(line) => return Ok(Zeroizing::new(line)),
            Err(LinesCodecError::MaxLineLengthExceeded) => say!("order-too-long"),
            Err(LinesCodecError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                say!("order-no-text")
            }
            Err(LinesCodecError::Io(_)) => return Err(Over),
        };
        self.refuse(&sentence).await?;
        Err(Over)
    }

    async fn watch(&mut self) -> Result<(), Over> {
        let (reply, receiver) = oneshot::channel();
        self.inputs.send(Input::Watch { reply }).await.map_err(|_| Over)?;
        let mut newest = receiver.await.map_err(|_| Over)?;
        newest.mark_changed();
        let mut pace = interval(BETWEEN_SNAPSHOTS);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        self.snapshots = Some(Snapshots { newest, pace });
        self.answer(Answer::Done).await
    }

    async fn refuse(&mut self, sentence: &str) -> Result<(), Over> {
        self.answer(Answer::Said { ok: false, sentence: sentence.to_owned() }).await
    }

    async fn answer(&mut self, answer: Answer) -> Result<(), Over> {
        self.send(&FromBell::Answer { answer }).await
    }

    async fn send(&mut self, value: &impl Serialize) -> Result<(), Over> {
        let line = serde_json::to_string(value).map_err(|_| Over)?;
        match timeout(READ_WITHIN, self.lines.send(line)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Over),
        }
    }
}

impl Snapshots {
    /// The newest snapshot, not too soon after the last; `None` once the controller is gone.
    async fn next(&mut self) -> Option<WindowSnapshot> {
        // In this order a wait that is dropped half-way loses no change.
        self.pace.tick().await;
        self.newest.changed().await.ok()?;
        Some(self.newest.borrow_and_update().clone())
    }
}
