//! What goes wrong around the bell: a clear sentence, nothing lost, no panic.

#![cfg(target_os = "linux")]

use std::fs;

use anyhow::{Context, Result};
use lab::wait::until;
use lab::{DeskOptions, Keyring, Notifications};
use serde_json::{Value, json};
use standin::{Answer, Direction, Stream, TokenState};
use swarmbell_tests::world::{SOON, TOKEN, World};

fn sentence(status: &Value) -> &str {
    status["sentence"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn frames_nobody_expects_leave_the_connection_and_the_bell_alive() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    let control = world.control();
    for frame in [
        "",
        "{",
        "[]",
        "null",
        "42",
        "{\"type\":5}",
        "{\"type\":\"event\"}",
        "{\"type\":\"event\",\"data\":null}",
    ] {
        control.frame(frame);
    }
    control.frame(&format!(
        "{{\"type\":\"event\",\"data\":{{\"eventType\":\"streamOnline\",\"eventData\":{}}}}}",
        "[".repeat(10_000)
    ));
    control.frame(&"x".repeat(1_000_000));
    control.binary(&[0, 159, 146, 150]);
    control.emit("coffeeReady", &json!({"cups": 3}));
    control.emit("streamRaidIncoming", &json!({"channel": 7, "viewerCount": "many"}));
    control.emit("scheduleUpdate", &json!({"year": "soon", "schedule": {"0": null}}));
    control.go_live(Stream::titled("still here"));
    world.ring("Neuro-sama is live").await.with_context(|| world.describe(&bell))?;
    let status = world.status()?.context("the bell answers")?;
    assert_eq!(status["connection"], "connected", "{status}");
    assert_eq!(control.state().requests.iter().filter(|request| request.upgrade).count(), 1);
    Ok(())
}

#[tokio::test]
async fn markup_and_direction_marks_in_a_title_are_shown_as_plain_text() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    let title = format!("<b>bold</b> <img src=x> \u{202E}gnorw & {}", "long ".repeat(2_000));
    world.control().go_live(Stream::titled(title));
    let ring = world.ring("Neuro-sama is live").await?;
    assert!(
        ring.body.starts_with("&lt;b&gt;bold&lt;/b&gt; &lt;img src=x&gt; gnorw &amp; long"),
        "{}",
        ring.body
    );
    assert!(!ring.body.contains('\u{202E}'));
    let shown = ring.body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert!(shown.chars().count() <= 200, "{}", shown.chars().count());
    let tooltip = world.icon().await?.tooltip().await?;
    assert!(tooltip.text.contains("&lt;b&gt;bold&lt;/b&gt;"), "{tooltip:?}");
    Ok(())
}

#[tokio::test]
async fn refusals_are_said_in_words_and_polling_goes_on() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    for (answer, words) in [
        (Answer::text(404, "Not Found"), "not found at this address"),
        (Answer::html(502, "<html>Bad gateway</html>"), "The server has a problem"),
        (Answer::text(500, "Upgrade failed"), "The server has a problem"),
    ] {
        world.control().clear_faults();
        world.wait_for_status("connected", |status| status["connection"] == "connected").await?;
        world.control().refuse(answer);
        world.control().cut();
        world.wait_for_status(words, |status| sentence(status).contains(words)).await?;
        world.control().clear_faults();
        world.retry()?;
    }
    Ok(())
}

#[tokio::test]
async fn a_blocked_account_is_said_to_be_blocked() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    world.control().token_state(TOKEN, TokenState::Blocked);
    world.control().cut();
    let words = "The server blocked this account";
    world.wait_for_status(words, |status| sentence(status).contains(words)).await?;
    let said = world.run_with_input(&["token"], TOKEN)?;
    assert!(String::from_utf8_lossy(&said.stderr).contains(words), "{said:?}");
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_down_at_the_start_is_found_when_it_comes_up() -> Result<()> {
    let world = World::new().await?;
    world.control().crash(std::time::Duration::from_secs(4))?;
    let _bell = world.start_bell().await?;
    world.control().wait_until(|state| state.listening, SOON).await?;
    world.wait_for_status("polling", |status| status["connection"] == "polling").await?;
    Ok(())
}

#[tokio::test]
async fn a_locked_keyring_is_said_in_words_and_the_bell_polls_meanwhile() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    drop(bell);
    world.desk.keyring().lock().await?;
    let _bell = world.start_bell().await?;
    world.control().go_live_unannounced(Stream::titled("found"));
    let prompt = world.desk.keyring().prompt().await?;
    world.wait_for_status("the keyring is named", |status| sentence(status).contains("keyring")).await?;
    world.monitor.wait_for_notice("live", SOON, |ring| ring.summary.contains("is live")).await?;
    world.desk.keyring().dismiss_prompt().await?;
    world.desk.keyring().wait_until_gone(&prompt).await?;
    Ok(())
}

