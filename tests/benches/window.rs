//! How long it takes from the command to the painted schedule, beside a window of the same size that paints one colour:
//! in the same run, by turns, on a virtual screen. What is measured is the screen: the window was painted when it first
//! looked as it looks once it stands still.
//!
//! `cargo xtask bench` builds what is measured and runs it.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark speaks to the terminal, and times by the machine's clock"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use lab::Desk;
use lab::screen::{Picture, Window};
use lab::wait::until;
use swarmbell_tests::world::{SOON, World, program};

/// Looks at the screen: as fine as a frame of 60 Hz.
const LOOK_EVERY: Duration = Duration::from_millis(8);

/// As long as nothing moves, the page is done.
const STILL: Duration = Duration::from_millis(900);

/// Points of a thousand that may differ: the caret, and a time that goes on.
const TOLERATED: usize = 4;

/// How often each of them is opened. The floor is opened as often.
const ROUNDS: usize = 5;

/// What `src-tauri/examples/blank.rs` paints.
const BLANK: [u8; 3] = [0x33, 0x66, 0xcc];

/// The promises of the window, and what it may take beside a blank one.
const FIRST: Duration = Duration::from_millis(500);
const LATER: Duration = Duration::from_millis(400);
const MOST_OF_BLANK: f64 = 1.6;

/// A machine of the kind that the promises speak of opens the blank window within this: then both say the same of it. On
/// a slower one everything may take longer in the same measure.
fn promised_for() -> Duration {
    LATER.div_f64(MOST_OF_BLANK)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (mut first, mut later, mut blank, mut alike) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let world = World::new().await?;
        let bell = world.start_connected_bell().await?;
        first.push(open_ours(&world, &picture_of("first", round)).await?);
        later.push(open_ours(&world, &picture_of("later", round)).await?);
        drop(bell);
        blank.push(open_blank(&world.desk, &[]).await?);
        alike.push(open_blank(&world.desk, &[("WEBKIT_DISABLE_COMPOSITING_MODE", "1")]).await?);
    }
    let (first, later, blank, alike) = (median(first), median(later), median(blank), median(alike));
    println!("window painted, median of {ROUNDS} rounds, from the command, {}:", profile());
    let slower = blank.div_duration_f64(promised_for()).max(1.0);
    let said = |promise: Duration| {
        let here = promise.mul_f64(slower).as_millis();
        format!("promised: {} ms, on a machine as slow as this {here} ms", promise.as_millis())
    };
    println!("  first   {:>5} ms  ({})", first.as_millis(), said(FIRST));
    println!("  later   {:>5} ms  ({})", later.as_millis(), said(LATER));
    println!(
        "  blank   {:>5} ms  (a machine that is not slow: {} ms)",
        blank.as_millis(),
        promised_for().as_millis()
    );
    println!(
        "          {:>5} ms  (a blank one that is drawn without the card, as ours is)",
        alike.as_millis()
    );
    let ratio = later.as_secs_f64() / blank.as_secs_f64();
    println!("  later / blank = {ratio:.2}  (promised: {MOST_OF_BLANK})");
    println!("  pictures: {}", folder().display());
    promise(
        "The schedule is painted within 500 ms of the command the first time, where a blank window takes 250 ms.",
        first <= FIRST.mul_f64(slower),
    )?;
    promise(
        "The schedule is painted within 400 ms of the command later, where a blank window takes 250 ms.",
        later <= LATER.mul_f64(slower),
    )?;
    ensure!(ratio <= MOST_OF_BLANK, "the window takes too long beside a blank one");
    Ok(())
}

/// A line of the list of behaviour.
fn promise(sentence: &str, kept: bool) -> Result<()> {
    ensure!(kept, "this is not so: {sentence}");
    Ok(())
}

/// Opens the window of the bell as a second start does, and closes it again.
async fn open_ours(world: &World, picture: &Path) -> Result<Duration> {
    let began = Instant::now();
    let mut asked = world.swarmbell(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let (window, painted, last) = watch(&world.desk, "Swarmbell", |page| page.colours() > 50).await?;
    last.save(picture)?;
    until("the command to end", SOON, || std::future::ready(asked.try_wait().map_err(Into::into))).await?;
    let screen = world.desk.screen();
    screen.close(&window)?;
    gone(&world.desk, &window).await?;
    Ok(painted.duration_since(began))
}

/// Opens the blank window, and ends it again.
async fn open_blank(desk: &Desk, environment: &[(&str, &str)]) -> Result<Duration> {
    let program = program().parent().context("a folder of programs")?.join("examples/blank");
    ensure!(program.exists(), "{} is missing: `cargo xtask bench` makes it", program.display());
    let mut command: Command = desk.command(program);
    command.envs(environment.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
    let began = Instant::now();
    let mut blank = command.spawn()?;
    let watched = watch(desk, "Blank", |page| page.pixel(200, 200) == Some(BLANK)).await;
    blank.kill()?;
    blank.wait()?;
    let (window, painted, _) = watched?;
    gone(desk, &window).await?;
    Ok(painted.duration_since(began))
}

/// Looks at a window until it is drawn and stands still. Answers since when it looked as it looks then.
async fn watch(
    desk: &Desk,
    title: &str,
    is_drawn: impl Fn(&Picture) -> bool,
) -> Result<(Window, Instant, Picture)> {
    let screen = desk.screen();
    let window = until(&format!("a window titled {title}"), SOON, || async {
        Ok(screen.windows()?.into_iter().find(|window| window.title == title))
    })
    .await?;
    let deadline = Instant::now() + SOON;
    let mut since = Instant::now();
    let mut last = screen.picture_of(window.area)?;
    while since.elapsed() < STILL || !is_drawn(&last) {
        ensure!(Instant::now() < deadline, "{title} never stands still");
        tokio::time::sleep(LOOK_EVERY).await;
        let at = Instant::now();
        let now = screen.picture_of(window.area)?;
        if differs(&last, &now) {
            since = at;
            last = now;
        }
    }
    Ok((window, since, last))
}

/// Whether two pictures of a window show something else.
fn differs(one: &Picture, other: &Picture) -> bool {
    let (one, other) = (one.rgb(), other.rgb());
    let differing =
        one.chunks_exact(3).zip(other.chunks_exact(3)).filter(|(one, other)| one != other).count();
    one.len() != other.len() || differing * 3 * 1_000 > one.len() * TOLERATED
}

async fn gone(desk: &Desk, window: &Window) -> Result<()> {
    until("the window to be gone", SOON, || async {
        Ok(desk.screen().windows()?.iter().all(|shown| shown.id != window.id).then_some(()))
    })
    .await
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn profile() -> &'static str {
    if cfg!(debug_assertions) { "debug build" } else { "release build" }
}

fn folder() -> PathBuf {
    program().with_file_name("bench")
}

fn picture_of(what: &str, round: usize) -> PathBuf {
    // A folder that cannot be made is told by the picture that cannot be saved.
    let _ = std::fs::create_dir_all(folder());
    folder().join(format!("window-{what}-{round}.png"))
}
