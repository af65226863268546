//! The show on a virtual desktop: everything real but the screen, and a proof that a click opens the right page.

mod all;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use lab::daemon::Daemon;
use lab::notifications::{Monitor, Notice, bubble};
use lab::screen::Area;
use lab::wait::until;
use lab::{Desk, DeskOptions, tray};
use standin::{Config, Control, Direction, Scenario, Server};

use super::all::ALL;
use super::narrator::{self, Narrator};
use super::{Options, program};
use crate::repository::root;

/// What a click on "live" has to open.
const CHANNEL: &str = "https://www.twitch.tv/vedal987";

/// The token the stand-in takes.
const TOKEN: &str = "demo-token";

/// How long one step may take.
const SOON: Duration = Duration::from_secs(30);

/// How long to wait for the real API to be live: its first answer says it.
const LIVE_WITHIN: Duration = Duration::from_secs(20);

/// Runs the whole show.
pub(super) async fn show(options: &Options) -> Result<()> {
    let mut narrator = Narrator::new();
    let pictures = Pictures::new()?;
    let desk = Desk::start(DeskOptions::default()).await?;
    narrator.says("a desktop: screen, window manager, panel, notifications, keyring, browser");
    let monitor = desk.monitor().await?;
    if options.scenario == ALL {
        return all::show(&desk, &monitor, &pictures, &mut narrator).await;
    }
    if options.live {
        return live(&desk, &monitor, &pictures, &mut narrator).await;
    }

    let server = Server::start(Config { tokens: vec![TOKEN.to_owned()], ..Config::nothing_soon() }).await?;
    narrator.says(&format!("the stand-in listens at {}", server.origin()));
    let bell = start_bell(&desk, &["--minimized", "--api", &server.origin()], &mut narrator).await?;
    give_token(&desk, "neuro", TOKEN)?;
    let control = server.control();
    control.wait_until(|state| state.subscribed("streamOnline"), SOON).await.with_context(|| bell.log())?;
    narrator.says("the token is kept in the keyring, the app is connected and subscribed");
    pictures.tray(&desk, "tray.png").await?;

    play(&options.scenario, &control)?;
    let notice = notified(&monitor, &bell).await?;
    let delay = delay(&control, &notice).await?;
    narrator.says(&format!("live: {} (frame sent -> Notify seen: {delay:.2} ms)", notice.summary));
    click_and_check(&desk, &notice, &pictures, &mut narrator).await?;
    pictures.tray(&desk, "tray-live.png").await?;
    show_window(&desk, &bell, &pictures, &mut narrator).await?;
    quit(&desk, bell, &mut narrator).await?;
    let bell = restart_while_live(&desk, &server, &monitor, &mut narrator).await?;
    end(&desk, bell, &mut narrator).await
}

/// A stream rings once, also over a restart of the app.
async fn restart_while_live(
    desk: &Desk,
    server: &Server,
    monitor: &Monitor,
    narrator: &mut Narrator,
) -> Result<Daemon> {
    let bell = start_bell(desk, &["--minimized", "--api", &server.origin()], narrator).await?;
    let subscribed = |state: &standin::State| state.subscribed("streamRaidIncoming");
    server.control().wait_until(subscribed, SOON).await.with_context(|| bell.log())?;
    until("the app to know that the stream is live", SOON, || async {
        Ok((status(desk)?.get("live") == Some(&serde_json::Value::Bool(true))).then_some(()))
    })
    .await?;
    // Rings come in order: had the stream rung again, it would have rung before this raid.
    server.control().raid(Direction::Incoming, "TidePool", 7);
    monitor.wait_for_notice("raid", SOON, |notice| notice.summary.contains("TidePool")).await?;
    let rings = monitor.notices().iter().filter(|notice| is_live(notice)).count();
    ensure!(rings == 1, "the stream rang {rings} times");
    narrator.says("after a restart the app knows the stream is live, and rang for a raid only");
    Ok(bell)
}

/// The same against the real API, where nobody can say "go live now".
async fn live(desk: &Desk, monitor: &Monitor, pictures: &Pictures, narrator: &mut Narrator) -> Result<()> {
    println!("The real API is used. This needs the internet.");
    let bell = start_bell(desk, &["--minimized"], narrator).await?;
    let state = until("an answer of the real API", SOON, || async {
        let status = status(desk)?;
        let connection =
            status.get("connection").and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        Ok(matches!(connection.as_str(), "connected" | "polling").then_some(connection))
    })
    .await
    .with_context(|| bell.log())?;
    narrator.says(&format!("the app is {state}"));
    pictures.tray(desk, "tray.png").await?;
    let ring = monitor.wait_for_notice("live", LIVE_WITHIN, is_live).await;
    match ring {
        Ok(notice) => {
            narrator.says(&format!("live: {}", notice.summary));
            click_and_check(desk, &notice, pictures, narrator).await?;
        }
        Err(_) => narrator.says("nobody is live at the moment, so nothing rang"),
    }
    show_window(desk, &bell, pictures, narrator).await?;
    end(desk, bell, narrator).await
}

