//! The place of a desk: its folder, its environment, its X server.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result};

use crate::bus;
use crate::daemon::Daemon;

/// The environment variable by which processes of a desk are found again, orphans included.
pub(super) const MARKER: &str = "LAB_DESK";

/// Variables of the machine that would lead a program out of its desk.
const FOREIGN: &[&str] = &[
    "BROWSER",
    "DBUS_SESSION_BUS_ADDRESS",
    "DBUS_STARTER_ADDRESS",
    "DESKTOP_SESSION",
    "GNOME_KEYRING_CONTROL",
    "SESSION_MANAGER",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
];

/// Makes the folders.
pub(super) fn prepare(state: &Path) -> Result<()> {
    for folder in ["home", "rt", "log"] {
        fs::create_dir_all(state.join(folder))?;
    }
    // The specification of XDG_RUNTIME_DIR: nobody else may read it.
    Ok(fs::set_permissions(state.join("rt"), fs::Permissions::from_mode(0o700))?)
}

/// A value of [`MARKER`] that no other desk has.
pub(super) fn marker() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A command with the environment of a desk, so far as it does not need one that runs.
pub(super) fn command(state: &Path, marker: &str, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for name in FOREIGN {
        command.env_remove(name);
    }
    command
        .env(MARKER, marker)
        .env("HOME", state.join("home"))
        .env("XDG_RUNTIME_DIR", state.join("rt"))
        .env("DBUS_SYSTEM_BUS_ADDRESS", bus::system_address(state))
        .env("XDG_CURRENT_DESKTOP", "XFCE")
        .env("XDG_SESSION_TYPE", "x11")
        .env("GDK_BACKEND", "x11")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        // Whatever this machine speaks: what is waited for is English.
        .env("LC_ALL", "C.UTF-8")
        .env_remove("LANGUAGE")
        .env("NO_AT_BRIDGE", "1")
        .current_dir(state);
    command
}

/// Starts the X server on a display number it picks and locks by itself, so that desks can start at the same moment.
pub(super) fn start_x_server(state: &Path, mut command: Command) -> Result<(Daemon, String)> {
    command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
    let mut daemon = Daemon::spawn_with_stdout(command, &state.join("log/xvfb"))?;
    let stdout = daemon.take_stdout().context("Xvfb has no standard output")?;
    let mut number = String::new();
    BufReader::new(stdout).read_line(&mut number)?;
    let number: u32 =
        number.trim().parse().with_context(|| format!("Xvfb gave no display: {}", daemon.log()))?;
    Ok((daemon, format!(":{number}")))
}
