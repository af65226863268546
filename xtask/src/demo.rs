//! `cargo xtask run`: the app against the stand-in, for people and as a proof.
//!
//! The chore itself needs no async runtime: it installs, builds the app and this program once more with the feature
//! `demo`, and hands over to it. With the feature there are two shows: [`on_screen`], on the display of whoever runs
//! it, and [`headless`], on a virtual desktop, where the notification is clicked by the real pointer and pictures
//! are saved.

#[cfg(feature = "demo")]
mod all;
#[cfg(all(feature = "demo", target_os = "linux"))]
mod headless;
#[cfg(feature = "demo")]
mod narrator;
#[cfg(feature = "demo")]
mod on_screen;

use anyhow::Result;
use clap::Args;

use crate::repository::{cargo, npm, run, target};
use crate::setup::{self, Consent, Purpose};

/// What to show.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Install what is missing without asking.
    #[arg(long)]
    yes: bool,
    /// Use the real API instead of the stand-in. Needs the internet.
    #[arg(long, conflicts_with = "scenario")]
    live: bool,
    /// The stand-in's scenario: a file, or the name of a built-in one. `all` sets up a source of every event system, in
    /// settings of its own, and one event of each rings.
    #[arg(long, default_value = "demo")]
    scenario: String,
    /// Use a virtual desktop even where there is a display.
    #[arg(long)]
    headless: bool,
}

/// Installs, builds and starts the show.
pub(crate) fn run_chore(options: &Options) -> Result<()> {
    let headless = options.headless || !has_display();
    let mut purposes = vec![Purpose::Build];
    purposes.extend(headless.then_some(Purpose::Desktop));
    let consent = if options.yes { Consent::Given } else { Consent::Ask };
    setup::system_packages(&purposes, consent)?;
    setup::npm_packages(setup::PAGE)?;
    timed("built the page", || run(npm(setup::PAGE).args(["run", "--silent", "build"])))?;
    timed("built the app, the stand-in and the lab", || {
        run(cargo().args([
            "build",
            "--quiet",
            "--package=swarmbell",
            "--package=xtask",
            "--features=xtask/demo",
        ]))
    })?;
    let mut show = crate::repository::command(program("xtask"));
    show.args(["show", "--scenario", &options.scenario]);
    show.args(options.live.then_some("--live")).args(headless.then_some("--headless"));
    let status = show.status()?;
    anyhow::ensure!(status.success(), "the demo did not end well");
    Ok(())
}

/// The show itself, in the program that was built with the feature.
#[cfg(feature = "demo")]
pub(crate) fn show(options: &Options) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    #[cfg(target_os = "linux")]
    if options.headless {
        return runtime.block_on(headless::show(options));
    }
    anyhow::ensure!(!options.headless, "the virtual desktop is made of Linux programs");
    runtime.block_on(on_screen::show(options))
}

#[cfg(not(feature = "demo"))]
pub(crate) fn show(_options: &Options) -> Result<()> {
    anyhow::bail!("start it by `cargo xtask run`")
}

/// A program of the debug build.
fn program(name: &str) -> std::path::PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Hands a secret over as a person would: piped into the command, never as an argument.
#[cfg(feature = "demo")]
fn give_token(mut command: std::process::Command, source: &str, token: &str) -> Result<()> {
    use std::io::Write as _;
    use std::process::Stdio;

    use anyhow::Context as _;
    command.args(["token", "--source", source]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    child.stdin.take().context("no standard input")?.write_all(format!("{token}\n").as_bytes())?;
    let output = child.wait_with_output()?;
    let error = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "the token of {source} was not taken: {}", error.trim());
    Ok(())
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn timed(what: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
    let start = std::time::Instant::now();
    step()?;
    println!("{:7.1} s  {what}", start.elapsed().as_secs_f64());
    Ok(())
}
