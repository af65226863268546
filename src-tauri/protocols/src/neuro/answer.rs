//! The polled half: what the answers to requests lead to (contract neuro §2, §4, §5).

use std::time::Duration;

use super::Neuro;
use super::poll::Topic;
use super::request::Asked;
use super::rest::{self, Endpoint};
use super::socket::Socket;
use crate::adapter::{Output, Reply, RequestId, Snapshot, Way};
use crate::event::Subject;
use crate::fault::Fault;
use crate::time::{Now, Steady};

impl Neuro {
    pub(super) fn replied(
        &mut self,
        now: Now,
        id: RequestId,
        answer: Result<&Reply, Fault>,
        out: &mut Vec<Output>,
    ) {
        // Unknown ids belong to an epoch that is over.
        let Some(asked) = self.requests.take(id) else { return };
        let read = |reply| rest::read(asked.endpoint, reply, asked.bearer, now.wall, &self.running);
        match answer.and_then(read) {
            Ok(snapshot) => self.learnt(now, asked, snapshot, out),
            Err(fault) => self.failed(now, asked, fault, out),
        }
    }

    fn learnt(&mut self, now: Now, asked: Asked, snapshot: Snapshot, out: &mut Vec<Output>) {
        if let Some(topic) = topic(asked.endpoint) {
            self.poll.answered(now.steady, topic);
            if let Some(until) = self.doubted(asked.at, &snapshot) {
                self.poll.recheck(topic, until);
                out.push(Output::Note("an answer older than what was just pushed was skipped".to_owned()));
                return;
            }
        }
        if let Snapshot::Live(found) = &snapshot {
            match found {
                Some(event) => self.running.told(event),
                None => self.running.ended(),
            }
        }
        if asked.endpoint == Endpoint::Stream && !self.has_token && !self.polled_well {
            self.polled_well = true;
            out.push(Output::Ready(Way::Poll));
        }
        out.push(Output::Snapshot(snapshot));
    }

    fn doubted(&self, asked: Steady, snapshot: &Snapshot) -> Option<Steady> {
        match snapshot {
            Snapshot::Live(found) => self.recent.doubts_stream(asked, found.as_deref()),
            Snapshot::Latest(event) => match &event.subject {
                Subject::Schedule(week) => self.recent.doubts_latest(asked, week),
                _ => None,
            },
            _ => None,
        }
    }

    fn failed(&mut self, now: Now, asked: Asked, fault: Fault, out: &mut Vec<Output>) {
        if let Fault::RateLimited { wait_secs } = fault {
            self.poll.hold(now.steady.plus(Duration::from_secs(wait_secs)));
        }
        if let Some(topic) = topic(asked.endpoint) {
            self.poll.failed(now.steady, topic);
        }
        if asked.bearer && concerns_token(&fault) {
            self.token_failed(now, asked, fault, out);
        } else if asked.endpoint == Endpoint::Stream && !self.has_token {
            self.polled_well = false;
            out.push(Output::Fault(fault));
        } else {
            out.push(Output::RequestFailed(fault));
        }
    }

    fn token_failed(&mut self, now: Now, asked: Asked, fault: Fault, out: &mut Vec<Output>) {
        let known = !self.token_works;
        let pushed = matches!(self.socket, Socket::Ready(_));
        self.token_works = false;
        // A header that is lost on the way to one path says nothing about a socket that is open.
        if known || (pushed && fault == Fault::TokenDropped) {
            out.push(Output::RequestFailed(fault));
        } else {
            self.closed(now);
            out.push(Output::Fault(fault));
        }
        // The public half answers without the token too.
        if topic(asked.endpoint).is_some() {
            self.poll.want(now.steady);
        } else if !asked.endpoint.needs_token() {
            self.ask_once(now, asked.endpoint, out);
        }
    }
}

fn topic(endpoint: Endpoint) -> Option<Topic> {
    match endpoint {
        Endpoint::Stream => Some(Topic::Stream),
        Endpoint::Latest => Some(Topic::Latest),
        Endpoint::Weeks | Endpoint::Week { .. } => None,
    }
}

fn concerns_token(fault: &Fault) -> bool {
    matches!(fault, Fault::TokenRefused | Fault::AccountBlocked | Fault::TokenDropped)
}
