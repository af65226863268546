//! The catalogues against each other, and against what the program says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail as tests do"
)]

mod catalogue;
mod languages;
mod outside;
mod said;
mod source;
