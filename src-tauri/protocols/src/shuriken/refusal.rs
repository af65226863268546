//! Refusals: what an HTTP answer other than the wanted one means (contract shuriken §2.3).
//!
//! The API tells by a code in a JSON body. What has none was written by something in between, but for a 401, whose
//! body may be anything.

use serde_json::Value;

use crate::adapter::Reply;
use crate::fault::Fault;
use crate::refusal::by_status;

/// Longest code or name of a request that is noted, in bytes.
const NOTED_BYTES: usize = 30;

/// What the answer to a request says about this stream; nothing where it is a good one.
pub(super) fn of_request(reply: &Reply, stream: &str) -> Option<Fault> {
    let error = error(&reply.body);
    let code = error.as_ref().map(|(code, _)| code.as_str());
    Some(match (reply.status, code) {
        (200..=299, _) => return None,
        (401, _) => Fault::TokenRefused,
        (403, Some(_)) => Fault::StreamRefused { stream: stream.to_owned() },
        (404, None) | (400 | 404, Some("NO_ROUTE")) => Fault::NotFound,
        (400, Some(_)) => Fault::BadQuestion,
        (404, Some(_)) => Fault::NotOffered,
        _ => by_status(reply),
    })
}

/// Whether the server understood a post, and has no place for one of its streams.
pub(super) fn concerns_streams(fault: &Fault) -> bool {
    matches!(fault, Fault::StreamRefused { .. } | Fault::BadQuestion | Fault::NotOffered)
}

/// What the vendor's support asks for: the status, the code, and the name of the request.
pub(super) fn note(reply: &Reply) -> Option<String> {
    if (200..300).contains(&reply.status) {
        return None;
    }
    let (code, told) = error(&reply.body).unwrap_or_default();
    let id = reply.request_id.clone().or(told)?;
    let words = [&code, &id].map(|word| plain(word));
    Some(format!("a request was refused: {} {} {}", reply.status, words[0], words[1]))
}

/// The code of an error, and the name of its request.
fn error(body: &[u8]) -> Option<(String, Option<String>)> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let code = body.get("error")?.get("code")?.as_str()?.to_owned();
    Some((code, body.get("requestId").and_then(Value::as_str).map(str::to_owned)))
}

fn plain(word: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || "_-.".contains(*c);
    word.chars().filter(is_plain).take(NOTED_BYTES).collect()
}
