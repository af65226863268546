//! The show on the display of whoever runs it: they do the clicking.

use std::process::Command;

use anyhow::{Context as _, Result};
use standin::{Config, Scenario, Server};

use super::narrator::{self, Narrator};
use super::{Options, program};

/// Starts the stand-in and the app, and ends when the app does.
pub(super) async fn show(options: &Options) -> Result<()> {
    let mut narrator = Narrator::new();
    let mut app = Command::new(program("swarmbell"));
    let mut keeps_running = None;
    if options.live {
        println!("The real API is used. This needs the internet.");
    } else {
        let server = Server::start(Config::default()).await?;
        narrator.says(&format!("the stand-in listens at {}", server.origin()));
        app.args(["--api", &server.origin()]);
        let (scenario, control) = (Scenario::load(&options.scenario)?, server.control());
        tokio::spawn(async move {
            scenario.play(&control, |done| narrator::tells_of(&done)).await;
        });
        keeps_running = Some(server);
    }
    println!(
        "Look at the tray. Without a token the app looks once a minute, so the notification may take that long. \
         Click it, and the stream opens in your browser. To end, choose Quit in the tray's menu."
    );
    let mut child = app.arg("--minimized").spawn().context("the app does not start")?;
    let status = tokio::task::spawn_blocking(move || child.wait()).await??;
    narrator.says("the app has ended");
    drop(keeps_running);
    anyhow::ensure!(status.success(), "the app ended with {status}");
    Ok(())
}
