//! The stand-in as a program: prints its address and control token, plays a scenario, serves until it is ended.

use std::io::Write;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;
use standin::{Config, Presence, Relay, Scenario, Server, Shuriken, Vera, Versions};

/// The servers Swarmbell talks to, on loopback.
#[derive(Parser)]
struct Arguments {
    /// The event system that is served.
    #[arg(long, value_enum, default_value_t = Served::Neuro)]
    system: Served,
    /// What Relay, Shuriken or Vera is told, as a JSON object; the README names its members.
    #[arg(long, default_value = "{}")]
    settings: String,
    /// Port on 127.0.0.1; 0 lets the system choose.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A scenario file, or the name of a built-in one: demo, evening, relay, shuriken, vera.
    #[arg(long)]
    scenario: Option<String>,
    /// A valid token, may be repeated; that of the system if none is given, "demo-token" for NeuroInfoAPI.
    #[arg(long = "token")]
    tokens: Vec<String>,
    /// Decides what stands in the schedules.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answers any number of requests.
    #[arg(long)]
    no_rate_limits: bool,
    /// The versions of NeuroInfoAPI that are served.
    #[arg(long, value_enum, default_value_t = ServedVersions::Both)]
    versions: ServedVersions,
    /// The paths of a version that is not served answer 410 instead of 404.
    #[arg(long)]
    gone: bool,
    /// Seconds without a sign of life after which a socket is dropped; the system's own figure unless given.
    #[arg(long)]
    idle_close: Option<u64>,
    /// Seconds between pings; the system's own figure unless given.
    #[arg(long)]
    ping_every: Option<u64>,
}

/// The system to serve.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Served {
    Neuro,
    Relay,
    Shuriken,
    Vera,
}

impl Served {
    fn config(self, settings: &str) -> anyhow::Result<Config> {
        let config = match self {
            Self::Neuro => Ok(Config::default()),
            Self::Relay => serde_json::from_str::<Relay>(settings).map(Config::relay),
            Self::Shuriken => serde_json::from_str::<Shuriken>(settings).map(Config::shuriken),
            Self::Vera => serde_json::from_str::<Vera>(settings).map(Config::vera),
        };
        config.context("in the settings")
    }
}

/// The versions to serve.
#[derive(Clone, Copy, clap::ValueEnum)]
enum ServedVersions {
    Both,
    V1,
    V2,
    Neither,
}

impl ServedVersions {
    fn versions(self, absent: Presence) -> Versions {
        let (v1, v2) = match self {
            Self::Both => (Presence::Served, Presence::Served),
            Self::V1 => (Presence::Served, absent),
            Self::V2 => (absent, Presence::Served),
            Self::Neither => (absent, absent),
        };
        Versions { v1, v2 }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let scenario = arguments.scenario.as_deref().map(Scenario::load).transpose()?;
    let absent = if arguments.gone { Presence::Gone } else { Presence::NotFound };
    let mut config = Config {
        port: arguments.port,
        seed: arguments.seed,
        rate_limits: !arguments.no_rate_limits,
        versions: arguments.versions.versions(absent),
        ..arguments.system.config(&arguments.settings)?
    };
    if let Some(seconds) = arguments.idle_close {
        config.idle_close = Duration::from_secs(seconds);
    }
    if let Some(seconds) = arguments.ping_every {
        config.ping_every = Duration::from_secs(seconds);
    }
    if !arguments.tokens.is_empty() {
        config.tokens = arguments.tokens;
    }
    let server = Server::start(config).await?;
    say(&serde_json::json!({
        "origin": server.origin(),
        "socket": server.socket_url(),
        "control_token": server.control_token(),
    }))?;
    if let Some(scenario) = scenario {
        // Whoever started the server may have stopped reading; the scenario goes on.
        scenario.play(&server.control(), |done| drop(say(&done))).await;
    }
    std::future::pending().await
}

/// One JSON line on standard output.
fn say(line: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(line)?)?;
    out.flush()?;
    Ok(())
}
