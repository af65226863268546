//! The adapters by values: inputs in, outputs compared, no I/O. Each has a folder; what they share is the `kit`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test that finds something else fails"
)]
#![allow(
    unreachable_pub,
    reason = "the kit, `catalogue`, `play` and `story` are files of the fuzz targets too"
)]

mod kit;
mod neuro;
mod relay;
mod shuriken;
mod vera;
