//! The window's process: started on demand, one at most, told to come to the front by a line on its
//! standard input. It says on its standard output that it did.
//!
//! A task of its own starts it and speaks to it: both take time, and a window that hangs must not keep anybody.

use std::ffi::OsString;
use std::future::Future;
use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use swarmbell_protocols::web::Origin;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, timeout};

use crate::desktop::activation::VARIABLE;
use crate::desktop::webkit;
use crate::program::Program;

/// The first word to a window: it belongs to the bell that speaks, and ends when that one is gone.
pub const BELONG: &str = "belong";

/// The word that brings the window to the front. An activation token may follow it, after a space.
pub const RAISE: &str = "raise";

/// The window's own word: it came to the front as it was told. Without it, it may have been just ending.
pub const RAISED: &str = "raised";

/// The word that ends the window, because the bell ends.
pub const END: &str = "end";

/// Orders that may wait. More say nothing new.
const ORDERS: usize = 4;

/// How long a window may take to be told something: as long as its input is full, it reads nothing.
const TOLD_WITHIN: Duration = Duration::from_secs(1);

/// A window that ends so soon after it was told to come to the front, and did not say that it did, was just ending.
const HEARD_WITHIN: Duration = Duration::from_secs(2);

/// How long what a window said may take to be read after its end: it is there already.
const READ_WITHIN: Duration = Duration::from_millis(500);

/// Longer lines are not the window's own, but of the libraries it uses.
const LONGEST_LINE: u64 = 64;

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
    /// No window yet. It will be this program again, none where its file is not known; and it is told which server this
    /// bell was started for.
    pub fn start(runtime: &Handle, program: Option<&Program>, api: Option<&Origin>) -> Self {
        let mut invocation = Invocation::new();
        if let Some(program) = program {
            invocation.extend([program.running().as_os_str().to_owned(), "--window".into()]);
            invocation.extend(api.into_iter().flat_map(|api| ["--api".into(), api.to_string().into()]));
        }
        let (orders, inbox) = mpsc::channel(ORDERS);
        runtime.spawn(serve(invocation, inbox));
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

/// A program and its arguments; nothing when it was not found.
type Invocation = Vec<OsString>;

/// A window that runs.
struct Window {
    child: Child,
    words: ChildStdin,
    /// How often it was told to come to the front.
    raises: u64,
    /// How often it said that it did.
    raised: watch::Receiver<u64>,
    last: Option<Raise>,
}

/// When the window was told to come to the front, and with which permission to take the focus.
struct Raise {
    at: Instant,
    token: Option<String>,
}

async fn serve(program: Invocation, mut orders: mpsc::Receiver<Order>) {
    let mut window: Option<Window> = None;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Show(token)) => show(&mut window, &program, token).await,
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
                if let Some(gone) = window.take()
                    && let Some(Raise { token, .. }) = gone.unheard().await
                {
                    show(&mut window, &program, token).await;
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

async fn show(window: &mut Option<Window>, program: &Invocation, token: Option<String>) {
    if let Some(running) = window {
        let words = token.as_ref().map_or_else(|| RAISE.to_owned(), |token| format!("{RAISE} {token}"));
        // One that hangs is there all the same: a second one beside it would help nobody.
        if !matches!(timeout(TOLD_WITHIN, running.tell(&words)).await, Ok(Err(_))) {
            running.raises += 1;
            running.last = Some(Raise { at: Instant::now(), token });
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

async fn start(program: &Invocation, token: Option<String>) -> io::Result<Window> {
    let (program, arguments) = program.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    command.envs(webkit::environment()).envs(token.map(|token| (VARIABLE, token)));
    let spawned = tokio::task::spawn_blocking(move || command.spawn()).await;
    let mut child = spawned.map_err(io::Error::other)??;
    let words = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let said = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let (raised, heard) = watch::channel(0);
    tokio::spawn(listen(said, raised));
    let mut window = Window { child, words, raises: 0, raised: heard, last: None };
    // The pipe is empty: this waits for nobody. One that ended at once is found by its end.
    let _ = window.tell(BELONG).await;
    Ok(window)
}

/// Counts how often the window says that it came to the front, as long as it can say anything.
async fn listen(said: ChildStdout, raised: watch::Sender<u64>) {
    let mut said = BufReader::new(said);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut said).take(LONGEST_LINE).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) if line.trim_ascii() == RAISED.as_bytes() => raised.send_modify(|raised| *raised += 1),
            Ok(_) => {}
        }
    }
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

    /// What this window, which ended, was told last and did not do.
    async fn unheard(mut self) -> Option<Raise> {
        let last = self.last.filter(|last| last.at.elapsed() < HEARD_WITHIN)?;
        let all = self.raised.wait_for(|raised| *raised >= self.raises);
        let heard = matches!(timeout(READ_WITHIN, all).await, Ok(Ok(_)));
        (!heard).then_some(last)
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use tempfile::TempDir;
    use tokio::time::sleep;

    use super::*;

    const LONG_ENOUGH: Duration = Duration::from_secs(20);

    /// A bell with a window that writes a line at each start and then does this with each word it is told.
    struct Bell {
        folder: TempDir,
        orders: mpsc::Sender<Order>,
    }

    impl Bell {
        fn with(window: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let script = folder.path().join("window");
            let lines = format!("echo >> \"$0.starts\"\nwhile read -r word; do {window}; done\n");
            std::fs::write(&script, lines).unwrap();
            let (orders, inbox) = mpsc::channel(ORDERS);
            // By its interpreter: a file that was just written may not be executed while another test forks.
            tokio::spawn(serve(vec!["/bin/sh".into(), script.into()], inbox));
            Self { folder, orders }
        }

        fn file(&self, ending: &str) -> PathBuf {
            self.folder.path().join(Path::new("window").with_extension(ending))
        }

        fn lines(&self, ending: &str) -> usize {
            std::fs::read_to_string(self.file(ending)).unwrap_or_default().len()
        }

        async fn wait_for(&self, ending: &str, lines: usize) {
            let all = async {
                while self.lines(ending) < lines {
                    sleep(Duration::from_millis(10)).await;
                }
            };
            timeout(LONG_ENOUGH, all).await.unwrap();
        }

        async fn show(&self) {
            self.orders.send(Order::Show(None)).await.unwrap();
        }

        /// What was ordered before is done when this is.
        async fn end(&self) {
            let (done, ended) = oneshot::channel();
            self.orders.send(Order::End(done)).await.unwrap();
            ended.await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_click_that_meets_a_window_just_ending_opens_the_next() {
        let bell = Bell::with("[ \"$word\" = raise ] && exit");
        bell.show().await;
        bell.wait_for("starts", 1).await;
        bell.show().await;
        bell.wait_for("starts", 2).await;
        bell.end().await;
        assert_eq!(bell.lines("starts"), 2);
    }

    #[tokio::test]
    async fn a_window_that_came_to_the_front_and_is_closed_stays_closed() {
        let bell = Bell::with("[ \"$word\" = raise ] && echo a line of a library && echo raised && exit");
        bell.show().await;
        bell.wait_for("starts", 1).await;
        bell.show().await;
        let another = timeout(READ_WITHIN * 3, bell.wait_for("starts", 2)).await;
        assert!(another.is_err(), "another window was opened");
        bell.end().await;
    }
}
