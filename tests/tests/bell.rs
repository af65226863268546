//! The bell on a real desktop, over real sockets: from a frame on the wire to the page in the browser.

#![cfg(target_os = "linux")]

use std::fs;

use anyhow::{Context, Result};
use lab::notifications::{Notice, bubble};
use lab::processes;
use lab::wait::until;
use lab::{DeskOptions, Keyring, Notifications};
use standin::{Direction, Stream};
use swarmbell_tests::world::{SOON, TOKEN, World};

const CHANNEL: &str = "https://www.twitch.tv/vedal987";

#[tokio::test]
async fn a_stream_that_goes_live_rings_and_a_click_on_the_ring_opens_it() -> Result<()> {
    // The Xfce daemon has no clickable body; dunst has.
    let options = DeskOptions { notifications: Notifications::Dunst, ..DeskOptions::default() };
    let world = World::with(options).await?;
    let _bell = world.start_connected_bell().await?;
    world.control().go_live(Stream::titled("building a raft"));
    let ring = world.ring("Neuro-sama is live").await?;
    assert!(ring.body.starts_with("building a raft"), "{}", ring.body);
    assert_eq!(ring.app_name, "Swarmbell");
    let bubble = bubble::wait_for(&world.desk, "Neuro-sama is live", SOON).await?;
    bubble.click_body()?;
    let opened = world.desk.browser().wait_for_url(SOON).await;
    assert_eq!(opened.with_context(|| world.describe(&_bell))?, CHANNEL);
    Ok(())
}

#[tokio::test]
async fn the_watch_button_opens_the_stream_and_snooze_silences_the_next() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    world.control().go_live(Stream::titled("one"));
    let bubble = bubble::wait_for(&world.desk, "Neuro-sama is live", SOON).await?;
    assert_eq!(bubble.buttons(), ["Watch", "Snooze 1 h"]);
    bubble.click_button("Watch")?;
    assert_eq!(world.desk.browser().wait_for_url(SOON).await?, CHANNEL);
    world.control().raid(Direction::Incoming, "HarborFox", 742);
    world.ring("HarborFox raids the stream").await?;
    let bubble = bubble::wait_for(&world.desk, "HarborFox raids the stream", SOON).await?;
    bubble.click_button("Snooze 1 h")?;
    world.wait_for_status("paused", |status| status["paused_until"].is_number()).await?;
    Ok(())
}

#[tokio::test]
async fn without_a_token_a_stream_is_found_by_polling() -> Result<()> {
    let world = World::new().await?;
    world.control().go_live_unannounced(Stream::titled("found"));
    let _bell = world.start_bell().await?;
    let ring = world.monitor.wait_for_notice("live", SOON, |ring| ring.summary.contains("is live")).await?;
    assert!(ring.body.starts_with("found"));
    world.wait_for_status("polling", |status| status["connection"] == "polling").await?;
    let asked = world.control().requests();
    assert!(asked.iter().all(|request| request.authorization.is_none()));
    Ok(())
}

#[tokio::test]
async fn a_restart_of_the_bell_while_live_does_not_ring_again() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    world.control().go_live(Stream::titled("one"));
    world.ring("Neuro-sama is live").await?;
    // Only after the server's answer the ring counts as announced.
    world.monitor.wait_for_answered(1, SOON).await?;
    world.wait_for_status("the ring was accepted", |status| status["live"] == true).await?;
    drop(bell);
    let _bell = world.start_bell().await?;
    world.wait_for_status("live again", |status| status["live"] == true).await?;
    world.wait_for_status("connected again", |status| status["connection"] == "connected").await?;
    world.control().raid(Direction::Incoming, "HarborFox", 1);
    world.ring("HarborFox raids the stream").await?;
    assert_eq!(world.monitor.notices().len(), 2, "{:?}", world.monitor.notices());
    Ok(())
}

#[tokio::test]
async fn a_cut_connection_comes_back_and_what_started_meanwhile_rings() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    world.control().cut();
    world.control().go_live_unannounced(Stream::titled("missed"));
    let ring = world.monitor.wait_for_notice("live", SOON, |ring| ring.summary.contains("is live")).await?;
    assert!(ring.body.starts_with("missed"));
    Ok(())
}

#[tokio::test]
async fn a_token_revoked_while_connected_needs_the_user_and_polling_goes_on() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    world.control().revoke_token(TOKEN);
    let status = world.wait_for_status("failed", |status| status["connection"] == "failed").await?;
    let sentence = status["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Needs you: The server refused the token."), "{sentence}");
    let item = world.icon().await?;
    until("the tray to say so", SOON, || async {
        Ok(item.labels().await?.iter().any(|label| label.starts_with("Fix")).then_some(()))
    })
    .await?;
    world.control().go_live_unannounced(Stream::titled("still found"));
    // The next poll is at most 72 s away; a retry asks at once.
    world.run(&["resume"])?;
    Ok(())
}

