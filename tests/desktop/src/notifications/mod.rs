//! Notifications from both sides of the bus.
//!
//! - [`Monitor`] sees every `Notify` that crosses the bus, with the nanosecond it crossed and the id it was given, and
//!   every signal that answers it;
//! - [`bubble`] finds what the daemon drew and clicks it with the pointer;
//! - [`Server`] stands in for a daemon: one that records, one that never answers.

pub mod bubble;
mod monitor;
mod server;

pub use bubble::Bubble;
pub use monitor::{Event, Monitor, Notice};
pub use server::{Call, Server};

/// The bus name and interface of the notification specification.
pub const NAME: &str = "org.freedesktop.Notifications";

/// Its object path.
pub const PATH: &str = "/org/freedesktop/Notifications";
