//! Where the streams are (contract, section 2.1).

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::catalogue::{self, Stream};
use super::http::{Key, Place, Refused};

#[derive(Deserialize)]
struct Asked {
    subscriptions: Vec<Subscription>,
}

/// A stream that is wanted. All values of a filter are strings.
#[derive(Deserialize)]
struct Subscription {
    stream: String,
    filter: BTreeMap<String, String>,
}

/// Says where the streams are that are asked for.
pub(super) async fn open(
    State(place): State<Place>,
    Extension(Key(token)): Extension<Key>,
    body: Bytes,
) -> Result<Response, Refused> {
    let asked: Asked =
        serde_json::from_slice(&body).map_err(|error| Refused::invalid(format!("Invalid body: {error}")))?;
    let mut resolved = Vec::new();
    for subscription in &asked.subscriptions {
        if let Some(stream) = known(&place, subscription)? {
            resolved.push((subscription, stream.channel(&place.shuriken, &subscription.filter), stream));
        }
    }
    let channels = resolved.iter().map(|(_, channel, _)| channel.clone()).collect();
    let transport = place.transport(&token, channels);
    let subscriptions: Vec<Value> = resolved
        .iter()
        .map(|(asked, channel, stream)| {
            json!({
                "stream": asked.stream,
                "channel": channel,
                "event": place.shuriken.event,
                "visibility": stream.visibility.name(),
                "payloadFormat": "json",
                "payloadSchemaId": asked.stream,
            })
        })
        .collect();
    let session = json!({ "recommendedReconnectBackoffMs": place.shuriken.backoff_ms });
    Ok(place.told(json!({ "connection": transport, "session": session, "subscriptions": subscriptions })))
}

/// The stream, if its filter is whole; none if streams nobody knows are left out.
fn known(place: &Place, asked: &Subscription) -> Result<Option<&'static Stream>, Refused> {
    let shuriken = &place.shuriken;
    let Some(stream) = catalogue::find(&asked.stream, shuriken.dotted_names) else {
        if shuriken.leaves_unknown_out {
            return Ok(None);
        }
        return Err(Refused::invalid(format!("Unknown stream: {}", asked.stream)));
    };
    let missing = |name: &&&str| asked.filter.get(**name).is_none_or(String::is_empty);
    if let Some(name) = stream.filters.iter().find(missing) {
        return Err(Refused::invalid(format!("{name} is required for this stream")));
    }
    if shuriken.closed_streams.contains(&asked.stream) {
        return Err("FORBIDDEN".into());
    }
    Ok(Some(stream))
}

impl Place {
    /// Gives an app key and says where it is good, in turn at each of the places there are.
    fn transport(&self, token: &str, channels: Vec<String>) -> Value {
        let (shuriken, shared) = (&self.shuriken, &self.shared);
        let rotation = shuriken.rotation;
        let (number, app_key) = shared.update(|inner| {
            let number = inner.shuriken.sessions;
            inner.shuriken.sessions += 1;
            let app_key = match number {
                number if rotation.app_key && number > 0 => format!("{}-{}", shuriken.app_key, number + 1),
                _ => shuriken.app_key.clone(),
            };
            inner.shuriken.give(&app_key, token, channels, rotation.app_key);
            (number, app_key)
        });
        let mut places = std::iter::once(&shared.authority).chain(&shared.others).cycle();
        let authority = places.nth(if rotation.port { number } else { 0 });
        let (host, port) =
            authority.and_then(|authority| authority.rsplit_once(':')).unwrap_or(("127.0.0.1", "0"));
        let host = if rotation.host && number % 2 == 1 { "localhost" } else { host };
        let endpoint = "/api/v2/ws/auth";
        json!({
            "provider": "ws",
            "appKey": app_key,
            "wsHost": host,
            "wsPort": port.parse::<u16>().unwrap_or_default(),
            "forceTls": false,
            "authEndpoint": if shuriken.absolute_endpoint {
                format!("http://{}{endpoint}", shared.authority)
            } else {
                endpoint.to_owned()
            },
        })
    }
}
