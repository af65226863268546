//! What the stand-in does, over real sockets; each test's name is the sentence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::redundant_clone,
    reason = "a test fails by panicking"
)]

mod client;
mod contract;
mod control;
mod examples;
mod faults;
mod limits;
mod pusher;
mod relay;
mod rest;
mod scenario;
mod schedule;
mod shuriken;
mod socket;
mod tickets;
mod vera;
mod versions;
