//! The Shuriken adapter by values.
//!
//! - `session` leads an adapter to where a test begins; `play` is what must hold after every step, `story`
//!   what is likely to happen.
//! - `names` is about the names of streams, `bootstrap` about the posts that lead to their channels, `subscriptions`
//!   about the life of those, `authorisation` about entering private ones; `events` is what comes out of them,
//!   `questions` what others ask.
//! - `conformance` walks through the contract, and uses every example of the `catalogue`; `properties` plays
//!   arbitrary inputs.

mod authorisation;
mod bootstrap;
mod catalogue;
mod conformance;
mod events;
mod names;
mod play;
mod properties;
mod questions;
mod session;
mod story;
mod subscriptions;
