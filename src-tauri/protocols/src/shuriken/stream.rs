//! A stream with its filter, and its name.

use std::collections::BTreeMap;
use std::fmt;

use url::form_urlencoded;

use crate::adapter::Subscription;

/// Longest id, and longest name and value of a filter, in bytes; addresses on chains have up to 66.
const PART_BYTES: usize = 100;

/// More filters are of no stream that is known; the most have two.
const FILTERS: usize = 4;

/// The feeds of signals, whose ids are written in two ways (contract shuriken §3).
const SIGNAL_FEED: &str = "alpha.signalFeed";

/// A stream, narrowed down by a filter: what is subscribed to.
///
/// Its name as a [`Subscription`] is the id, and where there is a filter a question mark and the filter as a form
/// writes it, sorted by name: `evm.token.swaps?chainId=8453&tokenAddress=0x3a01`. [`Stream::parse`] reads what is
/// printed, and the same written less strictly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    id: String,
    filter: BTreeMap<String, String>,
}

impl Stream {
    /// A stream of this id; `None` where it cannot be the id of one, or no filter of one.
    ///
    /// `alpha.signalFeed.global` is the same stream as `alpha.signalFeedGlobal`, and so are the three others.
    pub fn new(id: &str, filter: BTreeMap<String, String>) -> Option<Self> {
        let is_word = |text: &str| {
            (1..=PART_BYTES).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        let is_value =
            |text: &str| (1..=PART_BYTES).contains(&text.len()) && !text.chars().any(char::is_control);
        let fits = is_word(id)
            && filter.len() <= FILTERS
            && filter.iter().all(|(name, value)| is_word(name) && is_value(value));
        fits.then(|| Self { id: undotted(id).unwrap_or_else(|| id.to_owned()), filter })
    }

    /// The stream of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let (id, query) = name.split_once('?').unwrap_or((name, ""));
        let mut filter = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if filter.insert(name.into_owned(), value.into_owned()).is_some() {
                return None;
            }
        }
        Self::new(id, filter)
    }

    /// The feed of all signals.
    pub(super) fn global_signals() -> Self {
        Self { id: format!("{SIGNAL_FEED}Global"), filter: BTreeMap::new() }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What narrows it down.
    pub fn filter(&self) -> &BTreeMap<String, String> {
        &self.filter
    }

    /// The id as the vendor's page writes it, where it writes it in another way.
    pub(super) fn dotted_id(&self) -> Option<String> {
        let feed = self.id.strip_prefix(SIGNAL_FEED)?;
        let first = feed.chars().next().filter(char::is_ascii_uppercase)?;
        Some(format!("{SIGNAL_FEED}.{}{}", first.to_ascii_lowercase(), feed.get(1..)?))
    }
}

fn undotted(id: &str) -> Option<String> {
    let feed = id.strip_prefix(SIGNAL_FEED)?.strip_prefix('.')?;
    let first = feed.chars().next().filter(char::is_ascii_alphabetic)?;
    Some(format!("{SIGNAL_FEED}{}{}", first.to_ascii_uppercase(), feed.get(1..)?))
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if self.filter.is_empty() {
            return Ok(());
        }
        let filter = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.filter).finish();
        write!(f, "?{filter}")
    }
}

impl From<&Stream> for Subscription {
    fn from(stream: &Stream) -> Self {
        Self(stream.to_string())
    }
}
