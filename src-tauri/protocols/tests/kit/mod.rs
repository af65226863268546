//! What the tests of all adapters have in common.
//!
//! - `drive` drives an adapter through time; `outputs` picks what one looks for out of what it says.
//! - `play` plays what `happens` to an adapter, in any order; `watch` and `holds` are what must hold of any adapter
//!   after every step.
//! - `story` draws what happens out of bytes, the tests' own or the fuzzer's; `draw` and `json` are what every story
//!   is made of; `properties` are the tests that play them.
//! - `example` is one file of a contract's examples; `pusher` is about the frames of that protocol.
//!
//! All but `properties` are files of the fuzz targets too, and know nothing of the test framework.

pub mod draw;
pub mod drive;
pub mod example;
pub mod happens;
pub mod holds;
pub mod json;
pub mod outputs;
pub mod play;
#[cfg(test)]
pub mod properties;
pub mod pusher;
pub mod story;
pub mod watch;
