//! Refusals: what an HTTP answer other than the wanted one means (contract relay §2.5).
//!
//! The server tells in a JSON body `{"error": "text"}`. What has none was written by something in between, or is
//! its answer to an address that it does not have.

use std::time::Duration;

use serde_json::Value;

use crate::adapter::Reply;
use crate::fault::Fault;

/// The longest wait a server may impose on us; a mistaken `Retry-After` must not silence the bell for days.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// The window of the server's limits (contract relay §2.6).
const WINDOW_SECS: u64 = 60;

/// What a refused request means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is nothing to be found, which is an ordinary answer.
    Nothing,
    /// It failed.
    Fault(Fault),
}

/// What the answer to a request says. `bearer`: the secret was sent along.
pub(super) fn of_request(reply: &Reply, bearer: bool) -> Refusal {
    let told = error(&reply.body);
    Refusal::Fault(match (reply.status, told.as_deref()) {
        (404, Some(_)) => return Refusal::Nothing,
        (400 | 422, Some(_)) => Fault::BadQuestion,
        (401, Some("Unknown app ID")) => Fault::AppUnknown,
        (401, Some(_)) if bearer => Fault::TokenDropped,
        (401, Some(_)) => Fault::NeedsToken,
        (403, Some(_)) if bearer => Fault::TokenRefused,
        (404 | 405, None) => Fault::NotOffered,
        _ => by_status(reply),
    })
}

/// What the answer to the upgrade says, when it was not 101.
pub(super) fn of_upgrade(reply: &Reply) -> Fault {
    by_status(reply)
}

pub(super) fn by_status(reply: &Reply) -> Fault {
    match reply.status {
        429 => {
            let wait = reply.retry_after.map_or(WINDOW_SECS, |wait| wait.min(LONGEST_WAIT).as_secs());
            Fault::RateLimited { wait_secs: wait.max(1) }
        }
        status @ 500..=599 => Fault::ServerError { status },
        status => Fault::Refused { status },
    }
}

fn error(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get("error")?.as_str()?.to_owned())
}
