//! Behaviour across the rooms of Swarmbell.
//!
//! `BEHAVIOUR.md` beside this package lists what the program does, one sentence a line; each sentence is the
//! name of a test somewhere in the repository. This library holds what those tests share:
//!
//! - [`engine`] is the whole engine in this process, with a clock moved by hand.
//! - [`repository`] finds the repository and the tests in it.
//! - [`world`] is everything real at once: a desk, the stand-in, the program under test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this package is made of tests")]

pub mod engine;
pub mod repository;
#[cfg(target_os = "linux")]
pub mod world;
