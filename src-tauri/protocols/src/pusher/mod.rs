//! Pusher protocol 7, as far as a listener speaks it: one connection, its channels, its members (contract relay
//! §3, contract shuriken §5). Who speaks it, and under which prefix, is the adapter's business.
//!
//! - this file is [`Pusher`], the state machine of the connections one after the other: what each frame leads to.
//! - `frame` reads and writes frames; `channel` names what is subscribed; `member` who else is there.
//! - `subscription` is what is subscribed on one connection against what is wanted; `authorisation` what lets into
//!   the channels that not everybody may enter.
//! - `recent` knows again what was told twice.
//! - `close` says what a close or an error means.
//!
//! Invariants: nothing is sent before the handshake; a channel is subscribed at most once at a time; what came
//! counts as published only where its channel was asked for, and as protocol only where its shape fits, since
//! anybody may publish under a name of the protocol; names, channels and members are bounded.

mod authorisation;
mod channel;
mod close;
mod frame;
mod member;
mod recent;
mod subscription;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

pub(crate) use authorisation::{Authorisation, read as read_authorisation};
pub(crate) use channel::{Access, Channel, NAME_BYTES};
pub(crate) use close::fault_of;
pub(crate) use frame::{Dialect, decode};
pub(crate) use member::{Member, read as read_member};
pub(crate) use recent::Recent;

use crate::fault::Fault;
use crate::time::Steady;
use frame::{Frame, Hello};
use subscription::Subscriptions;

/// Silence after which the server is asked for a sign of life, unless it asks for less (contract shuriken §5.3).
const IDLE: Duration = Duration::from_secs(120);

/// The least of it: whatever a server asks for, we do not ping all the time.
const LEAST_IDLE: Duration = Duration::from_secs(10);

/// How long the sign of life may take (contract relay §3.8).
pub(crate) const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// More channels are not subscribed.
pub(crate) const CHANNELS: usize = 200;

/// What follows from an input.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Effect {
    /// The handshake is done.
    Ready,
    /// Send a frame.
    Send(String),
    /// Have this channel authorised for this socket; the answer comes back by [`Pusher::authorised`].
    Authorise { channel: Channel, socket_id: String },
    /// Something was published.
    Published(Publication),
    /// A channel is subscribed, or was not, and why.
    Settled { channel: Channel, failed: Option<Fault> },
    /// Who is there now.
    Members { channel: Channel, members: Vec<Member> },
    /// The connection is of no use.
    Failed(Fault),
    /// Something was skipped.
    Note(&'static str),
}

/// What was published, as it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Publication {
    /// Where.
    pub(crate) channel: Channel,
    /// Its name.
    pub(crate) event: String,
    /// What it says, decoded.
    pub(crate) data: Value,
    /// Size of the whole frame in bytes.
    pub(crate) bytes: usize,
}

/// The connections of one source.
#[derive(Debug)]
pub(crate) struct Pusher {
    dialect: Dialect,
    wanted: BTreeMap<Channel, Access>,
    socket: Socket,
    idle: Duration,
}

/// How far the socket has come.
#[derive(Debug)]
enum Socket {
    /// There is none, or it is not open yet.
    Closed,
    /// It is open, but the handshake is not done; nothing may be sent.
    Open,
    /// The handshake is done.
    Ready(Subscriptions),
}

impl Pusher {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self { dialect, wanted: BTreeMap::new(), socket: Socket::Closed, idle: IDLE }
    }

    /// The socket is open.
    pub(crate) fn opened(&mut self) {
        self.socket = Socket::Open;
    }

    /// The connection ended, or another one begins.
    pub(crate) fn closed(&mut self) {
        self.socket = Socket::Closed;
        self.idle = IDLE;
    }

    /// Silence after which to probe with [`Dialect::ping`].
    pub(crate) fn idle(&self) -> Duration {
        self.idle
    }

    /// When [`Pusher::settle`] has something to do.
    pub(crate) fn deadline(&self) -> Option<Steady> {
        match &self.socket {
            Socket::Ready(subscriptions) => subscriptions.deadline(),
            Socket::Closed | Socket::Open => None,
        }
    }

    /// What is to be subscribed from now on; answers how many channels are too many.
    pub(crate) fn want(
        &mut self,
        now: Steady,
        wanted: BTreeMap<Channel, Access>,
        out: &mut Vec<Effect>,
    ) -> usize {
        let beyond = wanted.len().saturating_sub(CHANNELS);
        self.wanted = wanted.into_iter().take(CHANNELS).collect();
        if let Socket::Ready(subscriptions) = &mut self.socket {
            subscriptions.change(now, &self.wanted, out);
        }
        beyond
    }

    /// Whether the server confirmed this channel.
    pub(crate) fn hears(&self, channel: &Channel) -> bool {
        matches!(&self.socket, Socket::Ready(subscriptions) if subscriptions.hears(channel))
    }

    /// What the time says. Called after every input.
    pub(crate) fn settle(&mut self, now: Steady, out: &mut Vec<Effect>) {
        if let Socket::Ready(subscriptions) = &mut self.socket {
            subscriptions.settle(now, out);
        }
    }

    /// The answer to [`Effect::Authorise`].
    pub(crate) fn authorised(
        &mut self,
        now: Steady,
        channel: &Channel,
        socket_id: &str,
        answer: Result<Authorisation, Fault>,
        out: &mut Vec<Effect>,
    ) {
        if let Socket::Ready(subscriptions) = &mut self.socket {
            subscriptions.authorised(now, channel, socket_id, answer, out);
        }
    }

    /// A text frame came.
    pub(crate) fn text(&mut self, now: Steady, text: &str, out: &mut Vec<Effect>) {
        let frame = match frame::read(text) {
            Ok(frame) => frame,
            Err(skipped) => return out.push(Effect::Note(skipped.sentence())),
        };
        match (frame, &mut self.socket) {
            (_, Socket::Closed) => {}
            (Frame::Established(hello), _) => self.established(now, hello, out),
            (Frame::Error { code }, Socket::Open) => out.push(match code.and_then(fault_of) {
                Some(fault) => Effect::Failed(fault),
                None => Effect::Note("the server told an error"),
            }),
            (_, Socket::Open) => out.push(Effect::Note("a frame before the handshake was skipped")),
            (Frame::Ping, Socket::Ready(_)) => out.push(Effect::Send(self.dialect.pong())),
            (Frame::Ignored, Socket::Ready(_)) => {}
            (frame, Socket::Ready(subscriptions)) => subscriptions.heard(now, frame, out),
        }
    }

    /// A second handshake would be a new session, which knows no subscriptions.
    fn established(&mut self, now: Steady, hello: Hello, out: &mut Vec<Effect>) {
        if matches!(self.socket, Socket::Open) {
            out.push(Effect::Ready);
        }
        self.idle = hello.activity_timeout.unwrap_or(IDLE).clamp(LEAST_IDLE, IDLE);
        let mut subscriptions = Subscriptions::new(self.dialect, hello.socket_id);
        subscriptions.change(now, &self.wanted, out);
        self.socket = Socket::Ready(subscriptions);
    }
}
