//! What the fuzz targets share: bytes of the fuzzer become inputs of an adapter.
//!
//! - `json` makes JSON with the members the contracts name.
//! - `neuro` makes a story out of NeuroInfoAPI's frames and answers, and plays it; `vera` does so with Vera's.
//!
//! The examples, and what must hold after every step, come from the files that the tests use.

pub mod json;
pub mod neuro;
pub mod vera;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/catalogue.rs"]
mod catalogue;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/play.rs"]
mod play;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/vera/catalogue.rs"]
mod vera_catalogue;
#[path = "../../tests/vera/play.rs"]
mod vera_play;
