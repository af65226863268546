//! Starts a bell where there is none: after a crash, or for a window that was opened by hand.

use std::ffi::OsString;
use std::io;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use swarmbell_engine::local::{Client, SocketPlace};
use swarmbell_protocols::web::Origin;
use tokio::process::{Child, Command};

use crate::desktop::activation;
use crate::program::Program;

/// How long a bell may take until it answers. On a slow disk the first start of a day takes seconds.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// How often it is asked meanwhile.
const LOOK: Duration = Duration::from_millis(200);

/// Starts a bell for this window.
pub(super) struct Starter {
    api: Option<Origin>,
    /// Whether a bell was started from here, or is just being started.
    used: AtomicBool,
    /// Whether the bell that this window belongs to is gone.
    orphaned: AtomicBool,
}

impl Starter {
    /// The bell will listen to this server, as the one before did.
    pub(super) fn new(api: Option<Origin>) -> Self {
        Self { api, used: AtomicBool::new(false), orphaned: AtomicBool::new(false) }
    }

    /// The bell that this window belongs to is gone: the next one knows nothing of it, and has its own.
    pub(super) fn orphan(&self) {
        self.orphaned.store(true, Ordering::Relaxed);
    }

    /// Whether the window belonged to a bell that is gone.
    pub(super) fn is_orphaned(&self) -> bool {
        self.orphaned.load(Ordering::Relaxed)
    }

    /// Whether somebody started a bell from here, or tried to.
    pub(super) fn was_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }

    /// Starts a bell and waits until it answers. It opens no window by itself.
    pub(super) async fn start(&self) -> io::Result<()> {
        self.used.store(true, Ordering::Relaxed);
        let program = Program::find().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program.installed());
        command.args(self.arguments()).env_remove(activation::VARIABLE);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        // What ends this window by its terminal is not to end the bell.
        #[cfg(unix)]
        command.process_group(0);
        let mut bell = command.spawn()?;
        tokio::time::timeout(ANSWERS_WITHIN, answers(&mut bell)).await?
    }

    fn arguments(&self) -> Vec<OsString> {
        let mut arguments = vec!["--minimized".into()];
        if let Some(api) = &self.api {
            arguments.extend(["--api".into(), api.to_string().into()]);
        }
        arguments
    }
}

/// Waits until there is a bell, or until this one has ended without any.
async fn answers(bell: &mut Child) -> io::Result<()> {
    loop {
        let ended = bell.try_wait()?;
        match (Client::connect(&SocketPlace::default()).await, ended) {
            (Ok(_), _) => return Ok(()),
            (Err(_), Some(status)) => return Err(io::Error::other(status.to_string())),
            (Err(_), None) => tokio::time::sleep(LOOK).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bell_is_started_again_for_the_same_server_and_without_a_second_window() {
        let starter = Starter::new(Some(Origin::parse("https://neuro.example").unwrap()));
        assert_eq!(starter.arguments(), ["--minimized", "--api", "https://neuro.example"]);
        assert_eq!(Starter::new(None).arguments(), ["--minimized"]);
    }
}
