//! Everything real at once: a desk, the stand-in on loopback, and the program under test.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lab::daemon::Daemon;
use lab::notifications::{Monitor, Notice};
use lab::tray::{self, Item};
use lab::wait::until;
use lab::{Desk, DeskOptions};
use serde_json::Value;
use standin::{Config, Control, Server};

/// How long anything may take on a busy machine. Only failing tests wait that long.
pub const SOON: Duration = Duration::from_secs(30);

/// A token the stand-in accepts. Odd enough to be searched for in files and memory.
pub const TOKEN: &str = "tok-5waRmBe11-iN-tHe-kEyRiNg";

/// A desk with a stand-in beside it.
pub struct World {
    /// The servers.
    pub server: Server,
    /// Every notification that crosses the bus.
    pub monitor: Monitor,
    /// The desktop. Dropped last, with everything in it.
    pub desk: Desk,
}

/// A running bell.
pub struct Bell {
    /// Its process.
    pub process: Daemon,
}

impl Drop for Bell {
    fn drop(&mut self) {
        let log = self.process.log();
        // A second panic would hide the first.
        assert!(std::thread::panicking() || !log.contains("panicked at"), "the bell panicked:\n{log}");
    }
}

impl World {
    /// A desk with everything, and a stand-in that accepts [`TOKEN`].
    pub async fn new() -> Result<Self> {
        Self::with(DeskOptions::default()).await
    }

    /// A desk of this kind, and a stand-in that accepts [`TOKEN`].
    pub async fn with(options: DeskOptions) -> Result<Self> {
        let desk = Desk::start(options).await?;
        let monitor = desk.monitor().await?;
        let server =
            Server::start(Config { tokens: vec![TOKEN.to_owned()], ..Config::nothing_soon() }).await?;
        Ok(Self { server, monitor, desk })
    }

    /// The stand-in's strings.
    pub fn control(&self) -> Control {
        self.server.control()
    }

    /// The program with these arguments, as somebody on the desk would start it.
    pub fn swarmbell(&self, arguments: &[&str]) -> Command {
        let mut command = self.desk.command(program());
        command.args(arguments);
        command
    }

    /// Starts a bell against the stand-in and waits until it answers.
    pub async fn start_bell(&self) -> Result<Bell> {
        let origin = self.server.origin();
        let command = self.swarmbell(&["--minimized", "--api", &origin]);
        let process = self.desk.spawn(command, "bell")?;
        let bell = Bell { process };
        self.wait_for_status("the bell answers", |_| true).await.with_context(|| bell.process.log())?;
        Ok(bell)
    }

    /// Starts a bell, gives it [`TOKEN`] and waits until the server pushes.
    pub async fn start_connected_bell(&self) -> Result<Bell> {
        let bell = self.start_bell().await?;
        let said = self.run_with_input(&["token"], TOKEN)?;
        if !said.status.success() {
            bail!("the token was not taken: {said:?}\n{}", bell.process.log());
        }
        self.wait_for_status("connected", |status| status["connection"] == "connected").await?;
        self.control().wait_until(|state| state.subscribed("streamOnline"), SOON).await?;
        Ok(bell)
    }

    /// What the bell wrote and what came back for its notifications, for the message of a failed test.
    pub fn describe(&self, bell: &Bell) -> String {
        format!("notifications answered: {:?}\n{}", self.monitor.events(), bell.process.log())
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.swarmbell(arguments).output()?)
    }

    /// Runs the program to its end with something on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Result<Output> {
        let mut command = self.swarmbell(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        child.stdin.take().context("no standard input")?.write_all(input.as_bytes())?;
        Ok(child.wait_with_output()?)
    }

    /// Has the bell try again now, by the same order the window's button sends.
    pub fn retry(&self) -> Result<()> {
        let answered = self.run(&["retry"])?;
        if !answered.status.success() {
            bail!("no retry: {answered:?}");
        }
        Ok(())
    }

    /// What `swarmbell status --json` prints now; `None` while no bell answers.
    pub fn status(&self) -> Result<Option<Value>> {
        let output = self.run(&["status", "--json"])?;
        Ok(output.status.success().then(|| serde_json::from_slice(&output.stdout)).transpose()?)
    }

    /// Waits until the status is as wanted.
    pub async fn wait_for_status(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let mut last = None;
        let found = until(what, SOON, || {
            let status = self.status();
            async { Ok(status?.filter(|status| wanted(status))) }
        })
        .await;
        if found.is_err() {
            last = self.status()?;
        }
        found.with_context(|| format!("the status is {last:?}"))
    }

    /// Waits for the bell's icon in the panel.
    pub async fn icon(&self) -> Result<Item> {
        tray::wait_for_item(self.desk.bus(), SOON).await
    }

    /// Waits for a notification with this title.
    pub async fn ring(&self, title: &str) -> Result<Notice> {
        self.monitor.wait_for_notice(title, SOON, |notice| notice.summary == title).await
    }
}

/// The program under test, beside the tests in the target directory.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let folder = test.ancestors().nth(2).expect("tests live in target/<profile>/deps");
    let program = folder.join("swarmbell");
    assert!(program.exists(), "{} is missing: `cargo build --workspace` makes it", program.display());
    program
}
