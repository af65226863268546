//! The icon in a real panel, read over D-Bus.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod bell_process;

use bell_process::{Place, SOON};
use lab::tray::{self, Item};
use lab::wait::until;
use lab::{DeskOptions, Keyring, Notifications};
use standin::Stream;
use tauri::image::Image;

fn desk(panel: bool) -> DeskOptions {
    let (notifications, keyring) = (Notifications::None, Keyring::None);
    DeskOptions { notifications, keyring, panel, ..DeskOptions::default() }
}

async fn item(place: &Place) -> Item {
    tray::wait_for_item(place.desk.bus(), SOON).await.unwrap()
}

async fn shows(item: &Item, picture: &str) {
    let path = format!("{}/../icons/tray/{picture}.png", env!("CARGO_MANIFEST_DIR"));
    let wanted = Image::from_path(path).unwrap();
    until(picture, SOON, || async { Ok((item.icon().await?.rgba == wanted.rgba()).then_some(())) })
        .await
        .unwrap();
}

#[tokio::test]
async fn the_icon_is_the_picture_of_the_state() {
    let mut place = Place::start(DeskOptions { notifications: Notifications::Dunst, ..desk(true) }).await;
    let online = item(&place).await;
    shows(&online, "online").await;
    assert!(place.run(&["pause"]).status.success());
    shows(&online, "online-paused").await;
    assert!(place.run(&["resume"]).status.success());
    assert!(place.run(&["quit"]).status.success());
    place.server.control().go_live_unannounced(Stream::titled("on the air"));
    // The first bell is gone when its place is free.
    place.bell = None;
    place.start_bell(&["--minimized"]).await;
    shows(&item(&place).await, "live").await;
}

#[tokio::test]
async fn a_ring_that_nobody_shows_turns_the_icon_to_needs_you() {
    let mut place = Place::start(desk(true)).await;
    assert!(place.run(&["quit"]).status.success());
    place.bell = None;
    place.server.control().go_live_unannounced(Stream::titled("on the air"));
    place.start_bell(&["--minimized"]).await;
    shows(&item(&place).await, "needs-you").await;
}

#[tokio::test]
async fn the_tooltip_is_the_sentence_of_the_status() {
    let place = Place::start(desk(true)).await;
    let item = item(&place).await;
    shows(&item, "online").await;
    let status = String::from_utf8(place.run(&["status"]).stdout).unwrap();
    let tooltip = item.tooltip().await.unwrap();
    assert_eq!((tooltip.title.as_str(), tooltip.text.trim()), ("Swarmbell", status.trim()));
}

#[tokio::test]
async fn an_icon_appears_when_the_panel_comes_after_the_bell() {
    let mut place = Place::start(desk(false)).await;
    place.desk.start_panel().await.unwrap();
    item(&place).await;
}

#[tokio::test]
async fn the_icon_comes_back_after_the_panel_was_restarted() {
    let mut place = Place::start(desk(true)).await;
    item(&place).await;
    place.desk.restart_panel().await.unwrap();
    item(&place).await.click("Show window").await.unwrap();
    place.desk.screen().wait_for_title("Swarmbell", SOON).await.unwrap();
}

#[tokio::test]
async fn a_left_click_on_the_icon_shows_the_window() {
    let place = Place::start(desk(true)).await;
    item(&place).await.activate().await.unwrap();
    place.desk.screen().wait_for_title("Swarmbell", SOON).await.unwrap();
}

#[tokio::test]
async fn a_desktop_without_a_tray_gets_the_window_instead() {
    let place = Place::start(desk(false)).await;
    place.desk.screen().wait_for_title("Swarmbell", SOON).await.unwrap();
    let doctor = String::from_utf8(place.run(&["doctor"]).stdout).unwrap();
    assert!(doctor.contains("no tray icons"), "{doctor}");
}
