//! NeuroInfoAPI: one Twitch channel family's streams, raids, schedule, subathons, blog and posts.
//!
//! With a token events are pushed over a socket; without one, and whenever the socket is not usable, the
//! stream and the latest week are asked for at intervals. Both tell the same events with the same keys.
//!
//! - this file is [`Neuro`], the state machine: what each input leads to.
//! - `version` is what differs between the API's two versions, as data; `detect` decides which one is spoken;
//!   `api` is what the server says of them.
//! - `socket` is the pushed half: the states of the socket, its frames, its refusals; `ticket` the other way in.
//! - `answer` is the polled half: what the answers to looks lead to; `rest` reads them.
//! - `asking` is about the questions of others; `question` knows what is asked for, `finding` reads the answers,
//!   `kept` has those that still hold.
//! - `frame` reads and writes frames; `event` understands events: identity, page, subject; `feed` those that are
//!   published one by one.
//! - `subscription` is what is subscribed against what is wanted.
//! - `refusal` reads everything that is not the wanted answer.
//! - `poll` decides when to ask; `request` knows what is under way; `recent` doubts answers that are older
//!   than what was just pushed; `running` keeps the name of the stream on the air.
//! - `stream`, `week`, `recording` and `subathon` read the payloads, leniently.
//!
//! Invariants: frames are sent only between `welcome` and close; each thing is asked for at most once at a
//! time; each question is answered once; the token goes along only while the server accepts it, so the public
//! half works without it; a ticket is used once.

mod answer;
mod api;
mod asking;
mod detect;
mod event;
mod feed;
mod finding;
mod frame;
mod kept;
mod poll;
mod question;
mod recent;
mod recording;
mod refusal;
mod request;
mod rest;
mod running;
mod socket;
mod stream;
mod subathon;
mod subscription;
mod ticket;
mod version;
mod week;

use std::collections::BTreeSet;
use std::time::Duration;

use api::Standings;
use detect::Detect;
use kept::Kept;
use poll::{Poll, Topic};
use question::Question;
use recent::Recent;
use request::{Asked, Requests};
use running::Running;
use socket::Socket;
use ticket::Door;
use url::Url;
use version::Resource;

use crate::adapter::{
    Adapter, Address, Ask, Input, Liveness, Output, Priority, Probe, Request, Subscription,
};
use crate::fault::Fault;
use crate::secret::{SecretRef, SecretWords};
use crate::time::{Now, Steady};
use crate::web::Origin;

/// Silence after which the server is asked for a sign of life (contract neuro §3.3).
const IDLE: Duration = Duration::from_secs(30);

