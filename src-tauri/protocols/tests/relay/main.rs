//! The Relay adapter by values: inputs in, outputs compared, no I/O.
//!
//! - `session` leads an adapter to where a test begins; `play` checks what must hold after every step.
//! - `subscriptions` is the life of the channels of one connection, `authorisation` how private ones are entered;
//!   `publications` what comes out of them, `questions` what others ask.
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
mod catalogue;
mod conformance;
#[path = "../kit/mod.rs"]
mod kit;
mod play;
mod properties;
mod publications;
mod questions;
mod session;
mod subscriptions;
