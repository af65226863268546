//! The window's process: the real page in the real WebKitGTK.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod bell_process;

use std::time::Duration;

use bell_process::{Place, SOON};
use lab::input::{Button, Key};
use lab::processes::{self, Process};
use lab::screen::Window;
use lab::wait::until;
use lab::webdriver::Session;
use lab::{DeskOptions, Keyring, Notifications};
use serde_json::{Value, json};
use swarmbell_engine::lock::Lock;

fn options() -> DeskOptions {
    DeskOptions { notifications: Notifications::None, keyring: Keyring::None, ..DeskOptions::default() }
}

/// The bell's web views: there must be none but the window's.
fn web_views(place: &Place) -> Vec<Process> {
    processes::tree(place.pid())
        .into_iter()
        .filter(|process| process.name == "WebKitWebProces" && process.state != 'Z')
        .collect()
}

async fn shown(place: &Place) -> Window {
    assert!(place.run(&[]).status.success());
    let window = match place.desk.screen().wait_for_title("Swarmbell", SOON).await {
        Ok(window) => window,
        Err(error) => panic!("{error:#}: {:?}", processes::tree(place.pid())),
    };
    painted(place, &window).await;
    window
}

async fn painted(place: &Place, window: &Window) {
    // A window without a page has one colour.
    until("the page to be painted", SOON, || async {
        Ok((place.desk.screen().picture_of(window.area)?.colours() > 20).then_some(()))
    })
    .await
    .unwrap();
}

async fn web_view(place: &Place, wanted: impl Fn(&Process) -> bool) -> Process {
    until("a web view", SOON, || async { Ok(web_views(place).into_iter().find(|process| wanted(process))) })
        .await
        .unwrap()
}

/// Waits until the window's log tells of this many loads.
async fn page_was_loaded(place: &Place, times: usize) {
    let logs = place.desk.home().join(".local/share/swarmbell/logs");
    until("the page to be loaded", SOON, || async {
        let files =
            std::fs::read_dir(&logs)?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        let loads: usize = files.map(|text| text.matches("the page was loaded").count()).sum();
        Ok((loads >= times).then_some(()))
    })
    .await
    .unwrap();
}

async fn only_the_bell_is_left(place: &Place) {
    until("only the bell to be left", SOON, || async {
        Ok((processes::tree(place.pid()).len() == 1).then_some(()))
    })
    .await
    .unwrap();
}

fn kill(pid: u32) {
    signal("KILL", pid);
}

fn signal(name: &str, pid: u32) {
    let mut kill = std::process::Command::new("kill");
    assert!(kill.args([&format!("-{name}"), &pid.to_string()]).status().unwrap().success());
}

#[tokio::test]
async fn closing_the_window_leaves_one_process_and_no_web_view() {
    let place = Place::start(options()).await;
    let window = shown(&place).await;
    // The close button at the right end of openbox' title bar.
    let right = window.area.x + i32::try_from(window.area.width).unwrap();
    place.desk.screen().click(right - 11, window.area.y - 10, Button::Left).unwrap();
    only_the_bell_is_left(&place).await;
    assert!(place.run(&["status"]).status.success());
}

#[tokio::test]
async fn there_is_one_window_however_often_it_is_asked_for() {
    let place = Place::start(options()).await;
    let first = shown(&place).await;
    for _ in 0..3 {
        assert!(place.run(&[]).status.success());
    }
    assert_eq!(shown(&place).await.id, first.id);
    assert_eq!(web_views(&place).len(), 1);
}

