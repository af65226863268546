//! What is true at the moment in this system, the same for both versions.

use serde_json::Value;

use super::error::Code;
use super::limits::Limits;
use super::stream::Live;
use super::tickets::Tickets;
use super::tokens::Tokens;
use super::version::Versions;
use super::weeks::Weeks;
use crate::server::Config;

/// Versions, callers, stream, schedules.
pub(crate) struct World {
    pub(crate) versions: Versions,
    pub(crate) tokens: Tokens,
    pub(crate) tickets: Tickets,
    pub(crate) limits: Limits,
    /// What `/api/info` says in place of the truth.
    pub(crate) info: Option<Value>,
    /// Whether a `ping` on a socket of v1 is answered as on one of v2.
    pub(crate) v1_answers_ping: bool,
    pub(crate) live: Option<Live>,
    pub(crate) weeks: Weeks,
    pub(crate) active_subathon: bool,
    planned: Vec<Planned>,
    streams_begun: i64,
}

/// Requests to be refused whatever is asked.
struct Planned {
    prefix: String,
    code: Code,
    /// How often still; none until cleared.
    left: Option<u32>,
}

impl World {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            versions: config.versions,
            tokens: Tokens::new(&config.tokens),
            tickets: Tickets::new(config.ticket_life),
            limits: Limits::new(config.rate_limits),
            info: None,
            v1_answers_ping: false,
            live: None,
            weeks: Weeks::new(config.seed),
            active_subathon: false,
            planned: Vec::new(),
            streams_begun: 0,
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
