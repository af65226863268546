//! The local socket: how window, command line and second launches speak to the bell.
//!
//! One JSON value a line, this user only. The first line each way is a [`Hello`] with the version of this
//! protocol; after it the client sends [`Order`]s and gets one [`Answer`] each, in order. After
//! [`Order::Watch`] snapshots arrive in between as [`FromBell::Snapshot`]. Owning the socket is being the
//! single instance.
//!
//! - `protocol` is what is said, `query` what the window asks page by page; `place` is where.
//! - `server` is the bell's end, `session` one conversation at it; `client` is the other end.
//! - `peer` is who is at the other end.

mod client;
mod peer;
mod place;
mod protocol;
mod query;
mod server;
mod session;

pub(crate) use client::MAX_ANSWER_BYTES;
pub use client::{Client, ClientError};
pub use place::SocketPlace;
pub use protocol::{Answer, FromBell, Hello, Order, Status, TokenText, VERSION};
pub use query::{Query, Reach, SearchFor};
pub use server::{ServeError, Server};
