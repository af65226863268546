//! Events: what each type means, its identity and its page (contract neuro §3.5).
//!
//! | type | key | page |
//! |---|---|---|
//! | `streamOnline` | `live:` stream id, else what the running stream is known by | the main channel |
//! | `secretneuroaccountOnline` | `secret:` account `:` day | the secret account |
//! | raids | `raid:` direction `:` channel id, for 10 min | incoming: the main channel; outgoing: the target |
//! | `scheduleUpdate` | `schedule:` week, version: hash of its content | none |
//! | `subathonUpdate` | type `:` time | the main channel |
//! | `subathonGoalUpdate` | `goal:` year, number, reached, completed | the main channel |
//! | `blogFeedUpdate` | `blog:` address and time of update, one event per entry | the entry |
//! | `xFeedNewEntries` | `x:` id, one event per entry | the entry |
//! | all others | type `:` time | an https `url` in the data |

use std::time::Duration;

use serde_json::Value;

use super::frame::{Happening, Skipped};
use super::running::Running;
use super::stream::{self, CHANNEL, SECRET_CHANNEL};
use super::{feed, subathon, week};
use crate::event::{Direction, Event, EventKey, EventType, Subject, Via};
use crate::member::{self, TEXT_CHARS};
use crate::news::GoalUpdate;
use crate::payload;
use crate::stream::LiveStream;
use crate::time::UnixMillis;
use crate::web::WebAddress;

pub(super) const STREAM_ONLINE: &str = "streamOnline";
pub(super) const STREAM_OFFLINE: &str = "streamOffline";
pub(super) const SCHEDULE_UPDATE: &str = "scheduleUpdate";
pub(super) const SUBATHON_GOAL: &str = "subathonGoalUpdate";
pub(super) const BLOG_FEED: &str = "blogFeedUpdate";
pub(super) const X_FEED: &str = "xFeedNewEntries";

/// Deprecated twin of `xFeedNewEntries`: taking both would double every entry (contract neuro §3.5).
pub(super) const X_FEED_UPDATE: &str = "xFeedUpdate";

/// Two raids between the same channels within this time are one told twice (contract neuro §8).
pub(super) const RAID_LIFETIME: Duration = Duration::from_secs(10 * 60);

const DAY_MILLIS: i64 = 86_400_000;

/// Understands an event that was pushed. A feed update becomes one event per entry.
pub(super) fn read(happening: Happening, arrived: UnixMillis) -> Result<Vec<Event>, Skipped> {
    let Happening { event_type, data, timestamp, bytes } = happening;
    let at = timestamp.unwrap_or(arrived);
    let draft = Draft { event_type, at, via: Via::Push, bytes };
    let one = |event: Event| Ok(vec![event]);
    match draft.event_type.as_str() {
        // One that is not live contradicts itself; what is true is looked up.
        STREAM_ONLINE if member::flag(&data, "isLive") == Some(false) => Err(Skipped::WrongShape),
        STREAM_ONLINE => one(live(draft, data).ok_or(Skipped::WrongShape)?),
        "secretneuroaccountOnline" => one(secret_live(draft, data).ok_or(Skipped::WrongShape)?),
        STREAM_OFFLINE => one(draft.told_by_time(Subject::Ended, data)),
        "streamUpdate" => {
            let title = member::text(&data, "title", TEXT_CHARS);
            let category = stream::category(&data);
            one(draft.told_by_time(Subject::Changed { title, category }, data))
        }
        "streamRaidIncoming" => one(raid(draft, Direction::Incoming, data).ok_or(Skipped::WrongShape)?),
        "streamRaidOutgoing" => one(raid(draft, Direction::Outgoing, data).ok_or(Skipped::WrongShape)?),
        SCHEDULE_UPDATE => one(schedule(draft, data).ok_or(Skipped::WrongShape)?),
        "subathonUpdate" => {
            let subject = subathon::read(&data).map_or(Subject::Other, Subject::Subathon);
            one(draft.told_by_time(subject, data))
        }
        SUBATHON_GOAL => one(goal(draft, data)),
        BLOG_FEED => feed::articles(&draft, &data).ok_or(Skipped::WrongShape),
        X_FEED => feed::posts(&draft, &data).ok_or(Skipped::WrongShape),
        X_FEED_UPDATE => Err(Skipped::DeprecatedTwin),
        _ => one(draft.told_by_time(Subject::Other, data)),
    }
}

/// The stream that a REST answer says is on the air, told as the event of its start; `bytes` is the size of
/// the answer. Without an id it goes by the name of the stream that is `running`; where none is known, it is
/// named after its start, and without that after the day, since each answer comes at another time.
pub(super) fn found_live(data: Value, bytes: usize, now: UnixMillis, running: &Running) -> Option<Event> {
    let name = |started_at| {
        let known = running.name(started_at).map(str::to_owned);
        known.or_else(|| started_name(started_at)).unwrap_or_else(|| format!("day-{}", day(now)))
    };
    let stream = stream::live(&data, page_of(CHANNEL)?, name)?;
    let at = stream.started_at.unwrap_or(now);
    Some(live_event(Draft { event_type: STREAM_ONLINE.into(), at, via: Via::Snapshot, bytes }, stream, data))
}

