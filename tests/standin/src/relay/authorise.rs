//! Signatures (contract, section 3.5): the server's own path signs for anybody, an application's for its user.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::RelayApp;
use super::http::{Place, Refused, error, parsed};
use crate::pusher::{Kind, form, token};
use crate::tokens::bearer;

/// Signs whatever is asked.
pub(super) async fn by_server(
    State(place): State<Place>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let app = place.app_named(&id)?;
    let asked = parsed(&body)?;
    let text = |name: &str| asked.get(name).and_then(Value::as_str);
    signed(app, text("socket_id"), text("channel_name"), text("channel_data"))
}

/// Signs for the user of an application, whose path this is by the JavaScript client's default.
pub(super) async fn by_application(
    State(place): State<Place>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    if place.relay.endpoint_token.is_some() && bearer(&headers) != place.relay.endpoint_token {
        return Err(error(StatusCode::FORBIDDEN, "Forbidden"));
    }
    let asked = form(&body);
    let channel = asked.get("channel_name").map(String::as_str);
    let data =
        channel.filter(|channel| Kind::of(channel) == Kind::Presence).map(|_| place.relay.member.to_string());
    let app = place.relay.apps.first().ok_or_else(|| error(StatusCode::NOT_FOUND, "Unknown app ID"))?;
    signed(app, asked.get("socket_id").map(String::as_str), channel, data.as_deref())
}

fn signed(
    app: &RelayApp,
    socket_id: Option<&str>,
    channel: Option<&str>,
    channel_data: Option<&str>,
) -> Result<Json<Value>, Refused> {
    let (Some(socket_id), Some(channel)) = (socket_id, channel) else {
        let text = "socket_id and channel_name are required";
        return Err(error(StatusCode::UNPROCESSABLE_ENTITY, text));
    };
    let auth = token((&app.key, &app.secret), socket_id, channel, channel_data);
    Ok(Json(match channel_data {
        Some(data) => json!({ "auth": auth, "channel_data": data }),
        None => json!({ "auth": auth }),
    }))
}
