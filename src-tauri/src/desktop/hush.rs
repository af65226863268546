//! Tells when the system begins, or ceases, to keep notifications off the screen.
//!
//! - `linux` follows the switch of the present notification server.
//! - `windows` looks after each ring, and again while the answer is yes: that system tells nobody.
//! - `macos` keeps its focus to itself.

#[cfg_attr(target_os = "linux", path = "hush/linux.rs")]
#[cfg_attr(windows, path = "hush/windows.rs")]
#[cfg_attr(target_os = "macos", path = "hush/macos.rs")]
mod system;

pub use system::Hush;