/// The week that a REST answer says was published last, told as the event of its publication.
pub(super) fn found_week(data: Value, bytes: usize, now: UnixMillis) -> Option<Event> {
    schedule(Draft { event_type: SCHEDULE_UPDATE.into(), at: now, via: Via::Snapshot, bytes }, data)
}

/// What every event has, before it is known what it says.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    event_type: EventType,
    at: UnixMillis,
    via: Via,
    /// Size of what told it, in bytes.
    bytes: usize,
}

impl Draft {
    /// For one of several things that an answer tells, this of which is its payload.
    pub(super) fn found(event_type: &str, at: UnixMillis, told: &Value) -> Self {
        Self { event_type: event_type.into(), at, via: Via::Snapshot, bytes: told.to_string().len() }
    }

    pub(super) fn event(self, key: String, subject: Subject, page: Option<WebAddress>, data: Value) -> Event {
        Event {
            event_type: self.event_type,
            key: EventKey(key),
            key_lifetime: None,
            version: None,
            at: self.at,
            via: self.via,
            channel: None,
            subject,
            page,
            payload: payload::kept(data, self.bytes),
        }
    }

    /// An event that nothing but its type and time identifies.
    fn told_by_time(self, subject: Subject, data: Value) -> Event {
        let page = match subject {
            Subject::Other => member::page(&data, "url"),
            _ => page_of(CHANNEL),
        };
        let key = self.time_key();
        self.event(key, subject, page, data)
    }

    /// The identity of what has none but its type and time.
    pub(super) fn time_key(&self) -> String {
        format!("{}:{}", self.event_type.as_str(), self.at.0)
    }

    /// The name of a stream that started without an id.
    fn stream_name(&self, started_at: Option<UnixMillis>) -> String {
        started_name(started_at).unwrap_or_else(|| format!("at-{}", self.at.0))
    }
}

fn started_name(started_at: Option<UnixMillis>) -> Option<String> {
    started_at.map(|started| format!("started-{}", started.0))
}

fn live(draft: Draft, data: Value) -> Option<Event> {
    let stream = stream::live(&data, page_of(CHANNEL)?, |started_at| draft.stream_name(started_at))?;
    Some(live_event(draft, stream, data))
}

fn live_event(draft: Draft, stream: LiveStream, data: Value) -> Event {
    let key = EventKey::of_stream(&stream.id).0;
    let page = Some(stream.page.clone());
    draft.event(key, Subject::Live(stream), page, data)
}

fn secret_live(draft: Draft, data: Value) -> Option<Event> {
    let stream = stream::live(&data, page_of(SECRET_CHANNEL)?, |started_at| draft.stream_name(started_at))?;
    // The start stays the same when an event is told again after midnight.
    let day = day(stream.started_at.unwrap_or(draft.at));
    let page = Some(stream.page.clone());
    Some(draft.event(format!("secret:{SECRET_CHANNEL}:{day}"), Subject::SecretLive(stream), page, data))
}

fn raid(draft: Draft, direction: Direction, data: Value) -> Option<Event> {
    let channel = stream::raid_channel(&data)?;
    let party = member::count(&data, "viewerCount");
    let (way, page) = match direction {
        Direction::Incoming => ("incoming", page_of(CHANNEL)),
        Direction::Outgoing => ("outgoing", channel.login.as_deref().and_then(page_of)),
    };
    let whom = channel.id.as_deref().or(channel.login.as_deref()).unwrap_or(&channel.name);
    let key = format!("raid:{way}:{}", whom.to_lowercase());
    let event = draft.event(key, Subject::Raid { direction, channel, party }, page, data);
    Some(Event { key_lifetime: Some(RAID_LIFETIME), ..event })
}

fn schedule(draft: Draft, data: Value) -> Option<Event> {
    let week = week::read(&data)?;
    let (key, version) = (week::key(&week).0, week.content_hash());
    let event = draft.event(key, Subject::Schedule(week), None, data);
    Some(Event { version: Some(version), ..event })
}

/// A goal that was reached or done, as a push tells it.
pub(super) fn goal(draft: Draft, data: Value) -> Event {
    let Some(update) = subathon::pushed_goal(&data) else {
        return draft.told_by_time(Subject::Other, data);
    };
    let GoalUpdate { year, goal, .. } = &update;
    let key = format!("goal:{year}:{}:{}:{}", goal.number, goal.reached, goal.completed);
    draft.event(key, Subject::Goal(update), page_of(CHANNEL), data)
}

fn page_of(login: &str) -> Option<WebAddress> {
    WebAddress::twitch_channel(login)
}

/// The UTC day, counted from 1970-01-01.
fn day(at: UnixMillis) -> i64 {
    at.0.div_euclid(DAY_MILLIS)
}
