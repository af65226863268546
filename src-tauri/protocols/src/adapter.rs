//! The seam between a protocol and the world.
//!
//! An [`Adapter`] is a state machine. [`Adapter::step`] takes one [`Input`] with the time and returns
//! [`Output`]s in the order they are to be carried out. The engine's link owns the socket and the
//! timers; it counts every frame as life and runs the [`Liveness`] the adapter declares.
//!
//! Everything bound to one connection is void when the next [`Input::Start`] begins a new epoch; replies
//! to requests of an older epoch are dropped by the link.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

pub use crate::ask::{Ask, Snapshot};
use crate::event::{Event, EventType};
use crate::fault::Fault;
use crate::secret::SecretRef;
use crate::time::{Now, Steady, UnixMillis};

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
    /// Somebody wants another attempt, whatever the last one found out; [`Input::Start`] follows, unless the
    /// connection is good.
    Retry,
    /// The socket asked for with [`Output::Connect`] is open.
    Opened,
    /// The server answered the upgrade with something other than 101. The attempt is over when a fault follows;
    /// without one the adapter is about to try another way in, within the time the attempt has left.
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
    /// What somebody wants to hear of, from now on.
    Wanted(&'a BTreeSet<Subscription>),
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
    Available(BTreeSet<Subscription>),
    /// Where a later connection may go on, in the adapter's own words. It is kept, and given back when the
    /// adapter is built again.
    Position(String),
    /// How long the server wants the next attempts to wait, one after the other; the last one counts for all
    /// later ones. The link varies them like its own.
    Backoff(Vec<Duration>),
    /// The source failed. The link decides by [`Fault::retry`] what becomes of the connection. Silence, a
    /// missed deadline and a close are the link's own findings; an adapter does not repeat them.
    Fault(Fault),
    /// One request failed; the connection is as good as before.
    RequestFailed(Fault),
    /// Somebody's question finds no answer.
    Unanswered(Ask, Fault),
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

/// The socket to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Connect {
    /// `ws` or `wss` address. Prints redacted, since some protocols carry a ticket or key in it.
    pub address: Address,
    /// The secret for the upgrade's `Authorization: Bearer` header.
    pub bearer: Option<SecretRef>,
}

/// What can be subscribed to, by its name on the wire: a kind of event, a channel, a stream or a market.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Subscription(pub String);

impl Subscription {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Subscription {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl From<&EventType> for Subscription {
    fn from(kind: &EventType) -> Self {
        Self(kind.0.clone())
    }
}

/// An HTTP request to make.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Chosen by the adapter, unique within its life.
    pub id: RequestId,
    /// Where to.
    pub address: Address,
    /// What is posted; without it the request is a GET.
    pub body: Option<Body>,
    /// The secret for the `Authorization: Bearer` header.
    pub bearer: Option<SecretRef>,
    /// Who goes first when the budget is short.
    pub priority: Priority,
    /// The server's limits it counts against, the narrowest last.
    pub limits: Vec<Limit>,
    /// Whether the answer to a redirect is the one at its end, rather than the redirect itself. A post is
    /// never sent a second time.
    pub follow: bool,
    /// How long it may wait for its turn. Who would wait longer is told for how long.
    pub patience: Duration,
}

impl Request {
    /// The patience of what nobody looks at meanwhile.
    pub const PATIENT: Duration = Duration::from_secs(120);
}

/// The body of a POST. Prints its kind only: what is signed or published is nobody else's business.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON text.
    Json(String),
    /// The fields of a form.
    Form(Vec<(String, String)>),
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json(_) => "Json(…)",
            Self::Form(_) => "Form(…)",
        })
    }
}

/// So many requests in so much time, with the same secret and to the same origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Limit {
    /// Requests of the same scope are counted together.
    pub scope: &'static str,
    /// How many the server allows.
    pub most: u32,
    /// In which time.
    pub per: Duration,
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
    /// Where a redirect that was not followed leads.
    pub location: Option<String>,
    /// What it says about the end of this interface (RFC 9745, RFC 8594).
    pub deprecation: Option<Deprecation>,
    /// The server's name of the request, by which its operators find it (`x-request-id`).
    pub request_id: Option<String>,
    /// The body, cut at the engine's limit; not necessarily UTF-8 or JSON.
    pub body: Vec<u8>,
}

/// `Deprecation` and `Sunset` of an answer: the interface that was asked is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deprecation {
    /// When it stops answering, as far as that was said.
    pub sunset: Option<UnixMillis>,
}

impl Reply {
    /// An answer that says no more than this.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            retry_after: None,
            location: None,
            deprecation: None,
            request_id: None,
            body: body.into(),
        }
    }
}

/// What came of a request: an answer, good or bad, or none.
pub type Answered<'a> = Result<&'a Reply, Fault>;

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
