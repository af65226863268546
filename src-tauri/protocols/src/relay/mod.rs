//! Relay: a server one runs oneself, into whose channels anybody with its secret publishes.
//!
//! Events are pushed over a socket that needs the app's key only. What else the server tells, and publishing, needs
//! the app's secret.
//!
//! - this file is [`Relay`], the state machine: what each input leads to.
//! - `socket` is the pushed half: opening, refusals, closes, and what follows from the frames, which
//!   `crate::pusher` understands; `authorise` lets into private channels.
//! - `event` understands what was published: identity, page.
//! - `asking` is about the questions of others; `question` knows what is asked for, `finding` reads the answers,
//!   `refusal` everything that is not the wanted answer; `request` makes the requests.
//!
//! Invariants: each question is answered once and nothing is published twice; the secret is named only towards the
//! server itself; one channel is authorised at a time.

mod asking;
mod authorise;
mod event;
mod finding;
mod question;
mod refusal;
mod request;
mod socket;

use url::Url;

use crate::adapter::{Adapter, Input, Liveness, Output, Probe};
use crate::keeping::Keeping;
use crate::pusher::{self, Dialect, Pusher, Recent};
use crate::request::Requests;
use crate::secret::SecretWords;
use crate::time::{Now, Steady};
use crate::web::Origin;
use request::Purpose;

/// Frames are sent under the server's own prefix (contract relay §3.3).
const DIALECT: Dialect = Dialect { prefix: "relay:" };

/// How its secret is spoken of.
pub const SECRET: SecretWords = SecretWords("app-secret");

/// What the adapter needs to know from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The server.
    pub origin: Origin,
    /// The app's key, which opens the socket.
    pub app_key: String,
    /// The app's id, below which everything but the socket is found.
    pub app_id: Option<String>,
    /// Who lets into private channels.
    pub authoriser: Authoriser,
    /// Whether the app's secret is stored for this server.
    pub has_secret: bool,
    /// What was told last as [`Output::Position`]: the contents that were heard.
    pub position: Option<String>,
    /// Seeds the name under which this listener is in presence channels.
    pub seed: u64,
}

/// Who lets into private channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authoriser {
    /// Nobody.
    None,
    /// An endpoint of the application.
    Endpoint(Url),
    /// The server, which lets anybody in.
    Server,
}

/// The adapter of Relay.
#[derive(Debug)]
pub struct Relay {
    config: Config,
    pusher: Pusher,
    /// The socket was asked for, and nothing heard of it yet.
    opening: bool,
    requests: Requests<Purpose>,
    recent: Recent,
    keeping: Keeping,
}

impl Relay {
    /// An adapter that has not started.
    pub fn new(config: Config) -> Self {
        let recent = Recent::from_kept(config.position.as_deref());
        Self {
            config,
            pusher: Pusher::new(DIALECT),
            opening: false,
            requests: Requests::default(),
            recent,
            keeping: Keeping::default(),
        }
    }

    /// Something was heard, which the history tells again to who may ask for it.
    fn remember(&mut self, now: Now) {
        if self.config.has_secret && self.config.app_id.is_some() {
            self.keeping.heard(now.steady);
        }
    }

    fn start(&mut self, out: &mut Vec<Output>) {
        let questions = self.requests.void();
        self.connect(out);
        self.ask_again(questions, out);
    }
}

impl Adapter for Relay {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        let mut effects = Vec::new();
        match input {
            Input::Start => self.start(&mut out),
            Input::Opened => self.opened(),
            Input::Refused(reply) => self.refused(reply, &mut out),
            Input::Closed { code } => self.closed(code, &mut out),
            Input::Text(text) => self.pusher.text(now.steady, text, &mut effects),
            Input::Binary(_) => out.push(Output::Note("a binary frame was skipped".to_owned())),
            Input::Reply { id, reply } => self.replied(now, id, Ok(reply), &mut effects, &mut out),
            Input::NoReply { id, fault } => self.replied(now, id, Err(fault), &mut effects, &mut out),
            Input::Wanted(wanted) => self.want(now, wanted, &mut effects, &mut out),
            Input::Ask(ask) => self.ask(ask, &mut out),
            // A connection that is too old to be trusted is the link's business.
            Input::Retry | Input::Deadline | Input::Woke => {}
        }
        self.pusher.settle(now.steady, &mut effects);
        // What follows from an effect: a channel that nobody authorises has failed, and the next one's turn comes.
        while !effects.is_empty() {
            for effect in std::mem::take(&mut effects) {
                self.carry_out(now, effect, &mut effects, &mut out);
            }
            self.pusher.settle(now.steady, &mut effects);
        }
        if self.keeping.is_due(now.steady) {
            out.push(Output::Position(self.recent.kept()));
        }
        out
    }

    fn deadline(&self) -> Option<Steady> {
        self.pusher.deadline().into_iter().chain(self.keeping.deadline()).min()
    }

    fn liveness(&self) -> Liveness {
        Liveness {
            idle: self.pusher.idle(),
            probe: Probe::Text(DIALECT.ping()),
            answer_within: pusher::ANSWER_WITHIN,
        }
    }
}