#[tokio::test]
async fn a_window_that_hangs_survives_no_quit() {
    let mut place = Place::start(options()).await;
    shown(&place).await;
    let window = window_process(&place);
    signal("STOP", window);
    assert!(place.run(&["quit"]).status.success());
    gone(window).await;
    until("the bell to end", SOON, || {
        let running = place.bell.as_mut().unwrap().is_running();
        async move { Ok((!running).then_some(())) }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_bell_that_was_killed_and_is_back_opens_no_second_window_beside_the_old() {
    let mut place = Place::start(options()).await;
    shown(&place).await;
    let window = window_process(&place);
    kill(place.pid());
    place.start_bell(&["--minimized"]).await;
    gone(window).await;
    shown(&place).await;
    assert_eq!(windows(&place), 1);
}

#[tokio::test]
async fn a_bell_that_was_killed_is_started_again_from_its_window() {
    let place = Place::start(options()).await;
    let window = shown(&place).await;
    let process = window_process(&place);
    kill(place.pid());
    let screen = place.desk.screen();
    screen.focus(&window).await.unwrap();
    // The page is told a moment later; what there is to do is reached by the keyboard.
    until("a bell that was started from the window", SOON, || async {
        screen.press(Key::Tab)?;
        screen.press(Key::Return)?;
        Ok(place.run(&["status"]).status.success().then_some(()))
    })
    .await
    .unwrap();
    // The new bell opens its own window, and this one makes way.
    gone(process).await;
    page_was_loaded(&place, 2).await;
    assert_eq!(windows(&place), 1);
    assert!(place.run(&["quit"]).status.success());
}

#[tokio::test]
async fn a_bell_started_from_a_window_opened_by_hand_rings_for_the_same_server_in_one_window() {
    let mut place = Place::start(options()).await;
    let origin = place.server.origin();
    let program = env!("CARGO_BIN_EXE_swarmbell");
    let session = Session::start(&place.desk, program, &["--window", "--api", &origin]).await.unwrap();
    page_says(&session, "Week").await;
    place.bell = None;
    page_says(&session, "Start Swarmbell").await;
    run(&session, &format!("{START}.click(); done()")).await;
    until("the card to be gone", SOON, || async {
        let there = format!("done({START} !== null)");
        Ok((run(&session, &there).await == json!(false)).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(windows(&place), 1);
    let report = place.run(&["doctor"]).stdout;
    assert!(String::from_utf8_lossy(&report).contains(&origin));
    session.quit().await.unwrap();
    // It goes on without the window.
    assert!(place.run(&["quit"]).status.success());
}

/// What starts a bell from a window.
const START: &str = "document.querySelector('main > section .button.main')";

#[tokio::test]
async fn a_bell_that_cannot_be_started_from_its_window_says_why() {
    let mut place = Place::start(options()).await;
    let program = env!("CARGO_BIN_EXE_swarmbell");
    let session = Session::start(&place.desk, program, &["--window"]).await.unwrap();
    page_says(&session, "Week").await;
    place.bell = None;
    page_says(&session, "Start Swarmbell").await;
    let lock = place.desk.home().join(".local/share/swarmbell/bell.lock");
    let _held = Lock::take(&lock).unwrap();
    run(&session, &format!("{START}.click(); done()")).await;
    page_says(&session, "Another Swarmbell of yours, in another session, uses").await;
    session.quit().await.unwrap();
}

/// How many windows of ours are on the screen.
fn windows(place: &Place) -> usize {
    let all = place.desk.screen().windows().unwrap();
    all.iter().filter(|window| window.title == "Swarmbell").count()
}

/// The window's process under the bell.
fn window_process(place: &Place) -> u32 {
    let below = processes::tree(place.pid()).into_iter().filter(|process| process.parent == place.pid());
    below.map(|process| process.pid).next().unwrap()
}

async fn gone(pid: u32) {
    until("the window's process to end", SOON, || async {
        Ok(processes::tree(pid).is_empty().then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_page_that_crashes_is_loaded_again_and_not_for_ever() {
    let place = Place::start(options()).await;
    shown(&place).await;
    for loads in 1..=2 {
        // Killed while it is being born, WebKit takes the window along; and what was painted before stays painted.
        page_was_loaded(&place, loads).await;
        let crashed = web_view(&place, |_| true).await.pid;
        kill(crashed);
        web_view(&place, |process| process.pid != crashed).await;
    }
    page_was_loaded(&place, 3).await;
    kill(web_view(&place, |_| true).await.pid);
    only_the_bell_is_left(&place).await;
    let log = place.bell.as_ref().unwrap().log();
    assert!(log.contains("The window's page crashed three times. Alerts go on."), "{log}");
}

#[tokio::test]
async fn the_window_says_that_the_bell_is_gone_and_finds_it_again() {
    let mut place = Place::start(options()).await;
    let program = env!("CARGO_BIN_EXE_swarmbell");
    let session = Session::start(&place.desk, program, &["--window"]).await.unwrap();
    page_says(&session, "Week").await;
    assert!(place.run(&["quit"]).status.success());
    page_says(&session, "Swarmbell is not running").await;
    place.start_bell(&["--minimized"]).await;
    page_says(&session, "Week").await;
    page_says_no_more(&session, "Swarmbell is not running").await;
    session.quit().await.unwrap();
}

#[tokio::test]
async fn the_page_can_do_nothing_but_its_own_commands() {
    let place = Place::start(options()).await;
    let program = env!("CARGO_BIN_EXE_swarmbell");
    let session = Session::start(&place.desk, program, &["--window"]).await.unwrap();
    page_says(&session, "Week").await;
    assert_eq!(run(&session, "done(typeof window.__TAURI__)").await, json!("undefined"));
    let origin = place.server.origin();
    for forbidden in [
        format!("fetch('{origin}/api/v2/twitch/stream').then(() => done('reached'), () => done('refused'))"),
        "fetch('https://example.org/').then(() => done('reached'), () => done('refused'))".to_owned(),
        "try { eval('1'); done('reached') } catch { done('refused') }".to_owned(),
        "done(window.open('https://example.org/') === null ? 'refused' : 'reached')".to_owned(),
        invoke("plugin:window|set_title", &json!({"label": "main", "value": "evil"})),
        invoke("plugin:event|listen", &json!({"event": "x", "target": {"kind": "Any"}, "handler": 1})),
        invoke("plugin:webview|create_webview_window", &json!({"options": {"label": "evil"}})),
        invoke("quit", &json!({})),
    ] {
        assert_eq!(run(&session, &forbidden).await, json!("refused"), "{forbidden}");
    }
    run(&session, "window.location = 'https://example.org/'; done()").await;
    run(&session, "window.location = 'file:///etc/passwd'; done()").await;
    page_says(&session, "Week").await;
    assert_eq!(session.page().current_url().await.unwrap().as_str(), "tauri://localhost");
    assert_eq!(run(&session, &invoke("resume", &json!({}))).await, json!("reached"));
    session.quit().await.unwrap();
}

#[tokio::test]
async fn a_command_without_a_bell_is_refused_with_a_code_and_a_sentence() {
    let place = Place::start(options()).await;
    let program = env!("CARGO_BIN_EXE_swarmbell");
    let session = Session::start(&place.desk, program, &["--window"]).await.unwrap();
    page_says(&session, "Week").await;
    assert!(place.run(&["quit"]).status.success());
    page_says(&session, "Swarmbell is not running").await;
    let script = "window.__TAURI_INTERNALS__.invoke('resume', {}).then(done, done)";
    let error = run(&session, script).await;
    assert_eq!(error["code"], "bell_gone");
    assert_eq!(error["message"], "Swarmbell is not running. Start it first.");
    session.quit().await.unwrap();
}

fn invoke(command: &str, arguments: &Value) -> String {
    format!(
        "window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then(() => done('reached'), () => done('refused'))"
    )
}

async fn run(session: &Session, script: &str) -> Value {
    let script = format!("const done = arguments[arguments.length - 1]; {script}");
    let work = session.page().execute_async(&script, Vec::new());
    tokio::time::timeout(SOON, work).await.unwrap().unwrap()
}

async fn text(session: &Session) -> String {
    let text = session.page().execute("return document.body.innerText", Vec::new()).await;
    // While the page is being loaded there is none.
    text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
}

async fn page_says(session: &Session, words: &str) {
    let said = until(words, SOON, || async { Ok(text(session).await.contains(words).then_some(())) }).await;
    if said.is_err() {
        panic!("{words:?} is not in {}", text(session).await);
    }
}

async fn page_says_no_more(session: &Session, words: &str) {
    let within = Duration::from_secs(10);
    until(words, within, || async { Ok((!text(session).await.contains(words)).then_some(())) })
        .await
        .unwrap();
}
