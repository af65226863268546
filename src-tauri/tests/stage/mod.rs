//! Runs `examples/stage.rs` in a desk and reads what it says.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context as _;
use lab::Desk;
use lab::wait::until;

pub(crate) const SOON: Duration = Duration::from_secs(20);

/// A running stage. Dropping it ends it.
pub(crate) struct Stage {
    child: Child,
    orders: ChildStdin,
    said: Arc<Mutex<Vec<String>>>,
}

impl Stage {
    #[allow(dead_code, reason = "not every test stays in the machine's network")]
    pub(crate) fn start(desk: &Desk) -> Self {
        Self::started_by(desk.command(program()))
    }

    /// A stage whose session bus is another one.
    #[allow(dead_code, reason = "not every test has another bus")]
    pub(crate) fn start_on_bus(desk: &Desk, address: &str) -> Self {
        let mut command = desk.command(program());
        command.env("DBUS_SESSION_BUS_ADDRESS", address);
        Self::started_by(command)
    }

    /// A stage in a network of its own, with nothing but a loopback interface that is down.
    #[allow(dead_code, reason = "not every test changes the network")]
    pub(crate) fn start_in_a_network_of_its_own(desk: &Desk) -> Self {
        let mut command = desk.command("unshare");
        // With a user namespace, so that it needs no rights, and with the view of `/sys` that goes with it.
        command.args(["--map-root-user", "--net", "--mount"]);
        command.args(["sh", "-c", "mount -t sysfs sysfs /sys && exec \"$0\""]).arg(program());
        Self::started_by(command)
    }

    fn started_by(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let orders = child.stdin.take().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Self { child, orders, said }
    }

    /// Its process id.
    #[allow(dead_code, reason = "not every test looks at processes")]
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn order(&mut self, line: &str) {
        writeln!(self.orders, "{line}").unwrap();
    }

    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// Waits whether something is said that was not taken, and fails with it.
    #[allow(dead_code, reason = "not every test waits for nothing")]
    pub(crate) async fn says_nothing_for(&self, time: Duration) {
        let said = until("something", time, || async { Ok(self.said().into_iter().next()) }).await;
        assert!(said.is_err(), "{said:?}");
    }

    /// Waits for a line that begins so, and takes it out of what was said.
    pub(crate) async fn hears(&self, beginning: &str) -> String {
        until(&format!("{beginning:?}"), SOON, || async {
            let mut said = self.said.lock().unwrap();
            let at = said.iter().position(|line| line.starts_with(beginning));
            Ok(at.map(|at| said.remove(at)))
        })
        .await
        .with_context(|| format!("said so far: {:?}", self.said()))
        .unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Cargo builds examples next to the folder of the tests.
fn program() -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().unwrap().with_file_name("examples").join("stage")
}
