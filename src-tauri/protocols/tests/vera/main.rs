//! The Vera adapter by values: inputs in, outputs compared, no I/O.
//!
//! - `session` leads an adapter to where a test begins; `play` checks what must hold after every step.
//! - `subscriptions` is about markets; `resume` about going on where a connection ended; `sweeps` about asking for
//!   what was missed.
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

mod catalogue;
mod conformance;
#[path = "../kit/mod.rs"]
mod kit;
mod play;
mod properties;
mod resume;
mod session;
mod subscriptions;
mod sweeps;
