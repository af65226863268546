//! Chores of this repository, run as `cargo xtask <chore>`.
//!
//! - `checks` is the chore `test`: every check and every test, counted; `platforms` is its part for other systems;
//! - `demo` is the chore `run`, whose second half needs the feature of that name;
//! - `setup` installs what is missing;
//! - `report` prints a line per step, `counts` reads how many tests a tool ran;
//! - `icons` draws the pictures, `sounds` makes the sound and `licences` lists the licences, each behind the feature of the
//!   same name;
//! - `bench` measures what the window promises, beside a floor;
//! - `fuzz` throws arbitrary inputs at a protocol, for as long as one likes.
//!
//! Without features it needs no system library and compiles in seconds: it is the first thing a bare machine builds.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "chores speak to the terminal they were started in, and time themselves by the machine's clock"
)]

mod bench;
mod checks;
mod counts;
mod demo;
mod fuzz;
#[cfg(feature = "icons")]
mod icons;
#[cfg(feature = "licences")]
mod licences;
mod platforms;
mod report;
mod repository;
mod setup;
#[cfg(feature = "sounds")]
mod sounds;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use report::Report;
use setup::{Consent, Purpose};

/// Chores of this repository.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Start the app against the stand-in: tray icon, then live, then the notification.
    Run(demo::Options),
    /// The part of `run` that comes after building.
    #[command(hide = true)]
    Show(demo::Options),
    /// Run every check and every test; the last line is the sum.
    Test {
        /// Install what is missing without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Type-check for Windows and macOS, and run tests for Windows under Wine.
    CheckPlatforms {
        /// Install what is missing without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Throw arbitrary inputs at a protocol, then print how much of it they reach.
    Fuzz(fuzz::Options),
    /// Draw every picture of the bell from `icons/bell.svg`.
    Icons {
        /// Write nothing; fail when a kept picture is not current.
        #[arg(long)]
        check: bool,
    },
    /// Measure what the window promises: the time until it is painted, and the frames while somebody types.
    Bench,
    /// List the licences of everything that is shipped, `ui/public/licences.txt`.
    Licences {
        /// Write nothing; fail when the kept list is not current.
        #[arg(long)]
        check: bool,
    },
    /// Make the pictures of the window's rooms, `ui/pictures`, by Chromium.
    Pictures {
        /// Install what is missing without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Make the bell's sound, `src-tauri/sounds/bell.wav`.
    Sounds {
        /// Write nothing; fail when the kept sound is not current.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.chore {
        Chore::Run(options) => demo::run_chore(options).map(|()| ExitCode::SUCCESS),
        Chore::Show(options) => demo::show(options).map(|()| ExitCode::SUCCESS),
        Chore::Test { yes } => Ok(sum(checks::run_all(consent(*yes)))),
        Chore::CheckPlatforms { yes } => {
            setup::system_packages(&[Purpose::Build, Purpose::Windows], consent(*yes))?;
            let mut report = Report::default();
            platforms::steps(&mut report);
            Ok(sum(report.total()))
        }
        Chore::Fuzz(options) => fuzz::run_chore(options).map(|()| ExitCode::SUCCESS),
        Chore::Bench => bench::run_chore().map(|()| ExitCode::SUCCESS),
        Chore::Icons { check } => icons(*check).map(|()| ExitCode::SUCCESS),
        Chore::Licences { check } => licences(*check).map(|()| ExitCode::SUCCESS),
        Chore::Pictures { yes } => pictures(consent(*yes)).map(|()| ExitCode::SUCCESS),
        Chore::Sounds { check } => sounds(*check).map(|()| ExitCode::SUCCESS),
    }
}

/// Prints the sum as the last line, in the form that machines read.
fn sum(total: report::Count) -> ExitCode {
    println!("{total}");
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn consent(yes: bool) -> Consent {
    if yes { Consent::Given } else { Consent::Ask }
}

fn pictures(consent: Consent) -> Result<()> {
    setup::system_packages(&[Purpose::Browser], consent)?;
    setup::npm_packages(setup::PAGE)?;
    repository::run(repository::npm(setup::PAGE).args(["run", "--silent", "album"]))
}

#[cfg(feature = "icons")]
fn icons(check: bool) -> Result<()> {
    icons::run(&repository::root().join("icons"), check)
}

/// The renderer is behind a cargo feature: start again with it.
#[cfg(not(feature = "icons"))]
fn icons(check: bool) -> Result<()> {
    start_again_with("icons", check)
}

#[cfg(feature = "sounds")]
fn sounds(check: bool) -> Result<()> {
    sounds::run(&repository::root().join("src-tauri/sounds/bell.wav"), check)
}

/// What writes the file is behind a cargo feature: start again with it.
#[cfg(not(feature = "sounds"))]
fn sounds(check: bool) -> Result<()> {
    start_again_with("sounds", check)
}

#[cfg(feature = "licences")]
fn licences(check: bool) -> Result<()> {
    licences::run(&repository::root().join("ui/public/licences.txt"), check)
}

/// What reads cargo's answers is behind a cargo feature: start again with it.
#[cfg(not(feature = "licences"))]
fn licences(check: bool) -> Result<()> {
    start_again_with("licences", check)
}

/// Runs the chore that needs the feature of its name.
#[cfg(not(all(feature = "icons", feature = "licences", feature = "sounds")))]
fn start_again_with(chore: &str, check: bool) -> Result<()> {
    let mut cargo = repository::cargo();
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", chore, "--", chore]);
    if check {
        cargo.arg("--check");
    }
    repository::run(&mut cargo)
}
