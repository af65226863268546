//! `cargo xtask test`: every check and every test, from quick to slow, counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::counts;
use crate::fuzz;
use crate::platforms;
use crate::report::{Count, Outcome, Report};
use crate::repository::{cargo, command, npm, root, run, run_and_read, target};
use crate::setup::{self, Consent, Purpose};

/// The features of every build of the workspace. One set for all steps, or cargo would build everything again.
pub(crate) const FEATURES: &str = "--features=xtask/icons,xtask/licences,xtask/sounds,xtask/demo";

/// The packages whose tests start desktops.
const ON_A_DESKTOP: &str = "package(lab) | package(swarmbell) | package(swarmbell-tests)";

/// Where the types are that Rust writes for the page.
const BINDINGS: &str = "ui/src/bindings";

/// Runs everything and returns the sum.
pub(crate) fn run_all(consent: Consent) -> Count {
    let mut report = Report::default();
    report.step("formatting", || passed(cargo().args(["fmt", "--all", "--check"])));
    let system = prepare("system packages", || {
        setup::system_packages(&[Purpose::Build, Purpose::Desktop, Purpose::Windows], consent)
    });
    if let Err(error) = system {
        // What is there may still do: each step that misses something says so itself.
        report.step("system packages", || Err(error));
    }
    report.step("licences, bans and sources", licences);
    let page = page(&mut report, consent);
    if page {
        rust(&mut report);
    } else {
        report.blocked("the workspace", "page: build");
    }
    platforms::steps(&mut report);
    report.total()
}

fn prepare(name: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
    eprintln!("--- {name}");
    step()
}

fn licences() -> Result<Outcome> {
    // Unoptimised it is compiled in a minute, and still checks in a second.
    if let Err(error) = setup::cargo_tool("cargo-deny", &["--profile", "dev"]) {
        return Ok(Outcome::Skipped(format!("cargo-deny cannot be installed: {error:#}")));
    }
    passed(cargo().args(["deny", "--log-level", "error", "check", "licenses", "bans", "sources"]))
}

/// The page's own checks. Answers whether the page stands where the app embeds it.
fn page(report: &mut Report, consent: Consent) -> bool {
    if let Err(error) = prepare("page: packages", || setup::npm_packages(setup::PAGE)) {
        return report.step("page: packages", || Err(error));
    }
    report.step("page: types", || passed(npm(setup::PAGE).args(["run", "--silent", "check"])));
    report.step("page: tests", page_tests);
    report.step("page: as it is seen", || page_looks(consent));
    report.step("page: build", || passed(npm(setup::PAGE).args(["run", "--silent", "build"])))
}

fn page_tests() -> Result<Outcome> {
    let file = target().join("vitest.json");
    forget(&file)?;
    let result = run(npm(setup::PAGE)
        .args(["run", "--silent", "test", "--", "--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", file.display())));
    let count = fs::read_to_string(&file).ok().map(|json| counts::vitest(&json)).transpose()?;
    settle(result, count)
}

/// Every scene of the page in a browser, with axe-core.
fn page_looks(consent: Consent) -> Result<Outcome> {
    if let Err(error) = setup::system_packages(&[Purpose::Browser], consent) {
        eprintln!("{error:#}");
    }
    let file = target().join("looks.json");
    forget(&file)?;
    let result = run(npm(setup::PAGE)
        .args(["run", "--silent", "a11y", "--"])
        .arg(format!("--report={}", file.display())));
    match (&result, fs::read_to_string(&file)) {
        (Ok(()), Err(_)) => Ok(Outcome::Skipped("Chromium is not installed".to_owned())),
        (_, json) => settle(result, json.ok().map(|json| counts::vitest(&json)).transpose()?),
    }
}

