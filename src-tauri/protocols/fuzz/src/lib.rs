//! What the fuzz targets share: bytes of the fuzzer become inputs of an adapter.
//!
//! - `json` makes JSON with the members the contracts name; `example` changes what a contract shows.
//! - `story` is what may happen to any adapter; `pusher` is about the frames of that protocol.
//! - `neuro` makes a story out of NeuroInfoAPI's frames and answers, and plays it; `relay`, `shuriken` and `vera` do so
//!   with theirs.
//!
//! The examples, and what must hold after every step, come from the files that the tests use.

pub mod example;
pub mod json;
#[path = "../../tests/kit/mod.rs"]
pub mod kit;
pub mod neuro;
pub mod pusher;
pub mod relay;
pub mod shuriken;
pub mod story;
pub mod vera;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/vera/catalogue.rs"]
mod vera_catalogue;
#[path = "../../tests/vera/play.rs"]
mod vera_play;
