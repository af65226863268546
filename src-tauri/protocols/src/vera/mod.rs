//! Vera: news stories, each with the prediction markets it bears on.
//!
//! With a key, events are pushed over a socket. What was missed is sent there too, up to an hour; beyond that it is
//! asked for by HTTP. Both tell the same events with the same keys.
//!
//! - this file is [`Vera`], the state machine: what each input leads to.
//! - `names` are the names on the wire that nobody spells out, as data.
//! - `socket` is the pushed half: the states of the socket, its messages, its refusals; `frame` reads and writes
//!   messages; `subscription` is what is subscribed against what is wanted.
//! - `resume` decides when the position moves; `position` is what is kept of it.
//! - `catchup` is the asked half; `sweep` decides what is asked for and when, `page` reads the answers.
//! - `record` understands events; `market` and `relevance` read parts of them.
//! - `refusal` reads everything that is not the wanted answer, and the close codes.
//!
//! Invariants: messages are sent only while the socket is open; only the first subscription of a connection says
//! where to go on; the position never goes back, and stays while something old may still come; the key travels in
//! headers only.

mod catchup;
mod frame;
mod market;
mod names;
mod page;
mod position;
mod record;
mod refusal;
mod relevance;
mod resume;
mod socket;
mod subscription;
mod sweep;

use std::collections::BTreeSet;
use std::time::Duration;

pub use names::Names;
use resume::Resume;
use socket::Socket;
use sweep::Sweep;

use crate::adapter::{
    Adapter, Address, Input, Limit, Liveness, Output, Priority, Probe, Request, RequestId, Subscription,
};
use crate::news::Relevance;
use crate::secret::{SecretRef, SecretWords};
use crate::time::{Now, Steady};
use crate::web::Origin;

/// The server pings every 25 s; after 60 s without any frame the connection is dead (contract vera §2.3). The last
/// part of that is left for the answer to a ping of ours.
const IDLE: Duration = Duration::from_secs(50);

/// How long the answer to a ping may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// What all requests count against, the narrowest last (contract vera §6).
const LIMITS: [Limit; 2] = [
    Limit { scope: "vera burst", most: 10, per: Duration::from_secs(1) },
    Limit { scope: "vera", most: 2, per: Duration::from_secs(1) },
];

/// How its secret is spoken of.
pub const SECRET: SecretWords = SecretWords("api-key");

/// What the adapter needs to know from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The server that pushes.
    pub stream: Origin,
    /// The server that is asked.
    pub api: Origin,
    /// Whether a key is stored for these servers.
    pub has_key: bool,
    /// How much a story must bear on its markets to be told; all are told when nothing is chosen.
    pub relevance: BTreeSet<Relevance>,
    /// The names on the wire that nobody spells out.
    pub names: Names,
    /// What was told last as [`Output::Position`].
    pub position: Option<String>,
    /// Seeds the jitter of the waits.
    pub seed: u64,
}

/// The adapter of Vera.
#[derive(Debug)]
pub struct Vera {
    stream: Origin,
    api: Origin,
    has_key: bool,
    relevance: BTreeSet<Relevance>,
    names: Names,
    rng: fastrand::Rng,
    socket: Socket,
    /// What is wanted, as far as the server takes it.
    markets: BTreeSet<Subscription>,
    /// More is wanted than that, which was said.
    cut: bool,
    /// The server closed the connection because of so many markets.
    refused_at: Option<usize>,
    resume: Resume,
    sweep: Option<Sweep>,
    /// This connection has had its sweep.
    swept: bool,
    next_request: u64,
}

impl Vera {
    /// An adapter that has not started.
    pub fn new(config: Config) -> Self {
        Self {
            stream: config.stream,
            api: config.api,
            has_key: config.has_key,
            relevance: config.relevance,
            names: config.names,
            rng: fastrand::Rng::with_seed(config.seed),
            socket: Socket::Closed,
            markets: BTreeSet::new(),
            cut: false,
            refused_at: None,
            resume: Resume::new(config.position.as_deref()),
            sweep: None,
            swept: false,
            next_request: 0,
        }
    }

    fn start(&mut self, out: &mut Vec<Output>) {
        self.hang_up();
        self.swept = false;
        self.connect(out);
    }

    fn request(
        &mut self,
        path: &str,
        parameters: &[(&'static str, String)],
        priority: Priority,
        out: &mut Vec<Output>,
    ) -> Option<RequestId> {
        let mut url = self.api.join(path)?;
        if !parameters.is_empty() {
            url.query_pairs_mut().extend_pairs(parameters);
        }
        let id = RequestId(self.next_request);
        self.next_request = self.next_request.wrapping_add(1);
        out.push(Output::Request(Request {
            id,
            address: Address(url),
            body: None,
            bearer: Some(SecretRef::Token),
            priority,
            limits: LIMITS.to_vec(),
            follow: true,
            patience: Request::PATIENT,
        }));
        Some(id)
    }
}

impl Adapter for Vera {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Start => self.start(&mut out),
            Input::Retry => self.refused_at = None,
            Input::Opened => self.opened(now, &mut out),
            Input::Refused(reply) => self.refused(reply, &mut out),
            Input::Closed { code } => self.closed(code, &mut out),
            Input::Text(text) => self.text(now, text, &mut out),
            Input::Binary(_) => out.push(Output::Note("a binary frame was skipped".to_owned())),
            Input::Reply { id, reply } => self.replied(now, id, Ok(reply), &mut out),
            Input::NoReply { id, fault } => self.replied(now, id, Err(fault), &mut out),
            Input::Deadline | Input::Woke => {}
            Input::Wanted(wanted) => self.want(now, wanted, &mut out),
            Input::Ask(ask) => out.push(Output::Unanswered(ask, crate::Fault::NotOffered)),
        }
        self.ask_what_is_due(now, &mut out);
        let moved = self.resume.take_moved(now.steady, self.sweep.is_some());
        out.extend(moved.map(Output::Position));
        out
    }

    fn deadline(&self) -> Option<Steady> {
        let asks_next = self.sweep.as_ref().and_then(Sweep::deadline);
        asks_next.into_iter().chain(self.resume.deadline()).min()
    }

    fn liveness(&self) -> Liveness {
        Liveness { idle: IDLE, probe: Probe::Ping, answer_within: ANSWER_WITHIN }
    }
}
