//! Signatures (contract, section 5.2). The answer is never wrapped.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use serde_json::{Value, json};

use super::http::{Key, Place, Refused};
use crate::pusher::{Kind, form, token};

/// Signs for channels of the key's own sessions.
pub(super) async fn sign(
    State(place): State<Place>,
    Extension(Key(key)): Extension<Key>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let asked = form(&body);
    let (Some(socket_id), Some(channel)) = (asked.get("socket_id"), asked.get("channel_name")) else {
        return Err(Refused::invalid("socket_id and channel_name are required".to_owned()));
    };
    let app_key = place.shared.read(|inner| {
        let granted = inner.shuriken.may_enter(&key, channel);
        inner.shuriken.app_key(&key).filter(|_| granted).map(str::to_owned)
    });
    let app_key = app_key.ok_or("FORBIDDEN")?;
    let user = place.shuriken.guests.get(&key).unwrap_or(&place.shuriken.user);
    let data = (Kind::of(channel) == Kind::Presence).then(|| user.to_string());
    let auth = token((&app_key, &place.shuriken.secret), socket_id, channel, data.as_deref());
    Ok(Json(match data {
        Some(data) => json!({ "auth": auth, "channel_data": data }),
        None => json!({ "auth": auth }),
    }))
}
