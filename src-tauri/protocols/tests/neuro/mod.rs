//! The NeuroInfoAPI adapter by values.
//!
//! - `session` leads an adapter to where a test begins; `play` is what must hold after every step, `story`
//!   what is likely to happen.
//! - `push`, `subscriptions` and `polling` are the life of a source; `events` what frames mean; `answers` what
//!   HTTP answers mean, `refusals` what refusals.
//! - `versions` is about the two versions of the API, `versions_told` about what the server says of them, `tickets` about
//!   the other way in.
//! - `running` is about the one name of a stream.
//! - `conformance` walks through the contract, and uses every example of the `catalogue`; `properties` plays
//!   arbitrary inputs.

mod answers;
mod catalogue;
mod conformance;
mod doubts;
mod events;
mod play;
mod polling;
mod properties;
mod push;
mod refusals;
mod running;
mod session;
mod story;
mod subscriptions;
mod tickets;
mod versions;
mod versions_told;
