//! The browser on Linux: the desktop's launcher, with the click's activation token.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use swarmbell_protocols::web::WebAddress;

use crate::desktop::activation::VARIABLE;

/// How often a launcher is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Tries the desktop's launchers in order until one takes the page. Blocks for `handed_over_after` at most
/// for each.
pub(super) fn open(page: &WebAddress, token: Option<&str>, handed_over_after: Duration) -> io::Result<()> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "no launcher is installed");
    for mut launcher in open::commands(page.as_str()) {
        match launch(&mut launcher, token, handed_over_after) {
            Ok(()) => return Ok(()),
            // A launcher that is missing says less than one that failed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn launch(launcher: &mut Command, token: Option<&str>, handed_over_after: Duration) -> io::Result<()> {
    if let Some(token) = token {
        launcher.env(VARIABLE, token).env("DESKTOP_STARTUP_ID", token);
    }
    // A group of its own: Ctrl-C in the terminal of the bell must not end the browser.
    launcher.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = launcher.spawn()?;
    let mut waited = Duration::ZERO;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(format!("the launcher ended with {status}"))),
            None if waited >= handed_over_after => {
                reap(child);
                return Ok(());
            }
            None => {
                std::thread::sleep(LOOK);
                waited += LOOK;
            }
        }
    }
}

/// Waits for a launcher that lives as long as the browser, so that it leaves no zombie.
fn reap(mut child: Child) {
    let waiting = std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait());
    if let Err(error) = waiting {
        tracing::warn!(%error, "a launcher is not waited for");
    }
}
