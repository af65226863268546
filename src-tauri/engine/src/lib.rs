//! Everything of Swarmbell that needs no desktop.
//!
//! ```text
//! socket bytes -> link -> adapter -> Event -> journal -> rules -> Desktop::notify -> click -> open
//! ```
//!
//! - [`controller`] is the one loop that owns state: inputs in, calls on the [`desktop::Desktop`] trait out.
//! - [`desktop`] is what the engine wants from a desktop, and what a desktop tells the engine.
//! - [`link`] is one source's connection: open, ready, heartbeat, close, backoff. The only socket.
//! - [`http`] is the one HTTP client: budgets, timeouts, secrets bound to their origin.
//! - [`catchup`] owns the gaps: what happened while nobody listened.
//! - [`journal`] remembers what happened and what was announced. The only SQL.
//! - [`rules`] decide whether an event may ring now, and [`ring`] words it.
//! - [`picture`] fetches pictures for the window and draws them anew.
//! - [`schedule`] says what changed between two versions of a week, and how late a stream is.
//! - [`view`] computes the tray and the window's snapshot from state, as plain comparable values.
//! - [`local`] is the local socket: window, command line and second launches speak to the bell over it; a [`lock`]
//!   makes the bell the only one.
//! - [`systems`] are the event systems that can be added, as they are set up.
//! - a [`whole_file`] is there whole or not at all.
//! - [`updates`] is where newer versions of this program are asked for, and when.
//! - [`settings`] is the one file of choices; [`clock`] is the only clock; [`secrets`] holds the values of
//!   secrets for the time they are used.
//!
//! Invariants: nothing here knows Tauri or a toolkit; the controller never waits for anybody; every
//! channel is bounded; a secret leaves only towards the origin it was stored for.

pub mod catchup;
pub mod clock;
pub mod controller;
pub mod desktop;
pub mod http;
pub mod journal;
pub mod link;
pub mod local;
pub mod lock;
pub mod picture;
pub mod ring;
pub mod rules;
pub mod schedule;
pub mod secrets;
pub mod settings;
pub mod systems;
#[cfg(test)]
#[path = "../tests/link/server.rs"]
#[allow(dead_code, reason = "the links' tests use more of it")]
mod test_server;
pub mod updates;
pub mod view;
pub mod whole_file;

/// The one name of this program on every system: bundle, AppUserModelID, bus names, keyring service.
pub const IDENTIFIER: &str = "io.github.swarmbell.Swarmbell";

/// How requests introduce themselves.
pub const USER_AGENT: &str = concat!("Swarmbell/", env!("CARGO_PKG_VERSION"));
