//! Whether the system starts the bell at login.
//!
//! The system is the only one who knows: what was chosen here may have been changed in its own settings, so it is looked
//! at anew each time a window opens, and nothing of it is kept in ours.

use std::io;

use swarmbell_engine::desktop::{AT_LOGIN_CALLS, Report};
use swarmbell_words::say;
use tokio::sync::mpsc;

use crate::desktop::reports::Reports;
use crate::program::Program;

#[cfg_attr(target_os = "linux", path = "autostart/linux.rs")]
#[cfg_attr(windows, path = "autostart/windows.rs")]
#[cfg_attr(target_os = "macos", path = "autostart/macos.rs")]
mod system;

#[cfg(all(test, not(target_os = "macos")))]
#[path = "autostart/macos.rs"]
#[expect(dead_code, reason = "what is written can be tested anywhere, where it is written to cannot")]
mod macos;

/// What the command line says of a bell that the system started.
const AT_LOGIN: &str = "--at-login";

/// The way to the system's list of programs that start at login.
#[derive(Debug)]
pub struct Autostart {
    calls: mpsc::Sender<Option<bool>>,
}

impl Autostart {
    /// Outcomes go to `reports`, in the order of the calls. `program` is what the system is to start.
    pub fn start(reports: &Reports, program: Option<Program>) -> Self {
        let (calls, mut waiting) = mpsc::channel(AT_LOGIN_CALLS);
        let told = reports.clone();
        reports.runtime().spawn(async move {
            while let Some(wanted) = waiting.recv().await {
                let program = program.clone();
                let done = tokio::task::spawn_blocking(move || look(program.as_ref(), wanted)).await;
                let report = done
                    .unwrap_or(Report::AtLogin { starts: None, refusal: Some(say!("autostart-refused")) });
                told.send(report);
            }
        });
        Self { calls }
    }

    /// Changes it, where something is wanted, and says how it is; answered by [`Report::AtLogin`].
    pub fn ask(&self, wanted: Option<bool>) {
        // The controller waits for reports before it calls more often.
        if self.calls.try_send(wanted).is_err() {
            tracing::error!("too many questions about the start at login");
        }
    }
}

fn look(program: Option<&Program>, wanted: Option<bool>) -> Report {
    let program = program.map(Program::installed).ok_or(io::ErrorKind::NotFound);
    let changed = wanted.map_or(Ok(()), |wanted| system::set(wanted, program?, AT_LOGIN));
    let refusal = changed.err().map(|error| {
        tracing::warn!(%error, "the start at login was not changed");
        say!("autostart-refused")
    });
    let starts = program
        .map_err(io::Error::from)
        .and_then(|program| system::is(program, AT_LOGIN))
        .map_err(|error| tracing::debug!(%error, "the start at login is not known"));
    Report::AtLogin { starts: starts.ok(), refusal }
}
