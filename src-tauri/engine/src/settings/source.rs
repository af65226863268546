//! A source that somebody added: another event system, and which of its events ring.

use std::fmt;

use serde::{Deserialize, Serialize};
use swarmbell_words::say;
use ts_rs::TS;

use super::RingRule;
use crate::systems::{Missing, System};

/// Names a source in settings, journal and keyring. The first one is `neuro`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SourceId(String);

/// A text that names no source: not 1 to 40 small letters, digits and hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("source-unknown"))]
pub struct SourceIdError;

impl SourceId {
    /// The NeuroInfoAPI source, which always exists.
    pub fn neuro() -> Self {
        Self("neuro".to_owned())
    }

    /// A new name for a source of this system, which was never used before.
    pub fn fresh(system: &str) -> Self {
        Self(format!("{system}-{:08x}", fastrand::u32(..)))
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for SourceId {
    type Error = SourceIdError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (1..=40).contains(&name.len()) && name.bytes().all(letter);
        fits.then_some(Self(name)).ok_or(SourceIdError)
    }
}

impl From<SourceId> for String {
    fn from(source: SourceId) -> Self {
        source.0
    }
}

/// A source that somebody added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceSettings {
    /// What the user calls it.
    pub name: String,
    /// It is not listened to for the time being.
    #[serde(default)]
    pub paused: bool,
    /// Which system it is, and what that needs to know.
    pub system: System,
    /// Which of its events ring. Those of the system itself come after them.
    #[serde(default)]
    pub rules: Vec<RingRule>,
}

/// Why a source is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// No name, or a very long one.
    #[error("{}", say!("source-name-length", most = SourceSettings::NAME_CHARS))]
    Name,
    /// More rules than anybody reads.
    #[error("{}", say!("source-many-rules", rules = SourceSettings::MOST_RULES, tests = SourceSettings::MOST_TESTS))]
    Rules,
    /// More is subscribed to than any server takes.
    #[error("{}", say!("source-many-channels", most = SourceSettings::MOST_WANTED))]
    Wanted,
    /// Something the system needs to know is missing.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// More sources than anybody keeps.
    #[error("{}", say!("source-many", most = SourceSettings::MOST))]
    Sources,
}

impl SourceSettings {
    /// Sources at most, besides the first.
    pub const MOST: usize = 8;
    /// Longest name, in characters.
    pub const NAME_CHARS: usize = 40;
    /// Rules of one source at most.
    pub const MOST_RULES: usize = 20;
    /// Conditions of one rule at most.
    pub const MOST_TESTS: usize = 20;
    /// Channels, streams or markets of one source at most.
    pub const MOST_WANTED: usize = 1_000;

    /// Whether this can be a source.
    pub fn check(&self) -> Result<(), SourceError> {
        let name = crate::ring::clean(&self.name);
        if !(1..=Self::NAME_CHARS).contains(&name.chars().count()) {
            return Err(SourceError::Name);
        }
        let tests = |rule: &RingRule| rule.fields.len() + rule.kinds.len() + rule.channels.len();
        if self.rules.len() > Self::MOST_RULES || self.rules.iter().any(|rule| tests(rule) > Self::MOST_TESTS)
        {
            return Err(SourceError::Rules);
        }
        let system = self.system.listen();
        if system.wanted().len() > Self::MOST_WANTED {
            return Err(SourceError::Wanted);
        }
        system.missing().map_or(Ok(()), |what| Err(what.into()))
    }
}
