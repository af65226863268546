//! Making things happen and seeing what happened: [`Control`] in process, the same verbs as [`Command`] in
//! scenario files and over HTTP (`http`).

mod command;
mod condition;
mod faults;
mod happenings;
mod http;
mod raising;
mod service;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{anyhow, bail};

pub use command::Command;
pub use condition::Condition;
pub(crate) use http::routes;
pub use raising::Raised;

use crate::shared::{Inner, Shared};
use crate::state::{Connection, Ended, Frame, Request, State};

/// A handle on a running stand-in; clones steer the same one. After the server's end it does nothing.
#[derive(Clone)]
pub struct Control {
    shared: Arc<Shared>,
    /// Whether events are kept back.
    silent: bool,
}

impl Control {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, silent: false }
    }

    /// The same handle for things that happen without being told: what is asked for later shows them, no event
    /// does, as for a client that was away.
    #[must_use]
    pub fn silently(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), silent: true }
    }

    /// The ready sockets, oldest first.
    #[must_use]
    pub fn connections(&self) -> Vec<Connection> {
        self.shared.read(|inner| inner.state.ready().cloned().collect())
    }

    /// Event types with a subscriber, sorted.
    #[must_use]
    pub fn subscriptions(&self) -> Vec<String> {
        self.shared.read(|inner| inner.state.subscriptions())
    }

    /// The HTTP requests so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.read(|inner| inner.state.requests.iter().cloned().collect())
    }

    /// The frames written so far, oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<Frame> {
        self.shared.read(|inner| inner.state.sent.iter().cloned().collect())
    }

    /// The frames read so far, oldest first.
    #[must_use]
    pub fn received(&self) -> Vec<Frame> {
        self.shared.read(|inner| inner.state.received.iter().cloned().collect())
    }

    /// The sockets that ended, oldest first.
    #[must_use]
    pub fn ended(&self) -> Vec<Ended> {
        self.shared.read(|inner| inner.state.ended.iter().cloned().collect())
    }

    /// Everything at once.
    #[must_use]
    pub fn state(&self) -> State {
        self.shared.read(|inner| inner.state.clone())
    }

    /// Waits until the state satisfies `wanted`, looking at every change, and returns it.
    ///
    /// # Errors
    /// When it does not come to that within the time; the message says what there is instead.
    pub async fn wait_until(
        &self,
        mut wanted: impl FnMut(&State) -> bool,
        within: Duration,
    ) -> anyhow::Result<State> {
        self.wait_for(|state| wanted(state).then(|| state.clone()), within).await
    }

    /// Waits until `wanted` finds something in the state, looking at every change, and returns that.
    ///
    /// # Errors
    /// When nothing is found within the time; the message says what there is instead.
    pub async fn wait_for<T>(
        &self,
        mut wanted: impl FnMut(&State) -> Option<T>,
        within: Duration,
    ) -> anyhow::Result<T> {
        let mut changes = self.shared.changes();
        let found = async {
            loop {
                if let Some(found) = self.shared.read(|inner| wanted(&inner.state)) {
                    return Ok(found);
                }
                if changes.changed().await.is_err() {
                    bail!("the stand-in has ended");
                }
            }
        };
        let in_time = tokio::time::timeout(within, found).await;
        in_time.unwrap_or_else(|_| Err(anyhow!("not within {within:?}; {}", self.shared.read(summary))))
    }
}

/// What there is, for the message of a wait that came to nothing. Tokens are left out.
fn summary(inner: &Inner) -> String {
    let state = &inner.state;
    let requests: Vec<String> = state
        .requests
        .iter()
        .rev()
        .take(10)
        .map(|request| format!("{} {} {:?}", request.method, request.path, request.status))
        .collect();
    format!(
        "listening {}, stalled {}, {} open, subscribed to {:?}, ended {:?}, {} frames sent, {} received, last requests {:?}",
        state.listening,
        state.stalled,
        state.connections.len(),
        state.subscriptions(),
        state.ended.iter().map(|ended| (ended.how, ended.code)).collect::<Vec<_>>(),
        state.sent.len(),
        state.received.len(),
        requests,
    )
}
