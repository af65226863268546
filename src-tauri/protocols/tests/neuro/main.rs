//! The NeuroInfoAPI adapter by values: inputs in, outputs compared, no I/O.
//!
//! - `session` leads an adapter to where a test begins; `play` checks what must hold after every step.
//! - `push`, `subscriptions` and `polling` are the life of a source; `events` what frames mean; `answers` what
//!   HTTP answers and refusals mean.
//! - `versions` is about the two versions of the API, `tickets` about the other way in.
//! - `running` is about the one name of a stream.
//! - `conformance` walks through the contract, and uses every example of the `catalogue`; `properties` plays
//!   arbitrary inputs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test that finds something else fails"
)]
#![allow(unreachable_pub, reason = "`play` and the kit are files of the fuzz target too")]

mod answers;
mod catalogue;
mod conformance;
mod doubts;
mod events;
#[path = "../kit/mod.rs"]
mod kit;
mod play;
mod polling;
mod properties;
mod push;
mod running;
mod session;
mod subscriptions;
mod tickets;
mod versions;
