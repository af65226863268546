//! The event protocols Swarmbell speaks, as state machines without I/O.
//!
//! Each system is one [`Adapter`]: it is handed what happened (a frame, an HTTP reply, a deadline)
//! together with the time, and answers with what should be done (send a frame, make a request) and
//! what it learnt (an event, a snapshot, a fault). It owns no socket, clock, thread or file, so every
//! protocol rule can be tested with plain values, fuzzed and replayed.
//!
//! - [`adapter`] is the seam: inputs, outputs, requests, liveness; [`ask`] is what can be asked and learnt.
//! - [`event`] is what all systems have in common: an event with an identity key and a subject.
//! - [`schedule`] and [`stream`] are the two subjects the engine knows more about; [`news`] and [`trade`] are the others.
//! - [`fault`] says what went wrong, whether to retry, whether the user must act, in which sentence.
//! - [`secret`] names secrets without holding them; [`web`] holds addresses that may be opened,
//!   [`picture`] those at which pictures are.
//! - `member` reads members of JSON objects leniently, `payload` decides which payloads are kept.
//! - [`time`] is the pair of clocks an input carries.
//! - [`neuro`] speaks NeuroInfoAPI, [`relay`] Relay, [`shuriken`] Shuriken, [`vera`] Vera.
//! - `pusher` is the protocol of the sockets of Relay and Shuriken; `request` and `refusal` are what more than one
//!   adapter knows of requests and of their refusals.
//!
//! Invariants: nothing here panics on any input; unknown members, types and values never break a
//! connection; no text that may hold a secret is printable.

pub mod adapter;
pub mod ask;
pub mod event;
pub mod fault;
mod keeping;
mod member;
pub mod neuro;
pub mod news;
mod payload;
pub mod picture;
mod pusher;
mod refusal;
pub mod relay;
mod request;
pub mod schedule;
pub mod secret;
pub mod shuriken;
pub mod stream;
pub mod time;
pub mod trade;
pub mod vera;
pub mod web;

pub use adapter::{Adapter, Input, Output};
pub use event::Event;
pub use fault::Fault;
