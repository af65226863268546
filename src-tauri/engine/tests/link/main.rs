//! Links and the HTTP client over real sockets.
//!
//! - `life`: opened, kept, lost, opened again. `frames`: what comes over the socket, good or bad.
//! - `http`: where a secret goes, redirects, limits, faults. `picture`: pictures whose addresses strangers told. `if_changed`: what is public and seldom new. `poll`: beside a socket, or without one.
//! - `standin`: the NeuroInfoAPI adapter on a real link.
//! - `script` is a small protocol and the ear for a link's news; `server` does to a connection what a test says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::print_stdout, reason = "seeds are printed")]
#![allow(clippy::disallowed_methods, reason = "tests measure the real time")]

mod frames;
mod http;
mod if_changed;
mod life;
mod picture;
mod poll;
mod script;
mod server;
mod standin;
