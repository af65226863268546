//! What published weeks say: what changed between two versions of one, and which entry a stream belongs to.
//!
//! Pure: the time and the zone are passed in.

mod difference;
mod lateness;

pub use difference::{Change, difference, tell};
pub use lateness::{Lateness, lateness};
