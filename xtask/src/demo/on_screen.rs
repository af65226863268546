//! The show on the display of whoever runs it: they do the clicking.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use standin::{Config, Scenario, Server};

use super::all::{ALL, Servers};
use super::narrator::{self, Narrator};
use super::{Options, give_token, program};

/// How long the app may take until its commands find it.
const STARTED_WITHIN: Duration = Duration::from_secs(20);

/// Starts the stand-in and the app, and ends when the app does.
pub(super) async fn show(options: &Options) -> Result<()> {
    let mut narrator = Narrator::new();
    if options.scenario == ALL {
        return show_all(&mut narrator).await;
    }
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
    let child = app.arg("--minimized").spawn().context("the app does not start")?;
    until_ended(child, &mut narrator).await?;
    drop(keeps_running);
    Ok(())
}

/// One app with a source of every system, in folders of its own: nobody's settings or running app are touched.
async fn show_all(narrator: &mut Narrator) -> Result<()> {
    ensure!(cfg!(target_os = "linux"), "only on Linux an app can be given folders of its own");
    let servers = Servers::start().await?;
    narrator.says("a stand-in of NeuroInfoAPI, Relay, Shuriken and Vera each");
    let place = tempfile::tempdir()?;
    let settings = place.path().join("config/swarmbell");
    std::fs::create_dir_all(&settings)?;
    std::fs::write(settings.join("settings.json"), servers.settings().to_string())?;
    let mut app = in_folders_of_its_own(place.path());
    let child = app.args(["--minimized", "--api", &servers.neuro().origin()]).spawn()?;
    until_it_answers(place.path()).await?;
    for secret in servers.secrets() {
        give_token(in_folders_of_its_own(place.path()), secret.source, secret.text)?;
    }
    servers.play()?;
    println!(
        "Look at the tray: four sources, and one event of each. Their secrets stay in your keyring, for servers at \
         127.0.0.1. To end, choose Quit in the tray's menu."
    );
    until_ended(child, narrator).await
}

/// The app, or one of its commands, with folders of its own. The runtime folder is where apps and commands meet; what
/// else is found there keeps its place.
fn in_folders_of_its_own(place: &Path) -> Command {
    let mut command = Command::new(program("swarmbell"));
    let folders = [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "runtime")];
    command.envs(folders.map(|(name, folder)| (name, place.join(folder))));
    let runtime = std::env::var("XDG_RUNTIME_DIR").unwrap_or_default();
    if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={runtime}/bus"));
    }
    if let Ok(display) = std::env::var("WAYLAND_DISPLAY") {
        command.env("WAYLAND_DISPLAY", Path::new(&runtime).join(display));
    }
    command
}

async fn until_it_answers(place: &Path) -> Result<()> {
    let latest = tokio::time::Instant::now() + STARTED_WITHIN;
    loop {
        let mut status = in_folders_of_its_own(place);
        if status.arg("status").stdout(Stdio::null()).stderr(Stdio::null()).status()?.success() {
            return Ok(());
        }
        ensure!(tokio::time::Instant::now() < latest, "the app does not answer");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn until_ended(mut child: Child, narrator: &mut Narrator) -> Result<()> {
    let status = tokio::task::spawn_blocking(move || child.wait()).await??;
    narrator.says("the app has ended");
    ensure!(status.success(), "the app ended with {status}");
    Ok(())
}
