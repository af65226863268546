//! The Vera adapter by values.
//!
//! - `session` leads an adapter to where a test begins; `play` is what must hold after every step, `story`
//!   what is likely to happen.
//! - `subscriptions` is about markets; `resume` about going on where a connection ended; `sweeps` about asking for
//!   what was missed.
//! - `conformance` walks through the contract, and uses every example of the `catalogue`; `properties` plays
//!   arbitrary inputs.

mod catalogue;
mod conformance;
mod play;
mod properties;
mod resume;
mod session;
mod story;
mod subscriptions;
mod sweeps;
