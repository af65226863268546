//! What can be caught up with (contract, section 7).

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use serde_json::json;

use super::http::{Place, Refused};
use crate::query::Query;

/// How many calls are told unless asked otherwise. The real figure is not published.
const USUAL: usize = 50;

/// Tokens called on a platform, or on any.
pub(super) async fn global(State(place): State<Place>, uri: Uri) -> Result<Response, Refused> {
    let query = Query::of(&uri);
    let platform = query.get("platform");
    let limit = limit(&query)?;
    let calls = place.shared.read(|inner| inner.shuriken.calls(platform));
    let total = calls.len();
    let calls: Vec<_> = calls.into_iter().take(limit).collect();
    Ok(place.told(json!({ "platform": platform.unwrap_or("all"), "totalCount": total, "calls": calls })))
}

/// Tokens called last.
pub(super) async fn recent(State(place): State<Place>, uri: Uri) -> Result<Response, Refused> {
    let limit = limit(&Query::of(&uri))?;
    let calls = place.shared.read(|inner| inner.shuriken.calls(None));
    let total = calls.len();
    let calls: Vec<_> = calls.into_iter().take(limit).collect();
    Ok(place.told(json!({ "totalCount": total, "calls": calls })))
}

fn limit(query: &Query) -> Result<usize, Refused> {
    let limit = query.read("limit").map_err(|_| Refused::invalid("limit is not a number".to_owned()))?;
    Ok(limit.unwrap_or(USUAL))
}
