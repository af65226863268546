//! The window's process: started on demand, one at most, told to come to the front by a line on its
//! standard input.
//!
//! A task of its own starts it and speaks to it: both take time, and a window that hangs must not keep anybody.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, Command};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout};

use crate::desktop::activation::VARIABLE;
use crate::desktop::webkit;

/// The first word to a window: it belongs to the bell that speaks, and ends when that one is gone.
pub const BELONG: &str = "belong";

/// The word that brings the window to the front. An activation token may follow it, after a space.
pub const RAISE: &str = "raise";

/// The word that ends the window, because the bell ends.
pub const END: &str = "end";

/// Orders that may wait. More say nothing new.
const ORDERS: usize = 4;

/// How long a window may take to be told something: as long as its input is full, it reads nothing.
const TOLD_WITHIN: Duration = Duration::from_secs(1);

/// A window that ends so soon after it was told to come to the front did not hear it, or could not: it was just ending.
const HEARD_WITHIN: Duration = Duration::from_secs(2);

/// How long a window may take to end before it is killed.
const END_WITHIN: Duration = Duration::from_secs(2);

/// The way to the one window process.
#[derive(Debug, Clone)]
pub struct WindowProcess {
    orders: mpsc::Sender<Order>,
}

#[derive(Debug)]
enum Order {
    /// With the permission to take the focus.
    Show(Option<String>),
    End(oneshot::Sender<()>),
}

impl WindowProcess {
    /// No window yet. It will be this program again, as it was found at start: after an update the file may
    /// be a different one under another name.
    pub fn start(runtime: &Handle) -> Self {
        let program = std::env::current_exe()
            .inspect_err(|error| tracing::warn!(%error, "the window cannot be started"))
            .ok();
        let (orders, inbox) = mpsc::channel(ORDERS);
        runtime.spawn(serve(program, inbox));
        Self { orders }
    }

    /// Starts the window, or brings it to the front.
    pub fn show(&self, token: Option<String>) {
        // When there is no room, the window is being shown.
        let _ = self.orders.try_send(Order::Show(token));
    }

    /// Ends the window with the bell. One that does not listen is killed.
    pub async fn end(&self) {
        let (done, ended) = oneshot::channel();
        let ending = async {
            if self.orders.send(Order::End(done)).await.is_ok() {
                // Without an answer there is no window.
                let _ = ended.await;
            }
        };
        if timeout(TOLD_WITHIN * 2 + END_WITHIN, ending).await.is_err() {
            tracing::warn!("the window was not ended");
        }
    }
}

/// A window that runs.
struct Window {
    child: Child,
    words: ChildStdin,
    raised: Option<Raised>,
}

/// When the window was told to come to the front, and with which permission to take the focus.
struct Raised {
    at: Instant,
    token: Option<String>,
}

async fn serve(program: Option<PathBuf>, mut orders: mpsc::Receiver<Order>) {
    let mut window: Option<Window> = None;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Show(token)) => show(&mut window, program.as_ref(), token).await,
                Some(Order::End(done)) => {
                    end(window.take()).await;
                    // Who waits has a deadline of its own.
                    let _ = done.send(());
                }
                None => return end(window).await,
            },
            status = ended(&mut window) => {
                match status {
                    Ok(status) if status.success() => tracing::info!("the window was closed"),
                    Ok(status) => tracing::warn!(%status, "the window's process failed"),
                    Err(error) => tracing::warn!(%error, "the window's process was lost"),
                }
                let raised = window.take().and_then(|window| window.raised);
                if let Some(Raised { token, .. }) = raised.filter(|raised| raised.at.elapsed() < HEARD_WITHIN) {
                    show(&mut window, program.as_ref(), token).await;
                }
            }
        }
    }
}

/// Waits until the window's process ends; for ever while there is none.
async fn ended(window: &mut Option<Window>) -> io::Result<ExitStatus> {
    match window {
        Some(window) => window.child.wait().await,
        None => std::future::pending().await,
    }
}

async fn show(window: &mut Option<Window>, program: Option<&PathBuf>, token: Option<String>) {
    if let Some(running) = window {
        let words = token.as_ref().map_or_else(|| RAISE.to_owned(), |token| format!("{RAISE} {token}"));
        // One that hangs is there all the same: a second one beside it would help nobody.
        if !matches!(timeout(TOLD_WITHIN, running.tell(&words)).await, Ok(Err(_))) {
            running.raised = Some(Raised { at: Instant::now(), token });
            return;
        }
        // It is just ending.
        end(window.take()).await;
    }
    match start(program, token).await {
        Ok(started) => *window = Some(started),
        Err(error) => tracing::error!(%error, "the window was not started"),
    }
}

async fn start(program: Option<&PathBuf>, token: Option<String>) -> io::Result<Window> {
    let program = program.ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.arg("--window").stdin(Stdio::piped()).stdout(Stdio::null());
    command.envs(webkit::guard()).envs(token.map(|token| (VARIABLE, token)));
    let spawned = tokio::task::spawn_blocking(move || command.spawn()).await;
    let mut child = spawned.map_err(io::Error::other)??;
    let words = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut window = Window { child, words, raised: None };
    // The pipe is empty: this waits for nobody. One that ended at once is found by its end.
    let _ = window.tell(BELONG).await;
    Ok(window)
}

/// Asks the window to end, and kills it when it does not.
async fn end(window: Option<Window>) {
    let Some(mut window) = window else { return };
    // One that ended already needs no word.
    let _ = timeout(TOLD_WITHIN, window.tell(END)).await;
    if timeout(END_WITHIN, window.child.wait()).await.is_err() {
        tracing::warn!("the window hangs and is killed");
        if let Err(error) = window.child.kill().await {
            tracing::warn!(%error, "the window was not killed");
        }
    }
}

impl Window {
    fn tell(&mut self, words: &str) -> impl Future<Output = io::Result<()>> {
        let line = format!("{words}\n");
        async move { self.words.write_all(line.as_bytes()).await }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use tokio::time::sleep;

    use super::*;

    /// A program that writes a line at each start and then does this with each word it is told.
    fn program(folder: &std::path::Path, with_word: &str) -> PathBuf {
        let path = folder.join("window");
        let script = format!("#!/bin/sh\necho >> \"$0.starts\"\nwhile read -r word; do {with_word}; done\n");
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    async fn started(program: &std::path::Path, times: usize) {
        let starts = program.with_extension("starts");
        let all = async {
            while std::fs::read_to_string(&starts).unwrap_or_default().len() < times {
                sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(Duration::from_secs(20), all).await.unwrap();
    }

    #[tokio::test]
    async fn a_click_that_meets_a_window_just_ending_opens_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let program = program(folder.path(), "[ \"$word\" = raise ] && exit");
        let (orders, inbox) = mpsc::channel(ORDERS);
        tokio::spawn(serve(Some(program.clone()), inbox));
        orders.send(Order::Show(None)).await.unwrap();
        started(&program, 1).await;
        orders.send(Order::Show(None)).await.unwrap();
        started(&program, 2).await;
        let (done, ended) = oneshot::channel();
        orders.send(Order::End(done)).await.unwrap();
        ended.await.unwrap();
        assert_eq!(std::fs::read_to_string(program.with_extension("starts")).unwrap().len(), 2);
    }
}
