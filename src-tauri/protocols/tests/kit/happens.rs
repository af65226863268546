//! What may happen to an adapter.

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};

/// One thing that may happen. A request is named by its place among those that are under way.
#[derive(Debug, Clone)]
pub enum Happens {
    /// A new attempt begins.
    Start,
    /// Somebody wants another attempt.
    Retry,
    /// The socket is open.
    Opened,
    /// The socket closed.
    Closed(Option<u16>),
    /// The upgrade was refused.
    Refused(Reply),
    /// A text frame comes.
    Text(String),
    /// A binary frame comes.
    Binary(Vec<u8>),
    /// A request is answered.
    Reply(usize, Reply),
    /// A request finds no answer.
    NoReply(usize, Fault),
    /// The next deadline comes.
    Deadline,
    /// The machine woke up.
    Woke,
    /// Something is wanted.
    Wanted(BTreeSet<Subscription>),
    /// Something is asked.
    Ask(Ask),
    /// The adapter ends, and another one is built with what was kept.
    Restart,
    /// Time passes, and the wall clock is set.
    TimePasses(Duration, i64),
    /// All of this, one after the other.
    InTurn(Vec<Happens>),
}
