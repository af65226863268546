//! One app with a source of every system, each of which rings.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use lab::Desk;
use lab::notifications::{Monitor, Notice, bubble};

use super::{Pictures, SOON, give_token, quit, start_bell};
use crate::demo::all::Servers;
use crate::demo::narrator::Narrator;
use crate::demo::program;

/// A word of the title that each source's first event rings with, and the name of its picture.
const RINGS: [(&str, &str); 4] = [
    ("Build 2207 failed", "all-relay.png"),
    ("PADL", "all-shuriken.png"),
    ("ferry funding", "all-vera.png"),
    ("is live", "all-neuro.png"),
];

/// Runs the whole show.
pub(super) async fn show(
    desk: &Desk,
    monitor: &Monitor,
    pictures: &Pictures,
    narrator: &mut Narrator,
) -> Result<()> {
    let servers = Servers::start().await?;
    narrator.says("a stand-in of NeuroInfoAPI, Relay, Shuriken and Vera each");
    write_settings(&desk.home(), &servers)?;
    let bell = start_bell(desk, &["--minimized", "--api", &servers.neuro().origin()], narrator).await?;
    for secret in servers.secrets() {
        give_token(desk, secret.source, secret.text)?;
    }
    narrator.says("the secrets are tested and kept in the keyring");
    for (control, wanted) in servers.awaited() {
        control.wait_until(|state| state.subscribed(wanted), SOON).await.with_context(|| bell.log())?;
    }
    narrator.says("all four sources are connected and subscribed");
    say_status(desk, narrator)?;
    servers.play()?;
    // All at once: a bubble is gone again before the pictures of three others were taken.
    let [one, two, three, four] =
        RINGS.map(|(title, picture)| seen(desk, monitor, title, pictures.path(picture)));
    let (one, two, three, four) = tokio::try_join!(one, two, three, four).with_context(|| bell.log())?;
    for notice in [one, two, three, four] {
        narrator.says(&format!("{} | {}", notice.summary, notice.body));
    }
    desk.screen().picture()?.save(&pictures.path("all-desktop.png"))?;
    pictures.tray(desk, "all-tray.png").await?;
    say_status(desk, narrator)?;
    quit(desk, bell, narrator).await?;
    println!("pictures: demo/all-desktop.png and one of each notification beside it");
    Ok(())
}

/// Waits for a ring and its bubble, and takes a picture of it.
async fn seen(desk: &Desk, monitor: &Monitor, title: &str, picture: PathBuf) -> Result<Notice> {
    let notice = monitor.wait_for_notice(title, SOON, |notice| notice.summary.contains(title)).await?;
    bubble::wait_for(desk, &notice.summary, SOON).await?.picture()?.save(&picture)?;
    Ok(notice)
}

fn write_settings(home: &Path, servers: &Servers) -> Result<()> {
    let folder = home.join(".config/swarmbell");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join("settings.json"), servers.settings().to_string())?)
}

/// Prints what the command line says of the app, each line of its self-check too.
fn say_status(desk: &Desk, narrator: &mut Narrator) -> Result<()> {
    for command in ["status", "doctor"] {
        let output = desk.command(program("swarmbell")).arg(command).output()?;
        ensure!(output.status.success(), "`swarmbell {command}` ended with {}", output.status);
        narrator.says(&format!("swarmbell {command}"));
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(())
}
