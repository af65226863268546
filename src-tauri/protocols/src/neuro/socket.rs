//! The pushed half: the socket's states, its frames and its refusals (contract neuro §3).

use std::collections::BTreeSet;

use super::event::STREAM_ONLINE;
use super::frame::{self, Frame, Happening};
use super::poll::Topic;
use super::subscription::{Subscriptions, without_twin};
use super::{Neuro, event, refusal, rest};
use crate::adapter::{Address, Connect, Output, Reply, Way};
use crate::event::EventType;
use crate::secret::SecretRef;
use crate::time::Now;

/// How far the socket has come.
#[derive(Debug)]
pub(super) enum Socket {
    /// There is none.
    Closed,
    /// It was asked for.
    Opening,
    /// It is open, but the server has not said `welcome` yet; nothing may be sent.
    Open,
    /// Events are pushed.
    Ready(Subscriptions),
}

impl Neuro {
    pub(super) fn connect(&mut self, out: &mut Vec<Output>) {
        self.socket = Socket::Closed;
        if !self.has_token {
            return;
        }
        let Some(mut url) = self.origin.join(rest::SOCKET_PATH) else { return };
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        if url.set_scheme(scheme).is_ok() {
            self.socket = Socket::Opening;
            let connect = Connect { address: Address(url), bearer: Some(SecretRef::Token) };
            out.push(Output::Connect(connect));
        }
    }

    pub(super) fn opened(&mut self) {
        if matches!(self.socket, Socket::Opening) {
            self.socket = Socket::Open;
        }
    }

    pub(super) fn closed(&mut self, now: Now) {
        if matches!(std::mem::replace(&mut self.socket, Socket::Closed), Socket::Ready(_)) {
            self.poll.push_ends(now.steady);
        }
    }

    pub(super) fn refused(&mut self, now: Now, reply: &Reply, out: &mut Vec<Output>) {
        self.closed(now);
        let fault = refusal::of_upgrade(reply);
        if fault.needs_user() {
            // Whatever is wrong, the public half goes on without the token.
            self.token_works = false;
        }
        out.push(Output::Fault(fault));
    }

    pub(super) fn want(&mut self, wanted: &BTreeSet<EventType>, out: &mut Vec<Output>) {
        self.wanted = without_twin(wanted);
        if let Socket::Ready(subscriptions) = &mut self.socket {
            out.extend(subscriptions.change(&self.wanted).into_iter().map(Output::Send));
        }
    }

    pub(super) fn text(&mut self, now: Now, text: &str, out: &mut Vec<Output>) {
        if matches!(self.socket, Socket::Closed) {
            return;
        }
        match frame::read(text) {
            Ok(Frame::Welcome) => self.welcome(now, out),
            Ok(Frame::Event(happening)) => self.happened(now, happening, out),
            Ok(Frame::Listed { subscribed, available }) => self.listed(subscribed, available, out),
            Ok(Frame::Invalid(reason)) => {
                out.push(Output::Note(format!("the server called a frame invalid: {reason}")));
            }
            Ok(Frame::Settled) => {}
            Err(skipped) => out.push(Output::Note(skipped.to_string())),
        }
    }

    fn welcome(&mut self, now: Now, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Ready(_)) {
            out.push(Output::Ready(Way::Push));
        }
        // A second `welcome` would be a new session, which knows no subscriptions.
        let mut subscriptions = Subscriptions::default();
        out.extend(subscriptions.change(&self.wanted).into_iter().map(Output::Send));
        out.push(Output::Send(frame::list_events()));
        self.socket = Socket::Ready(subscriptions);
        self.poll.push_begins(now.steady);
    }

    fn happened(&mut self, now: Now, happening: Happening, out: &mut Vec<Output>) {
        let starts = happening.event_type.as_str() == STREAM_ONLINE;
        match event::read(happening, now.wall) {
            Ok(events) => {
                for event in events {
                    self.recent.pushed(now.steady, &event);
                    self.running.told(&event);
                    out.push(Output::Event(event));
                }
            }
            Err(skipped) => {
                if starts {
                    // Something did start, so what ran before is over; what it was is known once the answer
                    // by HTTP has caught up.
                    self.running.ended();
                    self.poll.recheck(Topic::Stream, now.steady.plus(super::poll::STREAM_LAG));
                }
                out.push(Output::Note(skipped.to_string()));
            }
        }
    }

    fn listed(
        &mut self,
        subscribed: Option<BTreeSet<EventType>>,
        available: Option<BTreeSet<EventType>>,
        out: &mut Vec<Output>,
    ) {
        let Some(available) = available.map(|types| without_twin(&types)) else { return };
        if let (Socket::Ready(subscriptions), Some(subscribed)) = (&mut self.socket, subscribed) {
            out.extend(subscriptions.listed(&subscribed, &available).into_iter().map(Output::Send));
        }
        out.push(Output::Available(available));
    }
}
