//! `cargo xtask check-platforms`: the workspace type-checked for Windows and macOS, and the tests of the two pure
//! packages run as Windows programs under Wine.

mod wine;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::report::{Outcome, Report};
use crate::repository::{cargo, run, target};
use crate::setup;

/// Windows as cross-compiled from Linux. The shipped one is built with Microsoft's tools; the types are the same.
pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// macOS.
const MACOS: &str = "aarch64-apple-darwin";

/// Pretends to compile: leaves an empty file where a compiler would write. `cargo check` links nothing, but build
/// scripts compile Objective-C, and there is no Apple SDK here.
const PRETEND_COMPILER: &str = "#!/bin/sh\nprev=\nfor a in \"$@\"; do\n  [ \"$prev\" = -o ] && : > \"$a\"\n  \
                                prev=$a\ndone\nexit 0\n";

/// Pretends to archive: leaves an empty archive.
const PRETEND_ARCHIVER: &str =
    "#!/bin/sh\nfor a in \"$@\"; do case \"$a\" in *.a) printf '!<arch>\\n' > \"$a\";; esac; done\nexit 0\n";

/// The steps, each with its line in the report.
pub(crate) fn steps(report: &mut Report) {
    const NAMES: [&str; 3] = ["types for Windows", "types for macOS", "tests for Windows under Wine"];
    let hindrance = if cfg!(target_os = "linux") {
        setup::targets().err().map(|error| format!("the targets cannot be installed: {error:#}"))
    } else {
        Some("this is done on Linux".to_owned())
    };
    if let Some(why) = hindrance {
        for name in NAMES {
            report.step(name, || Ok(Outcome::Skipped(why.clone())));
        }
        return;
    }
    let [windows, macos, tests] = NAMES;
    report.step(windows, check_windows);
    report.step(macos, check_macos);
    report.step(tests, wine::tests);
}

fn check_windows() -> Result<Outcome> {
    if let Some(why) = wine::no_compiler() {
        return Ok(Outcome::Skipped(why));
    }
    run(cargo().args(["check", "--quiet", "--workspace", "--target", WINDOWS]))?;
    Ok(Outcome::Passed)
}

fn check_macos() -> Result<Outcome> {
    let compiler = script("pretend-cc", PRETEND_COMPILER)?;
    let archiver = script("pretend-ar", PRETEND_ARCHIVER)?;
    let variable = |tool: &str| format!("{tool}_{}", MACOS.replace('-', "_"));
    run(cargo()
        .args(["check", "--quiet", "--workspace", "--target", MACOS])
        .env(variable("CC"), &compiler)
        .env(variable("CXX"), &compiler)
        .env(variable("AR"), &archiver)
        .env(variable("RANLIB"), &archiver))?;
    Ok(Outcome::Passed)
}

fn script(name: &str, text: &str) -> Result<PathBuf> {
    let folder = target().join("platforms");
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    // Writing it anew would change its time, which build scripts look at.
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    make_executable(&path)?;
    Ok(path)
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_path: &std::path::Path) -> Result<()> {
    Ok(())
}
