//! Windows: the user's `Run` key, and the switch that Task Manager has for it. macOS: a launch agent of the user; that one
//! was switched off in its settings, it does not tell.

use std::io;
use std::path::Path;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};

/// Adds the entry, or removes it.
pub(super) fn set(wanted: bool, program: &Path, argument: &str) -> io::Result<()> {
    let entry = entry(program, argument)?;
    let done = if wanted { entry.enable() } else { entry.disable() };
    done.map_err(io::Error::other)
}

/// Whether there is an entry that is not known to be switched off.
pub(super) fn is(program: &Path, argument: &str) -> io::Result<bool> {
    entry(program, argument)?.is_enabled().map_err(io::Error::other)
}

fn entry(program: &Path, argument: &str) -> io::Result<AutoLaunch> {
    let program = program.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    AutoLaunchBuilder::new()
        .set_app_name("Swarmbell")
        .set_app_path(&written(program))
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_args(&[argument])
        .build()
        .map_err(io::Error::other)
}

/// A path as the entry has to hold it; the library writes it down as it is.
fn written(program: &str) -> String {
    if cfg!(windows) {
        // With a space in it, a path without quotes is more than one.
        format!("\"{program}\"")
    } else {
        program.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }
}
