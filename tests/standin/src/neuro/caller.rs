//! Who asks: the token, and how often it asked already.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::error::{Code, Refusal};
use crate::clock::monotonic_ns;
use crate::listener::Peer;
use crate::shared::Shared;

/// The window of all limits, nanoseconds.
const MINUTE_NS: u64 = 60_000_000_000;
const INFO_PATH: &str = "/api/info";

/// A caller within its rate limit, known or not.
pub(crate) struct Caller {
    shared: Arc<Shared>,
    path: String,
    bearer: Option<String>,
}

impl Caller {
    /// A refusal of this request.
    pub(crate) fn refusal(&self, code: Code) -> Refusal {
        Refusal::new(code, &self.path, &self.shared)
    }

    /// Lets only callers with a valid token pass.
    pub(crate) fn known(&self) -> Result<(), Refusal> {
        let token = self.bearer.as_deref().ok_or_else(|| self.refusal(Code::AU9))?;
        let valid = self.shared.read(|inner| inner.world.accepts(token));
        if valid { Ok(()) } else { Err(self.refusal(Code::AU11)) }
    }

    /// What is counted, how much of it per minute, and the code that says so.
    fn budget(&self, address: &str) -> (String, u32, Code) {
        let valid =
            self.bearer.as_deref().filter(|token| self.shared.read(|inner| inner.world.accepts(token)));
        match valid {
            _ if self.path == INFO_PATH => (format!("info {address}"), 300, Code::RL5),
            Some(token) => (format!("token {token}"), 100, Code::RL4),
            None => (format!("address {address}"), 30, Code::RL3),
        }
    }
}

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Refusal> {
        let path = parts.uri.path().to_owned();
        let caller = Self { shared: Arc::clone(shared), path, bearer: bearer(&parts.headers) };
        if shared.config.rate_limits {
            let peer = parts.extensions.get::<Peer>();
            let address = peer.map_or_else(String::new, |peer| peer.address.ip().to_string());
            let (key, limit, code) = caller.budget(&address);
            let within = shared.update(|inner| inner.world.count(key, limit, monotonic_ns(), MINUTE_NS));
            if !within {
                return Err(caller.refusal(code));
            }
        }
        Ok(caller)
    }
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &axum::http::HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}