/// What is said of the code without running it.
fn lint(report: &mut Report) {
    report.step("clippy", || {
        passed(
            cargo()
                .args(["clippy", "--quiet", "--workspace", "--all-targets", FEATURES])
                .args(["--", "--deny", "warnings"]),
        )
    });
    report.step("clippy of the fuzz targets", || {
        let manifest = ["--manifest-path", fuzz::MANIFEST];
        run(cargo().args(["fmt", "--check"]).args(manifest))?;
        passed(
            cargo().args(["clippy", "--quiet", "--locked"]).args(manifest).args(["--", "--deny", "warnings"]),
        )
    });
}

/// Everything that compiles the workspace.
fn rust(report: &mut Report) {
    lint(report);
    // All targets at once, so that programs and tests share one set of dependencies.
    let built = report.step("build", || {
        passed(cargo().args(["build", "--quiet", "--workspace", "--all-targets", FEATURES]))
    });
    if !built {
        report.blocked("tests", "build");
        return;
    }
    report.step("icons are drawn from their master", || {
        passed(command(target().join("debug/xtask")).args(["icons", "--check"]))
    });
    report.step("the sound is the one that is made", || {
        passed(command(target().join("debug/xtask")).args(["sounds", "--check"]))
    });
    report.step("the licences are those of what is shipped", || {
        passed(command(target().join("debug/xtask")).args(["licences", "--check"]))
    });
    let before = snapshot(&root().join(BINDINGS));
    report.step("tests", || nextest(&format!("not ({ON_A_DESKTOP})")));
    report.step("generated types are current", || {
        // The tests of the step before wrote them anew.
        anyhow::ensure!(
            before == snapshot(&root().join(BINDINGS)),
            "{BINDINGS} was not current; it is now: look at the difference and commit it"
        );
        Ok(Outcome::Passed)
    });
    if let Err(error) = prepare("pusher-js", || setup::npm_packages(setup::PUSHER_JS)) {
        // The tests that need it say so themselves; the others do not.
        report.step("pusher-js", || Err(error));
    }
    report.step("tests on a desktop", || nextest(ON_A_DESKTOP));
    report.step("examples in the documentation", || {
        let mut tests = cargo();
        tests.args(["test", "--quiet", "--doc", "--workspace", FEATURES]);
        let (succeeded, output) = run_and_read(&mut tests)?;
        let count = counts::harness(&output);
        anyhow::ensure!(succeeded || count.failed > 0, "they do not compile");
        Ok(Outcome::Counted(count))
    });
}

fn nextest(filter: &str) -> Result<Outcome> {
    // Unoptimised it is compiled in a fraction of the time, and the tests it starts are none the slower.
    setup::cargo_tool("cargo-nextest", &["--profile", "dev"])?;
    // Its reports stay with the repository, wherever the rest is built.
    let file = root().join("target/nextest/default/junit.xml");
    forget(&file)?;
    let result = run(cargo()
        .args(["nextest", "run", "--workspace", FEATURES, "--cargo-quiet", "--hide-progress-bar"])
        .args(["--filterset", filter]));
    let report = fs::read_to_string(&file).ok().map(|xml| counts::junit(&xml)).transpose()?;
    for name in report.iter().flat_map(|(_, failed)| failed) {
        println!("{:>11}  failed: {name}", "");
    }
    settle(result, report.map(|(count, _)| count))
}

/// A tool that failed without naming a failed test failed at something else, and that counts too.
fn settle(result: Result<()>, count: Option<Count>) -> Result<Outcome> {
    match (result, count) {
        (Ok(()), Some(count)) => Ok(Outcome::Counted(count)),
        (Err(_), Some(count)) if count.failed > 0 => Ok(Outcome::Counted(count)),
        (Err(error), _) => Err(error),
        (Ok(()), None) => anyhow::bail!("it left no report"),
    }
}

fn passed(command: &mut std::process::Command) -> Result<Outcome> {
    run(command).map(|()| Outcome::Passed)
}

/// A report of an earlier run must not be taken for one of this run.
fn forget(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", file.display()))
        }
        _ => Ok(()),
    }
}

/// Every file of a folder with what is in it.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                return snapshot(&path);
            }
            fs::read(&path).map(|bytes| BTreeMap::from([(path, bytes)])).unwrap_or_default()
        })
        .collect()
}
