//! Payloads that are kept beside their events, for the activity list and for templates.

use serde_json::Value;

/// Larger ones are not kept.
pub(crate) const BYTES: usize = 64 * 1024;

/// Deeper ones are not kept, so that whoever stores an event can read it again: JSON parsers stop at a depth of
/// 128, and each wrapping costs one.
const DEPTH: usize = 32;

/// The payload, told in so many bytes; `Null` when it was too large or too deep to keep.
pub(crate) fn kept(payload: Value, bytes: usize) -> Value {
    if bytes <= BYTES && shallow(&payload, DEPTH) { payload } else { Value::Null }
}

fn shallow(value: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match value {
        Value::Array(values) => values.iter().all(|value| shallow(value, depth)),
        Value::Object(members) => members.values().all(|value| shallow(value, depth)),
        _ => true,
    }
}
