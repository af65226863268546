//! What the fuzz targets share: bytes of the fuzzer become inputs of an adapter.
//!
//! - `json` makes JSON with the members the contracts name.
//! - `neuro` makes a story out of NeuroInfoAPI's frames and answers, and plays it.
//!
//! What must hold after every step is checked by the same file as in the property test.

pub mod json;
pub mod neuro;

#[path = "../../tests/neuro/play.rs"]
mod play;
