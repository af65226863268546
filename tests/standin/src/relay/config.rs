//! What a Relay server can be told.

use serde::Deserialize;
use serde_json::{Value, json};

use super::manner;
use crate::pusher::Manner;
use crate::socket::Order;

/// A Relay server.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Relay {
    /// The apps; an app's channels are its own.
    pub apps: Vec<RelayApp>,
    /// Which of the published shapes it has.
    pub shape: Shape,
    /// `data` of protocol events is a string that holds JSON, as classic servers send it.
    pub string_data: bool,
    /// Seconds, as the handshake tells it.
    pub activity_timeout: u64,
    /// Open sockets per app.
    pub max_connections: usize,
    /// Longest name of a channel, bytes.
    pub max_channel_name: usize,
    /// Events kept per channel; none are with 0.
    pub history_limit: usize,
    /// Whom the application's own endpoint lets into presence channels: the `channel_data`.
    pub member: Value,
    /// The `Bearer` the application's own endpoint asks for, if it does.
    pub endpoint_token: Option<String>,
}

/// One app.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayApp {
    /// In the paths of the HTTP API.
    pub id: String,
    /// In the path of the socket.
    pub key: String,
    /// Opens the HTTP API and signs.
    pub secret: String,
}

/// Which of the published shapes a server has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// As the seed document has it.
    #[default]
    Seed,
    /// As release 0.3.0 behaves.
    V030,
    /// Release 0.3.0 with the names and forms of classic Pusher on the socket, which pusher-js understands.
    Classic,
}

impl Default for Relay {
    fn default() -> Self {
        Self {
            apps: vec![RelayApp {
                id: "demo-app".to_owned(),
                key: "demo-relay-key".to_owned(),
                secret: "demo-relay-secret".to_owned(),
            }],
            shape: Shape::Seed,
            string_data: false,
            activity_timeout: 120,
            max_connections: 10_000,
            max_channel_name: 200,
            history_limit: 100,
            member: json!({ "id": "u-17", "user_id": "u-17", "user_info": { "name": "Mira" } }),
            endpoint_token: None,
        }
    }
}

impl Relay {
    /// This shape, all else as by default.
    #[must_use]
    pub fn of(shape: Shape) -> Self {
        Self { shape, ..Self::default() }
    }

    /// Whether the HTTP API is that of release 0.3.0.
    pub(super) fn is_030(&self) -> bool {
        self.shape != Shape::Seed
    }

    pub(crate) fn manner(&self) -> Manner {
        manner::of(self)
    }

    /// What every socket is told at a shutdown; the close frame has no code.
    pub(crate) fn farewell(&self) -> Vec<Order> {
        vec![Order::text(self.manner().error(Some(4200), "Server shutting down")), Order::close(1005, "")]
    }
}
