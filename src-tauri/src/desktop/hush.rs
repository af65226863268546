//! Tells when the system begins, or ceases, to keep notifications off the screen.
//!
//! - `linux` follows the switch of the present notification server.
//! - `windows` hears of do-not-disturb where the system tells of it. A full screen is told to nobody: it is looked for
//!   before each ring that waits, and again while there is one. `full_screen` knows which answers mean one.
//! - `macos` keeps its focus to itself.
//!
//! `hides` looks at once where nothing tells in time.

#[cfg_attr(target_os = "linux", path = "hush/linux.rs")]
#[cfg_attr(windows, path = "hush/windows.rs")]
#[cfg_attr(target_os = "macos", path = "hush/macos.rs")]
mod system;

#[cfg(any(windows, test))]
mod full_screen;

pub use system::Hush;
#[cfg(target_os = "linux")]
pub(super) use system::Readings;
pub(super) use system::hides;
