//! The way in by ticket: where something on the way drops the header of the upgrade, a ticket in its address
//! stands for the token, once and for 30 seconds (contract neuro §3.1).

use super::Neuro;
use super::refusal::Refusal;
use super::rest;
use super::socket::Socket;
use super::version::Resource;
use crate::adapter::{Answered, Output, Priority};
use crate::fault::Fault;
use crate::member;
use crate::time::Now;

/// Longest ticket that is used, in characters; the server's have 32.
const TICKET_CHARS: usize = 1_000;

/// How the token gets to the socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// In the header of the upgrade.
    Header,
    /// By a ticket that it was exchanged for; a new one for each attempt.
    Ticket,
}

impl Neuro {
    /// Asks for a ticket, with which the socket is opened then.
    pub(super) fn fetch_ticket(&mut self, now: Now, out: &mut Vec<Output>) {
        self.door = Door::Ticket;
        self.socket = Socket::Ticket;
        self.request_plain(now, Resource::Ticket, Priority::CatchUp, out);
    }

    /// The request for a ticket was answered.
    pub(super) fn ticket_came(&mut self, answer: Answered<'_>, out: &mut Vec<Output>) {
        if !matches!(self.socket, Socket::Ticket) {
            return;
        }
        let data = answer.map_err(Refusal::Fault).and_then(|reply| rest::payload(reply, true));
        let ticket = data.map(|data| member::text(&data, "ticket", TICKET_CHARS));
        self.socket = Socket::Closed;
        match ticket {
            Ok(Some(ticket)) => self.open(Some(&ticket), out),
            Ok(None) => self.give_up(Fault::Unreadable, out),
            // No ticket to be had, and the header does not get through.
            Err(Refusal::Nothing | Refusal::Absent(_)) => self.give_up(Fault::TokenDropped, out),
            Err(Refusal::Fault(fault)) => self.give_up(fault, out),
        }
    }
}
