//! The seam between a protocol and the world.
//!
//! An [`Adapter`] is a state machine. [`Adapter::step`] takes one [`Input`] with the time and returns
//! [`Output`]s in the order they are to be carried out. The engine's link owns the socket and the
//! timers; it counts every frame as life and runs the [`Liveness`] the adapter declares.
//!
//! Everything bound to one connection is void when the next [`Input::Start`] begins a new epoch; replies
//! to requests of an older epoch are dropped by the link.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use url::Url;

use crate::event::{Event, EventType};
use crate::fault::Fault;
use crate::schedule::Week;
use crate::secret::SecretRef;
use crate::time::{Now, Steady};

/// A protocol without I/O.
pub trait Adapter: Send {
    /// Takes one input and says what follows from it. Never panics, whatever the input holds.
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output>;

    /// The one moment at which the adapter wants [`Input::Deadline`], if any.
    fn deadline(&self) -> Option<Steady>;

    /// How a silent connection is found dead.
    fn liveness(&self) -> Liveness;
}

/// What an adapter is told.
#[derive(Debug, Clone)]
pub enum Input<'a> {
    /// A new attempt begins. Everything bound to a former connection is void.
    Start,
    /// The socket asked for with [`Output::Connect`] is open.
    Opened,
    /// The server answered the upgrade with something other than 101.
    Refused(&'a Reply),
    /// The socket closed, or could not be opened (`code` is `None` then).
    Closed {
        /// WebSocket close code, when the server sent one.
        code: Option<u16>,
    },
    /// A text frame arrived.
    Text(&'a str),
    /// A binary frame arrived.
    Binary(&'a [u8]),
    /// A request was answered.
    Reply {
        /// The id given in [`Output::Request`].
        id: RequestId,
        /// The answer.
        reply: &'a Reply,
    },
    /// A request found no answer.
    NoReply {
        /// The id given in [`Output::Request`].
        id: RequestId,
        /// Why.
        fault: Fault,
    },
    /// The moment named by [`Adapter::deadline`] has come.
    Deadline,
    /// The machine woke up or the network changed: what is known may be old.
    Woke,
    /// The kinds of events that somebody wants to hear of.
    Wanted(&'a BTreeSet<EventType>),
    /// Somebody wants to know something now.
    Ask(Ask),
}

/// What an adapter wants done, or has learnt.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Open the socket.
    Connect(Connect),
    /// Send a text frame.
    Send(String),
    /// Make an HTTP request; the answer comes back as [`Input::Reply`] or [`Input::NoReply`].
    Request(Request),
    /// The source is usable: the protocol's ready frame came, or a poll was answered.
    Ready(Way),
    /// Something happened.
    Event(Event),
    /// This is how things are.
    Snapshot(Snapshot),
    /// The server told what can be subscribed to.
    Available(BTreeSet<EventType>),
    /// The source failed. The link decides by [`Fault::retry`] what becomes of the connection. Silence, a
    /// missed deadline and a close are the link's own findings; an adapter does not repeat them.
    Fault(Fault),
    /// One request failed; the connection is as good as before.
    RequestFailed(Fault),
    /// One line worth a log entry: something unknown was skipped. Never holds a payload or a secret.
    Note(String),
}

/// How a source is being listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Events are pushed over a socket.
    Push,
    /// The present is asked for at intervals.
    Poll,
}

/// How things are, as the answer to a request told.
#[derive(Debug, Clone, PartialEq)]
pub enum Snapshot {
    /// On the air with this stream (told as the event its start would have been), or not at all.
    Live(Option<Box<Event>>),
    /// The week published last.
    Latest(Week),
    /// A week that was asked for; `None` when the server has none.
    Week {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// The week, if there is one.
        found: Option<Week>,
    },
    /// All weeks the server has, by ISO year.
    Weeks(BTreeMap<i32, BTreeSet<u32>>),
}

/// What somebody wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Everything about the present, once.
    Present,
    /// One week of the schedule.
    Week {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
    },
    /// Which weeks there are.
    Weeks,
}

/// The socket to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Connect {
    /// `ws` or `wss` address. Prints redacted, since some protocols carry a ticket or key in it.
    pub address: Address,
    /// The secret for the upgrade's `Authorization: Bearer` header.
    pub bearer: Option<SecretRef>,
}

/// An HTTP GET to make. (Protocols that post get a method here.)
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Chosen by the adapter, unique within its life.
    pub id: RequestId,
    /// Where to.
    pub address: Address,
    /// The secret for the `Authorization: Bearer` header.
    pub bearer: Option<SecretRef>,
    /// Who goes first when the budget is short.
    pub priority: Priority,
}

/// Names one request of an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// Who goes first when the server's budget is short; earlier is more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// What may have been missed.
    CatchUp,
    /// Somebody is looking at an empty place.
    User,
    /// Nobody would notice if it came later.
    Prefetch,
}

/// An address to talk to. Prints without query and user info, where tickets and keys travel.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(pub Url);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().unwrap_or_default();
        let query = if self.0.query().is_some() { "?…" } else { "" };
        write!(f, "{}://{host}{}{query}", self.0.scheme(), self.0.path())
    }
}

/// An HTTP answer, or what the upgrade was refused with.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After` in either form, as the time from now.
    pub retry_after: Option<Duration>,
    /// The body, cut at the engine's limit; not necessarily UTF-8 or JSON.
    pub body: Vec<u8>,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({}, {} bytes)", self.status, self.body.len())
    }
}

/// How a dead connection is found. Every frame counts as life, pings and pongs included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liveness {
    /// Silence after which the probe is sent.
    pub idle: Duration,
    /// What is sent to provoke an answer.
    pub probe: Probe,
    /// How long the answer may take before the connection counts as dead.
    pub answer_within: Duration,
}

/// What is sent over a silent connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// A WebSocket ping frame.
    Ping,
    /// A text frame of the protocol.
    Text(String),
}
