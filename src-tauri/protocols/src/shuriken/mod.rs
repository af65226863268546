//! Shuriken: streams of trading, which a session names anew for each connection.
//!
//! A post tells the server which streams are wanted; its answer says where the socket is, and under which channel and
//! event each stream comes. Nothing of that outlives the connection.
//!
//! - this file is [`Shuriken`], the state machine: what each input leads to.
//! - `stream` is the name of a stream with its filter; `catalogue` which streams there are.
//! - `bootstrap` decides what is posted next, and keeps what became of each stream; `session` reads the answers.
//! - `socket` is the pushed half: opening, refusals, closes, and what follows from the frames, which
//!   `crate::pusher` understands; `stop` counts how often the server wanted no connection; `authorise` lets into
//!   private channels.
//! - `event` understands what came: `signal`, `message`, `swap` and `task` are what is read in detail; `heard` knows
//!   signals again by their token.
//! - `asking` is about the questions of others; `finding` reads the answers, `call` the lists of what was missed.
//! - `request` makes the requests, `refusal` reads everything that is not the wanted answer.
//!
//! Invariants: one post is under way at a time; the key is named only towards the API itself, whatever a session says;
//! the socket is opened once for each start, and by TLS, but on this machine; each question is answered once.

mod asking;
mod authorise;
mod bootstrap;
mod call;
mod catalogue;
mod event;
mod finding;
mod heard;
mod message;
mod refusal;
mod request;
mod session;
mod signal;
mod socket;
mod stop;
mod stream;
mod swap;
mod task;

use url::Url;

pub use stream::Stream;

use crate::adapter::{Adapter, Input, Liveness, Output, Probe};
use crate::fault::Fault;
use crate::keeping::Keeping;
use crate::pusher::{self, Dialect, Effect, Pusher, Recent};
use crate::request::Requests;
use crate::secret::SecretWords;
use crate::time::{Now, Steady};
use crate::web::Origin;
use bootstrap::Bootstrap;
use heard::Heard;
use request::Purpose;
use stop::Stops;

/// Frames are sent under the protocol's own prefix (contract shuriken §5.1).
const DIALECT: Dialect = Dialect { prefix: "pusher:" };

/// How its secret is spoken of.
pub const SECRET: SecretWords = SecretWords("agent-key");

/// What the adapter needs to know from the start. Which streams are wanted comes as [`Input::Wanted`], each by the
/// name its [`Stream`] prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The API; the key goes there and nowhere else.
    pub api: Origin,
    /// Whether a key is stored for it.
    pub has_key: bool,
    /// Where the API tells which streams there are, as a path. No public page names it; without one the streams are
    /// told that are known.
    pub catalogue: Option<String>,
    /// What was told last as [`Output::Position`]: the signals that were heard.
    pub position: Option<String>,
}

/// The adapter of Shuriken.
#[derive(Debug)]
pub struct Shuriken {
    config: Config,
    stage: Stage,
    bootstrap: Bootstrap,
    /// Who lets into channels, as the session says.
    authoriser: Result<Url, Fault>,
    pusher: Pusher,
    /// What follows from the frames of a step, carried out at its end.
    effects: Vec<Effect>,
    stops: Stops,
    requests: Requests<Purpose>,
    recent: Recent,
    heard: Heard,
    keeping: Keeping,
}

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// There is none.
    Closed,
    /// Where the socket is was asked for.
    Bootstrapping,
    /// The socket was asked for, and nothing heard of it yet.
    Opening,
    /// It is open.
    Open,
}

impl Shuriken {
    /// An adapter that has not started.
    pub fn new(config: Config) -> Self {
        let heard = Heard::from_kept(config.position.as_deref());
        Self {
            config,
            stage: Stage::Closed,
            bootstrap: Bootstrap::default(),
            authoriser: Err(Fault::ChannelRefused),
            pusher: Pusher::new(DIALECT),
            effects: Vec::new(),
            stops: Stops::default(),
            requests: Requests::default(),
            recent: Recent::default(),
            heard,
            keeping: Keeping::default(),
        }
    }

    fn start(&mut self, now: Now, out: &mut Vec<Output>) {
        let questions = self.requests.void();
        self.hang_up(now);
        self.bootstrap.start();
        if self.config.has_key {
            self.stage = Stage::Bootstrapping;
        } else {
            out.push(Output::Fault(Fault::NeedsToken));
        }
        for question in questions {
            self.put(question, out);
        }
    }

    /// The connection is over, or of no use; what was asked for it is void.
    fn hang_up(&mut self, now: Now) {
        self.stage = Stage::Closed;
        self.pusher.closed();
        self.stops.closed(now.steady);
        self.requests.keep_questions();
        self.bootstrap.void();
    }

    fn fail(&mut self, now: Now, fault: Fault, out: &mut Vec<Output>) {
        self.hang_up(now);
        out.push(Output::Fault(fault));
    }
}

impl Adapter for Shuriken {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Start => self.start(now, &mut out),
            Input::Retry => self.stops = Stops::default(),
            Input::Opened => self.opened(),
            Input::Refused(reply) => self.refused(now, reply, &mut out),
            Input::Closed { code } => self.closed(now, code, &mut out),
            Input::Text(text) => self.pusher.text(now.steady, text, &mut self.effects),
            Input::Binary(_) => out.push(Output::Note("a binary frame was skipped".to_owned())),
            Input::Reply { id, reply } => self.replied(now, id, Ok(reply), &mut out),
            Input::NoReply { id, fault } => self.replied(now, id, Err(fault), &mut out),
            Input::Wanted(wanted) => self.want(now, wanted, &mut out),
            Input::Ask(ask) => self.ask(ask, &mut out),
            // A connection that is too old to be trusted is the link's business.
            Input::Deadline | Input::Woke => {}
        }
        self.post_next(now, &mut out);
        self.carry_out_all(now, &mut out);
        if self.keeping.is_due(now.steady) {
            out.push(Output::Position(self.heard.kept()));
        }
        out
    }

    fn deadline(&self) -> Option<Steady> {
        [self.pusher.deadline(), self.bootstrap.deadline(), self.keeping.deadline()]
            .into_iter()
            .flatten()
            .min()
    }

    fn liveness(&self) -> Liveness {
        Liveness {
            idle: self.pusher.idle(),
            probe: Probe::Text(DIALECT.ping()),
            answer_within: pusher::ANSWER_WITHIN,
        }
    }
}
