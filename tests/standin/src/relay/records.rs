//! History, logs and figures (contract, sections 2.3 and 2.4).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use serde_json::{Map, Value, json};

use super::channels::occupied;
use super::http::{Place, Refused, error};
use super::world::{Kept, Record};
use crate::clock::seconds;
use crate::query::Query;

/// Entries of the log that are shown.
const LOG_SHOWN: usize = 20;
/// How many entries a page has at most.
const PAGE: usize = 100;
/// How many it has unless told, in release 0.3.0 and in the seed.
const USUAL: (usize, usize) = (25, 50);

/// What was published in a channel, newest first.
pub(super) async fn history(
    State(place): State<Place>,
    Path((id, name)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let now_ms = place.shared.clock.now_ms();
    let usual = if place.relay.is_030() { USUAL.0 } else { USUAL.1 };
    let asked = Page::asked(&uri, usual);
    Ok(Json(place.shared.read(|inner| {
        let kept = inner.relay.history(&app.key, &name, now_ms).map(|kept| (kept.id.to_string(), kept));
        asked.cut(kept, |kept| in_history(kept))
    })))
}

fn in_history(kept: &Kept) -> Value {
    let mut told = Map::from_iter([
        ("id".to_owned(), json!(kept.id)),
        ("timestamp".to_owned(), json!(seconds(kept.at_ms))),
        ("channel".to_owned(), json!(kept.event.channel)),
        ("event".to_owned(), json!(kept.event.event)),
        ("data".to_owned(), kept.event.data.clone()),
    ]);
    if let Some(socket_id) = &kept.event.socket_id {
        told.insert("socket_id".to_owned(), json!(socket_id));
    }
    Value::Object(told)
}

/// The newest events of all apps, without what they carried.
pub(super) async fn log(
    State(place): State<Place>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    place.app(&id, &headers)?;
    let app_id = |key: Option<&String>| {
        place.relay.apps.iter().find(|app| Some(&app.key) == key).map(|app| app.id.clone())
    };
    let entry = |record: &Record| {
        json!({
            "timestamp": seconds(record.at_ms),
            "channel": record.event.channel,
            "event": record.event.event,
            "app_id": app_id(record.event.app.as_ref()),
        })
    };
    let entries: Vec<Value> =
        place.shared.read(|inner| inner.relay.log().take(LOG_SHOWN).map(entry).collect());
    Ok(Json(json!({ "events": entries })))
}

/// An app's events, newest first.
pub(super) async fn events(
    State(place): State<Place>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let query = Query::of(&uri);
    let channel = query.get("channel");
    let asked = Page::asked(&uri, USUAL.0);
    Ok(Json(place.shared.read(|inner| {
        let records = inner
            .relay
            .records(&app.key)
            .filter(|record| channel.is_none_or(|channel| record.event.channel == channel))
            .map(|record| (record.id.clone(), record));
        asked.cut(records, |record| recorded(record))
    })))
}

/// One of them, with whom it reached.
pub(super) async fn event(
    State(place): State<Place>,
    Path((id, event)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let found = place.shared.read(|inner| {
        let record = inner.relay.records(&app.key).find(|record| record.id == event)?;
        let mut told = recorded(record);
        if let Some(told) = told.as_object_mut() {
            told.insert("delivered_to".to_owned(), json!(record.delivered_to));
        }
        Some(told)
    });
    found.map(Json).ok_or_else(|| error(StatusCode::NOT_FOUND, "Event not found"))
}

/// `data` is JSON in a string here, whatever was published.
fn recorded(record: &Record) -> Value {
    json!({
        "id": record.id,
        "channel": record.event.channel,
        "event": record.event.event,
        "data": record.event.data.to_string(),
        "socket_id": record.event.socket_id.clone().unwrap_or_default(),
        "published_at": seconds(record.at_ms),
        "delivered_count": record.delivered_to.len(),
        "delivery_ms": 0,
    })
}

/// The whole server.
pub(super) async fn stats(State(place): State<Place>) -> Json<Value> {
    Json(place.shared.read(|inner| {
        let apps: Vec<(Value, usize, usize)> = place
            .relay
            .apps
            .iter()
            .map(|app| {
                let path = format!("/app/{}", app.key);
                let open = inner.state.staying().filter(|own| own.path == path).count();
                let channels = occupied(inner, app).len();
                let told = json!({ "id": app.id, "key": app.key, "connections": open, "channels": channels });
                (told, open, channels)
            })
            .collect();
        json!({
            "connections": apps.iter().map(|(_, open, _)| open).sum::<usize>(),
            "channels": apps.iter().map(|(_, _, channels)| channels).sum::<usize>(),
            "apps": apps.into_iter().map(|(told, _, _)| told).collect::<Vec<_>>(),
        })
    }))
}

/// One app.
pub(super) async fn app_stats(
    State(place): State<Place>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let path = format!("/app/{}", app.key);
    Ok(Json(place.shared.read(|inner| {
        json!({
            "connections": inner.state.staying().filter(|own| own.path == path).count(),
            "peak_connections": inner.relay.peak(),
            "messages_count": inner.relay.records(&app.key).count(),
        })
    })))
}

/// How much of it, and how fast: nothing takes time here.
pub(super) async fn metrics(
    State(place): State<Place>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let minute_ago = place.shared.clock.now_ms() - 60_000;
    Ok(Json(place.shared.read(|inner| {
        let records = || inner.relay.records(&app.key);
        json!({
            "total_events": records().count(),
            "total_deliveries": records().map(|record| record.delivered_to.len()).sum::<usize>(),
            "avg_latency_ms": 0,
            "p50_latency_ms": 0,
            "p95_latency_ms": 0,
            "p99_latency_ms": 0,
            "events_per_minute": records().filter(|record| record.at_ms > minute_ago).count(),
        })
    })))
}

/// Which part of a list was asked for.
struct Page {
    limit: usize,
    /// The id of the last entry of the page before.
    after: Option<String>,
}

impl Page {
    fn asked(uri: &Uri, usual: usize) -> Self {
        let query = Query::of(uri);
        let limit = query.read("limit").ok().flatten().filter(|limit| *limit > 0).unwrap_or(usual);
        Self { limit: limit.min(PAGE), after: query.get("cursor").map(str::to_owned) }
    }

    fn cut<T>(&self, entries: impl Iterator<Item = (String, T)>, told: impl Fn(&T) -> Value) -> Value {
        let mut entries = entries.peekable();
        if let Some(after) = &self.after {
            entries.by_ref().find(|(id, _)| id == after);
        }
        let page: Vec<(String, T)> = entries.by_ref().take(self.limit).collect();
        let more = entries.peek().is_some();
        let next = page.last().filter(|_| more).map(|(id, _)| id.clone());
        json!({ "events": page.iter().map(|(_, entry)| told(entry)).collect::<Vec<_>>(), "next_cursor": next })
    }
}
