//! One source's connection: open, ready, heartbeat, close, backoff.
//!
//! A link drives one [`Adapter`]: it owns the socket and the timers, carries out the adapter's outputs and
//! tells the controller what came of it. It always serves the adapter's requests and deadlines, also while
//! no socket is open, so a source that lost its socket can still ask for the present.
//!
//! - `policy` holds the figures and decides what follows a loss, a wake, a ready frame.
//! - `backoff` is the delays, as an iterator.
//! - `liveness` finds a silent connection dead.
//! - `socket` is the open WebSocket: reading and writing.
//! - `mailbox` brings orders to the link; `run` is its loop, `epoch` one attempt and what it leads to,
//!   `outputs` carries out what the adapter wants.
//!
//! A *fault* of the source ends the attempt or the connection. While a source is listened to by polling
//! alone it ends the epoch: the next one begins by the same backoff, so polls resume as soon as a socket
//! would. Where an epoch has a socket, a failed request is told and changes nothing else, unless the
//! user must act.
//!
//! Invariants: the old socket is closed before the next opens; the backoff is reset only after ready and
//! 30 s of life; a terminal fault stops the attempts until its cause changed; no reply reaches an epoch
//! that did not ask; dropping the [`LinkHandle`] ends everything.

mod backoff;
mod epoch;
mod liveness;
mod mailbox;
mod outputs;
mod policy;
mod run;
mod socket;

use std::collections::BTreeSet;
use std::fmt;

use swarmbell_protocols::adapter::{Adapter, Ask, Snapshot, Subscription, Way};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::{Event, Fault};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::controller::Input;
use crate::http::Http;
use crate::settings::SourceId;
use mailbox::Outbox;

pub use policy::LinkPolicy;

/// What a link is made of.
pub struct LinkParts {
    /// Whose link it is.
    pub source: SourceId,
    /// Goes with all its news, so that those of a replaced link can be told apart.
    pub generation: u64,
    /// The protocol.
    pub adapter: Box<dyn Adapter>,
    /// Makes its requests and opens its socket.
    pub http: Http,
    /// Its time.
    pub clock: Clock,
    /// Where its news go. When the other end is gone, the link ends.
    pub inputs: mpsc::Sender<Input>,
    /// Its figures.
    pub policy: LinkPolicy,
    /// For the jitter of its delays.
    pub seed: u64,
}

impl fmt::Debug for LinkParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkParts({} {})", self.source.as_str(), self.generation)
    }
}

/// A running link. Dropping it closes the socket and ends every task of the link.
#[derive(Debug)]
pub struct LinkHandle {
    outbox: Outbox,
    task: JoinHandle<()>,
}

impl LinkHandle {
    /// Tells the link what is wanted. Never waits.
    pub fn order(&self, order: LinkOrder) {
        self.outbox.put(order);
    }

    /// Ends this link and starts another in its place, whose first attempt waits until this one's socket is
    /// closed: a server may count the connections of a user. Never waits.
    #[must_use]
    pub fn replace(self, parts: LinkParts) -> Self {
        let Self { outbox, task } = self;
        drop(outbox);
        start(parts, Some(task))
    }
}

/// Starts a link on the current runtime.
#[must_use]
pub fn spawn(parts: LinkParts) -> LinkHandle {
    start(parts, None)
}

fn start(parts: LinkParts, former: Option<JoinHandle<()>>) -> LinkHandle {
    let (outbox, inbox) = mailbox::mailbox();
    let task = tokio::spawn(run::run(parts, inbox, former));
    LinkHandle { outbox, task }
}

/// The state of a connection, each with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub enum ConnectionState {
    /// Switched off.
    Disconnected,
    /// The first attempt is being made.
    Connecting,
    /// The protocol's ready frame, or a good poll, came.
    Connected {
        /// Since when.
        since: UnixMillis,
        /// Pushed or polled.
        via: Way,
    },
    /// An attempt failed or the connection was lost.
    Reconnecting {
        /// The attempt that is waited for or under way, from 1 since the connection was last good.
        attempt: u32,
        /// When the next attempt is made; `None` while one is under way.
        next_try: Option<UnixMillis>,
        /// What went wrong last.
        reason: Fault,
    },
    /// Stopped until what caused it changes. Polling may go on meanwhile.
    Failed {
        /// What the user must act on.
        reason: Fault,
    },
}

/// What a link tells the controller.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkUpdate {
    /// The connection's state changed.
    State(ConnectionState),
    /// Something happened.
    Event(Box<Event>),
    /// This is how things are.
    Snapshot(Snapshot),
    /// What the server can be asked to push.
    Available(BTreeSet<Subscription>),
    /// Where a later connection may go on; to be kept for the adapter.
    Position(String),
    /// A request, not the connection, failed.
    RequestFailed(Fault),
    /// A question finds no answer.
    Unanswered(Ask, Fault),
}

/// What the controller wants of a link.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkOrder {
    /// These kinds of events are wanted from now on.
    Wanted(BTreeSet<Subscription>),
    /// Somebody wants to know something now.
    Ask(Ask),
    /// The machine woke up: connect afresh, at once. A wake is told more than once; what was begun since stays.
    Woke,
    /// The machine has other ways out: connect afresh, at once, however lately this was done over those before.
    NetworkChanged,
    /// Try now, also after a terminal fault.
    RetryNow,
}
