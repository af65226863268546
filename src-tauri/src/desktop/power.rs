//! Tells that the machine woke up, where the system says so.
//!
//! The engine notices a sleep by its clocks as well, a few seconds later; this only makes it quick. So a system that
//! says nothing is no failure.
//!
//! - `linux` listens to logind.
//! - `windows` has the system call back.
//! - `macos` asks the workspace.

#[cfg_attr(target_os = "linux", path = "power/linux.rs")]
#[cfg_attr(windows, path = "power/windows.rs")]
#[cfg_attr(target_os = "macos", path = "power/macos.rs")]
mod system;

pub use system::Power;
