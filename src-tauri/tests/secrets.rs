//! The keyring's six outcomes, on the real gnome-keyring and on buses without one.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use lab::{Desk, DeskOptions, Keyring, Notifications, keyring};
use stage::Stage;

async fn desk_with(keyring: Keyring) -> Desk {
    let notifications = Notifications::None;
    let options = DeskOptions { keyring, notifications, panel: false, ..DeskOptions::default() };
    Desk::start(options).await.unwrap()
}

#[tokio::test]
async fn a_token_is_kept_found_and_forgotten() {
    let desk = desk_with(Keyring::Unlocked).await;
    let mut stage = Stage::start(&desk);
    stage.order("find");
    stage.hears("Absent").await;
    stage.order("keep tok-1");
    stage.hears("found tok-1").await;
    stage.order("keep tok-2");
    stage.hears("found tok-2").await;
    drop(stage);
    let mut stage = Stage::start(&desk);
    stage.order("find");
    stage.hears("found tok-2").await;
    stage.order("forget");
    stage.hears("Absent").await;
    stage.order("forget");
    stage.hears("Absent").await;
}

#[tokio::test]
async fn a_desktop_without_a_keyring_is_told_as_such_within_moments() {
    let desk = desk_with(Keyring::None).await;
    let mut stage = Stage::start(&desk);
    for order in ["find", "keep tok", "forget"] {
        stage.order(order);
        stage.hears("NoService").await;
    }
}

#[tokio::test]
async fn a_keyring_that_was_never_set_up_is_told_as_one_that_refuses() {
    let desk = desk_with(Keyring::Uninitialised).await;
    let mut stage = Stage::start(&desk);
    stage.order("find");
    stage.hears("Absent").await;
    stage.order("keep tok");
    stage.hears("Denied").await;
}

#[tokio::test]
async fn a_prompt_that_nobody_answers_is_told_and_the_true_outcome_follows() {
    let desk = desk_with(Keyring::Unlocked).await;
    let mut stage = Stage::start(&desk);
    stage.order("keep tok-1");
    stage.hears("found tok-1").await;
    desk.keyring().lock().await.unwrap();
    stage.order("find");
    stage.hears("TimedOut").await;
    desk.keyring().answer_prompt(keyring::PASSWORD).await.unwrap();
    stage.hears("found tok-1").await;
}

#[tokio::test]
async fn a_dismissed_prompt_is_told_as_locked_and_the_next_order_asks_again() {
    let desk = desk_with(Keyring::Unlocked).await;
    let mut stage = Stage::start(&desk);
    stage.order("keep tok-1");
    stage.hears("found tok-1").await;
    desk.keyring().lock().await.unwrap();
    stage.order("find");
    desk.keyring().dismiss_prompt().await.unwrap();
    stage.hears("Locked").await;
    stage.order("find");
    desk.keyring().answer_prompt(keyring::PASSWORD).await.unwrap();
    stage.hears("found tok-1").await;
}
