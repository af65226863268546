//! Refusals: what an HTTP answer other than the wanted one means (contract relay §2.5).
//!
//! The server tells in a JSON body `{"error": "text"}`. What has none was written by something in between, or is
//! its answer to an address that it does not have.

use serde_json::Value;

use crate::adapter::Reply;
use crate::fault::Fault;
use crate::refusal::by_status;

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

fn error(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get("error")?.as_str()?.to_owned())
}
