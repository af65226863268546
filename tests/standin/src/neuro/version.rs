//! The two versions of the API: their paths, their event types, and which of them are served.

use serde::{Deserialize, Serialize};

/// A version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Version {
    /// `/api/v1`, `/api/ws`; announced to stop on 2026-11-01.
    V1,
    /// `/api/v2`, `/api/v2/ws`.
    V2,
}

/// What is found under the paths of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The version.
    #[default]
    Served,
    /// 404, as if it had never been.
    NotFound,
    /// 410.
    Gone,
}

/// What is found under the paths of each version; both are served by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Versions {
    /// Under `/api/v1`, `/api/ws` and `/api/ws/ticket`.
    pub v1: Presence,
    /// Under `/api/v2`; `/api/info` comes and goes with it.
    pub v2: Presence,
}

impl Versions {
    /// A server older than v2.
    #[must_use]
    pub fn v1_only() -> Self {
        Self { v1: Presence::Served, v2: Presence::NotFound }
    }

    /// A server after the end of v1, whose paths are then `v1`.
    #[must_use]
    pub fn v2_only(v1: Presence) -> Self {
        Self { v1, v2: Presence::Served }
    }

    /// A server that is no `NeuroInfoAPI`: all its paths are `absent`.
    #[must_use]
    pub fn neither(absent: Presence) -> Self {
        Self { v1: absent, v2: absent }
    }

    pub(crate) fn presence(self, version: Version) -> Presence {
        match version {
            Version::V1 => self.v1,
            Version::V2 => self.v2,
        }
    }

    pub(crate) fn serves(self, version: Version) -> bool {
        self.presence(version) == Presence::Served
    }

    /// The version whose forms are used on paths of no version; none if nothing is served.
    pub(crate) fn newest(self) -> Option<Version> {
        [Version::V2, Version::V1].into_iter().find(|version| self.serves(*version))
    }
}

const COMMON_EVENT_TYPES: [&str; 10] = [
    "blogFeedUpdate",
    "scheduleUpdate",
    "subathonUpdate",
    "subathonGoalUpdate",
    "streamOnline",
    "streamUpdate",
    "streamOffline",
    "secretneuroaccountOnline",
    "streamRaidIncoming",
    "streamRaidOutgoing",
];

const V2_EVENT_TYPES: [&str; 12] = [
    "blogFeedUpdate",
    "xFeedNewEntries",
    "xFeedUpdate",
    "scheduleUpdate",
    "subathonUpdate",
    "subathonGoalUpdate",
    "streamOnline",
    "streamUpdate",
    "streamOffline",
    "secretneuroaccountOnline",
    "streamRaidIncoming",
    "streamRaidOutgoing",
];

impl Version {
    pub(crate) const ALL: [Self; 2] = [Self::V1, Self::V2];

    /// The version a path belongs to; none for those outside both.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let under =
            |base: &str| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        match path {
            _ if under("/api/v2") => Some(Self::V2),
            _ if under("/api/v1") || under("/api/ws") => Some(Self::V1),
            _ => None,
        }
    }

    /// Where its socket is opened.
    pub(crate) fn socket_path(self) -> &'static str {
        match self {
            Self::V1 => "/api/ws",
            Self::V2 => "/api/v2/ws",
        }
    }

    /// The types it knows, in the order `listEvents` names them.
    pub(crate) fn event_types(self) -> &'static [&'static str] {
        match self {
            Self::V1 => &COMMON_EVENT_TYPES,
            Self::V2 => &V2_EVENT_TYPES,
        }
    }

    /// Whether any version knows the type.
    pub(crate) fn some_knows(event_type: &str) -> bool {
        Self::ALL.iter().any(|version| version.event_types().contains(&event_type))
    }
}
