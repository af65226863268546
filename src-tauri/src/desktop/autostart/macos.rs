//! macOS: a launch agent of the user.

use std::io;
use std::path::Path;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode};

/// Adds the entry, or removes it.
pub(super) fn set(wanted: bool, program: &Path, argument: &str) -> io::Result<()> {
    let entry = entry(program, argument)?;
    let done = if wanted { entry.enable() } else { entry.disable() };
    done.map_err(io::Error::other)
}

/// Whether there is an entry that is not switched off.
pub(super) fn is(program: &Path, argument: &str) -> io::Result<bool> {
    entry(program, argument)?.is_enabled().map_err(io::Error::other)
}

fn entry(program: &Path, argument: &str) -> io::Result<AutoLaunch> {
    let program = program.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    AutoLaunchBuilder::new()
        .set_app_name("Swarmbell")
        .set_app_path(program)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_args(&[argument])
        .build()
        .map_err(io::Error::other)
}
