//! Brings snapshots to the page and the chosen colours to the window, and tells when there is no bell and when somebody
//! wants to close the window.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use swarmbell_engine::local::{Client, ClientError, SocketPlace};
use swarmbell_engine::view::WindowSnapshot;
use tauri::WebviewWindow;
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;

use super::theme;

/// A bell that is gone is looked for this often: a person restarts it within seconds.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// What the page is told.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum News {
    /// This is how things are.
    Snapshot {
        /// Everything the page shows.
        snapshot: Box<WindowSnapshot>,
    },
    /// There is no bell to ask; it is being looked for.
    Gone {
        /// What happened and what to do.
        sentence: String,
        /// Whether there is none, so that one can be started.
        startable: bool,
    },
    /// Somebody wants to close the window, and what was typed would be lost. The next time it closes.
    Closing,
}

/// The one flow of news into the page.
#[derive(Default)]
pub(super) struct Feed {
    flow: Mutex<Option<(Channel<News>, JoinHandle<()>)>>,
    /// Whether the page holds something typed that nobody else has.
    unsaved: AtomicBool,
    /// Whether somebody was asked about that.
    asked: AtomicBool,
}

impl Feed {
    /// Lets news flow into this channel of a window. A page that was reloaded brings a new one.
    pub(super) fn flow_into(&self, page: Channel<News>, window: WebviewWindow) {
        self.hold(false);
        let flow = tauri::async_runtime::spawn(flow(page.clone(), window));
        let earlier = self.flow.lock().unwrap_or_else(PoisonError::into_inner).replace((page, flow));
        if let Some((_, earlier)) = earlier {
            earlier.abort();
        }
    }

    /// Takes up whether something typed would be lost with the window; who goes on typing is asked anew.
    pub(super) fn hold(&self, unsaved: bool) {
        self.asked.store(false, Ordering::Relaxed);
        self.unsaved.store(unsaved, Ordering::Relaxed);
    }

    /// Whether something was typed that would be lost with the window.
    pub(super) fn is_held(&self) -> bool {
        self.unsaved.load(Ordering::Relaxed)
    }

    /// Whether the window stays open because the page asks about what was typed. It asks once: a page that hangs
    /// holds no window.
    pub(super) fn asks_before_closing(&self) -> bool {
        let flow = self.flow.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_held()
            && !self.asked.swap(true, Ordering::Relaxed)
            && flow.as_ref().is_some_and(|(page, _)| page.send(News::Closing).is_ok())
    }
}

async fn flow(page: Channel<News>, window: WebviewWindow) {
    loop {
        let error = match pass_snapshots_on(&page, &window).await {
            Ok(()) => return,
            Err(error) => error,
        };
        let startable = matches!(error, ClientError::NotRunning | ClientError::Closed);
        if page.send(News::Gone { sentence: error.to_string(), startable }).is_err() {
            return;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Ends well when the page is gone, with the reason when the bell is.
async fn pass_snapshots_on(page: &Channel<News>, window: &WebviewWindow) -> Result<(), ClientError> {
    let mut worn = None;
    let mut bell = Client::connect(&SocketPlace::default()).await?;
    bell.watch().await?;
    loop {
        let snapshot = bell.next_snapshot().await?;
        swarmbell_words::speak([snapshot.language.spoken.as_str()]);
        let theme = snapshot.general.appearance.theme;
        if worn.replace(theme) != Some(theme) {
            theme::put_on(window, theme);
        }
        if page.send(News::Snapshot { snapshot: Box::new(snapshot) }).is_err() {
            return Ok(());
        }
    }
}
