//! The two versions of the API, and how they differ: addresses, freshness, limits (contract neuro §1, §2, §5).
//!
//! What else differs shows in the answers themselves, which are read the same way for both.

use std::time::Duration;

use crate::adapter::Limit;

/// A version of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Announced to end; spoken where nothing else answers.
    V1,
    /// The live one.
    V2,
}

/// What can be asked for by HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    /// Is the main channel live?
    Stream,
    /// The week published last.
    Latest,
    /// One week.
    Week,
    /// Which weeks there are.
    Weeks,
    /// A search through the weeks.
    Search,
    /// The picture of one week: a redirect to it.
    Picture,
    /// When the next streams about development are.
    DevstreamTimes,
    /// What can be watched again.
    Recordings,
    /// The recording of one stream.
    Recording,
    /// The subathons that go on.
    ActiveSubathons,
    /// The subathon of one year.
    SubathonOfYear,
    /// Which years had one.
    SubathonYears,
    /// The blog.
    Blog,
    /// The posts of one account.
    Posts,
    /// What opens the socket once, without a header.
    Ticket,
    /// Which versions there are.
    Info,
}

/// Where a resource is in one version.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Below the origin; may bring a query of its own.
    path: &'static str,
    /// How long an answer holds; nothing where the contract names no time.
    fresh: Duration,
}

/// What is known of a resource.
#[derive(Debug, Clone, Copy)]
struct Row {
    v1: Option<Place>,
    v2: Option<Place>,
    access: Access,
    /// The limits of this resource alone, the narrowest last.
    own: &'static [Limit],
}

/// Whom a resource answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Everybody.
    Public,
    /// Who sends a token.
    Token,
    /// Everybody, and the limit of all requests does not count it.
    Apart,
}

const MINUTE: Duration = Duration::from_secs(60);
const TEN_SECONDS: Duration = Duration::from_secs(10);

const V1_PUBLIC: Limit = Limit { scope: "v1 public", most: 300, per: MINUTE };
const V1_TOKEN: Limit = Limit { scope: "v1 token", most: 100, per: MINUTE };
const V1_BURST: Limit = Limit { scope: "v1 burst", most: 10, per: TEN_SECONDS };
const V2_PUBLIC: Limit = Limit { scope: "v2 public", most: 30, per: MINUTE };
const V2_TOKEN: Limit = Limit { scope: "v2 token", most: 100, per: MINUTE };
const SEARCH: &[Limit] = &[
    Limit { scope: "search", most: 6, per: MINUTE },
    Limit { scope: "search burst", most: 2, per: TEN_SECONDS },
];
const BLOG: &[Limit] = &[Limit { scope: "blog", most: 16, per: MINUTE }];
const POSTS: &[Limit] = &[Limit { scope: "posts", most: 16, per: MINUTE }];
const TICKET: &[Limit] = &[Limit { scope: "ticket", most: 10, per: TEN_SECONDS }];
const INFO: &[Limit] = &[Limit { scope: "info", most: 300, per: MINUTE }];

const fn at(path: &'static str) -> Option<Place> {
    holds(path, 0)
}

const fn holds(path: &'static str, secs: u64) -> Option<Place> {
    Some(Place { path, fresh: Duration::from_secs(secs) })
}

const fn public(v1: Option<Place>, v2: Option<Place>) -> Row {
    Row { v1, v2, access: Access::Public, own: &[] }
}

const fn token(v1: Option<Place>, v2: Option<Place>, own: &'static [Limit]) -> Row {
    Row { v1, v2, access: Access::Token, own }
}