async fn start_bell(desk: &Desk, arguments: &[&str], narrator: &mut Narrator) -> Result<Daemon> {
    let mut command = desk.command(program("swarmbell"));
    command.args(arguments);
    let bell = desk.spawn(command, "swarmbell")?;
    let item = tray::wait_for_item(desk.bus(), SOON).await.with_context(|| bell.log())?;
    narrator.says(&format!("the icon is in the tray: {}", item.title().await?));
    Ok(bell)
}

/// Hands the token over as a person would: piped into the command, never as an argument.
fn give_token(desk: &Desk, source: &str, token: &str) -> Result<()> {
    super::give_token(desk.command(program("swarmbell")), source, token)
}

fn play(scenario: &str, control: &Control) -> Result<()> {
    let (scenario, control) = (Scenario::load(scenario)?, control.clone());
    tokio::spawn(async move {
        scenario.play(&control, |done| narrator::tells_of(&done)).await;
    });
    Ok(())
}

async fn notified(monitor: &Monitor, bell: &Daemon) -> Result<Notice> {
    monitor.wait_for_notice("live", SOON, is_live).await.with_context(|| bell.log())
}

fn is_live(notice: &Notice) -> bool {
    notice.summary.contains("live")
}

/// How long it took from the frame on the socket to the call on the bus, ms.
async fn delay(control: &Control, notice: &Notice) -> Result<f64> {
    // A frame is noted after it was written, and the app may be quicker than the note.
    let noted = |state: &standin::State| state.sent_events("streamOnline").next().is_some();
    let state = control.wait_until(noted, SOON).await.context("it rang without a frame")?;
    let frame = state.sent_events("streamOnline").next().context("it rang without a frame")?;
    Ok(notice.at_ns.saturating_sub(frame.monotonic_ns) as f64 / 1e6)
}

async fn click_and_check(
    desk: &Desk,
    notice: &Notice,
    pictures: &Pictures,
    narrator: &mut Narrator,
) -> Result<()> {
    let bubble = bubble::wait_for(desk, &notice.summary, SOON).await?;
    bubble.picture()?.save(&pictures.path("notification.png"))?;
    desk.screen().picture()?.save(&pictures.path("desktop.png"))?;
    narrator.says(&format!("the notification is drawn, with the buttons {}", bubble.buttons().join(", ")));
    bubble.click_button("Watch")?;
    let address = desk.browser().wait_for_url(SOON).await?;
    narrator.says(&format!("the pointer clicked Watch, and the system's https handler was given {address}"));
    ensure!(address == CHANNEL, "{CHANNEL} was expected");
    Ok(())
}

async fn show_window(desk: &Desk, bell: &Daemon, pictures: &Pictures, narrator: &mut Narrator) -> Result<()> {
    // A second launch asks the running bell to show its window.
    let status = desk.command(program("swarmbell")).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "a second launch ended with {status}");
    let window = desk.screen().wait_for_title("Swarmbell", SOON).await.with_context(|| bell.log())?;
    until("the page to be drawn", SOON, || async {
        // A blank page is one colour; text alone, smoothed at its edges, brings dozens.
        Ok((desk.screen().picture_of(window.area)?.colours() > 40).then_some(()))
    })
    .await?;
    desk.screen().picture_of(window.area)?.save(&pictures.path("window.png"))?;
    narrator.says(&format!("the window is open, {}x{}", window.area.width, window.area.height));
    Ok(())
}

async fn end(desk: &Desk, bell: Daemon, narrator: &mut Narrator) -> Result<()> {
    let opened = desk.browser().opened_urls()?;
    quit(desk, bell, narrator).await?;
    println!("pictures: demo/tray.png demo/notification.png demo/window.png demo/desktop.png");
    if opened.len() > 1 {
        bail!("more than one address was opened: {}", opened.join(" "));
    }
    Ok(())
}

async fn quit(desk: &Desk, mut bell: Daemon, narrator: &mut Narrator) -> Result<()> {
    let status = desk.command(program("swarmbell")).arg("quit").stdout(Stdio::null()).status()?;
    ensure!(status.success(), "`swarmbell quit` ended with {status}");
    until("the app to end", SOON, || {
        let running = bell.is_running();
        async move { Ok((!running).then_some(())) }
    })
    .await?;
    narrator.says("the app has ended");
    Ok(())
}

fn status(desk: &Desk) -> Result<serde_json::Value> {
    let output = desk.command(program("swarmbell")).args(["status", "--json"]).output()?;
    Ok(serde_json::from_slice(&output.stdout).unwrap_or_default())
}

/// The folder of pictures, which git ignores.
struct Pictures {
    folder: PathBuf,
}

impl Pictures {
    fn new() -> Result<Self> {
        let folder = root().join("demo");
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(name)
    }

    /// The right end of the panel.
    async fn tray(&self, desk: &Desk, name: &str) -> Result<()> {
        let icon = desk.wait_for_tray_icon(SOON).await?;
        let width = 3 * icon.height;
        let right = icon.x + icon.width.cast_signed();
        let strip = Area { x: right - width.cast_signed(), y: 0, width, height: icon.height };
        desk.screen().picture_of(strip)?.save(&self.path(name))
    }
}
