//! What Shuriken can be told.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::manner;
use crate::pusher::Manner;

/// Shuriken's servers.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shuriken {
    /// Answers come in `{"data", "requestId"}`; otherwise bare.
    pub wrapped: bool,
    /// A stream nobody knows is left out of the answer; otherwise it is an error.
    pub leaves_unknown_out: bool,
    /// The alpha feeds have the names with a further dot.
    pub dotted_names: bool,
    /// The catalogue of streams is served.
    pub catalogue: bool,
    /// The address of the endpoint for signatures is told whole; otherwise as a path.
    pub absolute_endpoint: bool,
    /// `data` of stream events is an object; otherwise a string that holds JSON.
    pub object_data: bool,
    /// That of `pusher:error` is a string too.
    pub string_errors: bool,
    /// It is told how many listen to a channel.
    pub subscription_counts: bool,
    /// The name of every stream event.
    pub event: String,
    /// Streams the keys lack the scope for.
    pub closed_streams: Vec<String>,
    /// The app key of the first session.
    pub app_key: String,
    /// Signs for private channels.
    pub secret: String,
    /// Whose the presence channels are: the `channel_data`.
    pub user: Value,
    /// Keys of others, each with its `channel_data`: they come into the presence channels of the user.
    pub guests: BTreeMap<String, Value>,
    /// What changes from session to session.
    pub rotation: Rotation,
    /// Ports beside the server's own that sessions can be sent to.
    pub further_ports: usize,
    /// Seconds, as the handshake tells it.
    pub activity_timeout: u64,
    /// What a session recommends between tries, milliseconds.
    pub backoff_ms: Vec<u64>,
}

/// What changes from session to session.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rotation {
    /// Each session has an app key of its own, and ends those before: their sockets stay, new ones are not let in.
    pub app_key: bool,
    /// Sessions are sent to `127.0.0.1` and `localhost` in turn.
    pub host: bool,
    /// Sessions are sent to each of the ports in turn.
    pub port: bool,
}

impl Default for Shuriken {
    fn default() -> Self {
        Self {
            wrapped: true,
            leaves_unknown_out: false,
            dotted_names: false,
            catalogue: true,
            absolute_endpoint: false,
            object_data: false,
            string_errors: false,
            subscription_counts: false,
            event: "update".to_owned(),
            closed_streams: Vec::new(),
            app_key: "shk-demo-app".to_owned(),
            secret: "demo-shuriken-secret".to_owned(),
            user: json!({ "user_id": "u_5f21", "user_info": { "app": "tray" } }),
            guests: BTreeMap::new(),
            rotation: Rotation::default(),
            further_ports: 0,
            activity_timeout: 30,
            backoff_ms: vec![1000, 2000, 4000, 8000],
        }
    }
}

impl Shuriken {
    pub(crate) fn manner(&self) -> Manner {
        manner::of(self)
    }

    pub(super) fn user_id(&self) -> &str {
        self.user.get("user_id").and_then(Value::as_str).unwrap_or_default()
    }
}
