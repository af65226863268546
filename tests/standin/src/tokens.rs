//! Who asks: tokens and what they are good for.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde::{Deserialize, Serialize};

/// What a known token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// Everything.
    Valid,
    /// Nothing any more; `NeuroInfoAPI` says of it what it says of one that is not known.
    Expired,
    /// Nothing, because its account is blocked.
    Blocked,
}

/// The known tokens. One token is one user.
pub(crate) struct Tokens(BTreeMap<String, TokenState>);

/// What the `Authorization` of a request comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is none, or it is not a bearer token.
    Missing,
    /// Of characters no token has (RFC 6750, section 2.1).
    Malformed,
    /// Not known, or expired.
    Invalid,
    Blocked,
    Valid(String),
}

impl Tokens {
    pub(crate) fn new(valid: &[String]) -> Self {
        Self(valid.iter().map(|token| (token.clone(), TokenState::Valid)).collect())
    }

    pub(crate) fn set(&mut self, token: &str, state: TokenState) {
        self.0.insert(token.to_owned(), state);
    }

    pub(crate) fn forget(&mut self, token: &str) {
        self.0.remove(token);
    }

    /// What a token is good for; none when it is not known.
    pub(crate) fn state(&self, token: &str) -> Option<TokenState> {
        self.0.get(token).copied()
    }

    pub(crate) fn accepts(&self, token: &str) -> bool {
        self.0.get(token) == Some(&TokenState::Valid)
    }

    /// What the headers of a request come to.
    pub(crate) fn standing(&self, headers: &HeaderMap) -> Standing {
        let Some(token) = bearer(headers) else { return Standing::Missing };
        if !token.chars().all(|part| part.is_ascii_alphanumeric() || "-._~+/=".contains(part)) {
            return Standing::Malformed;
        }
        match self.0.get(&token) {
            Some(TokenState::Valid) => Standing::Valid(token),
            Some(TokenState::Blocked) => Standing::Blocked,
            Some(TokenState::Expired) | None => Standing::Invalid,
        }
    }
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?;
    let value = String::from_utf8_lossy(value.as_bytes());
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}
