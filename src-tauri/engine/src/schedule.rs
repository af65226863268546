//! What published weeks say: what changed between two versions of one, which entry a stream belongs to and whom
//! it is about, where a text is found, and how other calendars are told.
//!
//! Pure: the time and the zone are passed in.

pub mod calendar;
pub mod devstreams;
mod difference;
pub mod filter;
mod lateness;
pub mod search;
mod who;

pub use difference::{Change, difference, tell};
pub use lateness::{Lateness, lateness};
pub use who::Who;
