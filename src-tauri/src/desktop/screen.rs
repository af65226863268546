//! What there must be to show anything on.
//!
//! On Linux the toolkit ends the process with a crash when there is no screen; a sentence is kinder.

#[cfg_attr(target_os = "linux", path = "screen/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "screen/other.rs")]
mod system;

pub use system::need;
