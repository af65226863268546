//! Pages of a list (contract vera §3). Nobody says what the list and its flag are called, so they are told by their
//! shape.

use serde_json::Value;

use super::names::Names;
use super::refusal;
use crate::adapter::Reply;
use crate::fault::Fault;

/// Longest cursor that is sent back, in bytes.
const CURSOR_BYTES: usize = 1_000;

/// One page.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    /// What is on it.
    pub(super) items: Vec<Value>,
    /// Where the next one begins; `None` after the last.
    pub(super) next: Option<String>,
}

/// Reads a page.
pub(super) fn read(reply: &Reply, names: &Names) -> Result<Page, Fault> {
    match body(reply, names)? {
        Value::Array(items) => Ok(Page { items, next: None }),
        Value::Object(mut members) => {
            let more = members.values().find_map(Value::as_bool).unwrap_or(true);
            let cursor = members.get("next_cursor").and_then(Value::as_str);
            let cursor = cursor.filter(|cursor| more && (1..=CURSOR_BYTES).contains(&cursor.len()));
            let next = cursor.map(str::to_owned);
            let list = members.values_mut().find(|member| member.is_array());
            let Some(Value::Array(items)) = list.map(Value::take) else { return Err(Fault::Unreadable) };
            Ok(Page { items, next })
        }
        _ => Err(Fault::Unreadable),
    }
}

/// The body of a good answer.
pub(super) fn body(reply: &Reply, names: &Names) -> Result<Value, Fault> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of_request(reply, names));
    }
    serde_json::from_slice(&reply.body).map_err(|_| Fault::Unreadable)
}
