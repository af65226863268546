//! The Relay adapter by values.
//!
//! - `session` leads an adapter to where a test begins; `play` is what must hold after every step, `story`
//!   what is likely to happen.
//! - `subscriptions` is the life of the channels of one connection, `authorisation` how private ones are entered;
//!   `publications` what comes out of them, `questions` what others ask.
//! - `conformance` walks through the contract, and uses every example of the `catalogue`; `properties` plays
//!   arbitrary inputs.

mod authorisation;
mod catalogue;
mod conformance;
mod play;
mod properties;
mod publications;
mod questions;
mod session;
mod story;
mod subscriptions;
