//! The pushed half: the socket's states, its frames and its refusals (contract neuro §3).

use std::collections::BTreeSet;

use super::detect::By;
use super::event::STREAM_ONLINE;
use super::frame::{self, Frame, Happening};
use super::poll::Topic;
use super::refusal::{self, Refusal, concerns_token};
use super::subscription::{Subscriptions, without_twin};
use super::ticket::Door;
use super::version::Resource;
use super::{Neuro, event};
use crate::adapter::{Address, Connect, Output, Priority, Reply, Subscription, Way};
use crate::fault::Fault;
use crate::secret::SecretRef;
use crate::time::Now;

/// How far the socket has come.
#[derive(Debug)]
pub(super) enum Socket {
    /// There is none.
    Closed,
    /// A ticket for it was asked for.
    Ticket,
    /// It was asked for.
    Opening,
    /// The token was refused; why is asked by HTTP, since the upgrade gives no reason.
    Refused,
    /// It is open, but the server has not said `welcome` yet; nothing may be sent.
    Open,
    /// Events are pushed.
    Ready(Subscriptions),
}

impl Neuro {
    pub(super) fn connect(&mut self, now: Now, out: &mut Vec<Output>) {
        self.socket = Socket::Closed;
        if !self.has_token {
            return;
        }
        match self.door {
            Door::Header => self.open(None, out),
            Door::Ticket => self.fetch_ticket(now, out),
        }
    }

    /// Asks for the socket, with this ticket or with the token in the header.
    pub(super) fn open(&mut self, ticket: Option<&str>, out: &mut Vec<Output>) {
        let Some(mut url) = self.origin.join(self.detect.spoken().socket_path()) else { return };
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        if url.set_scheme(scheme).is_err() {
            return;
        }
        if let Some(ticket) = ticket {
            url.query_pairs_mut().append_pair("ticket", ticket);
        }
        // Where both are sent, the server looks at the ticket only.
        let bearer = ticket.is_none().then_some(SecretRef::Token);
        self.socket = Socket::Opening;
        out.push(Output::Connect(Connect { address: Address(url), bearer }));
    }

    pub(super) fn opened(&mut self) {
        if matches!(self.socket, Socket::Opening) {
            self.socket = Socket::Open;
        }
    }

    /// The connection ended, or could not be made.
    pub(super) fn hung_up(&mut self, now: Now) {
        if matches!(self.socket, Socket::Opening) {
            self.detect.unreachable();
        }
        self.closed(now);
    }

    pub(super) fn closed(&mut self, now: Now) {
        if matches!(std::mem::replace(&mut self.socket, Socket::Closed), Socket::Ready(_)) {
            self.poll.push_ends(now.steady);
        }
    }

    pub(super) fn refused(&mut self, now: Now, reply: &Reply, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Opening) {
            return;
        }
        self.socket = Socket::Closed;
        match refusal::of_upgrade(reply) {
            Refusal::Absent(fault) => self.absent(now, By::Socket, fault, out),
            Refusal::Fault(Fault::TokenDropped) if self.door == Door::Header => {
                self.detect.answered(By::Socket);
                self.fetch_ticket(now, out);
            }
            Refusal::Fault(fault) => {
                if refusal::is_its_own(&fault) {
                    self.detect.answered(By::Socket);
                }
                if fault == Fault::TokenRefused {
                    self.socket = Socket::Refused;
                    return self.ask_why(now, out);
                }
                self.give_up(fault, out);
            }
            Refusal::Nothing => self.give_up(Fault::Refused { status: reply.status }, out),
        }
    }

    /// The upgrade is refused without a reason; a request that needs the token is told one.
    fn ask_why(&mut self, now: Now, out: &mut Vec<Output>) {
        // The answer to whoever asked already tells it as well.
        if !self.requests.awaits(Resource::Recordings) {
            self.request_plain(now, Resource::Recordings, Priority::CatchUp, out);
        }
    }

    /// Why the token was refused was asked for: only that the account is blocked is a better reason than none.
    pub(super) fn told_why(&mut self, answer: Result<&Reply, &Fault>, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Refused) {
            return;
        }
        self.socket = Socket::Closed;
        let blocked = Refusal::Fault(Fault::AccountBlocked);
        let is_blocked = answer.is_ok_and(|reply| refusal::of_request(reply, true) == blocked);
        self.give_up(if is_blocked { Fault::AccountBlocked } else { Fault::TokenRefused }, out);
    }

    /// The attempt is over.
    pub(super) fn give_up(&mut self, fault: Fault, out: &mut Vec<Output>) {
        if concerns_token(&fault) {
            // The next attempt begins with the usual way in.
            self.door = Door::Header;
            self.token_fault = Some(fault.clone());
        }
        if fault.needs_user() {
            // Whatever is wrong, the public half goes on without the token.
            self.token_works = false;
        }
        out.push(Output::Fault(fault));
    }

    pub(super) fn want(&mut self, wanted: &BTreeSet<Subscription>, out: &mut Vec<Output>) {
        self.wanted = without_twin(wanted);
        if let Socket::Ready(subscriptions) = &mut self.socket {
            out.extend(subscriptions.change(&self.wanted).into_iter().map(Output::Send));
        }
    }

    pub(super) fn text(&mut self, now: Now, text: &str, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Open | Socket::Ready(_)) {
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
        self.detect.answered(By::Socket);
    }

    fn happened(&mut self, now: Now, happening: Happening, out: &mut Vec<Output>) {
        let starts = happening.event_type.as_str() == STREAM_ONLINE;
        match event::read(happening, now.wall) {
            Ok(events) => {
                for event in events {
                    self.recent.pushed(now.steady, &event);
                    self.running.told(&event);
                    self.kept.pushed(&event);
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
        subscribed: Option<BTreeSet<Subscription>>,
        available: Option<BTreeSet<Subscription>>,
        out: &mut Vec<Output>,
    ) {
        let Some(available) = available.map(|types| without_twin(&types)) else { return };
        if let (Socket::Ready(subscriptions), Some(subscribed)) = (&mut self.socket, subscribed) {
            out.extend(subscriptions.listed(&subscribed, &available).into_iter().map(Output::Send));
        }
        out.push(Output::Available(available));
    }
}
