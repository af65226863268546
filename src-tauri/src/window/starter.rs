//! Starts a bell where there is none: after a crash, or for a window that was opened by hand.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use swarmbell_engine::local::{Client, ClientError, SocketPlace};
use swarmbell_protocols::web::Origin;
use swarmbell_words::say;
use tokio::process::{Child, Command};

use crate::desktop::{activation, webkit};
use crate::program::Program;

/// How long a bell may take until it answers. On a slow disk the first start of a day takes seconds.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// How often it is asked meanwhile.
const LOOK: Duration = Duration::from_millis(200);

/// As much is read of what a bell says that ends: a sentence is far shorter.
const LAST_WORDS: u64 = 4096;

/// Starts a bell for this window.
pub(super) struct Starter {
    /// As it was when this window started: an update may put another file in its place.
    program: Option<Program>,
    api: Option<Origin>,
    /// Starts that are under way.
    starting: AtomicUsize,
    /// Whether the bell that this window belongs to is gone.
    orphaned: AtomicBool,
}

/// Why there is no bell now.
#[derive(Debug, thiserror::Error)]
pub(super) enum StartError {
    /// The system did not start it, or it ended without a word.
    #[error("{}", say!("window-bell-not-started", error = _0.to_string()))]
    Refused(#[from] io::Error),
    /// It ended, and said why.
    #[error("{_0}")]
    Said(String),
    /// It has not answered yet.
    #[error("{}", say!("window-bell-slow"))]
    Slow,
}

impl Starter {
    /// The bell will listen to this server, as the one before did.
    pub(super) fn new(program: Option<Program>, api: Option<Origin>) -> Self {
        Self { program, api, starting: AtomicUsize::new(0), orphaned: AtomicBool::new(false) }
    }

    /// The bell that this window belongs to is gone: the next one knows nothing of it, and has its own.
    pub(super) fn orphan(&self) {
        self.orphaned.store(true, Ordering::Relaxed);
    }

    /// Whether the window belonged to a bell that is gone.
    pub(super) fn is_orphaned(&self) -> bool {
        self.orphaned.load(Ordering::Relaxed)
    }

    /// Whether a start from here is under way.
    pub(super) fn is_starting(&self) -> bool {
        self.starting.load(Ordering::Relaxed) > 0
    }

    /// Starts a bell in the tray and waits until it answers. An orphaned window has it open a window of its own, unless
    /// `stays`.
    pub(super) async fn start(&self, stays: impl Fn() -> bool) -> Result<(), StartError> {
        let _under_way = UnderWay::begin(&self.starting);
        // Where there is no room for its words, it starts all the same.
        let words = tempfile::tempfile().ok();
        let heard = words.as_ref().and_then(|words| words.try_clone().ok());
        let mut bell = self.command(self.arguments())?;
        let mut bell = bell.stderr(heard.map_or_else(Stdio::null, Stdio::from)).spawn()?;
        let answered = tokio::time::timeout(ANSWERS_WITHIN, answers(&mut bell)).await;
        if let Some(status) = answered.map_err(|_| StartError::Slow)?? {
            let said = words.and_then(|mut words| last_line(&mut words).ok().flatten());
            let silent = || StartError::Refused(io::Error::other(status.to_string()));
            return Err(said.map_or_else(silent, StartError::Said));
        }
        if self.is_orphaned() && !stays() {
            // A second launch, which speaks as the program does that is installed now.
            let mut show = self.command(Vec::new())?.stderr(Stdio::null()).spawn()?;
            tokio::time::timeout(ANSWERS_WITHIN, show.wait()).await.map_err(|_| StartError::Slow)??;
        }
        Ok(())
    }

    fn command(&self, arguments: Vec<OsString>) -> io::Result<Command> {
        let program = self.program.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program.installed());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).env_remove(activation::VARIABLE);
        // It is for windows, not for the browser that a bell opens.
        if let Some(name) = webkit::set_by_us() {
            command.env_remove(name);
        }
        // What ends this window by its terminal is not to end the bell.
        #[cfg(unix)]
        command.process_group(0);
        #[cfg(windows)]
        command.creation_flags(CREATE_NEW_PROCESS_GROUP);
        Ok(command)
    }

    fn arguments(&self) -> Vec<OsString> {
        let mut arguments = vec!["--minimized".into()];
        if let Some(api) = &self.api {
            arguments.extend(["--api".into(), api.to_string().into()]);
        }
        arguments
    }
}

/// Of `CreateProcess`: the interrupts of this console are not its own.
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;

/// A start that is under way until this is dropped.
struct UnderWay<'a>(&'a AtomicUsize);

impl<'a> UnderWay<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Whether there is a bell, of whatever version.
pub(super) async fn is_there() -> bool {
    matches!(Client::connect(&SocketPlace::default()).await, Ok(_) | Err(ClientError::OtherVersion))
}

/// Waits until there is a bell, or until this one has failed without any; then how it ended. One that ended well met
/// another that is just starting.
async fn answers(bell: &mut Child) -> io::Result<Option<ExitStatus>> {
    loop {
        let failed = bell.try_wait()?.filter(|status| !status.success());
        if is_there().await {
            return Ok(None);
        }
        if failed.is_some() {
            return Ok(failed);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The last thing that was said in a file.
fn last_line(words: &mut File) -> io::Result<Option<String>> {
    let mut said = Vec::new();
    words.rewind()?;
    words.take(LAST_WORDS).read_to_end(&mut said)?;
    let said = String::from_utf8_lossy(&said);
    Ok(said.lines().map(str::trim).rfind(|line| !line.is_empty()).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_bell_is_started_again_for_the_same_server_and_in_the_tray() {
        let starter = Starter::new(None, Some(Origin::parse("https://neuro.example").unwrap()));
        assert_eq!(starter.arguments(), ["--minimized", "--api", "https://neuro.example"]);
        assert_eq!(Starter::new(None, None).arguments(), ["--minimized"]);
    }

    #[test]
    fn of_a_bell_that_ends_the_last_sentence_is_told() {
        let said = |text: &str| {
            let mut words = tempfile::tempfile().unwrap();
            words.write_all(text.as_bytes()).unwrap();
            last_line(&mut words).unwrap()
        };
        assert_eq!(said("Gtk-WARNING\nQuit that one first.\n\n").as_deref(), Some("Quit that one first."));
        assert_eq!(said(" \n"), None);
        assert!(said(&"x".repeat(10_000)).is_some_and(|line| line.len() == 4096));
    }

    #[tokio::test]
    async fn a_start_that_fails_is_over() {
        let starter = Starter::new(None, None);
        let error = starter.start(|| true).await.unwrap_err().to_string();
        assert!(error.starts_with("Swarmbell could not be started ("), "{error}");
        assert!(!starter.is_starting());
    }
}
