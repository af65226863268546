//! The table of what can be asked for (contract, sections 2 and 5): under which path of which version, by whom,
//! how often, and how long an answer may be kept.

use super::answers::{self, Ask, Reply};
use super::error::{Code, Refused};
use super::version::Version;
use super::world::World;
use crate::limits::Scope;
use crate::query::Query;
use crate::tokens::Standing;

/// Something that can be asked for.
pub(super) struct Resource {
    /// Counts its own limits apart from those of others.
    name: &'static str,
    access: Access,
    v1: Option<Face>,
    v2: Option<Face>,
    pub(super) read: fn(&Ask<'_>, &mut World) -> Result<Reply, Refused>,
}

/// Who may ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Public,
    Token,
}

/// What one version makes of a resource.
pub(super) struct Face {
    path: &'static str,
    /// With this parameter it is another resource.
    unless: Option<&'static str>,
    /// `Cache-Control`; empty for none.
    pub(super) cache: &'static str,
    /// Whether the answer stands in `data`.
    pub(super) enveloped: bool,
    rate: Rate,
    /// Limits of this resource alone, per token.
    limits: &'static [Code],
    /// Without a bearer token.
    missing: Code,
    /// With one that is not known.
    invalid: Refused,
}

/// The limit over everything that a request counts under.
#[derive(Clone, Copy)]
enum Rate {
    /// Per address, whoever asks.
    Address(Code),
    /// RL4 per token; this per address without a valid one.
    Caller(Code),
}

const fn v1(path: &'static str, cache: &'static str) -> Face {
    let invalid = Refused { code: Code::AU2, status: 401 };
    let rate = Rate::Caller(Code::RL5);
    Face { path, unless: None, cache, enveloped: false, rate, limits: &[], missing: Code::AU1, invalid }
}

/// The page of v1's schedule heads AU2 with 403, all others with 401.
const fn v1_schedule(path: &'static str, cache: &'static str) -> Face {
    Face { invalid: Refused { code: Code::AU2, status: 403 }, ..v1(path, cache) }
}

const fn v1_public(path: &'static str, cache: &'static str) -> Option<Face> {
    Some(Face { rate: Rate::Address(Code::RL5), ..v1(path, cache) })
}

const fn v2(path: &'static str, cache: &'static str) -> Face {
    let invalid = Refused { code: Code::AU11, status: 401 };
    let rate = Rate::Caller(Code::RL3);
    Face { path, unless: None, cache, enveloped: true, rate, limits: &[], missing: Code::AU9, invalid }
}

const NEVER: &str = "no-store";
const SEARCH: &[Code] = &[Code::RL7, Code::RL8];

/// v1's blog used the code of v2 for a missing token, stood in `data`, and had a limit without a number.
const V1_BLOG: Face = Face {
    missing: Code::AU9,
    enveloped: true,
    limits: &[Code::RL2],
    ..v1("/api/v1/blog/feed", "private, max-age=900")
};