#[tokio::test]
async fn without_a_keyring_a_token_works_for_this_run_and_that_is_said() -> Result<()> {
    let options =
        DeskOptions { keyring: Keyring::None, panel: false, empty_bus: true, ..DeskOptions::default() };
    let world = World::with(options).await?;
    let _bell = world.start_bell().await?;
    let said = world.run_with_input(&["token"], TOKEN)?;
    let sentence = String::from_utf8(said.stderr)?;
    assert!(sentence.contains("until Swarmbell ends"), "{sentence}");
    world.wait_for_status("connected", |status| status["connection"] == "connected").await?;
    Ok(())
}

#[tokio::test]
async fn a_notification_service_that_hangs_stops_nothing_else() -> Result<()> {
    let options =
        DeskOptions { notifications: Notifications::None, empty_bus: true, ..DeskOptions::default() };
    let world = World::with(DeskOptions { keyring: Keyring::None, panel: false, ..options }).await?;
    let _hanging = lab::notifications::Server::hanging(world.desk.bus_address()).await?;
    let _bell = world.start_bell().await?;
    world.control().go_live_unannounced(Stream::titled("unheard"));
    world.retry()?;
    world
        .wait_for_status("undelivered", |status| {
            sentence(status).contains("notification service does not answer")
        })
        .await?;
    assert!(world.run(&["pause", "1m"])?.status.success());
    Ok(())
}

#[tokio::test]
async fn a_restarted_notification_service_gets_the_next_ring() -> Result<()> {
    let mut world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    world.control().raid(Direction::Incoming, "HarborFox", 1);
    world.ring("HarborFox raids the stream").await?;
    world.desk.restart_notifications().await?;
    world.control().raid(Direction::Outgoing, "TidePool", 2);
    world.ring("The stream raids TidePool").await?;
    Ok(())
}

#[tokio::test]
async fn broken_settings_are_moved_aside_and_the_bell_starts_with_defaults() -> Result<()> {
    let world = World::new().await?;
    let folder = world.desk.home().join(".config/swarmbell");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("settings.json"), "{ this is no JSON")?;
    let _bell = world.start_bell().await?;
    assert!(folder.join("settings-broken-1.json").exists());
    for command in ["doctor", "status"] {
        let said = String::from_utf8(world.run(&[command])?.stdout)?;
        assert!(said.contains("\nYour settings could not be read"), "{command}: {said}");
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_journal_is_moved_aside_and_the_bell_rings() -> Result<()> {
    let world = World::new().await?;
    let folder = world.desk.home().join(".local/share/swarmbell");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("journal.sqlite3"),
        "this is no database, and long enough to be read as one".repeat(100),
    )?;
    world.control().go_live_unannounced(Stream::titled("found"));
    let _bell = world.start_bell().await?;
    world.monitor.wait_for_notice("live", SOON, |ring| ring.summary.contains("is live")).await?;
    for command in ["doctor", "status"] {
        let said = String::from_utf8(world.run(&[command])?.stdout)?;
        assert!(said.contains("\nSwarmbell's journal is damaged"), "{command}: {said}");
    }
    Ok(())
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_used_is_said_by_status_and_the_bell_rings() -> Result<()> {
    let world = World::new().await?;
    let folder = world.desk.home().join(".local/share");
    fs::create_dir_all(&folder)?;
    // Below a file nobody can make anything, the superuser included.
    fs::write(folder.join("swarmbell"), "")?;
    world.control().go_live_unannounced(Stream::titled("found"));
    let _bell = world.start_bell().await?;
    world.monitor.wait_for_notice("live", SOON, |ring| ring.summary.contains("is live")).await?;
    let status = String::from_utf8(world.run(&["status"])?.stdout)?;
    assert!(status.starts_with("Needs you: Swarmbell's folder cannot be written"), "{status}");
    Ok(())
}

#[tokio::test]
async fn without_a_tray_the_window_opens_and_the_bell_rings() -> Result<()> {
    let world = World::with(DeskOptions { panel: false, ..DeskOptions::default() }).await?;
    let _bell = world.start_connected_bell().await?;
    world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
    world.control().go_live(Stream::titled("one"));
    world.ring("Neuro-sama is live").await?;
    Ok(())
}

#[tokio::test]
async fn a_killed_window_leaves_the_bell_ringing_and_can_be_opened_again() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    for _ in 0..2 {
        world.run(&[])?;
        world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
        let window = until("the window's process", SOON, || async {
            let tree = lab::processes::tree(bell.process.pid());
            Ok(tree.into_iter().find(|process| process.parent == bell.process.pid()))
        })
        .await?;
        std::process::Command::new("kill").args(["-KILL", &window.pid.to_string()]).status()?;
        until("one process to be left", SOON, || async {
            Ok((lab::processes::tree(bell.process.pid()).len() == 1).then_some(()))
        })
        .await?;
    }
    world.control().go_live(Stream::titled("one"));
    world.ring("Neuro-sama is live").await?;
    Ok(())
}
