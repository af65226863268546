//! The window's process: started on demand, one at most, told to come to the front by a line on its
//! standard input.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::desktop::activation::{Activation, VARIABLE};
use crate::desktop::webkit;

/// The word that brings the window to the front. An activation token may follow it, after a space.
pub const RAISE: &str = "raise";

/// The word that ends the window, because the bell ends.
pub const END: &str = "end";

/// The one window process, while it lives.
#[derive(Debug)]
pub struct WindowProcess {
    program: Option<PathBuf>,
    activation: Activation,
    running: Arc<Mutex<Option<Running>>>,
}

#[derive(Debug)]
struct Running {
    id: u32,
    orders: ChildStdin,
}

impl WindowProcess {
    /// No window yet. It will be this program again, as it was found at start: after an update the file may
    /// be a different one under another name.
    pub fn new(activation: Activation) -> Self {
        let program = std::env::current_exe()
            .inspect_err(|error| tracing::warn!(%error, "the window cannot be started"))
            .ok();
        Self { program, activation, running: Arc::default() }
    }

    /// Starts the window, or brings it to the front.
    pub fn show(&self) {
        let token = self.activation.take();
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let line = token.as_ref().map_or_else(|| RAISE.to_owned(), |token| format!("{RAISE} {token}"));
        // A window that is just ending takes the line no more; then another one is started.
        if running.as_mut().is_some_and(|window| tell(&mut window.orders, &line).is_ok()) {
            return;
        }
        *running = None;
        match self.start(token.as_deref()) {
            Ok(started) => *running = Some(started),
            Err(error) => tracing::error!(%error, "the window was not started"),
        }
    }

    /// Ends the window with the bell.
    pub fn end(&self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mut window) = running.take() {
            // A window that ended already needs no word.
            let _ = tell(&mut window.orders, END);
        }
    }

    fn start(&self, token: Option<&str>) -> std::io::Result<Running> {
        let program = self.program.as_ref().ok_or(std::io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command.arg("--window").stdin(Stdio::piped()).stdout(Stdio::null());
        command.envs(webkit::guard()).envs(token.map(|token| (VARIABLE, token)));
        let mut child = command.spawn()?;
        let orders = child.stdin.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
        let id = child.id();
        self.reap(child)?;
        Ok(Running { id, orders })
    }

    fn reap(&self, mut child: Child) -> std::io::Result<()> {
        let (id, running) = (child.id(), Arc::clone(&self.running));
        std::thread::Builder::new().name("window".to_owned()).spawn(move || {
            match child.wait() {
                Ok(status) if status.success() => tracing::info!("the window was closed"),
                Ok(status) => tracing::warn!(%status, "the window's process failed"),
                Err(error) => tracing::warn!(%error, "the window's process was lost"),
            }
            let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.as_ref().is_some_and(|window| window.id == id) {
                *running = None;
            }
        })?;
        Ok(())
    }
}

fn tell(orders: &mut ChildStdin, line: &str) -> std::io::Result<()> {
    orders.write_all(format!("{line}\n").as_bytes())
}
