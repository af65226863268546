//! The server side of Pusher's protocol 7, for the systems that speak it or nearly.
//!
//! - `manner` — in which points those systems differ, all of them values.
//! - `signature` — who may be let into a private channel.
//! - `frame` — what is said, in the form of a manner.
//! - `presence` — who is in a presence channel.
//! - `socket` — opening the socket of an app; `dialogue` — what is said on it; `subscribe` — coming into a channel.
//! - `publish` — an event for a channel.
//! - `form` — the body of a request for a signature.

mod dialogue;
mod form;
mod frame;
mod manner;
mod presence;
mod publish;
mod signature;
mod socket;
mod subscribe;

use serde_json::Value;

pub(crate) use form::form;
pub(crate) use frame::event;
pub(crate) use manner::{Hash, Manner};
pub(crate) use presence::{Member, members};
pub(crate) use publish::{Event, publish};
pub(crate) use signature::token;
pub(crate) use socket::{App, Unwelcome, open};

/// What is true at the moment, beyond what the open connections tell.
#[derive(Default)]
pub(crate) struct World {
    /// Who is in which presence channel.
    pub(crate) members: Vec<Member>,
    /// Channels that nobody is let into, by the beginning of their name.
    pub(crate) closed: Vec<Closed>,
}

/// Channels that nobody is let into.
pub(crate) struct Closed {
    pub(crate) prefix: String,
    /// What is said on the channel in place of what this server says of a wrong signature.
    pub(crate) data: Option<Value>,
    /// How often still; none until cleared.
    pub(crate) left: Option<u32>,
}

impl World {
    /// Whether a channel is closed; this is one time of it.
    fn refusal(&mut self, channel: &str) -> Option<Option<Value>> {
        let closed = self.closed.iter_mut().find(|closed| channel.starts_with(&closed.prefix))?;
        let data = closed.data.clone();
        closed.left = closed.left.map(|left| left.saturating_sub(1));
        self.closed.retain(|closed| closed.left != Some(0));
        Some(data)
    }
}

/// What the name of a channel says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Public,
    Private,
    Presence,
}

impl Kind {
    pub(crate) fn of(channel: &str) -> Self {
        match channel.split_once('-') {
            Some(("private", _)) => Self::Private,
            Some(("presence", _)) => Self::Presence,
            _ => Self::Public,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Presence => "presence",
        }
    }
}
