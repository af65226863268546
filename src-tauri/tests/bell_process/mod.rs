//! A desk, a stand-in, and the bell between them.

use std::process::{Command, Output};
use std::time::Duration;

use lab::daemon::Daemon;
use lab::wait::until;
use lab::{Desk, DeskOptions};
use standin::{Config, Server};

pub(crate) const SOON: Duration = Duration::from_secs(20);

/// A token the stand-in accepts.
pub(crate) const TOKEN: &str = "tok-0f-the-window-test";

/// Everything real; dropped from top to bottom.
pub(crate) struct Place {
    pub(crate) bell: Option<Daemon>,
    pub(crate) server: Server,
    pub(crate) desk: Desk,
}

impl Place {
    /// A running bell on a desk of this kind.
    pub(crate) async fn start(options: DeskOptions) -> Self {
        let desk = Desk::start(options).await.unwrap();
        let server =
            Server::start(Config { tokens: vec![TOKEN.to_owned()], ..Config::nothing_soon() }).await.unwrap();
        let mut place = Self { bell: None, server, desk };
        place.start_bell(&["--minimized"]).await;
        place
    }

    /// Starts the bell and waits until it answers.
    pub(crate) async fn start_bell(&mut self, arguments: &[&str]) {
        let origin = self.server.origin();
        let mut command = self.command(&["--api", &origin]);
        command.args(arguments);
        self.bell = Some(self.desk.spawn(command, "bell").unwrap());
        until("the bell to answer", SOON, || async {
            Ok(self.run(&["status"]).status.success().then_some(()))
        })
        .await
        .unwrap();
    }

    /// The process id of the bell.
    #[allow(dead_code, reason = "not every test looks at processes")]
    pub(crate) fn pid(&self) -> u32 {
        self.bell.as_ref().unwrap().pid()
    }

    /// The program with these arguments, on this desk.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.desk.command(env!("CARGO_BIN_EXE_swarmbell"));
        command.args(arguments);
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }
}
