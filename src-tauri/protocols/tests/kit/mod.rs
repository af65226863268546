//! What the tests of all adapters have in common.
//!
//! - `drive` drives an adapter through time; `outputs` picks what one looks for out of what it says.
//! - `happens` is what may happen to any adapter, in any order; `watch` what must hold of any after every step.
//! - `example` is one file of a contract's examples; `pusher` is about the frames of that protocol.
//!
//! The fuzz targets use it too, so it knows nothing of the test framework; strategies are in `arbitrary.rs`.

#![allow(dead_code, unused_imports, unused_macros, reason = "no adapter's tests use all of it")]

pub mod drive;
pub mod example;
pub mod happens;
pub mod outputs;
pub mod pusher;
pub mod watch;
