//! The bell's beginning and end as a process.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod bell_process;

use std::io::Write;
use std::process::Stdio;

use bell_process::{Place, SOON, TOKEN};
use lab::wait::until;
use lab::{DeskOptions, Keyring, Notifications};
use standin::{How, State};

fn bare() -> DeskOptions {
    let (notifications, keyring) = (Notifications::None, Keyring::None);
    DeskOptions { notifications, keyring, ..DeskOptions::default() }
}

fn give_token(place: &Place) {
    let mut child = place.command(&["token"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(TOKEN.as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[tokio::test]
async fn a_bell_that_is_quit_closes_its_connection_and_answers_who_quit_it() {
    let place = Place::start(DeskOptions { keyring: Keyring::Unlocked, ..bare() }).await;
    give_token(&place);
    let control = place.server.control();
    control.wait_until(|state| state.subscribed("streamOnline"), SOON).await.unwrap();
    let quit = place.run(&["quit"]);
    assert!(quit.status.success(), "{quit:?}");
    let ended = control.wait_for(|state| state.ended.back().cloned(), SOON).await.unwrap();
    assert_eq!(ended.how, How::ClientClosed);
    assert_eq!(place.run(&["status"]).status.code(), Some(3));
}

#[tokio::test]
async fn a_wake_told_by_the_system_makes_the_bell_connect_afresh() {
    let place = Place::start(DeskOptions { keyring: Keyring::Unlocked, ..bare() }).await;
    give_token(&place);
    let control = place.server.control();
    let before = control.wait_until(|state| state.subscribed("streamOnline"), SOON).await.unwrap();
    let before = before.connections.first().unwrap().id;
    place.desk.system_bus().sleep_and_wake().await.unwrap();
    let afresh = |state: &State| state.connections.iter().all(|one| one.id != before);
    control.wait_until(|state| state.subscribed("streamOnline") && afresh(state), SOON).await.unwrap();
}

#[tokio::test]
async fn a_second_launch_cannot_talk_the_bell_into_another_server() {
    let place = Place::start(bare()).await;
    let second = place.run(&["--minimized", "--api", "https://elsewhere.example"]);
    assert!(second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("--api is ignored"), "{said}");
    let doctor = String::from_utf8(place.run(&["doctor"]).stdout).unwrap();
    assert!(doctor.contains(&place.server.origin()), "{doctor}");
}

#[tokio::test]
async fn a_bell_of_another_session_over_the_same_folder_is_refused_until_the_first_ends() {
    let place = Place::start(bare()).await;
    let (origin, elsewhere) = (place.server.origin(), place.desk.home().join("another-session"));
    std::fs::create_dir(&elsewhere).unwrap();
    let second = || {
        let mut command = place.command(&["--minimized", "--api", &origin]);
        command.env("XDG_RUNTIME_DIR", &elsewhere);
        command
    };
    let refused = second().output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.starts_with("Another Swarmbell of yours, in another session, uses "), "{said}");
    assert!(said.trim().ends_with("Quit that one first, then start this one again."), "{said}");
    assert!(place.run(&["status"]).status.success(), "the first goes on");
    assert!(place.run(&["quit"]).status.success());
    // It need not be gone altogether: the next waits for a moment.
    let _second = place.desk.spawn(second(), "second").unwrap();
    until("the second bell to answer", SOON, || async {
        let mut status = place.command(&["status"]);
        Ok(status.env("XDG_RUNTIME_DIR", &elsewhere).output()?.status.success().then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_locked_is_used_all_the_same_and_the_log_says_so() {
    let mut place = Place::start(bare()).await;
    assert!(place.run(&["quit"]).status.success());
    place.bell = None;
    let data = place.desk.home().join(".local/share/swarmbell");
    std::fs::remove_file(data.join("bell.lock")).unwrap();
    std::fs::create_dir(data.join("bell.lock")).unwrap();
    place.start_bell(&["--minimized"]).await;
    until("the log to say so", SOON, || async {
        let logs = std::fs::read_dir(data.join("logs"))?.flatten();
        let said = |file: std::fs::DirEntry| {
            std::fs::read_to_string(file.path()).is_ok_and(|log| log.contains("the folder cannot be locked"))
        };
        Ok(logs.into_iter().any(said).then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn without_a_screen_the_bell_says_so_in_a_sentence() {
    let place = Place::start(bare()).await;
    assert!(place.run(&["quit"]).status.success());
    let output = place.command(&[]).env_remove("DISPLAY").env("XDG_RUNTIME_DIR", place.desk.home()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.trim(), "There is no desktop to ring on: neither DISPLAY nor WAYLAND_DISPLAY is set.");
}

#[tokio::test]
async fn a_display_that_does_not_answer_is_told_in_a_sentence() {
    let place = Place::start(bare()).await;
    assert!(place.run(&["quit"]).status.success());
    for role in [&[][..], &["--window"]] {
        let mut command = place.command(role);
        let output =
            command.env("DISPLAY", ":64999").env("XDG_RUNTIME_DIR", place.desk.home()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            said.trim(),
            "There is no desktop to ring on: the display does not answer (DISPLAY is :64999)."
        );
    }
}

#[tokio::test]
async fn a_link_with_a_nonce_nobody_issued_does_nothing() {
    let place = Place::start(bare()).await;
    let link = format!("swarmbell:snooze/{}", "0".repeat(32));
    assert!(place.run(&[&link]).status.success());
    let status = String::from_utf8(place.run(&["status", "--json"]).stdout).unwrap();
    assert!(status.contains(r#""paused_until":null"#), "{status}");
    assert_eq!(place.run(&["swarmbell:quit"]).status.code(), Some(2));
}
