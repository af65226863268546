//! The servers Swarmbell talks to, on loopback and scriptable.
//!
//! An independent reading of the wire contracts: nothing here is shared with the program under test, so a
//! misunderstanding shows as a disagreement. Real sockets, real HTTP, real frames; what a test needs to go wrong
//! is done where it would go wrong, on the TCP stream itself.
//!
//! - `server` — [`Server`] and [`Config`]: one thread with its own runtime, so a test's timers do not move it.
//! - `listener` — accepts, can close its port and open it again, and drops connections on demand.
//! - `gate` — what every request passes: the log, the stall, the planned faults ([`Answer`]).
//! - `socket` — the WebSocket handshake and one connection's life: pings, idle close, cut, stall.
//! - `system` — which of the systems a server is ([`System`]).
//! - `neuro` — NeuroInfoAPI v1 and v2: their REST answers, socket dialogue, schedules, rate limits, error codes.
//! - `relay` — a Relay server; `shuriken` — Shuriken's sessions; `pusher` — the protocol their sockets share.
//! - `vera` — Vera's stream of stories about markets and its REST part.
//! - `tokens`, `limits`, `query` — who asks, how often, and with which parameters.
//! - `tell` — telling of an event, and telling of it again.
//! - `state` — what has happened so far ([`State`]), watched by [`Control::wait_until`].
//! - `control` — [`Control`]: make things happen; the same verbs over HTTP under `/_control`.
//! - `scenario` — [`Scenario`]: a file of conditions, pauses and verbs.
//! - `clock` — wall and monotonic time.
//!
//! Invariants: it listens on 127.0.0.1 only; nothing polls or sleeps to learn a state; the log is kept under one
//! lock, so what [`State`] shows happened in that order.

mod clock;
mod control;
mod gate;
mod limits;
mod listener;
mod neuro;
mod pusher;
mod query;
mod relay;
mod scenario;
mod server;
mod shared;
mod shuriken;
mod socket;
mod state;
mod system;
mod tell;
mod tokens;
mod vera;

pub use clock::monotonic_ns;
pub use control::{Command, Condition, Control, Raised};
pub use gate::Answer;
pub use neuro::{
    Direction, Entry, Game, Post, PostKind, Presence, Records, Schedule, Stream, StreamUpdate,
    SubathonChange, Version, Versions, Vod,
};
pub use relay::{Relay, RelayApp, Shape};
pub use scenario::{Done, Scenario, Step};
pub use server::{Config, Server};
pub use shuriken::{Rotation, Shuriken};
pub use state::{Connection, Ended, Frame, FrameKind, How, Request, State};
pub use system::System;
pub use tokens::TokenState;
pub use vera::{Cap, Refusals, Story, Vera};
