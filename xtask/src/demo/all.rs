//! Every event system at once: a stand-in of each, the settings that know them, and the secrets that open them.

use anyhow::Result;
use serde_json::{Value, json};
use standin::{Config, Control, Relay, Scenario, Server, Shuriken, Vera};

use super::narrator;

/// The name by which this is asked for in place of a scenario.
pub(super) const ALL: &str = "all";

/// The stand-ins. Each plays the built-in scenario of its system.
pub(super) struct Servers {
    neuro: Server,
    relay: Server,
    shuriken: Server,
    vera: Server,
}

/// The secret of a source, by the id it has in the settings.
pub(super) struct Secret {
    pub(super) source: &'static str,
    pub(super) text: &'static str,
}

/// What each source has, once it is connected, at its server.
const SECRETS: [Secret; 4] = [
    Secret { source: "neuro", text: "demo-token" },
    Secret { source: "relay-demo", text: "demo-relay-secret" },
    Secret { source: "shuriken-demo", text: "sk_demo_secret" },
    Secret { source: "vera-demo", text: "vera_live_0123456789abcdefghijklmn" },
];

impl Servers {
    pub(super) async fn start() -> Result<Self> {
        Ok(Self {
            neuro: Server::start(Config::nothing_soon()).await?,
            relay: Server::start(Config::relay(Relay::default())).await?,
            shuriken: Server::start(Config::shuriken(Shuriken::default())).await?,
            vera: Server::start(Config::vera(Vera::default())).await?,
        })
    }

    /// The server of the first source.
    pub(super) fn neuro(&self) -> &Server {
        &self.neuro
    }

    /// The secrets that open them.
    pub(super) fn secrets(&self) -> &'static [Secret] {
        &SECRETS
    }

    /// The settings of an app that has them as sources beside the first.
    pub(super) fn settings(&self) -> Value {
        let [relay, shuriken, vera] = [&self.relay, &self.shuriken, &self.vera].map(Server::origin);
        json!({
            "version": 1,
            "welcomed": true,
            "sources": {
                "relay-demo": {
                    "name": "Builds",
                    "system": {
                        "kind": "relay",
                        "origin": relay,
                        "app_key": "demo-relay-key",
                        "app_id": "demo-app",
                        "channels": ["builds"],
                    },
                },
                "shuriken-demo": {
                    "name": "Signals",
                    "system": { "kind": "shuriken", "api": shuriken, "streams": ["alpha.signalFeedGlobal"] },
                },
                "vera-demo": {
                    "name": "News",
                    "system": {
                        "kind": "vera",
                        "stream": vera,
                        "api": vera,
                        "markets": ["polymarket_0x7c41d0e2aa90"],
                    },
                },
            },
        })
    }

    /// Each server with what somebody must have subscribed to there before anything happens.
    pub(super) fn awaited(&self) -> [(Control, &'static str); 4] {
        [
            (self.neuro.control(), "streamOnline"),
            (self.relay.control(), "builds"),
            (self.shuriken.control(), "private-signal-global"),
            (self.vera.control(), "polymarket_0x7c41d0e2aa90"),
        ]
    }

    /// Lets happen at each what its scenario says.
    pub(super) fn play(&self) -> Result<()> {
        let played = [
            (&self.neuro, "demo"),
            (&self.relay, "relay"),
            (&self.shuriken, "shuriken"),
            (&self.vera, "vera"),
        ];
        for (server, name) in played {
            let (scenario, control) = (Scenario::load(name)?, server.control());
            tokio::spawn(async move {
                scenario.play(&control, |done| narrator::tells_of(&done)).await;
            });
        }
        Ok(())
    }
}
