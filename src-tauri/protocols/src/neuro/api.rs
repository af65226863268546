//! What the server says of its versions (contract neuro §1, §2.1).

use serde_json::Value;

use super::version::Version;
use crate::adapter::{Deprecation, Snapshot};
use crate::ask::{Api, Standing};
use crate::member::{self, NAME_CHARS};
use crate::time::UnixMillis;

/// What is known of both versions, and what of it was told.
#[derive(Debug)]
pub(super) struct Standings {
    told: Api,
    info: Info,
    v1_ends: Option<Deprecation>,
    v2_ends: Option<Deprecation>,
}

/// The answer of `/api/info`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Info {
    newest: Option<String>,
    /// Whether versions were listed at all.
    lists: bool,
    v1: Option<Offer>,
    v2: Option<Offer>,
}

/// What is said of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Offer {
    standing: Standing,
    sunset: Option<UnixMillis>,
}

impl Info {
    /// Reads the payload; what is missing is not known.
    pub(super) fn read(data: &Value) -> Self {
        let versions = data.get("versions").filter(|versions| versions.is_object());
        let offer = |version: Version| versions?.get(version.name()).map(offer);
        Self {
            newest: member::text(data, "latestVersion", NAME_CHARS),
            lists: versions.is_some(),
            v1: offer(Version::V1),
            v2: offer(Version::V2),
        }
    }

    /// Whether anything is said about which versions are there.
    pub(super) fn lists(&self) -> bool {
        self.lists
    }

    /// Whether a version is there, as far as anything is said about that.
    pub(super) fn has(&self, version: Version) -> bool {
        let removed = |offer: Offer| offer.standing == Standing::Removed;
        !self.lists || self.of(version).is_some_and(|offer| !removed(offer))
    }

    fn of(&self, version: Version) -> Option<Offer> {
        match version {
            Version::V1 => self.v1,
            Version::V2 => self.v2,
        }
    }
}

fn offer(data: &Value) -> Offer {
    let standing = match data.get("status").and_then(Value::as_str).unwrap_or_default() {
        "deprecated" => Standing::Deprecated,
        "removed" => Standing::Removed,
        _ => Standing::Current,
    };
    let sunset = member::iso(data, "sunset").or_else(|| member::millis(data, "sunset"));
    Offer { standing, sunset }
}

impl Standings {
    pub(super) fn new() -> Self {
        // That the live version goes on is no news.
        let version = Version::V2.name();
        let told = Api { version, standing: Standing::Current, sunset: None, newest: None };
        Self { told, info: Info::default(), v1_ends: None, v2_ends: None }
    }

    /// An answer of `version` came with this.
    pub(super) fn heard(&mut self, version: Version, deprecation: Option<Deprecation>) {
        let ends = match version {
            Version::V1 => &mut self.v1_ends,
            Version::V2 => &mut self.v2_ends,
        };
        // Not every answer says so.
        *ends = deprecation.or(*ends);
    }

    /// The server told of its versions.
    pub(super) fn informed(&mut self, info: Info) {
        self.info = info;
    }

    /// What is to be told of the version that is spoken, when it is not what was told last.
    pub(super) fn news(&mut self, spoken: Version) -> Option<Snapshot> {
        let offer = self.info.of(spoken);
        let ends = match spoken {
            Version::V1 => self.v1_ends,
            Version::V2 => self.v2_ends,
        };
        let listed = offer.map_or(Standing::Current, |offer| offer.standing);
        let standing = match listed {
            Standing::Current if ends.is_some() => Standing::Deprecated,
            listed => listed,
        };
        let sunset = ends.and_then(|ends| ends.sunset).or(offer.and_then(|offer| offer.sunset));
        let now = Api { version: spoken.name(), standing, sunset, newest: self.info.newest.clone() };
        (now != self.told).then(|| {
            self.told = now.clone();
            Snapshot::Api(now)
        })
    }
}
