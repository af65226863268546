//! An epoch of a link: one attempt, and the connection or the polling it leads to.
//!
//! Everything here is immediate: inputs go through the adapter, its outputs are carried out or started, news
//! are collected. Waiting is the business of `run`.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::Upgraded;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Adapter, Input, Reply, RequestId, Subscription};
use swarmbell_protocols::time::Steady;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_tungstenite::WebSocketStream;

use super::liveness::{Pulse, Verdict};
use super::policy::{Course, Loss};
use super::socket::{Heard, Socket};
use super::{ConnectionState, LinkParts, LinkUpdate};
use crate::clock::Clock;
use crate::controller;
use crate::http::{Http, UpgradeFailure};
use crate::settings::SourceId;

/// Least time between two deadlines of an adapter that leaves its deadline in the past.
const DEADLINE_REST: Duration = Duration::from_millis(50);

type Attempt = BoxFuture<'static, Result<WebSocketStream<Upgraded>, UpgradeFailure>>;

/// One link with everything it owns.
pub(super) struct Link {
    pub(super) source: SourceId,
    pub(super) generation: u64,
    pub(super) inputs: mpsc::Sender<controller::Input>,
    pub(super) clock: Clock,
    /// What the controller has not been told yet.
    pub(super) news: Vec<LinkUpdate>,
    /// The socket being opened.
    pub(super) attempt: Option<Attempt>,
    /// The open socket.
    pub(super) open: Option<Open>,
    /// The former socket saying goodbye.
    pub(super) closing: Option<BoxFuture<'static, ()>>,
    /// Requests of this epoch; those of a former one ended with it.
    pub(super) requests: JoinSet<(RequestId, Result<Reply, Fault>)>,
    pub(super) adapter: Box<dyn Adapter>,
    pub(super) http: Http,
    goodbye_within: Duration,
    pub(super) course: Course,
    pub(super) phase: Phase,
    /// The adapter asked for a socket in this epoch, so polls do not make the source connected.
    pub(super) wants_socket: bool,
    pub(super) attempt_deadline: Steady,
    adapter_rests_until: Steady,
    /// Attempts begun since the connection was last good.
    pub(super) attempts: u32,
    /// What went wrong last, until the connection is good again.
    pub(super) reason: Option<Fault>,
    pub(super) told: ConnectionState,
    /// What is wanted, once anything was said of it.
    wanted: Option<BTreeSet<Subscription>>,
}

/// An open socket and when to worry about it.
pub(super) struct Open {
    pub(super) socket: Socket,
    pub(super) pulse: Pulse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// An attempt is under way.
    Trying,
    /// The protocol's ready frame, or a good poll, came.
    Ready,
    /// The next attempt begins then.
    Waiting(Steady),
    /// A terminal fault; no attempt until the user does something.
    Stopped,
}

/// Why the adapter is stepped: it decides what its faults mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The connection, or time.
    Source,
    /// The answer to a request.
    Answer,
    /// Somebody wants something.
    Order,
}

impl Link {
    pub(super) fn new(parts: LinkParts) -> Self {
        Self {
            source: parts.source,
            generation: parts.generation,
            inputs: parts.inputs,
            clock: parts.clock,
            news: Vec::new(),
            attempt: None,
            open: None,
            closing: None,
            requests: JoinSet::new(),
            adapter: parts.adapter,
            http: parts.http,
            goodbye_within: parts.policy.goodbye_within,
            course: Course::new(parts.policy, parts.seed),
            phase: Phase::Stopped,
            wants_socket: false,
            attempt_deadline: Steady::default(),
            adapter_rests_until: Steady::default(),
            attempts: 0,
            reason: None,
            told: ConnectionState::Disconnected,
            wanted: None,
        }
    }

    /// Begins a new epoch.
    pub(super) fn start(&mut self) {
        self.hang_up();
        self.requests = JoinSet::new();
        self.wants_socket = false;
        self.phase = Phase::Trying;
        self.attempts = self.attempts.saturating_add(1);
        self.attempt_deadline = self.course.begin(self.clock.now().steady);
        self.tell_trying();
        if let Some(fault) = self.step(Input::Start, Cause::Source) {
            self.lose(Loss::of(fault));
        }
    }

    /// Closes the socket, or gives up opening it.
    pub(super) fn hang_up(&mut self) {
        self.attempt = None;
        let Some(open) = self.open.take() else { return };
        let former = self.closing.take();
        let clock = self.clock.clone();
        let latest = clock.now().steady.plus(self.goodbye_within);
        self.closing = Some(Box::pin(async move {
            if let Some(former) = former {
                former.await;
            }
            tokio::select! {
                () = open.socket.goodbye() => {}
                () = clock.sleep_until(latest) => {}
            }
        }));
    }

    /// The next moment at which [`Link::serve_due`] has something to do.
    pub(super) fn deadline(&self) -> Option<Steady> {
        let phase = match self.phase {
            Phase::Waiting(until) => Some(until),
            Phase::Trying if self.wants_socket => Some(self.attempt_deadline),
            Phase::Trying | Phase::Ready | Phase::Stopped => None,
        };
        let pulse = self.open.as_ref().map(|open| open.pulse.deadline());
        [phase, pulse, self.adapter_deadline()].into_iter().flatten().min()
    }

