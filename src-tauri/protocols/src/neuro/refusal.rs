//! Refusals: what an HTTP answer other than the wanted one means (contract neuro §3.1 and §4).
//!
//! The API tells by a code in a JSON body, the upgrade by a line of plain text, and anything in between
//! (proxies, sign-in pages) by a status alone. The code decides before the text, the text before the status.
//!
//! Only the server's own code or text can say that something is wrong until somebody changes it (the token,
//! the address): a proxy in the middle of a deploy answers 404, a filter 403, and both pass by themselves.

use std::time::Duration;

use serde_json::Value;

use crate::adapter::Reply;
use crate::fault::Fault;
use crate::refusal::{by_status, rate_limited};

/// Connections per user, as the contract and the server's own refusal name it.
pub(super) const CONNECTIONS: u32 = 5;

/// The windows of the server's limits. No `Retry-After` is documented; where one comes it counts more.
const MINUTE: Duration = Duration::from_secs(60);

const TEN_SECONDS: Duration = Duration::from_secs(10);

/// What a refused request means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is nothing to be found, which is an ordinary answer.
    Nothing,
    /// There is no such address: not at all, not in this version, or not at the moment.
    Absent(Fault),
    /// It failed.
    Fault(Fault),
}

/// What the answer to a request says. `bearer`: a token was sent along.
pub(super) fn of_request(reply: &Reply, bearer: bool) -> Refusal {
    match code(&reply.body).as_deref() {
        Some("SC1" | "VD1" | "VD2" | "SB1" | "SB4" | "BL1" | "XF1") => Refusal::Nothing,
        code => refused(code, reply, bearer),
    }
}

/// What the answer to the upgrade says, when it was not 101.
pub(super) fn of_upgrade(reply: &Reply) -> Refusal {
    refused(code(&reply.body).as_deref(), reply, true)
}

/// Whether only the server itself says so, which thus is there and speaks this version.
pub(super) fn is_its_own(fault: &Fault) -> bool {
    concerns_token(fault) || matches!(fault, Fault::TicketRefused | Fault::TooManyConnections { .. })
}

/// Whether the server does not take the token.
pub(super) fn concerns_token(fault: &Fault) -> bool {
    matches!(fault, Fault::TokenRefused | Fault::AccountBlocked | Fault::TokenDropped)
}

fn refused(code: Option<&str>, reply: &Reply, bearer: bool) -> Refusal {
    if code == Some("AP3") {
        return Refusal::Absent(Fault::NotFound);
    }
    if let Some(fault) = code.and_then(|code| by_code(code, reply, bearer)) {
        return Refusal::Fault(fault);
    }
    let fault = by_text(reply, bearer).unwrap_or_else(|| by_status(reply));
    match reply.status {
        404 | 410 => Refusal::Absent(fault),
        _ => Refusal::Fault(fault),
    }
}

fn by_code(code: &str, reply: &Reply, bearer: bool) -> Option<Fault> {
    let status = reply.status;
    Some(match code {
        "AP1" | "AU12" => Fault::ServerError { status },
        "AU1" | "AU9" if bearer => Fault::TokenDropped,
        "AU2" | "AU10" | "AU11" if bearer => Fault::TokenRefused,
        "AU8" => Fault::AccountBlocked,
        "AP4" | "SC2" | "SC3" | "SC4" | "SB2" | "SB3" => Fault::BadQuestion,
        "AP2" | "AU15" => Fault::Refused { status },
        "RL2" | "RL3" | "RL4" | "RL5" | "RL8" | "RL9" | "RL10" => rate_limited(reply.retry_after, MINUTE),
        "RL6" | "RL7" => rate_limited(reply.retry_after, TEN_SECONDS),
        _ => return None,
    })
}

/// What the server's own lines of plain text say (contract neuro §3.1). All others were written by something
/// in between, which knows nothing about our token or about the API.
fn by_text(reply: &Reply, bearer: bool) -> Option<Fault> {
    let text = reply.body.trim_ascii();
    match reply.status {
        404 | 410 if text == b"Not Found" => Some(Fault::NotFound),
        429 if text.starts_with(b"Connection limit") => {
            Some(Fault::TooManyConnections { limit: CONNECTIONS })
        }
        401 | 403 if text == b"Invalid or expired ticket" => Some(Fault::TicketRefused),
        401 | 403 if bearer && text == b"Invalid or expired token" => Some(Fault::TokenRefused),
        401 | 403 if bearer && text.starts_with(b"Missing authentication") => Some(Fault::TokenDropped),
        _ => None,
    }
}

fn code(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get("error")?.get("code")?.as_str()?.to_owned())
}
