//! The desk itself, its browser, its keyring and its window hands.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;
use std::time::Duration;

use lab::wait::until;
use lab::webdriver::Session;
use lab::{Desk, DeskOptions, Keyring, Notifications, keyring, processes};

const SOON: Duration = Duration::from_secs(20);

/// WebKitGTK's own small browser: a real web view window that is not the app.
const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

fn bare() -> DeskOptions {
    DeskOptions {
        notifications: Notifications::None,
        keyring: Keyring::None,
        panel: false,
        window_manager: false,
        ..DeskOptions::default()
    }
}

#[tokio::test]
async fn three_desks_start_at_the_same_moment_and_share_nothing() {
    let (one, two, three) =
        tokio::join!(Desk::start(bare()), Desk::start(bare()), Desk::start(DeskOptions::default()));
    let (one, two, three) = (one.unwrap(), two.unwrap(), three.unwrap());
    assert_ne!(one.display(), two.display());
    assert_ne!(two.display(), three.display());
    assert_ne!(one.bus_address(), two.bus_address());
    assert_ne!(one.home(), two.home());
    let mode = one.runtime_dir().metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "the runtime directory is private");
}

#[tokio::test]
async fn nothing_survives_a_desk_not_even_an_orphan() {
    let desk = Desk::start(DeskOptions::default()).await.unwrap();
    // The shell ends at once, so its child belongs to nobody.
    let mut shell = desk.command("sh");
    let output =
        shell.args(["-c", "sleep 1000 >/dev/null 2>&1 & echo $!"]).stderr(Stdio::null()).output().unwrap();
    let orphan: u32 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    assert_eq!(processes::tree(orphan).len(), 1, "the orphan runs");
    let home = desk.home();
    drop(desk);
    assert!(processes::tree(orphan).is_empty(), "the orphan is gone");
    assert!(!home.exists(), "the home is gone");
}

#[tokio::test]
async fn a_panicking_test_leaves_no_process_behind() {
    let handle = tokio::spawn(async {
        let desk = Desk::start(bare()).await.unwrap();
        let mut command = desk.command("sleep");
        command.arg("1000");
        let sleeper = desk.spawn(command, "sleeper").unwrap();
        let pid = sleeper.pid();
        // Unwinding would end it with the handle; the desk has to do without.
        std::mem::forget(sleeper);
        std::panic::panic_any((pid, desk.home().parent().unwrap().to_owned()));
    });
    let payload = handle.await.unwrap_err().into_panic();
    let (sleeper, state) = *payload.downcast::<(u32, std::path::PathBuf)>().unwrap();
    assert!(processes::tree(sleeper).is_empty(), "the program is gone");
    assert!(state.join("screen.png").exists(), "the last picture is kept");
    std::fs::remove_dir_all(state).unwrap();
}

#[tokio::test]
async fn an_https_address_reaches_the_recording_handler_through_the_system() {
    let desk = Desk::start(bare()).await.unwrap();
    let query =
        desk.command("xdg-mime").args(["query", "default", "x-scheme-handler/https"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&query.stdout).trim(), "lab-browser.desktop");
    for opener in [vec!["xdg-open"], vec!["gio", "open"]] {
        let address = format!("https://www.example.org/?by={}&x=a%20b", opener.join("-"));
        let (program, arguments) = opener.split_first().unwrap();
        let status = desk.command(program).args(arguments).arg(&address).status().unwrap();
        assert!(status.success(), "{opener:?}");
        assert_eq!(desk.browser().wait_for_url(SOON).await.unwrap(), address);
        desk.browser().forget().unwrap();
    }
}

#[tokio::test]
async fn an_unlocked_keyring_keeps_a_secret_and_a_locked_one_asks_for_its_password() {
    let desk = Desk::start(DeskOptions { panel: false, ..DeskOptions::default() }).await.unwrap();
    store(&desk, "old");
    assert!(!desk.keyring().is_locked().await.unwrap());
    desk.keyring().lock().await.unwrap();

    let lookup = look_up(&desk).spawn().unwrap();
    desk.keyring().answer_prompt(keyring::PASSWORD).await.unwrap();
    let output = lookup.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "old");
    assert!(!desk.keyring().is_locked().await.unwrap());
}

#[tokio::test]
async fn a_dismissed_prompt_leaves_the_keyring_locked() {
    let desk = Desk::start(DeskOptions { panel: false, ..DeskOptions::default() }).await.unwrap();
    store(&desk, "old");
    desk.keyring().lock().await.unwrap();
    let lookup = look_up(&desk).spawn().unwrap();
    desk.keyring().dismiss_prompt().await.unwrap();
    let output = lookup.wait_with_output().unwrap();
    assert!(output.stdout.is_empty(), "no secret came out");
    assert!(desk.keyring().is_locked().await.unwrap());
}

#[tokio::test]
async fn a_desk_started_locked_is_locked_and_one_without_keyring_has_no_service() {
    let locked = Desk::start(DeskOptions { keyring: Keyring::Locked, ..bare() }).await.unwrap();
    assert!(locked.keyring().is_locked().await.unwrap());
    let none = Desk::start(bare()).await.unwrap();
    none.keyring().is_locked().await.expect_err("nobody may answer");
}

#[tokio::test]
async fn a_kept_state_directory_brings_the_secret_to_the_next_desk() {
    let folder = tempfile::tempdir().unwrap();
    let options =
        DeskOptions { keyring: Keyring::Unlocked, state_dir: Some(folder.path().to_owned()), ..bare() };
    let first = Desk::start(options.clone()).await.unwrap();
    store(&first, "kept");
    drop(first);
    let second = Desk::start(options).await.unwrap();
    assert_eq!(look_up(&second).output().unwrap().stdout, b"kept");
}

#[tokio::test]
async fn a_web_view_window_is_read_through_webdriver() {
    let desk = Desk::start(DeskOptions { window_manager: true, ..bare() }).await.unwrap();
    let session = Session::start(&desk, BROWSER, &["--automation"]).await.unwrap();
    session.page().goto("data:text/html,<title>hello lab</title>").await.unwrap();
    assert_eq!(session.page().title().await.unwrap(), "hello lab");
    desk.screen()
        .wait_for_window("the browser", SOON, |window| window.class.contains("MiniBrowser"))
        .await
        .unwrap();
    session.quit().await.unwrap();
}

#[tokio::test]
async fn memory_and_children_of_a_process_tree_are_counted() {
    let desk = Desk::start(bare()).await.unwrap();
    let mut command = desk.command("sh");
    command.args(["-c", "sleep 1000; true"]);
    let shell = desk.spawn(command, "shell").unwrap();
    until("the child", SOON, || async {
        Ok((processes::children_names(shell.pid()) == ["sleep"]).then_some(()))
    })
    .await
    .unwrap();
    let alone = processes::pss_kb(shell.pid()).unwrap();
    assert!(alone > 0 && processes::tree_pss_kb(shell.pid()) > alone);
}

fn store(desk: &Desk, secret: &str) {
    let mut command = desk.command("secret-tool");
    command.args(["store", "--label=seed", "service", "lab"]).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), secret.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

fn look_up(desk: &Desk) -> std::process::Command {
    let mut command = desk.command("secret-tool");
    command.args(["lookup", "service", "lab"]).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}
