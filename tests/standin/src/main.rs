//! The stand-in as a program: prints its address and control token, plays a scenario, serves until it is ended.

use std::io::Write;
use std::time::Duration;

use clap::Parser;
use standin::{Config, Presence, Scenario, Server, Versions};

/// The servers Swarmbell talks to, on loopback.
#[derive(Parser)]
struct Arguments {
    /// Port on 127.0.0.1; 0 lets the system choose.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A scenario file, or the name of a built-in one: demo, evening.
    #[arg(long)]
    scenario: Option<String>,
    /// A valid token, may be repeated; "demo-token" if none is given.
    #[arg(long = "token")]
    tokens: Vec<String>,
    /// Decides what stands in the schedules.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answers any number of requests.
    #[arg(long)]
    no_rate_limits: bool,
    /// The versions of NeuroInfoAPI that are served.
    #[arg(long, value_enum, default_value_t = Served::Both)]
    versions: Served,
    /// The paths of a version that is not served answer 410 instead of 404.
    #[arg(long)]
    gone: bool,
    /// Seconds without a sign of life after which a socket is dropped.
    #[arg(long, default_value_t = 60)]
    idle_close: u64,
    /// Seconds between protocol pings.
    #[arg(long, default_value_t = 25)]
    ping_every: u64,
}

/// The versions to serve.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Served {
    Both,
    V1,
    V2,
    Neither,
}

impl Served {
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
    let mut config = Config {
        port: arguments.port,
        seed: arguments.seed,
        rate_limits: !arguments.no_rate_limits,
        versions: arguments.versions.versions(if arguments.gone {
            Presence::Gone
        } else {
            Presence::NotFound
        }),
        idle_close: Duration::from_secs(arguments.idle_close),
        ping_every: Duration::from_secs(arguments.ping_every),
        ..Config::default()
    };
    if !arguments.tokens.is_empty() {
        config.tokens = arguments.tokens;
    }
    let server = Server::start(config).await?;
    say(&serde_json::json!({ "origin": server.origin(), "control_token": server.control_token() }))?;
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
