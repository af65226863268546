//! Publishing (contract, section 2.1).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{MethodRouter, post};
use serde_json::{Value, json};

use super::http::{Place, Refused, error, parsed};
use super::world;
use crate::clock::monotonic_ns;
use crate::limits::Scope;
use crate::listener::Peer;
use crate::pusher::Event;

/// The answer to a post.
type Answer = Result<Value, Refused>;

/// Where events are posted: who may publish is found out first, then what was posted is taken.
pub(super) fn posts(take: fn(&Place, &str, &Value) -> Answer) -> MethodRouter<Place> {
    post(
        move |State(place): State<Place>,
              Path(id): Path<String>,
              Extension(peer): Extension<Peer>,
              headers: HeaderMap,
              body: Bytes| async move {
            let key = admitted(&place, &id, &headers, &peer)?;
            take(&place, &key, &parsed(&body)?).map(Json)
        },
    )
}

/// One event.
pub(super) fn one(place: &Place, key: &str, posted: &Value) -> Answer {
    let event = event(key, posted);
    if event.channel.is_empty() || event.event.is_empty() {
        return Err(error(StatusCode::UNPROCESSABLE_ENTITY, "channel and event are required"));
    }
    publish(place, event);
    Ok(json!({ "ok": true }))
}

/// Several events, which are not looked at before.
pub(super) fn batch(place: &Place, key: &str, posted: &Value) -> Answer {
    let items = posted.get("batch").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for item in items {
        publish(place, event(key, item));
    }
    Ok(json!({ "ok": true, "count": items.len() }))
}

/// An event once more.
pub(super) async fn replay(
    State(place): State<Place>,
    Path((id, event)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let found = place.shared.read(|inner| {
        inner.relay.records(&app.key).find(|record| record.id == event).map(|record| record.event.clone())
    });
    let found = found.ok_or_else(|| error(StatusCode::NOT_FOUND, "Event not found"))?;
    Ok(Json(json!({ "ok": true, "new_event_id": publish(&place, found) })))
}

/// The key of the app that may publish now.
fn admitted(place: &Place, id: &str, headers: &HeaderMap, peer: &Peer) -> Result<String, Refused> {
    let scope = Scope { limit: "publish", what: "", who: peer.address.ip().to_string() };
    let counted = place.shared.update(|inner| inner.limits.count([scope], monotonic_ns()));
    counted.map_err(|_| error(StatusCode::TOO_MANY_REQUESTS, "rate limit exceeded"))?;
    Ok(place.app(id, headers)?.key.clone())
}

fn event(key: &str, posted: &Value) -> Event {
    let text = |name: &str| posted.get(name).and_then(Value::as_str);
    Event {
        app: Some(key.to_owned()),
        channel: text("channel").unwrap_or_default().to_owned(),
        event: text("event").unwrap_or_default().to_owned(),
        data: posted.get("data").cloned().unwrap_or(Value::Null),
        socket_id: text("socket_id").map(str::to_owned),
    }
}

fn publish(place: &Place, event: Event) -> String {
    let now_ms = place.shared.clock.now_ms();
    place.shared.update(|inner| world::publish(inner, &place.relay, event, (now_ms, false)).1)
}
