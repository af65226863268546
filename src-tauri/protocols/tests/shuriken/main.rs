//! The Shuriken adapter by values: inputs in, outputs compared, no I/O.
//!
//! - `session` leads an adapter to where a test begins; `play` checks what must hold after every step.
//! - `names` is about the names of streams, `bootstrap` about the posts that lead to their channels, `subscriptions`
//!   about the life of those, `authorisation` about entering private ones; `events` is what comes out of them,
//!   `questions` what others ask.
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

#[path = "../kit/arbitrary.rs"]
mod arbitrary;
mod authorisation;
mod bootstrap;
mod catalogue;
mod conformance;
mod events;
#[path = "../kit/mod.rs"]
mod kit;
mod names;
mod play;
mod properties;
mod questions;
mod session;
mod subscriptions;
