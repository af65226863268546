//! What happens in the world: streams, raids, schedules, and any event.

use anyhow::Context;
use serde_json::{Value, json};

use super::Control;
use crate::neuro::{self, Direction, Live, Schedule, Stream, StreamUpdate, Version};

impl Control {
    /// Goes live: `/twitch/stream` and `streamOnline`. Returns the stream with what the server filled in, a fresh
    /// id above all.
    pub fn go_live(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        self.shared.update(|inner| inner.world.live = Some(live.clone()));
        self.push("streamOnline", |_| json!(live));
        live.described()
    }

    /// The other channel goes live: `secretneuroaccountOnline` only.
    pub fn go_live_secret(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        self.push("secretneuroaccountOnline", |_| json!(live));
        live.described()
    }

    /// Changes what `/twitch/stream` answers without any event, as for a client that was not connected.
    pub fn go_live_unannounced(&self, stream: Stream) -> Stream {
        self.silently().go_live(stream)
    }

    fn begin_stream(&self, stream: Stream) -> Live {
        let now_ms = self.shared.clock.now_ms();
        self.shared.update(|inner| Live::new(stream, || inner.world.new_stream_id(now_ms), now_ms))
    }

    /// Goes offline: `/twitch/stream` and `streamOffline`.
    pub fn go_offline(&self) -> usize {
        self.shared.update(|inner| inner.world.live = None);
        self.push("streamOffline", |_| neuro::offline())
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
        Ok(self.push("streamUpdate", |_| data.clone()))
    }

    /// A raid. `name` is the display name; the channel's id follows from it.
    pub fn raid(&self, direction: Direction, name: &str, viewers: u64) -> usize {
        let (event_type, data) = neuro::raid(direction, name, viewers);
        self.push(event_type, |_| data.clone())
    }

    /// Puts a schedule in its week's place and sends `scheduleUpdate`. A confirmed week later than the running one
    /// becomes the latest.
    pub fn schedule_change(&self, schedule: Schedule) -> usize {
        let changed = schedule.clone();
        self.shared.update(|inner| inner.world.weeks.change(schedule));
        self.push("scheduleUpdate", |version| changed.told(version))
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
        self.shared.read(|inner| inner.world.weeks.latest(now_ms))
    }

    /// What `hasActiveSubathon` says.
    pub fn active_subathon(&self, active: bool) {
        self.shared.update(|inner| inner.world.active_subathon = active);
    }

    /// Sends any event. Known types go to their subscribers, unknown ones to every socket.
    pub fn emit(&self, event_type: &str, event_data: &Value) -> usize {
        self.push(event_type, |_| event_data.clone())
    }

    /// Sends the last event once more, byte for byte, to those now subscribed to its type.
    ///
    /// # Errors
    /// When no event was sent yet.
    pub fn duplicate(&self) -> anyhow::Result<usize> {
        neuro::again(&self.shared).context("no event was sent yet")
    }

    /// Tells the subscribers, unless this happens silently; how many were told.
    fn push(&self, event_type: &str, told: impl Fn(Version) -> Value) -> usize {
        if self.silent { 0 } else { neuro::push(&self.shared, event_type, told) }
    }
}
