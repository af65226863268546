//! One process of the desk: started with a log file, ended by its process id.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process};

/// How long a daemon may take to leave after SIGTERM before it is killed.
const LEAVE_WITHIN: Duration = Duration::from_secs(2);

/// A running helper program. Dropping it ends the program.
#[derive(Debug)]
pub struct Daemon {
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// Starts `command` with its output going to `log`. `stdin`, when given, is written and closed.
    ///
    /// # Errors
    /// The program is not installed, or the log cannot be written.
    pub fn spawn(mut command: Command, log: &Path, stdin: Option<&str>) -> Result<Self> {
        let out = File::options().create(true).append(true).open(log)?;
        command.stdout(out.try_clone()?).stderr(out);
        command.stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        Self::launch(command, log, stdin)
    }

    /// The same with standard output left to the caller, who takes it from the child.
    pub(crate) fn spawn_with_stdout(mut command: Command, log: &Path) -> Result<Self> {
        let out = File::options().create(true).append(true).open(log)?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(out);
        Self::launch(command, log, None)
    }

    fn launch(mut command: Command, log: &Path, stdin: Option<&str>) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child =
            command.spawn().with_context(|| format!("cannot start {program}: is it installed?"))?;
        if let (Some(text), Some(pipe)) = (stdin, child.stdin.take()) {
            write_and_close(pipe, text)?;
        }
        Ok(Self { child, log: log.to_owned() })
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote so far.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether it still runs.
    #[must_use]
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to leave (SIGTERM) and kills it when it does not within two seconds.
    pub fn stop(mut self) {
        self.end(Signal::TERM);
    }

    /// Kills it at once, as a crash would.
    pub fn kill(mut self) {
        self.end(Signal::KILL);
    }

    pub(crate) fn take_stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    fn end(&mut self, first: Signal) {
        if !self.is_running() {
            return;
        }
        signal(self.pid(), first);
        let deadline = Instant::now() + LEAVE_WITHIN;
        while self.is_running() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(2));
        }
        signal(self.pid(), Signal::KILL);
        // The status is of no interest: the process is gone either way.
        let _ = self.child.wait();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.end(Signal::TERM);
    }
}

fn write_and_close(mut pipe: ChildStdin, text: &str) -> Result<()> {
    pipe.write_all(text.as_bytes())?;
    Ok(())
}

/// Sends a signal by process id. A process that is already gone is no error.
pub(crate) fn signal(pid: u32, what: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, what);
    }
}
