//! Which channels there are and who is in them (contract, section 2.2).

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Map, Value, json};

use super::RelayApp;
use super::http::{Place, Refused, error};
use crate::pusher::{Kind, members};
use crate::shared::Inner;

/// All channels somebody is in.
pub(super) async fn all(
    State(place): State<Place>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let channels = place.shared.read(|inner| {
        let occupied = occupied(inner, app);
        if place.relay.is_030() {
            let brief = |(name, count): (&String, &usize)| (name.clone(), figures(inner, app, name, *count));
            Value::Object(occupied.iter().map(brief).collect())
        } else {
            occupied.iter().map(|(name, count)| described(&place, inner, app, name, *count)).collect()
        }
    });
    Ok(Json(json!({ "channels": channels })))
}

/// One channel somebody is in.
pub(super) async fn one(
    State(place): State<Place>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let found = place.shared.read(|inner| {
        let count = *occupied(inner, app).get(&name)?;
        Some(described(&place, inner, app, &name, count))
    });
    found.map(Json).ok_or_else(|| error(StatusCode::NOT_FOUND, "Channel not found"))
}

/// The members of a presence channel, each once.
pub(super) async fn users(
    State(place): State<Place>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    let app = place.app(&id, &headers)?;
    let mut users: Vec<Value> = Vec::new();
    for member in place.shared.read(|inner| members(inner, Some(&app.key), &name)) {
        if users.iter().all(|user| user.get("id") != Some(&member.id)) {
            users.push(json!({ "id": member.id, "user_info": member.info }));
        }
    }
    Ok(Json(json!({ "users": users })))
}

/// The channels of an app, each with how many sockets are in it.
pub(super) fn occupied(inner: &Inner, app: &RelayApp) -> BTreeMap<String, usize> {
    let path = format!("/app/{}", app.key);
    let mut channels = BTreeMap::new();
    for own in inner.state.staying().filter(|own| own.path == path) {
        for channel in &own.subscriptions {
            *channels.entry(channel.clone()).or_default() += 1;
        }
    }
    channels
}

/// What release 0.3.0 says of a channel in its list.
fn figures(inner: &Inner, app: &RelayApp, name: &str, count: usize) -> Value {
    let kind = Kind::of(name);
    let mut figures = Map::from_iter([
        ("type".to_owned(), json!(kind.name())),
        ("subscription_count".to_owned(), json!(count)),
    ]);
    if kind == Kind::Presence {
        let members = members(inner, Some(&app.key), name).len();
        figures.insert("user_count".to_owned(), json!(members));
    }
    Value::Object(figures)
}

fn described(place: &Place, inner: &Inner, app: &RelayApp, name: &str, count: usize) -> Value {
    let mut channel = if place.relay.is_030() {
        figures(inner, app, name, count)
    } else {
        json!({ "type": Kind::of(name).name(), "subscriber_count": count })
    };
    if let Some(channel) = channel.as_object_mut() {
        channel.extend([
            ("name".to_owned(), json!(name)),
            ("occupied".to_owned(), json!(true)),
            ("app_id".to_owned(), json!(app.id)),
        ]);
    }
    channel
}
