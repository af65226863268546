//! NeuroInfoAPI, version 2: one Twitch channel family's streams, raids and schedule.
//!
//! With a token events are pushed over a socket; without one, and whenever the socket is not usable, the
//! stream and the latest week are asked for at intervals. Both tell the same events with the same keys.
//!
//! - this file is [`Neuro`], the state machine: what each input leads to.
//! - `socket` is the pushed half: the states of the socket, its frames, its refusals.
//! - `answer` is the polled half: what the answers to requests lead to.
//! - `frame` reads and writes frames; `event` understands events: identity, page, subject.
//! - `subscription` is what is subscribed against what is wanted.
//! - `rest` knows endpoints and reads answers; `refusal` reads everything that is not the wanted answer.
//! - `poll` decides when to ask; `request` knows what is under way; `recent` doubts answers that are older
//!   than what was just pushed; `running` keeps the name of the stream on the air.
//! - `stream`, `week` and `member` read the payloads, leniently.
//!
//! Invariants: frames are sent only between `welcome` and close; each thing is asked for at most once at a
//! time; the token goes along only while the server accepts it, so the public half works without it.

mod answer;
mod event;
mod frame;
mod member;
mod poll;
mod recent;
mod refusal;
mod request;
mod rest;
mod running;
mod socket;
mod stream;
mod subscription;
mod week;

use std::collections::BTreeSet;
use std::time::Duration;

use poll::{Poll, Topic};
use recent::Recent;
use request::{Asked, Requests};
use rest::Endpoint;
use running::Running;
use socket::Socket;

use crate::adapter::{Adapter, Address, Ask, Input, Liveness, Output, Priority, Probe, Request};
use crate::event::EventType;
use crate::fault::Fault;
use crate::secret::SecretRef;
use crate::time::{Now, Steady};
use crate::web::Origin;

/// Silence after which the server is asked for a sign of life (contract neuro §3.3).
const IDLE: Duration = Duration::from_secs(30);

/// How long the sign of life may take (contract neuro §3.3).
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// What the adapter needs to know from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The server.
    pub origin: Origin,
    /// Whether a token is stored for this server.
    pub has_token: bool,
    /// Seeds the jitter of the intervals.
    pub seed: u64,
}

/// The adapter of NeuroInfoAPI.
#[derive(Debug)]
pub struct Neuro {
    origin: Origin,
    has_token: bool,
    /// The server accepts the token, as far as is known. `false` without one.
    token_works: bool,
    socket: Socket,
    wanted: BTreeSet<EventType>,
    poll: Poll,
    requests: Requests,
    recent: Recent,
    running: Running,
    /// Without a token: the last look at the stream was good, and said so.
    polled_well: bool,
}

impl Neuro {
    /// An adapter that has not started.
    pub fn new(config: Config) -> Self {
        Self {
            origin: config.origin,
            has_token: config.has_token,
            token_works: config.has_token,
            socket: Socket::Closed,
            wanted: BTreeSet::new(),
            poll: Poll::new(config.seed),
            requests: Requests::default(),
            recent: Recent::default(),
            running: Running::default(),
            polled_well: false,
        }
    }

    fn start(&mut self, now: Now, out: &mut Vec<Output>) {
        self.requests.void();
        self.polled_well = false;
        // Whoever starts anew wants the token tried again.
        self.token_works = self.has_token;
        self.poll.start(now.steady);
        self.connect(out);
    }

    fn ask(&mut self, now: Now, ask: &Ask, out: &mut Vec<Output>) {
        match *ask {
            Ask::Present => self.poll.want(now.steady),
            Ask::Weeks => self.ask_once(now, Endpoint::Weeks, out),
            Ask::Week { year, week } => self.ask_once(now, Endpoint::Week { year, week }, out),
            ref other => out.push(Output::Unanswered(other.clone(), Fault::NotFound)),
        }
    }

    fn ask_once(&mut self, now: Now, endpoint: Endpoint, out: &mut Vec<Output>) {
        if endpoint.needs_token() && !self.token_works {
            out.push(Output::Note("a single week was not asked for, since that needs a token".to_owned()));
        } else if self.requests.has_room_for(endpoint) {
            self.request(now.steady, endpoint, Priority::User, out);
        }
    }

    fn ask_what_is_due(&mut self, now: Now, out: &mut Vec<Output>) {
        while let Some((topic, priority)) = self.poll.take_due(now.steady) {
            let endpoint = match topic {
                Topic::Stream => Endpoint::Stream,
                Topic::Latest => Endpoint::Latest,
            };
            self.request(now.steady, endpoint, priority, out);
        }
    }

    fn request(&mut self, now: Steady, endpoint: Endpoint, priority: Priority, out: &mut Vec<Output>) {
        let Some(url) = self.origin.join(&endpoint.path()) else { return };
        let bearer = self.token_works.then_some(SecretRef::Token);
        let id = self.requests.add(Asked { endpoint, at: now, bearer: bearer.is_some() });
        out.push(Output::Request(Request {
            id,
            address: Address(url),
            bearer,
            priority,
            limits: Vec::new(),
            follow: true,
        }));
    }
}

impl Adapter for Neuro {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Start => self.start(now, &mut out),
            Input::Opened => self.opened(),
            Input::Refused(reply) => self.refused(now, reply, &mut out),
            Input::Closed { .. } => self.closed(now),
            Input::Text(text) => self.text(now, text, &mut out),
            Input::Binary(_) => out.push(Output::Note("a binary frame was skipped".to_owned())),
            Input::Reply { id, reply } => self.replied(now, id, Ok(reply), &mut out),
            Input::NoReply { id, fault } => self.replied(now, id, Err(fault), &mut out),
            Input::Deadline => {}
            Input::Woke => self.poll.woke(now.steady),
            Input::Wanted(wanted) => self.want(wanted, &mut out),
            Input::Ask(ask) => self.ask(now, &ask, &mut out),
        }
        self.ask_what_is_due(now, &mut out);
        out
    }

    fn deadline(&self) -> Option<Steady> {
        self.poll.deadline()
    }

    fn liveness(&self) -> Liveness {
        Liveness { idle: IDLE, probe: Probe::Text(frame::PING.to_owned()), answer_within: ANSWER_WITHIN }
    }
}
