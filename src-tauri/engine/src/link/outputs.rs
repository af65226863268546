//! Carrying out what the adapter wants, and what becomes of the connection.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Connect, Input, Output, Request, Way};
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::time::Steady;

use super::epoch::{Cause, Link, Phase};
use super::policy::{Loss, Next};
use super::{ConnectionState, LinkUpdate};

/// Requests that may be under way at once; an adapter makes a handful.
const MAX_REQUESTS: usize = 64;

impl Link {
    /// Gives the adapter an input and carries out what follows. The answer is the fault, if any, that ends
    /// the attempt or the connection.
    pub(super) fn step(&mut self, input: Input<'_>, cause: Cause) -> Option<Fault> {
        let outputs = self.adapter.step(self.clock.now(), input);
        let mut ending = None;
        for output in outputs {
            let fault = self.carry_out(output, cause);
            ending = ending.or(fault);
        }
        ending
    }

    fn carry_out(&mut self, output: Output, cause: Cause) -> Option<Fault> {
        match output {
            Output::Connect(connect) => self.connect(connect),
            Output::Send(text) => return self.open.as_mut().and_then(|open| open.socket.send(text).err()),
            Output::Request(request) => self.request(request),
            Output::Ready(way) => self.ready(way),
            Output::Event(event) => self.news.push(LinkUpdate::Event(Box::new(event))),
            Output::Snapshot(snapshot) => self.news.push(LinkUpdate::Snapshot(snapshot)),
            Output::Available(types) => self.news.push(LinkUpdate::Available(types)),
            Output::Position(position) => self.news.push(LinkUpdate::Position(position)),
            Output::RequestFailed(fault) => self.news.push(LinkUpdate::RequestFailed(fault)),
            Output::Unanswered(ask, fault) => self.news.push(LinkUpdate::Unanswered(ask, fault)),
            Output::Backoff(delays) => self.course.wish(delays),
            Output::Fault(fault) => return self.weigh(fault, cause),
            Output::Note(note) => tracing::debug!(note, "adapter"),
        }
        None
    }

    /// Whether a fault ends the attempt or the connection.
    fn weigh(&mut self, fault: Fault, cause: Cause) -> Option<Fault> {
        let ends = match cause {
            Cause::Source => true,
            // Where there is a socket, its own verdict counts; but what the user must act on is final. One that
            // was refused and not asked for again has had its say.
            Cause::Answer => {
                (self.attempt.is_none() && self.open.is_none()) || fault.retry() == Retry::UntilChanged
            }
            Cause::Order => false,
        };
        if ends {
            return Some(fault);
        }
        self.news.push(LinkUpdate::RequestFailed(fault));
        None
    }

    fn connect(&mut self, connect: Connect) {
        let now = self.clock.now().steady;
        match self.phase {
            Phase::Trying => {}
            Phase::Ready => {
                self.phase = Phase::Trying;
                self.attempt_deadline = self.course.begin(now);
                self.tell_trying();
            }
            Phase::Waiting(_) | Phase::Stopped => {
                tracing::debug!("a socket was asked for between attempts");
                return;
            }
        }
        self.hang_up();
        self.wants_socket = true;
        let closing = self.closing.take();
        let http = self.http.clone();
        let source = self.source.clone();
        self.attempt = Some(Box::pin(async move {
            if let Some(closing) = closing {
                closing.await;
            }
            http.upgrade(&source, &connect).await
        }));
    }

    fn request(&mut self, request: Request) {
        if self.requests.len() >= MAX_REQUESTS {
            self.requests.spawn(async move { (request.id, Err(Fault::RateLimited { wait_secs: 1 })) });
            return;
        }
        let http = self.http.clone();
        let source = self.source.clone();
        self.requests.spawn(async move { (request.id, http.request(&source, &request).await) });
    }

    fn ready(&mut self, way: Way) {
        let counts = match way {
            Way::Push => self.open.is_some() && self.phase == Phase::Trying,
            Way::Poll => !self.wants_socket && self.phase != Phase::Ready,
        };
        if !counts {
            return;
        }
        let now = self.clock.now();
        self.course.ready(now.steady);
        if let Some(open) = &mut self.open {
            open.pulse.follow(self.adapter.liveness());
        }
        self.phase = Phase::Ready;
        self.attempts = 0;
        self.reason = None;
        tracing::info!(?way, "connected");
        self.tell_state(ConnectionState::Connected { since: now.wall, via: way });
    }

    /// The attempt failed or the connection was lost: decides what comes next and says so.
    pub(super) fn lose(&mut self, loss: Loss) {
        let over = matches!(self.phase, Phase::Waiting(_) | Phase::Stopped);
        if over && loss.fault.retry() != Retry::UntilChanged {
            // Told already; a second request of the same epoch failed like the first.
            return;
        }
        let connected = self.open.is_some() || self.attempt.is_some();
        self.hang_up();
        if connected {
            // Why is known already.
            let _ = self.step(Input::Closed { code: None }, Cause::Source);
        }
        tracing::info!(fault = ?loss.fault, "lost");
        let next = self.course.lost(self.clock.now().steady, &loss);
        self.reason = Some(loss.fault.clone());
        match next {
            Next::Try(moment) => self.wait_until(moment),
            Next::Stop => {
                self.phase = Phase::Stopped;
                self.tell_state(ConnectionState::Failed { reason: loss.fault });
            }
        }
    }

    /// Waits for the next attempt.
    pub(super) fn wait_until(&mut self, moment: Steady) {
        let now = self.clock.now();
        self.phase = Phase::Waiting(moment);
        let next_try = Some(now.wall.plus(now.steady.until(moment)));
        if let Some(reason) = self.reason.clone() {
            let attempt = self.attempts.saturating_add(1);
            self.tell_state(ConnectionState::Reconnecting { attempt, next_try, reason });
        }
    }

    pub(super) fn tell_trying(&mut self) {
        self.tell_state(match self.reason.clone() {
            Some(reason) => {
                ConnectionState::Reconnecting { attempt: self.attempts.max(1), next_try: None, reason }
            }
            None => ConnectionState::Connecting,
        });
    }

    fn tell_state(&mut self, state: ConnectionState) {
        if self.told != state {
            self.told = state.clone();
            self.news.push(LinkUpdate::State(state));
        }
    }
}
