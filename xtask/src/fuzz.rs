//! `cargo xtask fuzz`: the protocols against arbitrary inputs, and how much of them those inputs reach.
//!
//! Not part of `test`: it is as good as the time it is given.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::repository::{ask, cargo, command, root, run, run_and_read, target};
use crate::setup;

/// The package of the fuzz targets, a workspace of its own.
pub(crate) const MANIFEST: &str = "src-tauri/protocols/fuzz/Cargo.toml";

/// Longest input in bytes: some two hundred steps of a story.
const MAX_LEN: u32 = 4096;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Which protocol; the target and the folder under `protocols/src` have its name.
    #[arg(default_value = "neuro")]
    protocol: String,
    /// How long, in seconds.
    #[arg(long, default_value_t = 600)]
    seconds: u32,
}

/// Fuzzes one protocol, then prints the line coverage of what was found.
pub(crate) fn run_chore(options: &Options) -> Result<()> {
    setup::cargo_tool("cargo-fuzz", &[])?;
    run(command("rustup").args(["component", "add", "llvm-tools"]))?;
    let limits = [format!("-max_total_time={}", options.seconds), format!("-max_len={MAX_LEN}")];
    run(cargo_fuzz("run", &options.protocol).arg("--").args(limits)).context("the fuzzer found something")?;
    run(cargo_fuzz("coverage", &options.protocol).arg("--target-dir").arg(covered()))?;
    let (succeeded, report) = run_and_read(&mut coverage(&options.protocol)?)?;
    anyhow::ensure!(succeeded, "there is no report of the coverage");
    if let Some(total) = report.lines().find(|line| line.starts_with("TOTAL")) {
        println!("{total}");
    }
    Ok(())
}

fn cargo_fuzz(verb: &str, protocol: &str) -> Command {
    let mut fuzz = cargo();
    fuzz.current_dir(root().join("src-tauri/protocols"));
    // The sanitizers' flags are unstable; the language of the stable compiler is what is wanted.
    fuzz.args(["fuzz", verb, protocol]).env("RUSTC_BOOTSTRAP", "1");
    fuzz
}

/// Where the program that counts is built.
fn covered() -> PathBuf {
    target().join("fuzz-coverage")
}

/// `llvm-cov`, as it came with the compiler, over the program that `cargo fuzz coverage` built.
fn coverage(protocol: &str) -> Result<Command> {
    let answer = |arguments: &[&str]| ask("rustc", arguments).context("rustc does not answer");
    let sysroot = PathBuf::from(answer(&["--print", "sysroot"])?.trim());
    let version = answer(&["-vV"])?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc names no host")?
        .to_owned();
    let fuzz = root().join("src-tauri/protocols/fuzz");
    let program = covered().join(format!("{host}/release/{protocol}"));
    let mut report = command(sysroot.join(format!("lib/rustlib/{host}/bin/llvm-cov")));
    report
        .arg("report")
        .arg(program)
        .arg(format!(
            "-instr-profile={}",
            fuzz.join(format!("coverage/{protocol}/coverage.profdata")).display()
        ))
        .args(["--show-region-summary=false", "--show-branch-summary=false", "--sources"])
        .arg(root().join("src-tauri/protocols/src").join(protocol));
    Ok(report)
}
