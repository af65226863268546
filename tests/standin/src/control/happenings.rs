//! What happens in the world: streams, raids, schedules, and any event.

use anyhow::Context;
use serde_json::{Value, json};

use super::Control;
use crate::clock::monotonic_ns;
use crate::neuro::{
    self, Direction, Live, Post, Records, Schedule, Stream, StreamUpdate, SubathonChange, Version, Vod,
};
use crate::shared::Inner;

impl Control {
    /// Goes live: `/twitch/stream` and `streamOnline`. Returns the stream with what the server filled in, a fresh
    /// id above all.
    pub fn go_live(&self, stream: Stream) -> Stream {
        let live = self.begin_stream(stream);
        let now_ms = self.shared.clock.now_ms();
        self.shared.update(|inner| inner.neuro.run(Some(live.clone()), now_ms));
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
        let authority = &self.shared.authority;
        self.shared.update(|inner| Live::new(stream, authority, || inner.neuro.new_stream_id(now_ms), now_ms))
    }

    /// Goes offline: `/twitch/stream` and `streamOffline`. The stream leaves a recording.
    pub fn go_offline(&self) -> usize {
        let now_ms = self.shared.clock.now_ms();
        self.shared.update(|inner| inner.neuro.run(None, now_ms));
        self.push("streamOffline", |_| neuro::offline())
    }

    /// Changes the running stream: `/twitch/stream` and `streamUpdate`, which is sent at most once each
    /// [`Config::update_every`](crate::Config::update_every); what comes earlier is told at the end of that time, in
    /// one. Zero is returned for that.
    ///
    /// # Errors
    /// When no stream runs.
    pub fn update_stream(&self, update: StreamUpdate) -> anyhow::Result<usize> {
        let every = self.shared.config.update_every;
        let changed = self.shared.update(|inner| {
            let live = inner.neuro.live.as_mut()?;
            live.change(update);
            let told = !self.silent && inner.neuro.updates.admit(every, monotonic_ns());
            Some(told.then(|| live.update()))
        });
        let told = changed.context("no stream runs")?;
        Ok(told.map_or(0, |data| self.push("streamUpdate", |_| data.clone())))
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
        self.shared.update(|inner| inner.neuro.weeks.change(schedule));
        self.push("scheduleUpdate", |version| changed.told(version))
    }

    /// Confirms the next week with all seven days, as on release day.
    ///
    /// # Errors
    /// When the clock is beyond the calendar.
    pub fn release_next_week(&self) -> anyhow::Result<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        let next = self.shared.read(|inner| inner.neuro.weeks.next_confirmed(now_ms));
        let next = next.context("no next week")?;
        self.schedule_change(next.clone());
        Ok(next)
    }

    /// The schedule `/schedule` has for a week.
    #[must_use]
    pub fn schedule(&self, year: i32, week: u32) -> Option<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        self.shared.read(|inner| inner.neuro.weeks.get(year, week, now_ms))
    }

    /// The schedule `/schedule/latest` has.
    #[must_use]
    pub fn latest_schedule(&self) -> Option<Schedule> {
        let now_ms = self.shared.clock.now_ms();
        self.shared.read(|inner| inner.neuro.weeks.latest(now_ms))
    }

    /// Lets this year's subathon run, or ends all, without an event: what `hasActiveSubathon` says.
    pub fn active_subathon(&self, active: bool) {
        let now_ms = self.shared.clock.now_ms();
        if active {
            self.silently().change_subathon(SubathonChange { active: Some(true), ..Default::default() });
        } else {
            self.shared.update(|inner| inner.neuro.subathons.end(now_ms));
        }
    }

    /// Changes a subathon, or begins it: `/subathon`, `subathonUpdate`, and `subathonGoalUpdate` for each goal that
    /// is now reached or completed.
    pub fn change_subathon(&self, change: SubathonChange) -> usize {
        let now_ms = self.shared.clock.now_ms();
        let this_year = neuro::calendar_year(now_ms).unwrap_or_default();
        let (subathon, goals) =
            self.shared.update(|inner| inner.neuro.subathons.change(change, this_year, now_ms));
        let goals = goals.iter().map(|goal| self.push("subathonGoalUpdate", |_| goal.clone())).sum::<usize>();
        goals + self.push("subathonUpdate", |version| subathon.told(version))
    }

    /// Writes a blog entry, or changes the one at this address: `/blog` and `blogFeedUpdate` with this entry alone.
    pub fn write_blog(&self, title: &str, body: &str, url: Option<&str>) -> usize {
        let now_ms = self.shared.clock.now_ms();
        let told = self.shared.update(|inner| {
            let blog = &mut inner.neuro.blog;
            let entry = blog.write(title, body, url, now_ms);
            blog.told_of(&entry)
        });
        self.push("blogFeedUpdate", |_| told.clone())
    }

    /// Posts on X: `/x-feed` and `xFeedNewEntries` with its deprecated twin `xFeedUpdate`.
    pub fn post(&self, post: &Post) -> usize {
        let now_ms = self.shared.clock.now_ms();
        let entry = self.shared.update(|inner| inner.neuro.feeds.post(post, now_ms));
        let told = json!({ "user": post.user, "entries": [entry] });
        let twins = ["xFeedNewEntries", "xFeedUpdate"];
        twins.map(|event_type| self.push(event_type, |_| told.clone())).iter().sum()
    }

    /// Loses all records of a kind, so that asking for them finds none.
    pub fn forget(&self, records: Records) {
        self.shared.update(|inner| inner.neuro.forget(records));
    }

    /// The recordings, newest first.
    #[must_use]
    pub fn vods(&self) -> Vec<Vod> {
        self.shared.read(|inner| inner.neuro.vods.clone())
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
        self.shared.update(Inner::tell_again).context("no event was sent yet")
    }

    /// Tells the subscribers, unless this happens silently; how many were told.
    fn push(&self, event_type: &str, told: impl Fn(Version) -> Value) -> usize {
        if self.silent { 0 } else { neuro::push(&self.shared, event_type, told) }
    }
}
