//! The polled half: what the answers to looks lead to (contract neuro §2, §4, §5).

use std::time::Duration;

use super::Neuro;
use super::api::Info;
use super::detect::{By, Verdict};
use super::poll::Topic;
use super::refusal::{self, Refusal};
use super::request::Asked;
use super::rest;
use super::socket::Socket;
use super::version::Resource;
use crate::adapter::{Answered, Output, RequestId, Snapshot, Way};
use crate::event::Subject;
use crate::fault::Fault;
use crate::time::{Now, Steady};

impl Neuro {
    pub(super) fn replied(&mut self, now: Now, id: RequestId, answer: Answered<'_>, out: &mut Vec<Output>) {
        // Unknown ids belong to an epoch that is over, or to a version that is not spoken any more.
        let Some(asked) = self.requests.take(id) else { return };
        if asked.resource == Resource::Info {
            self.informed(now, answer, out);
            return;
        }
        if let Ok(reply) = &answer {
            self.standings.heard(self.detect.spoken(), reply.deprecation);
        }
        if asked.resource == Resource::Recordings {
            self.told_why(answer.as_ref().copied(), out);
        }
        match asked.resource {
            Resource::Ticket => self.ticket_came(answer, out),
            Resource::Stream => self.looked(now, Topic::Stream, &asked, answer, out),
            Resource::Latest => self.looked(now, Topic::Latest, &asked, answer, out),
            _ => self.found(now, &asked, answer.as_ref().copied(), out),
        }
    }

    fn looked(&mut self, now: Now, topic: Topic, asked: &Asked, answer: Answered<'_>, out: &mut Vec<Output>) {
        let read = |reply| rest::read(topic, reply, asked.bearer, now.wall, &self.running);
        match answer.map_err(Refusal::Fault).and_then(read) {
            Ok(snapshot) => self.learnt(now, topic, asked.at, snapshot, out),
            Err(Refusal::Absent(fault)) => self.nothing_there(now, topic, fault, out),
            Err(Refusal::Fault(fault)) => self.look_failed(now, topic, asked, fault, out),
            // `rest` makes a fault of it, since there must be something.
            Err(Refusal::Nothing) => self.look_failed(now, topic, asked, Fault::Unreadable, out),
        }
    }

    fn learnt(&mut self, now: Now, topic: Topic, asked: Steady, snapshot: Snapshot, out: &mut Vec<Output>) {
        self.poll.answered(now.steady, topic);
        if topic == Topic::Stream {
            self.detect.answered(By::Poll);
        }
        if let Some(until) = self.doubted(asked, &snapshot) {
            self.poll.recheck(topic, until);
            out.push(Output::Note("an answer older than what was just pushed was skipped".to_owned()));
            return;
        }
        if let Snapshot::Live(found) = &snapshot {
            match found {
                Some(event) => self.running.told(event),
                None => self.running.ended(),
            }
        }
        if topic == Topic::Stream && !self.has_token && !self.polled_well {
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

    fn look_failed(&mut self, now: Now, topic: Topic, asked: &Asked, fault: Fault, out: &mut Vec<Output>) {
        self.heed(now, asked.resource, &fault);
        self.poll.failed(now.steady, topic);
        if topic == Topic::Stream && fault == Fault::Unreachable {
            self.detect.unreachable();
        }
        if asked.bearer && refusal::concerns_token(&fault) {
            if !self.token_failed(now, &fault, out) {
                out.push(Output::RequestFailed(fault));
            }
            // The public half answers without the token too.
            self.poll.want(now.steady);
        } else {
            self.look_is_bad(topic, fault, out);
        }
    }

    /// There is no such address in the version that is spoken. While a socket is opening or open, it decides what
    /// that means; else the stream does.
    fn nothing_there(&mut self, now: Now, topic: Topic, fault: Fault, out: &mut Vec<Output>) {
        if topic == Topic::Stream && matches!(self.socket, Socket::Closed) {
            self.absent(now, By::Poll, fault, out);
            return;
        }
        self.poll.failed(now.steady, topic);
        if self.detect.is_certain() {
            self.look_is_bad(topic, fault, out);
        } else {
            out.push(Output::Note("nothing is there, in this version at least".to_owned()));
        }
    }

    fn look_is_bad(&mut self, topic: Topic, fault: Fault, out: &mut Vec<Output>) {
        if topic == Topic::Stream && !self.has_token {
            self.polled_well = false;
            out.push(Output::Fault(fault));
        } else {
            out.push(Output::RequestFailed(fault));
        }
    }

    /// The version that is spoken is absent: tries the other one at once, or gives up.
    pub(super) fn absent(&mut self, now: Now, by: By, fault: Fault, out: &mut Vec<Output>) {
        let absent = self.detect.spoken();
        match self.detect.absent(now.steady, by, fault) {
            Verdict::TryOther => self.change_version(now, by == By::Socket, out),
            Verdict::Neither(fault) => {
                let changed = self.detect.spoken() != absent;
                if changed {
                    self.unanswered(&fault, out);
                    self.poll.start(now.steady);
                }
                self.answer_parked(out);
                if by == By::Socket {
                    self.give_up(fault, out);
                    return;
                }
                self.poll.failed(now.steady, Topic::Stream);
                if changed {
                    self.poll.failed(now.steady, Topic::Latest);
                }
                self.look_is_bad(Topic::Stream, fault, out);
            }
        }
    }

    /// Asks in the version that is spoken from now on for everything that is under way or was answered by the
    /// other one.
    fn change_version(&mut self, now: Now, connects: bool, out: &mut Vec<Output>) {
        let asks = self.requests.void_version();
        self.kept.clear();
        self.poll.start(now.steady);
        if connects {
            self.connect(now, out);
        }
        self.ask_all(now, asks, out);
    }

    /// The server told of its versions. That it did not is no matter.
    fn informed(&mut self, now: Now, answer: Answered<'_>, out: &mut Vec<Output>) {
        let Some(data) = answer.ok().and_then(|reply| rest::payload(reply, false).ok()) else { return };
        let info = Info::read(&data);
        if info.lists() && self.detect.told(now.steady, |version| info.has(version)) {
            let connects = !matches!(self.socket, Socket::Closed | Socket::Refused);
            self.change_version(now, connects, out);
        }
        self.standings.informed(info);
    }

    /// Respects a pause that the server asked for, unless it may mean this resource alone.
    pub(super) fn heed(&mut self, now: Now, resource: Resource, fault: &Fault) {
        if let Fault::RateLimited { wait_secs } = fault
            && !resource.has_own_limit()
        {
            self.poll.hold(now.steady.plus(Duration::from_secs(*wait_secs)));
        }
    }

    /// The server does not take the token. Answers whether that ends the connection and was told as a fault.
    pub(super) fn token_failed(&mut self, now: Now, fault: &Fault, out: &mut Vec<Output>) -> bool {
        // The upgrade is refused without a reason; that the account is blocked, only a request is told.
        let known = !self.token_works
            && (*fault != Fault::AccountBlocked || self.token_fault == Some(Fault::AccountBlocked));
        let pushed = matches!(self.socket, Socket::Ready(_));
        self.token_works = false;
        self.token_fault = Some(fault.clone());
        // A header that is lost on the way to one path says nothing about a socket that is open.
        if known || (pushed && *fault == Fault::TokenDropped) {
            return false;
        }
        self.closed(now);
        out.push(Output::Fault(fault.clone()));
        true
    }
}