    /// Does what the time demands. The adapter's deadlines are served in every phase.
    pub(super) fn serve_due(&mut self) {
        let now = self.clock.now().steady;
        match self.phase {
            Phase::Waiting(until) if until <= now => self.start(),
            Phase::Trying if self.wants_socket && self.attempt_deadline <= now => {
                self.lose(Loss::of(Fault::TimedOut));
            }
            _ => {}
        }
        self.check_pulse(now);
        if self.adapter_deadline().is_some_and(|deadline| deadline <= now) {
            let fault = self.step(Input::Deadline, Cause::Source);
            let again = self.adapter.deadline().is_some_and(|deadline| deadline <= now);
            self.adapter_rests_until = if again { now.plus(DEADLINE_REST) } else { Steady::default() };
            if let Some(fault) = fault {
                self.lose(Loss::of(fault));
            }
        }
    }

    fn adapter_deadline(&self) -> Option<Steady> {
        self.adapter.deadline().map(|deadline| deadline.max(self.adapter_rests_until))
    }

    fn check_pulse(&mut self, now: Steady) {
        let Some(open) = &mut self.open else { return };
        let dead = match open.pulse.check(now) {
            Verdict::Alive => None,
            Verdict::Probe => open.socket.probe(self.adapter.liveness().probe).err(),
            Verdict::Dead => Some(Fault::Silent),
        };
        if let Some(fault) = dead {
            self.lose(Loss::of(fault));
        }
    }

    /// The socket is open.
    pub(super) fn opened(&mut self, socket: Socket) {
        let pulse = Pulse::new(self.adapter.liveness(), self.clock.now().steady);
        self.open = Some(Open { socket, pulse });
        if let Some(fault) = self.step(Input::Opened, Cause::Source) {
            self.lose(Loss::of(fault));
        }
    }

    /// The socket could not be opened.
    pub(super) fn not_opened(&mut self, failure: UpgradeFailure) {
        match failure {
            UpgradeFailure::Refused(reply) => {
                // Without a fault the adapter is about to try another way in; the deadline watches over it.
                if let Some(fault) = self.step(Input::Refused(&reply), Cause::Source) {
                    self.lose(Loss { fault, retry_after: reply.retry_after, clean: false });
                }
            }
            UpgradeFailure::Fault(fault) => {
                // The adapter knows less than the HTTP stack about what went wrong.
                let _ = self.step(Input::Closed { code: None }, Cause::Source);
                self.lose(Loss::of(fault));
            }
        }
    }

    /// Something came over the socket.
    pub(super) fn heard(&mut self, heard: Heard) {
        let now = self.clock.now().steady;
        if let Some(open) = &mut self.open {
            open.pulse.heard(now);
        }
        let fault = match heard {
            Heard::Text(text) => self.step(Input::Text(&text), Cause::Source),
            Heard::Binary(bytes) => self.step(Input::Binary(&bytes), Cause::Source),
            Heard::Beat => None,
            Heard::Goodbye { code } => return self.closed(code, Fault::Closed { code }, true),
            Heard::Broken(fault) => return self.closed(None, fault, false),
        };
        if let Some(fault) = fault {
            self.lose(Loss::of(fault));
        }
    }

    fn closed(&mut self, code: Option<u16>, fault: Fault, clean: bool) {
        self.hang_up();
        // A protocol may know what its own close codes mean.
        let fault = self.step(Input::Closed { code }, Cause::Source).unwrap_or(fault);
        self.lose(Loss { fault, retry_after: None, clean });
    }

    /// A request of this epoch ended.
    pub(super) fn answered(&mut self, id: RequestId, answer: Result<Reply, Fault>) {
        let (fault, retry_after) = match answer {
            Ok(reply) => (self.step(Input::Reply { id, reply: &reply }, Cause::Answer), reply.retry_after),
            Err(fault) => (self.step(Input::NoReply { id, fault }, Cause::Answer), None),
        };
        if let Some(fault) = fault {
            self.lose(Loss { fault, retry_after, clean: false });
        }
    }

    /// The machine woke up. What was begun because of this wake is trusted when the wake is told again.
    pub(super) fn woke(&mut self) {
        let under_way = matches!(self.phase, Phase::Trying | Phase::Ready);
        if !(under_way && self.course.is_after_wake(self.clock.now().steady)) {
            self.connect_afresh();
        }
    }

    /// An open socket, or an attempt, is not to be trusted any more.
    pub(super) fn connect_afresh(&mut self) {
        let now = self.clock.now().steady;
        match self.phase {
            Phase::Stopped => {}
            Phase::Trying | Phase::Ready | Phase::Waiting(_) => {
                let moment = self.course.woke(now);
                if moment <= now {
                    self.start();
                } else {
                    self.wait_until(moment);
                }
            }
        }
        self.step(Input::Woke, Cause::Order);
    }

    /// This is wanted from now on. Where what was wanted before is what stopped the attempts, another one is made.
    pub(super) fn want(&mut self, wanted: BTreeSet<Subscription>) {
        self.step(Input::Wanted(&wanted), Cause::Order);
        let changed = self.wanted.as_ref() != Some(&wanted);
        self.wanted = Some(wanted);
        let was_the_matter = self.reason.as_ref().is_some_and(Fault::concerns_wanted);
        if changed && was_the_matter && self.phase == Phase::Stopped {
            self.start();
        }
    }

    /// The user wants an attempt now.
    pub(super) fn retry_now(&mut self) {
        match self.phase {
            Phase::Trying => {}
            // Whether there is anything better than this, only the protocol knows.
            Phase::Ready => _ = self.step(Input::Retry, Cause::Order),
            Phase::Waiting(_) | Phase::Stopped => {
                self.course.retry_now();
                if self.phase == Phase::Stopped {
                    // What was the matter may have been changed; say so only if it still is.
                    self.reason = None;
                    self.attempts = 0;
                }
                let _ = self.step(Input::Retry, Cause::Order);
                self.start();
            }
        }
    }
}
