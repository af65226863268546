//! What stands behind the question mark.

use std::str::FromStr;

use axum::extract::Query as Parsed;
use axum::http::Uri;

/// Decoded parameters; of one that stands there twice the first counts, unless all are asked for.
pub(crate) struct Query(Vec<(String, String)>);

/// A parameter that is there and cannot be read.
pub(crate) struct Unreadable;

impl Query {
    pub(crate) fn of(uri: &Uri) -> Self {
        Self(Parsed::try_from_uri(uri).map(|Parsed(pairs)| pairs).unwrap_or_default())
    }

    /// The values of a parameter that may stand there more than once.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the parameter is there, with or without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// A parameter read as something; none when it is not there.
    pub(crate) fn read<T: FromStr>(&self, name: &str) -> Result<Option<T>, Unreadable> {
        self.get(name).map(|value| value.parse().map_err(|_| Unreadable)).transpose()
    }
}
