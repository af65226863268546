//! Runs `examples/stage.rs` in a desk and reads what it says.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
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
    pub(crate) fn start(desk: &Desk) -> Self {
        let mut child = desk.command(program()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
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

    pub(crate) fn order(&mut self, line: &str) {
        writeln!(self.orders, "{line}").unwrap();
    }

    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
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
