//! Making things happen and seeing what happened: [`Control`] in process, the same verbs as [`Command`] in
//! scenario files and over HTTP (`http`).

mod command;
mod condition;
mod faults;
mod http;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use serde_json::Value;

pub use command::Command;
pub use condition::Condition;
pub(crate) use http::routes;

use crate::neuro::{self, Direction, Live, Schedule, Stream, StreamUpdate};
use crate::shared::{Inner, Shared};
use crate::state::{Connection, Ended, Frame, Request, State};

/// A handle on a running stand-in; clones steer the same one. After the server's end it does nothing.
#[derive(Clone)]
pub struct Control {
    shared: Arc<Shared>,
}

impl Control {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Goes live: `/twitch/stream` and `streamOnline`. Returns the stream with what the server filled in, a fresh
    /// id above all.
    pub fn go_live(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        self.shared.update(|inner| inner.world.live = Some(live.clone()));
        neuro::to_subscribers(&self.shared, "streamOnline", &to_value(&live));
        live.described()
    }

    /// The other channel goes live: `secretneuroaccountOnline` only.
    pub fn go_live_secret(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        neuro::to_subscribers(&self.shared, "secretneuroaccountOnline", &to_value(&live));
        live.described()
    }

    /// Changes what `/twitch/stream` answers without any event, as for a client that was not connected.
    pub fn go_live_unannounced(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        self.shared.update(|inner| inner.world.live = Some(live.clone()));
        live.described()
    }

    fn begin_stream(&self, stream: Stream) -> Live {
        let now_ms = self.shared.clock.now_ms();
        self.shared.update(|inner| Live::new(stream, || inner.world.new_stream_id(now_ms), now_ms))
    }

    /// Goes offline: `/twitch/stream` and `streamOffline`.
    pub fn go_offline(&self) -> usize {
        self.shared.update(|inner| inner.world.live = None);
        neuro::to_subscribers(&self.shared, "streamOffline", &neuro::offline())
    }

    /// Changes the running stream: `/twitch/stream` and `streamUpdate`. The real server sends at most one each
    /// 2 s; that is left to the script.
    ///
    /// # Errors
    /// When no stream runs.
    pub fn update_stream(&self, update: StreamUpdate) -> anyhow::Result<usize> {
        let changed = self.shared.update(|inner| {
            let live = inner.world.live.as_mut()?;
            live.change(update);
            Some(live.update())
        });
        let data = changed.context("no stream runs")?;
        Ok(neuro::to_subscribers(&self.shared, "streamUpdate", &data))
    }

    /// A raid. `name` is the display name; the channel's id follows from it.
    pub fn raid(&self, direction: Direction, name: &str, viewers: u64) -> usize {
        let (event_type, data) = neuro::raid(direction, name, viewers);
        neuro::to_subscribers(&self.shared, event_type, &data)
    }

    /// Puts a schedule in its week's place and sends `scheduleUpdate`. A confirmed week later than the running one
    /// becomes the latest.
    pub fn schedule_change(&self, schedule: Schedule) -> usize {
        let data = to_value(&schedule);
        self.shared.update(|inner| inner.world.weeks.change(schedule));
        neuro::to_subscribers(&self.shared, "scheduleUpdate", &data)
    }

    /// Confirms the next week with all seven days, as on release day.
    ///
    /// # Errors
    /// When the clock is beyond the calendar.
    pub fn release_next_week(&self) -> anyhow::Result<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        let next = self.shared.read(|inner| inner.world.weeks.next_confirmed(now_ms));
        let next = next.context("no next week")?;
        self.schedule_change(next.clone());
        Ok(next)
    }

    /// The schedule `/schedule` has for a week.
    #[must_use]
    pub fn schedule(&self, year: i32, week: u32) -> Option<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        self.shared.read(|inner| inner.world.weeks.get(year, week, now_ms))
    }

    /// The schedule `/schedule/latest` has.
    #[must_use]
    pub fn latest_schedule(&self) -> Option<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        self.shared.read(|inner| inner.world.latest(now_ms))
    }

    /// What `hasActiveSubathon` says.
    pub fn active_subathon(&self, active: bool) {
        self.shared.update(|inner| inner.world.active_subathon = active);
    }

    /// Sends any event. Known types go to their subscribers, unknown ones to every socket.
    pub fn emit(&self, event_type: &str, event_data: &Value) -> usize {
        if neuro::EVENT_TYPES.contains(&event_type) {
            return neuro::to_subscribers(&self.shared, event_type, event_data);
        }
        neuro::to_everybody(&self.shared, event_type, event_data)
    }

    /// Sends the last event once more, byte for byte, to those now subscribed to its type.
    ///
    /// # Errors
    /// When no event was sent yet.
    pub fn duplicate(&self) -> anyhow::Result<usize> {
        neuro::again(&self.shared).context("no event was sent yet")
    }

    /// Makes a token valid.
    pub fn accept_token(&self, token: &str) {
        self.shared.update(|inner| inner.world.accept(token));
    }

    /// Makes a token invalid and closes its sockets. How the real server closes them is not known; this one sends
    /// 1008, and the next handshake tells the reason.
    pub fn revoke_token(&self, token: &str) -> usize {
        self.shared.update(|inner| {
            inner.world.revoke(token);
            inner.order(&wire::close(1008, "Token revoked"), |connection| connection.token == token)
        })
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

fn to_value(payload: &impl serde::Serialize) -> Value {
    // Payloads are structs of strings and numbers, which always serialise.
    serde_json::to_value(payload).unwrap_or_default()
}