impl Resource {
    /// The contract's two tables. (`stream` and `latest` are asked for by plan, so nothing holds.)
    const fn row(self) -> Row {
        match self {
            Self::Stream => public(at("/api/v1/twitch/stream"), at("/api/v2/twitch/stream")),
            Self::Latest => public(at("/api/v1/schedule/latest"), at("/api/v2/schedule/latest")),
            Self::Week => token(holds("/api/v1/schedule", 1_800), holds("/api/v2/schedule", 300), &[]),
            Self::Weeks => public(at("/api/v1/schedule/weeks"), at("/api/v2/schedule/weeks")),
            Self::Search => {
                token(holds("/api/v1/schedule/search", 30), holds("/api/v2/schedule/search", 60), SEARCH)
            }
            Self::Picture => public(None, at("/api/v2/schedule/image")),
            Self::DevstreamTimes => {
                public(at("/api/v1/schedule/devstreamtimes"), at("/api/v2/devstream/times"))
            }
            Self::Recordings => {
                token(holds("/api/v1/twitch/vods", 900), holds("/api/v2/twitch/vods", 900), &[])
            }
            Self::Recording => {
                token(holds("/api/v1/twitch/vod", 3_600), holds("/api/v2/twitch/vod", 3_600), &[])
            }
            Self::ActiveSubathons => public(at("/api/v1/subathon/current"), at("/api/v2/subathon")),
            Self::SubathonOfYear => token(at("/api/v1/subathon"), at("/api/v2/subathon"), &[]),
            Self::SubathonYears => {
                public(at("/api/v1/subathon/years?detailed"), at("/api/v2/subathon/years"))
            }
            Self::Blog => token(holds("/api/v1/blog/feed", 900), holds("/api/v2/blog", 900), BLOG),
            Self::Posts => token(None, holds("/api/v2/x-feed", 120), POSTS),
            Self::Ticket => token(at("/api/ws/ticket"), at("/api/v2/ws/ticket"), TICKET),
            Self::Info => Row { v1: at("/api/info"), v2: at("/api/info"), access: Access::Apart, own: INFO },
        }
    }

    /// Whether it answers nobody without a token.
    pub(super) fn needs_token(self) -> bool {
        self.row().access == Access::Token
    }

    /// Whether the token helps: its limits are wider.
    pub(super) fn takes_token(self) -> bool {
        self.row().access != Access::Apart
    }

    /// Whether "too many requests" may mean this resource alone.
    pub(super) fn has_own_limit(self) -> bool {
        !self.row().own.is_empty()
    }
}

impl Version {
    /// How the server calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::V1 => Self::V2,
            Self::V2 => Self::V1,
        }
    }

    /// Where the socket is opened.
    pub(super) fn socket_path(self) -> &'static str {
        match self {
            Self::V1 => "/api/ws",
            Self::V2 => "/api/v2/ws",
        }
    }

    /// Where a resource is; `None` where this version has none.
    pub(super) fn path(self, resource: Resource) -> Option<&'static str> {
        self.place(resource).map(|place| place.path)
    }

    /// How the id of a stream is called where its recording is asked for.
    pub(super) fn recording_parameter(self) -> &'static str {
        match self {
            Self::V1 => "streamId",
            Self::V2 => "id",
        }
    }

    /// How long an answer may be told again without asking.
    pub(super) fn fresh(self, resource: Resource) -> Duration {
        self.place(resource).map(|place| place.fresh).unwrap_or_default()
    }

    /// What a request counts against, the narrowest last.
    pub(super) fn limits(self, resource: Resource, with_token: bool) -> Vec<Limit> {
        let row = resource.row();
        let common: &[Limit] = match (self, with_token) {
            _ if row.access == Access::Apart => &[],
            (Self::V1, false) => &[V1_PUBLIC, V1_BURST],
            (Self::V1, true) => &[V1_TOKEN, V1_BURST],
            (Self::V2, false) => &[V2_PUBLIC],
            (Self::V2, true) => &[V2_TOKEN],
        };
        [common, row.own].concat()
    }

    fn place(self, resource: Resource) -> Option<Place> {
        match self {
            Self::V1 => resource.row().v1,
            Self::V2 => resource.row().v2,
        }
    }
}
