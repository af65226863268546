//! The pushed half: the posts that lead to the socket, its refusals and closes, and what follows from its frames
//! (contract shuriken §2.1, §5).

use std::collections::BTreeSet;

use serde_json::json;

use super::bootstrap::Failures;
use super::request::Purpose;
use super::session::{self, Session};
use super::stream::Stream;
use super::{Shuriken, Stage, event, refusal};
use crate::adapter::{
    Address, Answered, Body, Connect, Output, Priority, Reply, Snapshot, Subscription, Way,
};
use crate::ask::channels::Answer;
use crate::fault::{Fault, Retry};
use crate::pusher::{Channel, Effect, Publication, fault_of};
use crate::refusal::by_status;
use crate::time::Now;

/// Where sessions are posted.
const PATH: &str = "/api/v2/ws/session";

impl Shuriken {
    pub(super) fn want(&mut self, now: Now, wanted: &BTreeSet<Subscription>, out: &mut Vec<Output>) {
        let streams: Vec<_> = wanted.iter().filter_map(|name| Stream::parse(name.as_str())).collect();
        let nameless = wanted.len() - streams.len();
        let beyond = self.bootstrap.want(streams.into_iter().collect());
        if nameless + beyond > 0 {
            out.push(Output::Note(format!("{nameless} streams have no usable name, {beyond} are too many")));
        }
        self.pusher.want(now.steady, self.bootstrap.channels(), &mut self.effects);
    }

    /// Posts what is to be posted next, if anything is.
    pub(super) fn post_next(&mut self, now: Now, out: &mut Vec<Output>) {
        if self.stage == Stage::Closed {
            return;
        }
        let connects = self.stage == Stage::Bootstrapping;
        match self.bootstrap.next(now.steady, connects) {
            Some(streams) => self.post(streams, out),
            None if connects => {
                if let Some(fault) = self.bootstrap.exhausted() {
                    self.fail(now, fault, out);
                }
            }
            None => {}
        }
    }

    fn post(&mut self, streams: Vec<Stream>, out: &mut Vec<Output>) {
        let Some(url) = self.config.api.join(PATH) else { return };
        let entry =
            |stream| json!({"stream": self.bootstrap.posted_id(stream), "filter": Stream::filter(stream)});
        let entries: Vec<_> = streams.iter().map(entry).collect();
        let body = Body::Json(json!({ "subscriptions": entries }).to_string());
        self.request(Purpose::Session(streams), url, Some(body), Priority::CatchUp, out);
    }

    /// The answer to a post came, or did not.
    pub(super) fn session_came(
        &mut self,
        now: Now,
        posted: &[Stream],
        answer: Answered<'_>,
        out: &mut Vec<Output>,
    ) {
        self.bootstrap.came_back();
        let name = posted.first().map(Stream::id).unwrap_or_default();
        let read = answer.and_then(|reply| match refusal::of_request(reply, name) {
            None => session::read(reply, &self.config.api),
            Some(fault) => Err(fault),
        });
        let failures = match read {
            Ok(session) => self.enter(now, posted, session, out),
            Err(fault) if refusal::concerns_streams(&fault) => self.bootstrap.rejected(posted, &fault),
            Err(fault) => return self.post_failed(now, fault, out),
        };
        out.extend(failures.into_iter().map(|(stream, fault)| settled(&stream, Some(fault))));
        self.listen(now, out);
    }

    fn enter(&mut self, now: Now, posted: &[Stream], session: Session, out: &mut Vec<Output>) -> Failures {
        self.authoriser = session.authoriser;
        if !session.backoff.is_empty() {
            out.push(Output::Backoff(session.backoff));
        }
        let failures = self.bootstrap.answered(posted, session.streams);
        if self.stage == Stage::Bootstrapping {
            match session.socket {
                Ok(url) => {
                    self.stage = Stage::Opening;
                    out.push(Output::Connect(Connect { address: Address(url), bearer: None }));
                }
                Err(fault) => self.fail(now, fault, out),
            }
        }
        failures
    }

    fn post_failed(&mut self, now: Now, fault: Fault, out: &mut Vec<Output>) {
        if self.stage == Stage::Bootstrapping || fault.retry() == Retry::UntilChanged {
            self.fail(now, fault, out);
        } else {
            self.bootstrap.put_off(now.steady, &fault);
            out.push(Output::RequestFailed(fault));
        }
    }