const RESOURCES: &[Resource] = &[
    Resource {
        name: "week",
        access: Access::Token,
        v1: Some(v1_schedule("/api/v1/schedule", "private, max-age=1800")),
        v2: Some(v2("/api/v2/schedule", "private, max-age=300")),
        read: answers::schedule::week,
    },
    Resource {
        name: "latest week",
        access: Access::Public,
        v1: v1_public("/api/v1/schedule/latest", "public, max-age=60"),
        v2: Some(v2("/api/v2/schedule/latest", "public, max-age=60")),
        read: answers::schedule::latest,
    },
    Resource {
        name: "picture of a week",
        access: Access::Public,
        v1: None,
        v2: Some(v2("/api/v2/schedule/image", "")),
        read: answers::schedule::image,
    },
    Resource {
        name: "weeks",
        access: Access::Public,
        v1: v1_public("/api/v1/schedule/weeks", "public, max-age=60"),
        v2: Some(v2("/api/v2/schedule/weeks", "public, max-age=60")),
        read: answers::schedule::weeks,
    },
    Resource {
        name: "search",
        access: Access::Token,
        v1: Some(Face { limits: SEARCH, ..v1_schedule("/api/v1/schedule/search", "private, max-age=30") }),
        v2: Some(Face { limits: SEARCH, ..v2("/api/v2/schedule/search", "private, max-age=60") }),
        read: answers::search::search,
    },
    Resource {
        name: "devstream times",
        access: Access::Public,
        v1: v1_public("/api/v1/schedule/devstreamtimes", "public, max-age=60"),
        v2: Some(v2("/api/v2/devstream/times", "public, max-age=60")),
        read: answers::schedule::devstream_times,
    },
    Resource {
        name: "stream",
        access: Access::Public,
        v1: v1_public("/api/v1/twitch/stream", "public, max-age=30"),
        v2: Some(v2("/api/v2/twitch/stream", "public, max-age=5")),
        read: answers::twitch::stream,
    },
    Resource {
        name: "recordings",
        access: Access::Token,
        v1: Some(v1("/api/v1/twitch/vods", "private, max-age=900")),
        v2: Some(v2("/api/v2/twitch/vods", "private, max-age=900")),
        read: answers::twitch::vods,
    },
    Resource {
        name: "recording",
        access: Access::Token,
        v1: Some(v1("/api/v1/twitch/vod", "private, max-age=3600")),
        v2: Some(v2("/api/v2/twitch/vod", "private, max-age=3600")),
        read: answers::twitch::vod,
    },
    Resource {
        name: "current subathons",
        access: Access::Public,
        v1: v1_public("/api/v1/subathon/current", ""),
        v2: Some(Face { unless: Some("year"), ..v2("/api/v2/subathon", "") }),
        read: answers::subathon::current,
    },
    Resource {
        name: "subathon",
        access: Access::Token,
        v1: Some(v1("/api/v1/subathon", "")),
        v2: Some(v2("/api/v2/subathon", "")),
        read: answers::subathon::of_year,
    },
    Resource {
        name: "years of subathons",
        access: Access::Public,
        v1: v1_public("/api/v1/subathon/years", ""),
        v2: Some(v2("/api/v2/subathon/years", "")),
        read: answers::subathon::years,
    },
    Resource {
        name: "blog",
        access: Access::Token,
        v1: Some(V1_BLOG),
        v2: Some(Face { limits: &[Code::RL9], ..v2("/api/v2/blog", "private, max-age=900") }),
        read: answers::news::blog,
    },
    Resource {
        name: "X feed",
        access: Access::Token,
        v1: None,
        v2: Some(Face { limits: &[Code::RL9], ..v2("/api/v2/x-feed", "private, max-age=120") }),
        read: answers::news::x_feed,
    },
    Resource {
        name: "ticket",
        access: Access::Token,
        v1: Some(Face { limits: &[Code::RL6], enveloped: true, ..v1("/api/ws/ticket", NEVER) }),
        v2: Some(Face { limits: &[Code::RL6], ..v2("/api/v2/ws/ticket", NEVER) }),
        read: answers::ticket,
    },
    Resource {
        name: "info",
        access: Access::Public,
        v1: None,
        v2: Some(Face { rate: Rate::Address(Code::RL5), ..v2("/api/info", "") }),
        read: answers::info,
    },
    Resource {
        name: "error sample",
        access: Access::Public,
        v1: Some(Face { rate: Rate::Address(Code::RL4), ..v1("/api/test/geterror", "") }),
        v2: Some(Face { rate: Rate::Address(Code::RL4), ..v2("/api/test/geterror", "") }),
        read: answers::error_sample,
    },
];

/// What a version has under a path.
pub(super) fn find(
    version: Version,
    path: &str,
    query: &Query,
) -> Option<(&'static Resource, &'static Face)> {
    RESOURCES.iter().find_map(|resource| {
        let face = match version {
            Version::V1 => resource.v1.as_ref(),
            Version::V2 => resource.v2.as_ref(),
        }?;
        let other = face.unless.is_some_and(|name| query.has(name));
        (face.path == path && !other).then_some((resource, face))
    })
}

impl Resource {
    /// What a request counts under.
    pub(super) fn scopes(&self, face: &Face, standing: &Standing, address: String) -> Vec<Scope> {
        let all = |code, who| Scope { limit: Code::name(code), what: "", who };
        let (own, over_all) = match (face.rate, standing) {
            (Rate::Address(code), _) => (None, all(code, address)),
            (Rate::Caller(_), Standing::Valid(token)) => (Some(token), all(Code::RL4, token.clone())),
            (Rate::Caller(anonymous), _) => (None, all(anonymous, address)),
        };
        let limits = own.into_iter().flat_map(|who| {
            face.limits.iter().map(|&code| Scope { limit: code.name(), what: self.name, who: who.clone() })
        });
        limits.chain([over_all]).collect()
    }

    /// The token of somebody who may ask, if any.
    pub(super) fn admit(&self, face: &Face, standing: Standing) -> Result<Option<String>, Refused> {
        match standing {
            Standing::Valid(token) => Ok(Some(token)),
            _ if self.access == Access::Public => Ok(None),
            Standing::Missing => Err(face.missing.into()),
            Standing::Malformed => Err(Code::AU10.into()),
            Standing::Blocked => Err(Code::AU8.into()),
            Standing::Invalid => Err(face.invalid),
        }
    }
}
