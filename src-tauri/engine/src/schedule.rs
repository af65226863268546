//! What published weeks say: what changed between two versions of one, which entry a stream belongs to, where a text
//! is found, and how other calendars are told.
//!
//! Pure: the time and the zone are passed in.

pub mod calendar;
pub mod devstreams;
mod difference;
mod lateness;
pub mod search;

pub use difference::{Change, difference, tell};
pub use lateness::{Lateness, lateness};