#[tokio::test]
async fn the_tray_menu_opens_the_stream_pauses_and_quits() -> Result<()> {
    let world = World::new().await?;
    let mut bell = world.start_bell().await?;
    let item = world.icon().await?;
    assert_eq!(item.title().await?, "Swarmbell");
    item.click("Open stream").await?;
    assert_eq!(world.desk.browser().wait_for_url(SOON).await?, CHANNEL);
    item.click("Pause for 1 hour").await?;
    world.wait_for_status("paused", |status| status["paused_until"].is_number()).await?;
    // The program may be gone before the bus has its answer to the click.
    let _ = item.click("Quit Swarmbell").await;
    until("the bell to end", SOON, || {
        let gone = !bell.process.is_running();
        async move { Ok(gone.then_some(())) }
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_second_launch_shows_the_window_and_ends_and_closing_it_leaves_one_process() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_bell().await?;
    let second = world.run(&["--api", "https://elsewhere.example"])?;
    assert!(second.status.success(), "{second:?}");
    let window = world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
    let children = processes::children_names(bell.process.pid());
    assert!(children.iter().any(|name| name.contains("swarmbell")), "{children:?}");
    world.desk.screen().close(&window)?;
    until("one process to be left", SOON, || async {
        Ok((processes::tree(bell.process.pid()).len() == 1).then_some(()))
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn status_pause_resume_doctor_and_quit_work_from_the_command_line() -> Result<()> {
    let world = World::new().await?;
    let without = world.run(&["status"])?;
    assert_eq!(without.status.code(), Some(3), "{without:?}");
    let _bell = world.start_bell().await?;
    assert!(world.run(&["pause", "1h"])?.status.success());
    world.wait_for_status("paused", |status| status["paused_until"].is_number()).await?;
    assert!(world.run(&["resume"])?.status.success());
    world.wait_for_status("resumed", |status| status["paused_until"].is_null()).await?;
    let doctor = String::from_utf8(world.run(&["doctor"])?.stdout)?;
    assert!(doctor.contains("Swarmbell") && doctor.contains("tray: shown"), "{doctor}");
    assert!(world.run(&["open"])?.status.success());
    assert_eq!(world.desk.browser().wait_for_url(SOON).await?, CHANNEL);
    assert!(!world.run(&["pause", "soon"])?.status.success());
    assert!(world.run(&["quit"])?.status.success());
    until("no bell to answer", SOON, || {
        let status = world.status();
        async { Ok(status?.is_none().then_some(())) }
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn without_a_notification_service_the_bell_says_so_and_rings_once_there_is_one() -> Result<()> {
    let options =
        DeskOptions { notifications: Notifications::None, empty_bus: true, ..DeskOptions::default() };
    let mut world = World::with(DeskOptions { keyring: Keyring::None, panel: false, ..options }).await?;
    world.control().go_live_unannounced(Stream::titled("unheard"));
    let _bell = world.start_bell().await?;
    world
        .wait_for_status("undelivered", |status| {
            status["sentence"].as_str().is_some_and(|sentence| sentence.contains("no notification service"))
        })
        .await?;
    world.desk.start_notifications(Notifications::Dunst).await?;
    let heard = |rings: &[Notice]| {
        rings.iter().filter(|ring| ring.body.starts_with("unheard") && ring.id.is_some()).count()
    };
    until("the ring to be accepted", SOON, || async {
        Ok((heard(&world.monitor.notices()) == 1).then_some(()))
    })
    .await?;
    world.wait_for_status("all is well", |status| status["connection"] == "polling").await?;
    world
        .wait_for_status("no complaint", |status| !status["sentence"].as_str().unwrap().contains("Needs you"))
        .await?;
    Ok(())
}

#[tokio::test]
async fn no_thread_of_the_window_draws_with_a_graphics_card() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    world.run(&[])?;
    let window = world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
    until("the page to be drawn", SOON, || async {
        Ok((world.desk.screen().picture_of(window.area)?.colours() > 50).then_some(()))
    })
    .await?;
    let tree = processes::tree(bell.process.pid());
    let page =
        tree.iter().find(|process| process.name.contains("WebKitWeb")).context("the page's process")?;
    let threads: Vec<String> = fs::read_dir(format!("/proc/{}/task", page.pid))?
        .flatten()
        .map(|thread| fs::read_to_string(thread.path().join("comm")).unwrap_or_default())
        .collect();
    // WebKit's own compositor and painter, and Mesa's where there is no card. The system cuts names in front or behind.
    let of_a_card =
        |name: &String| ["Compositor", "SkiaGPU", "llvmpipe"].iter().any(|part| name.contains(part));
    assert!(threads.len() > 1, "{threads:?}");
    assert!(!threads.iter().any(of_a_card), "{threads:?}");
    Ok(())
}
