//! Which of the systems a server is, and what differs between them where the rest of the stand-in has to know.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;

use crate::gate::Answer;
use crate::limits::Documented;
use crate::relay::Relay;
use crate::server::Config;
use crate::shared::Shared;
use crate::shuriken::Shuriken;
use crate::socket::Order;
use crate::vera::Vera;
use crate::{neuro, relay, shuriken, vera};

/// One of the event systems, with what only it can be told.
#[derive(Clone, Debug, Default)]
pub enum System {
    /// `NeuroInfoAPI`.
    #[default]
    Neuro,
    /// A Relay server.
    Relay(Relay),
    /// Shuriken's REST part and the Pusher servers it sends to.
    Shuriken(Shuriken),
    /// Vera's stream and REST part.
    Vera(Vera),
}

impl Config {
    /// A Relay server with its own figures. Its tokens are the app keys that are good.
    #[must_use]
    pub fn relay(relay: Relay) -> Self {
        Self {
            tokens: relay.apps.iter().map(|app| app.key.clone()).collect(),
            ping_every: Duration::from_secs(54),
            idle_close: Duration::from_secs(60),
            system: System::Relay(relay),
            ..Self::default()
        }
    }

    /// Shuriken. `ping_every` is the silence after which it asks, `idle_close` the one after which it closes.
    #[must_use]
    pub fn shuriken(shuriken: Shuriken) -> Self {
        let silence = Duration::from_secs(shuriken.activity_timeout);
        Self {
            tokens: vec!["sk_demo_secret".to_owned()],
            ping_every: silence,
            idle_close: silence + Duration::from_secs(30),
            system: System::Shuriken(shuriken),
            ..Self::default()
        }
    }

    /// Vera with its own figures; `idle_close` counts from the last pong, so it is the time between pings and ten
    /// seconds.
    #[must_use]
    pub fn vera(vera: Vera) -> Self {
        Self {
            tokens: vec!["vera_live_0123456789abcdefghijklmn".to_owned()],
            ping_every: Duration::from_secs(25),
            idle_close: Duration::from_secs(35),
            system: System::Vera(vera),
            ..Self::default()
        }
    }
}

impl System {
    /// All its paths.
    pub(crate) fn routes(&self, shared: &Arc<Shared>) -> Router {
        match self {
            Self::Neuro => neuro::routes(shared),
            Self::Relay(relay) => relay::routes(shared, relay),
            Self::Shuriken(shuriken) => shuriken::routes(shared, shuriken),
            Self::Vera(vera) => vera::routes(shared, vera),
        }
    }

    /// The limits it counts.
    pub(crate) fn limits(&self) -> Documented {
        match self {
            Self::Neuro => neuro::LIMITS,
            Self::Relay(_) => relay::LIMITS,
            Self::Shuriken(_) => shuriken::LIMITS,
            Self::Vera(_) => vera::LIMITS,
        }
    }

    /// Ports it needs beside its own.
    pub(crate) fn further_ports(&self) -> usize {
        match self {
            Self::Shuriken(shuriken) => shuriken.further_ports,
            Self::Neuro | Self::Relay(_) | Self::Vera(_) => 0,
        }
    }

    /// Where its socket is; empty when that is only known after asking.
    pub(crate) fn socket_path(&self) -> String {
        match self {
            Self::Neuro => "/api/v2/ws".to_owned(),
            Self::Relay(relay) => {
                relay.apps.first().map_or_else(String::new, |app| format!("/app/{}", app.key))
            }
            Self::Shuriken(_) => String::new(),
            Self::Vera(_) => "/v1/events".to_owned(),
        }
    }

    /// What every socket is told when the server goes away.
    pub(crate) fn farewell(&self) -> Vec<Order> {
        match self {
            Self::Neuro => vec![Order::close(1001, "Server shutdown")],
            Self::Relay(relay) => relay.farewell(),
            Self::Shuriken(_) => vec![Order::close(4200, "Server shutting down")],
            Self::Vera(_) => vec![Order::close(1001, "planned maintenance")],
        }
    }

    /// How the sockets of a token that was revoked are closed.
    pub(crate) fn revoked(&self) -> (u16, &'static str) {
        match self {
            Self::Neuro => (1008, "Token revoked"),
            Self::Relay(_) => relay::WRONG_KEY,
            Self::Shuriken(_) => (4009, "Connection not authorized"),
            Self::Vera(_) => vera::WRONG_KEY,
        }
    }

    /// The answer a documented code comes with; of Relay, whose errors have no code, the code is the status.
    /// `NeuroInfoAPI` says its codes differently in each version.
    pub(crate) fn coded(&self, code: &str) -> Option<Answer> {
        match self {
            Self::Neuro => None,
            Self::Relay(_) => relay::coded(code),
            Self::Shuriken(_) => shuriken::coded(code),
            Self::Vera(_) => vera::coded(code),
        }
    }
}
