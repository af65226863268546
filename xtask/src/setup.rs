//! Installing what is missing, and asking before it needs the rights of root.

mod packages;

use std::io::{BufRead as _, Write as _, stdin};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};

pub(crate) use packages::Purpose;

use crate::repository::{ask, cargo, command, npm, root, run};

/// Whether installing needs a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Ask at the terminal.
    Ask,
    /// `--yes` was given.
    Given,
}

/// The targets that `check-platforms` looks at.
pub(crate) const TARGETS: &[&str] = &["x86_64-pc-windows-gnu", "aarch64-apple-darwin"];

/// Installs the system packages of these purposes where they are missing, on Debian and Ubuntu.
pub(crate) fn system_packages(purposes: &[Purpose], consent: Consent) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let wanted = packages::of(purposes);
    if ask("dpkg-query", &["--version"]).is_none() {
        if packages::seem_installed(purposes) {
            return Ok(());
        }
        bail!(
            "this is not Debian or Ubuntu, so packages cannot be installed for you. \
             Install what your system calls these: {}",
            wanted.join(" ")
        );
    }
    let missing = packages::missing(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = ask("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !is_root && consent == Consent::Ask {
        confirm(&missing)?;
    }
    let start = Instant::now();
    // The lists are fetched once, and only because something is missing: a bare machine has none.
    run(apt(is_root).arg("update").arg("-qq")).context("the package lists cannot be fetched")?;
    run(apt(is_root).args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
        .context("the packages cannot be installed")?;
    said("system packages", &missing, start);
    Ok(())
}

/// Installs a cargo subcommand from source where it is missing.
pub(crate) fn cargo_tool(name: &str, flags: &[&str]) -> Result<()> {
    let subcommand = name.trim_start_matches("cargo-");
    if ask("cargo", &[subcommand, "--version"]).is_some() {
        return Ok(());
    }
    let start = Instant::now();
    run(cargo().args(["install", "--quiet", "--locked", name]).args(flags))?;
    said("cargo tools", &[name], start);
    Ok(())
}

/// Adds the targets of other systems where they are missing.
pub(crate) fn targets() -> Result<()> {
    let installed = ask("rustup", &["target", "list", "--installed"]).context("rustup is not installed")?;
    let missing: Vec<_> =
        TARGETS.iter().copied().filter(|target| !installed.lines().any(|line| line == *target)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let start = Instant::now();
    run(command("rustup").args(["target", "add"]).args(&missing))?;
    said("targets", &missing, start);
    Ok(())
}

/// The folder of the page.
pub(crate) const PAGE: &str = "ui";

/// The folder of the client that proves the stand-ins of Relay and Shuriken.
pub(crate) const PUSHER_JS: &str = "tests/pusher-js";

/// Installs the npm packages of a folder, exactly as locked, where they are missing or older than the lock.
pub(crate) fn npm_packages(folder: &str) -> Result<()> {
    ensure!(
        ask(if cfg!(windows) { "npm.cmd" } else { "npm" }, &["--version"]).is_some(),
        "npm is not installed: install Node 20 or newer"
    );
    let lock = format!("{folder}/package-lock.json");
    let installed = root().join(folder).join("node_modules/.package-lock.json");
    if is_newer(&installed, &root().join(&lock)) {
        return Ok(());
    }
    let start = Instant::now();
    run(npm(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    said("npm packages", &[&lock], start);
    Ok(())
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    time(file).zip(time(than)).is_some_and(|(file, than)| file >= than)
}

fn apt(is_root: bool) -> std::process::Command {
    let mut apt = if is_root { command("apt-get") } else { command("sudo") };
    if is_root {
        apt.env("DEBIAN_FRONTEND", "noninteractive");
    } else {
        // sudo drops the environment, so the variable is given behind it.
        apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    apt
}

fn confirm(missing: &[&str]) -> Result<()> {
    eprint!("Missing packages: {}\nInstall them with `sudo apt-get install`? [y/N] ", missing.join(" "));
    std::io::stderr().flush()?;
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer)?;
    ensure!(
        matches!(answer.trim(), "y" | "Y" | "yes"),
        "nothing was installed. To install it yourself: sudo apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    Ok(())
}

fn said(what: &str, names: &[&str], start: Instant) {
    println!("{:7.1} s  installed {what}: {}", start.elapsed().as_secs_f64(), names.join(" "));
}
