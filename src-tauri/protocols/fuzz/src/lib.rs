//! What the fuzz targets share: bytes of the fuzzer become inputs of an adapter.
//!
//! - `json` makes JSON with the members the contracts name.
//! - `neuro` makes a story out of NeuroInfoAPI's frames and answers, and plays it.
//!
//! The examples, and what must hold after every step, come from the files that the tests use.

pub mod json;
pub mod neuro;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/catalogue.rs"]
mod catalogue;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/play.rs"]
mod play;
