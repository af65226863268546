//! Windows: the user's `Run` key, and the switch that Task Manager has for it.

use std::io;
use std::path::Path;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, WindowsEnableMode};

/// Adds the entry, or removes it.
pub(super) fn set(wanted: bool, program: &Path, argument: &str) -> io::Result<()> {
    let entry = entry(program, argument)?;
    let done = if wanted { entry.enable() } else { entry.disable() };
    done.map_err(io::Error::other)
}

/// Whether there is an entry that Task Manager does not hold back. Which program it starts is not looked at.
pub(super) fn is(program: &Path, argument: &str) -> io::Result<bool> {
    entry(program, argument)?.is_enabled().map_err(io::Error::other)
}

fn entry(program: &Path, argument: &str) -> io::Result<AutoLaunch> {
    let program = program.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    AutoLaunchBuilder::new()
        .set_app_name("Swarmbell")
        // The library writes it down as it is: with a space in it, a path without quotes is more than one.
        .set_app_path(&format!("\"{program}\""))
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .set_args(&[argument])
        .build()
        .map_err(io::Error::other)
}