    /// Goes on to the channels of the streams that are known now. A stream that shares a channel which is subscribed
    /// already is heard at once.
    fn listen(&mut self, now: Now, out: &mut Vec<Output>) {
        let channels = self.bootstrap.channels();
        for channel in channels.keys().filter(|channel| self.pusher.hears(channel)) {
            let streams = self.bootstrap.streams(channel);
            out.extend(streams.iter().filter(|_| streams.len() > 1).map(|stream| settled(stream, None)));
        }
        self.pusher.want(now.steady, channels, &mut self.effects);
    }

    pub(super) fn opened(&mut self) {
        if self.stage == Stage::Opening {
            self.stage = Stage::Open;
            self.pusher.opened();
        }
    }

    pub(super) fn refused(&mut self, now: Now, reply: &Reply, out: &mut Vec<Output>) {
        if self.stage == Stage::Opening {
            out.extend(refusal::note(reply).map(Output::Note));
            self.fail(now, by_status(reply), out);
        }
    }

    /// The connection ended, or could not be made.
    pub(super) fn closed(&mut self, now: Now, code: Option<u16>, out: &mut Vec<Output>) {
        self.hang_up(now);
        let fault = code.and_then(fault_of).filter(|fault| !self.is_forgiven(fault));
        out.extend(fault.map(stopped).map(Output::Fault));
    }

    fn is_forgiven(&mut self, fault: &Fault) -> bool {
        fault.retry() == Retry::UntilChanged && self.stops.forgive()
    }

    /// Carries out what follows from the frames, and what follows from that.
    pub(super) fn carry_out_all(&mut self, now: Now, out: &mut Vec<Output>) {
        self.pusher.settle(now.steady, &mut self.effects);
        while !self.effects.is_empty() {
            for effect in std::mem::take(&mut self.effects) {
                self.carry_out(now, effect, out);
            }
            self.pusher.settle(now.steady, &mut self.effects);
        }
    }

    fn carry_out(&mut self, now: Now, effect: Effect, out: &mut Vec<Output>) {
        match effect {
            Effect::Ready => {
                self.stops.ready(now.steady);
                out.push(Output::Ready(Way::Push));
            }
            Effect::Send(text) => out.push(Output::Send(text)),
            Effect::Authorise { channel, socket_id } => {
                self.authorise(now, (channel, socket_id), out);
            }
            Effect::Published(publication) => self.published(now, publication, out),
            Effect::Settled { channel, failed } => self.settled(&channel, failed.as_ref(), out),
            // Who else is logged in as the same user is no news.
            Effect::Members { .. } => {}
            Effect::Failed(fault) => {
                self.hang_up(now);
                let fault =
                    if self.is_forgiven(&fault) { Fault::Closed { code: None } } else { stopped(fault) };
                out.push(Output::Fault(fault));
            }
            Effect::Note(note) => out.push(Output::Note(note.to_owned())),
        }
    }

    fn published(&mut self, now: Now, publication: Publication, out: &mut Vec<Output>) {
        let Publication { channel, event, data, bytes } = publication;
        let Some(stream) = self.bootstrap.stream(&channel, &event) else {
            out.push(Output::Note("an event that no stream comes under was skipped".to_owned()));
            return;
        };
        let told = event::pushed(stream, data, bytes, now.wall, &mut self.recent);
        if self.heard.note(&told) {
            self.keeping.heard(now.steady);
        }
        out.push(Output::Event(told));
    }

    fn settled(&self, channel: &Channel, failed: Option<&Fault>, out: &mut Vec<Output>) {
        for stream in self.bootstrap.streams(channel) {
            let fault = failed.map(|fault| match fault {
                Fault::ChannelRefused => Fault::StreamRefused { stream: stream.id().to_owned() },
                fault => fault.clone(),
            });
            out.push(settled(&stream, fault));
        }
    }
}

/// A stream is subscribed, or was not.
fn settled(stream: &Stream, failed: Option<Fault>) -> Output {
    Output::Snapshot(Snapshot::Channels(Answer::Subscription { channel: stream.to_string(), failed }))
}

/// Which app it is, the session decides and not the user.
fn stopped(fault: Fault) -> Fault {
    match fault {
        Fault::AppUnknown => Fault::ClosedForGood { code: 4001 },
        fault => fault,
    }
}