/// How long the sign of life may take (contract neuro §3.3).
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// How its secret is spoken of.
pub const SECRET: SecretWords = SecretWords("token");

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
    /// Why not.
    token_fault: Option<Fault>,
    detect: Detect,
    standings: Standings,
    socket: Socket,
    /// How the token gets to the socket.
    door: Door,
    wanted: BTreeSet<Subscription>,
    poll: Poll,
    requests: Requests,
    /// Questions that found no address while it is not known which version is there, and what was answered.
    parked: Vec<(Ask, Fault)>,
    kept: Kept,
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
            token_fault: None,
            detect: Detect::new(),
            standings: Standings::new(),
            socket: Socket::Closed,
            door: Door::Header,
            wanted: BTreeSet::new(),
            poll: Poll::new(config.seed),
            requests: Requests::default(),
            parked: Vec::new(),
            kept: Kept::default(),
            recent: Recent::default(),
            running: Running::default(),
            polled_well: false,
        }
    }

    fn start(&mut self, now: Now, out: &mut Vec<Output>) {
        let asks = self.requests.void();
        self.answer_parked(out);
        self.polled_well = false;
        // Whoever starts anew wants the token tried again.
        (self.token_works, self.token_fault) = (self.has_token, None);
        self.detect.start(now.steady);
        self.poll.start(now.steady);
        self.connect(now, out);
        self.ask_all(now, asks, out);
    }

    /// Somebody wants more than there is: another attempt, or where all is well, the newer version.
    fn retry(&mut self, now: Now) {
        if self.polled_well || matches!(self.socket, Socket::Ready(_)) {
            self.detect.look_now(now.steady);
        } else {
            self.detect.doubt();
        }
    }

    fn ask_what_is_due(&mut self, now: Now, out: &mut Vec<Output>) {
        while let Some((topic, priority)) = self.poll.take_due(now.steady) {
            let resource = match topic {
                Topic::Stream => Resource::Stream,
                Topic::Latest => Resource::Latest,
            };
            self.request_plain(now, resource, priority, out);
        }
    }

    /// What only a version that is there can say.
    fn settle(&mut self, now: Now, out: &mut Vec<Output>) {
        if self.detect.is_certain() {
            self.ask_parked(now, out);
            out.extend(self.standings.news(self.detect.spoken()).map(Output::Snapshot));
        }
    }

    /// Where a question is answered; nowhere when the version that is spoken cannot answer it.
    fn url(&self, question: &Question) -> Option<Url> {
        let mut url = self.origin.join(self.detect.spoken().path(question.resource)?)?;
        if !question.parameters.is_empty() {
            url.query_pairs_mut().extend_pairs(&question.parameters);
        }
        Some(url)
    }

    fn request_plain(&mut self, now: Now, resource: Resource, priority: Priority, out: &mut Vec<Output>) {
        if let Some(url) = self.url(&Question::plain(resource)) {
            self.request(now, (resource, url), priority, Vec::new(), out);
        }
    }

    fn request(
        &mut self,
        now: Now,
        (resource, url): (Resource, Url),
        priority: Priority,
        asks: Vec<Ask>,
        out: &mut Vec<Output>,
    ) {
        let bearer = (self.token_works && resource.takes_token()).then_some(SecretRef::Token);
        let asked = Asked { resource, url: url.clone(), at: now.steady, bearer: bearer.is_some(), asks };
        out.push(Output::Request(Request {
            id: self.requests.add(asked),
            address: Address(url),
            body: None,
            bearer,
            priority,
            limits: self.detect.spoken().limits(resource, bearer.is_some()),
            // Where the picture is, is the answer.
            follow: resource != Resource::Picture,
            // Who types is shown how long to wait, and asks for something else by then.
            patience: if resource == Resource::Search { Duration::ZERO } else { Request::PATIENT },
        }));
    }
}

impl Adapter for Neuro {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        let starts = matches!(input, Input::Start);
        match input {
            Input::Start => self.start(now, &mut out),
            Input::Retry => self.retry(now),
            Input::Opened => self.opened(),
            Input::Refused(reply) => self.refused(now, reply, &mut out),
            Input::Closed { .. } => self.hung_up(now),
            Input::Text(text) => self.text(now, text, &mut out),
            Input::Binary(_) => out.push(Output::Note("a binary frame was skipped".to_owned())),
            Input::Reply { id, reply } => self.replied(now, id, Ok(reply), &mut out),
            Input::NoReply { id, fault } => self.replied(now, id, Err(fault), &mut out),
            Input::Deadline => {}
            Input::Woke => self.poll.woke(now.steady),
            Input::Wanted(wanted) => self.want(wanted, &mut out),
            Input::Ask(ask) => self.ask(now, ask, &mut out),
        }
        self.settle(now, &mut out);
        self.ask_what_is_due(now, &mut out);
        if (self.detect.take_look(now.steady) || starts) && !self.requests.awaits(Resource::Info) {
            self.request_plain(now, Resource::Info, Priority::Prefetch, &mut out);
        }
        out
    }

    fn deadline(&self) -> Option<Steady> {
        [self.poll.deadline(), self.detect.look_due()].into_iter().flatten().min()
    }

    fn liveness(&self) -> Liveness {
        Liveness { idle: IDLE, probe: Probe::Text(frame::PING.to_owned()), answer_within: ANSWER_WITHIN }
    }
}
