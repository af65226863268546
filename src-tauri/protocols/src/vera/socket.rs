//! The socket: its states, its messages and its refusals (contract vera §2).

use std::collections::BTreeSet;

use super::Vera;
use super::frame::{self, Frame};
use super::record::Record;
use super::refusal;
use super::subscription::{Change, Subscriptions, within_limit};
use crate::adapter::{Address, Connect, Output, Reply, Subscription, Way};
use crate::fault::Fault;
use crate::secret::SecretRef;
use crate::time::Now;

/// Where the socket is opened.
const PATH: &str = "/v1/events";

/// How far the socket has come.
#[derive(Debug)]
pub(super) enum Socket {
    /// There is none.
    Closed,
    /// It was asked for.
    Opening,
    /// Events are pushed.
    Open(Subscriptions),
}

impl Vera {
    pub(super) fn connect(&mut self, out: &mut Vec<Output>) {
        self.socket = Socket::Closed;
        if !self.has_key {
            out.push(Output::Fault(Fault::NeedsToken));
            return;
        }
        if self.refused_at.is_some_and(|refused| self.markets.len() >= refused) {
            out.push(Output::Fault(refusal::too_many()));
            return;
        }
        let Some(mut url) = self.stream.join(PATH) else { return };
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        if url.set_scheme(scheme).is_err() {
            return;
        }
        self.socket = Socket::Opening;
        out.push(Output::Connect(Connect { address: Address(url), bearer: Some(SecretRef::Token) }));
    }

    /// An open socket is a usable one: the server says nothing by itself.
    pub(super) fn opened(&mut self, now: Now, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Opening) {
            return;
        }
        self.socket = Socket::Open(Subscriptions::default());
        out.push(Output::Ready(Way::Push));
        self.subscribe(now, out);
    }

    pub(super) fn refused(&mut self, reply: &Reply, out: &mut Vec<Output>) {
        if matches!(self.socket, Socket::Opening) {
            self.hang_up();
            out.push(Output::Fault(refusal::of_upgrade(reply, &self.names)));
        }
    }

    pub(super) fn closed(&mut self, code: Option<u16>, out: &mut Vec<Output>) {
        let was_open = matches!(self.socket, Socket::Open(_));
        self.hang_up();
        let Some(fault) = code.and_then(refusal::of_close).filter(|_| was_open) else { return };
        if matches!(fault, Fault::TooMuchWanted { .. }) {
            self.refused_at = Some(self.markets.len().max(1));
        }
        out.push(Output::Fault(fault));
    }

    /// The connection is over, and with it what was being asked for.
    pub(super) fn hang_up(&mut self) {
        self.socket = Socket::Closed;
        self.sweep = None;
        self.resume.start();
    }

    pub(super) fn want(&mut self, now: Now, wanted: &BTreeSet<Subscription>, out: &mut Vec<Output>) {
        self.markets = within_limit(wanted);
        if self.refused_at.is_some_and(|refused| self.markets.len() < refused) {
            self.refused_at = None;
        }
        let cut = self.markets.len() < wanted.len();
        if cut && !self.cut {
            out.push(Output::RequestFailed(refusal::too_many()));
        }
        self.cut = cut;
        self.subscribe(now, out);
    }

    /// Brings the subscriptions to what is wanted. The first one of a connection says where the last one ended.
    fn subscribe(&mut self, now: Now, out: &mut Vec<Output>) {
        let Socket::Open(subscriptions) = &mut self.socket else { return };
        let Change { removed, added } = subscriptions.change(&self.markets);
        if !removed.is_empty() {
            out.push(Output::Send(frame::unsubscribe(&self.names, &removed)));
        }
        if added.is_empty() {
            return;
        }
        let first = !self.resume.is_under_way();
        let kept = if first { self.resume.begin(now) } else { None };
        let after = kept.and_then(|position| position.last_event_id.as_deref());
        out.push(Output::Send(frame::subscribe(&self.names, &added, &self.relevance, after)));
        if kept.is_some_and(|position| !position.is_within_backfill(now.wall)) {
            self.begin_sweep(now);
        }
    }

    pub(super) fn text(&mut self, now: Now, text: &str, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Open(_)) {
            return;
        }
        match frame::read(text, &self.names) {
            Ok(Frame::Event(told)) => self.happened(now, told, text.len(), out),
            Ok(Frame::Truncated) => self.begin_sweep(now),
            Ok(Frame::TooMany) => out.push(Output::RequestFailed(refusal::too_many())),
            Ok(Frame::Error(reason)) => {
                out.push(Output::Note(format!("the server refused a message: {reason}")));
            }
            Ok(Frame::Settled) => {}
            Err(skipped) => out.push(Output::Note(skipped.to_string())),
        }
    }

    fn happened(&mut self, now: Now, told: serde_json::Value, bytes: usize, out: &mut Vec<Output>) {
        let Some(record) = Record::read(told, bytes, &self.names) else {
            out.push(Output::Note("an event without an id was skipped".to_owned()));
            return;
        };
        let via = self.resume.pushed(now, &record);
        out.push(Output::Event(record.event(via, now.wall)));
    }
}
