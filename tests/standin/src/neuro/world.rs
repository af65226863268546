//! What is true at the moment in this system, the same for both versions.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::blog::Blog;
use super::error::Code;
use super::feed::Feeds;
use super::stream::Live;
use super::subathon::Subathons;
use super::throttle::Throttle;
use super::tickets::Tickets;
use super::version::Versions;
use super::vod::Vod;
use super::weeks::{self, Weeks};
use crate::server::Config;

/// Versions, callers, and everything that is told of.
pub(crate) struct World {
    pub(crate) versions: Versions,
    pub(crate) tickets: Tickets,
    /// What `/api/info` says in place of the truth.
    pub(crate) info: Option<Value>,
    /// Whether a `ping` on a socket of v1 is answered as on one of v2.
    pub(crate) v1_answers_ping: bool,
    pub(crate) live: Option<Live>,
    pub(crate) weeks: Weeks,
    /// Recordings, newest first.
    pub(crate) vods: Vec<Vod>,
    pub(crate) subathons: Subathons,
    pub(crate) blog: Blog,
    pub(crate) feeds: Feeds,
    pub(crate) updates: Throttle,
    planned: Vec<Planned>,
    streams_begun: i64,
}

/// Kinds of what is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Records {
    /// Recordings.
    Vods,
    /// Subathons of all years.
    Subathons,
    /// Blog entries.
    Blog,
    /// The X feeds of all accounts.
    XFeed,
}

/// Requests to be refused whatever is asked.
struct Planned {
    prefix: String,
    code: Code,
    /// How often still; none until cleared.
    left: Option<u32>,
}

impl World {
    pub(crate) fn new(config: &Config, authority: &str, now_ms: i64) -> Self {
        let weeks = Weeks::new(config.seed, config.local_hour, authority);
        let recent = weeks.recent(now_ms);
        Self {
            versions: config.versions,
            tickets: Tickets::new(config.ticket_life),
            info: None,
            v1_answers_ping: false,
            live: None,
            vods: recent.iter().flat_map(|schedule| Vod::of_week(schedule, now_ms)).collect(),
            weeks,
            subathons: Subathons::before(weeks::calendar_year(now_ms).unwrap_or_default()),
            blog: Blog::begun(now_ms),
            feeds: Feeds::begun(now_ms),
            updates: Throttle::default(),
            planned: Vec::new(),
            streams_begun: 0,
        }
    }

    /// Puts a stream, or none, in the place of the running one, which leaves a recording.
    pub(crate) fn run(&mut self, live: Option<Live>, now_ms: i64) {
        self.updates.forget();
        let id = live.as_ref().map(|live| live.id.clone());
        let before = std::mem::replace(&mut self.live, live);
        if let Some(ended) = before.filter(|before| Some(&before.id) != id.as_ref()) {
            self.vods.insert(0, Vod::of(&ended, now_ms));
        }
    }

    /// Loses everything of a kind.
    pub(crate) fn forget(&mut self, records: Records) {
        match records {
            Records::Vods => self.vods.clear(),
            Records::Subathons => self.subathons.forget(),
            Records::Blog => self.blog.forget(),
            Records::XFeed => self.feeds.forget(),
        }
    }

    /// Refuses requests whose path begins so with a code.
    pub(crate) fn plan_refusal(&mut self, prefix: &str, code: Code, times: Option<u32>) {
        self.planned.push(Planned { prefix: prefix.to_owned(), code, left: times });
    }

    pub(crate) fn forget_planned(&mut self) {
        self.planned.clear();
    }

    /// The code planned for a path; this is one time of it.
    pub(crate) fn planned_refusal(&mut self, path: &str) -> Option<Code> {
        let planned = self.planned.iter_mut().find(|planned| path.starts_with(&planned.prefix))?;
        let code = planned.code;
        planned.left = planned.left.map(|left| left.saturating_sub(1));
        self.planned.retain(|planned| planned.left != Some(0));
        Some(code)
    }

    /// A stream id no other stream of this server had, of the length Twitch uses.
    pub(crate) fn new_stream_id(&mut self, now_ms: i64) -> String {
        self.streams_begun += 1;
        let second = now_ms.div_euclid(1000).rem_euclid(1_000_000_000);
        format!("412{:09}", (second + self.streams_begun).rem_euclid(1_000_000_000))
    }
}
