//! Refusals: what a close, an upgrade that was not made, and an HTTP answer other than the wanted one mean (contract
//! vera §2.6, §5).

use std::time::Duration;

use serde_json::Value;

use super::names::Names;
use super::subscription::MARKETS;
use crate::adapter::Reply;
use crate::fault::Fault;
use crate::refusal::{by_status, rate_limited};

/// After too many openings the server wants to be left alone for so long.
const OPENINGS_WAIT: Duration = Duration::from_secs(60);

/// Without `Retry-After` the first wait after too many requests.
const REQUESTS_WAIT: Duration = Duration::from_secs(1);

/// What a close code of the protocol's own says; all others are the link's business.
pub(super) fn of_close(code: u16) -> Option<Fault> {
    match code {
        4001 => Some(Fault::TokenRefused),
        4002 => Some(too_many()),
        4003 => Some(Fault::PastDue),
        4009 => Some(rate_limited(None, OPENINGS_WAIT)),
        _ => None,
    }
}

/// What the answer to the upgrade says, when it was not 101.
pub(super) fn of_upgrade(reply: &Reply, names: &Names) -> Fault {
    match of_request(reply, names) {
        Fault::RateLimited { .. } => rate_limited(reply.retry_after, OPENINGS_WAIT),
        Fault::NotOffered => Fault::NotFound,
        Fault::BadQuestion => Fault::Refused { status: reply.status },
        fault => fault,
    }
}

/// What the answer to a request says.
pub(super) fn of_request(reply: &Reply, names: &Names) -> Fault {
    match (reply.status, kind(&reply.body, names).as_deref()) {
        (_, Some("missing_authentication")) => Fault::TokenDropped,
        (401, _) | (_, Some("invalid_authentication" | "revoked_key" | "scope_required")) => {
            Fault::TokenRefused
        }
        (402, _) | (_, Some("payment_required")) => Fault::PastDue,
        (429, _) | (_, Some("rate_limit_exceeded")) => rate_limited(reply.retry_after, REQUESTS_WAIT),
        (400 | 422, _) | (_, Some("invalid_parameter")) => Fault::BadQuestion,
        (_, Some("not_found")) => Fault::NotOffered,
        _ => by_status(reply),
    }
}

/// Whether the server does not take the key, or does not serve it.
pub(super) fn concerns_key(fault: &Fault) -> bool {
    matches!(fault, Fault::TokenRefused | Fault::PastDue)
}

/// Whether the same request will be refused again.
pub(super) fn is_final(fault: &Fault) -> bool {
    fault.needs_user() || *fault == Fault::BadQuestion
}

/// More is subscribed to than the server takes.
pub(super) fn too_many() -> Fault {
    Fault::TooMuchWanted { limit: u32::try_from(MARKETS).unwrap_or(u32::MAX) }
}

fn kind(body: &[u8], names: &Names) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get(&names.error)?.get("type")?.as_str()?.to_owned())
}
