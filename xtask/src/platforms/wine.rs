//! Tests as Windows programs under Wine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::WINDOWS;
use crate::counts;
use crate::report::{Count, Outcome};
use crate::repository::{ask, cargo, command, root, run, run_and_read, target};

/// The packages that need no desktop. Windows of the app need WebView2, which Wine has not.
const PACKAGES: &[&str] = &["swarmbell-protocols", "swarmbell-engine"];

/// How long one test program may take, seconds. The slowest took 20.
const TEST_SECONDS: &str = "600";

const COMPILER: &str = "x86_64-w64-mingw32-gcc";

/// Where Debian's `wine64` puts the program; it is in no `PATH`.
const WINE: &[&str] = &["/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine"];

/// What Wine 8 lacks, as libraries of our own beside the test programs; never shipped. Rust's standard library takes
/// its random numbers from `ProcessPrng`, the engine's clock reads `QueryInterruptTime`.
const LIBRARIES: &[(&str, &str)] = &[
    (
        "bcryptprimitives.dll",
        "#include <windows.h>\n\
         BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */\n\
         __declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)\n\
         { return SystemFunction036(buffer, (ULONG)length); }\n",
    ),
    (
        "lab-ms-win-core-realtime-l1-1-1.dll",
        "typedef unsigned long long *TIME;\n\
         unsigned char __stdcall RtlQueryUnbiasedInterruptTime(TIME);\n\
         __declspec(dllexport) void __stdcall QueryInterruptTime(TIME time)\n\
         { RtlQueryUnbiasedInterruptTime(time); }\n",
    ),
];

/// Wine answers for every `api-ms-…` library itself, so a program has to ask for ours under a name of equal length.
const RENAMED: (&[u8], &[u8]) = (b"api-ms-win-core-realtime-", b"lab-ms-win-core-realtime-");

/// A line of cargo's `--message-format=json`, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Message {
    manifest_path: Option<PathBuf>,
    executable: Option<PathBuf>,
}

/// Why nothing can be compiled for Windows here, if so.
pub(super) fn no_compiler() -> Option<String> {
    ask(COMPILER, &["--version"]).is_none().then(|| format!("{COMPILER} is not installed"))
}

/// Builds and runs the tests.
pub(super) fn tests() -> Result<Outcome> {
    if let Some(why) = no_compiler() {
        return Ok(Outcome::Skipped(why));
    }
    let Some(wine) = WINE.iter().map(Path::new).find(|path| path.exists()) else {
        return Ok(Outcome::Skipped("Wine is not installed".to_owned()));
    };
    let folder = target().join("platforms/windows-tests");
    let prefix = target().join("platforms/wine");
    // Copies of an earlier build would only take room.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    libraries(&folder)?;
    if !prefix.join("system.reg").exists() {
        fs::create_dir_all(&prefix)?;
        let mut boot = command(wine);
        run(in_prefix(&mut boot, &prefix).args(["wineboot", "--init"]))?;
    }

    let mut total = Count::default();
    for test in build()? {
        let (Some(executable), Some(manifest)) = (test.executable, test.manifest_path) else { continue };
        let program = prepare(&executable, &folder)?;
        // A program that hangs inside Wine is ended from outside: nothing in there would.
        let mut tests = command("timeout");
        tests.args(["--kill-after=10", TEST_SECONDS]).arg(wine).arg(&program).arg("--quiet");
        // As cargo does: in the folder of the package.
        tests.current_dir(manifest.parent().unwrap_or(&manifest));
        // There is no cargo inside Wine that could say where the workspace is.
        tests.env("INSTA_WORKSPACE_ROOT", root()).env("INSTA_UPDATE", "no");
        let (succeeded, output) = run_and_read(in_prefix(&mut tests, &prefix))?;
        let count = counts::harness(&output);
        total = total + count;
        if !succeeded && count.failed == 0 {
            eprintln!("{} ended early", program.display());
            total.failed += 1;
        }
    }
    Ok(Outcome::Counted(total))
}

fn build() -> Result<Vec<Message>> {
    let mut build = cargo();
    build.args([
        "test",
        "--no-run",
        "--quiet",
        "--lib",
        "--tests",
        "--message-format=json",
        "--target",
        WINDOWS,
    ]);
    build.args(PACKAGES.iter().flat_map(|package| ["--package", package]));
    let output = build.stderr(std::process::Stdio::inherit()).output()?;
    anyhow::ensure!(output.status.success(), "the tests do not compile for Windows");
    let messages = String::from_utf8_lossy(&output.stdout);
    Ok(messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Copies a test program beside the libraries, and lets it ask for those by our names.
fn prepare(executable: &Path, folder: &Path) -> Result<PathBuf> {
    let mut bytes = fs::read(executable)?;
    let (theirs, ours) = RENAMED;
    let places: Vec<usize> = bytes
        .windows(theirs.len())
        .enumerate()
        .filter(|(_, found)| *found == theirs)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        if let Some(name) = bytes.get_mut(at..at + ours.len()) {
            name.copy_from_slice(ours);
        }
    }
    let program = folder.join(executable.file_name().context("a program without a name")?);
    fs::write(&program, bytes)?;
    Ok(program)
}

fn in_prefix<'command>(command: &'command mut Command, prefix: &Path) -> &'command mut Command {
    // Without the two overrides Wine offers to download .NET and a browser.
    command.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all").env("WINEDLLOVERRIDES", "mscoree,mshtml=")
}

fn libraries(folder: &Path) -> Result<()> {
    for (name, text) in LIBRARIES {
        let source = folder.join(name).with_extension("c");
        fs::write(&source, text)?;
        run(command(COMPILER)
            .arg("-shared")
            .arg("-o")
            .arg(folder.join(name))
            .arg(&source)
            .args(["-ladvapi32", "-lntdll"]))?;
    }
    Ok(())
}
