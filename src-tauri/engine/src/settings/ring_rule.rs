//! Which events of a source ring, and what is said then.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::news::Relevance;
use ts_rs::TS;

use super::{PageTemplate, TextTemplate};

/// One rule: the events it is about, whether they ring, and what is said then. Of a source's rules the first one that is
/// about an event decides.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RingRule {
    /// Kinds of events; any where there is none. `alpha.*` means all that begin with `alpha.`.
    pub kinds: Vec<String>,
    /// Channels, streams or markets; any where there is none.
    pub channels: Vec<String>,
    /// How much a story must bear on its markets; no matter where there is none.
    #[ts(type = "(\"high\" | \"moderate\" | \"low\")[]")]
    pub relevance: BTreeSet<Relevance>,
    /// What the payload must say; all of it.
    pub fields: Vec<FieldTest>,
    /// Whether such an event rings.
    pub rings: bool,
    /// Whether the bell sounds when it rings; it does where nothing is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sound: Option<bool>,
    /// Whether it rings in quiet hours too; it does not where nothing is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub through_quiet: Option<bool>,
    /// What is said; what Swarmbell says by itself where there is nothing.
    pub says: Option<Says>,
}

/// What one member of a payload must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldTest {
    /// The way to the member, such as `token.symbol` or `tags.0`.
    pub field: String,
    /// How it is compared.
    pub is: Comparison,
    /// With what. A number where numbers are compared.
    #[serde(default)]
    pub value: String,
}

/// How a member is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The same, whatever the case.
    Equals,
    /// Something else, or nothing.
    Differs,
    /// The value is a part of it, whatever the case.
    Contains,
    /// A number that is not smaller.
    AtLeast,
    /// A number that is not larger.
    AtMost,
    /// Anything but nothing.
    Present,
}

/// What a ring says, and where it leads. Places such as `{token.symbol}` are filled from the payload; `{@kind}`,
/// `{@channel}` and `{@source}` from the event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Says {
    /// The first line.
    #[ts(type = "string")]
    pub title: TextTemplate,
    /// The second line.
    #[ts(type = "string")]
    pub body: TextTemplate,
    /// Where a click leads.
    #[ts(type = "string | null")]
    pub page: Option<PageTemplate>,
}
