//! Sleep, as the login manager of a desk's own system bus tells it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::Stage;

async fn desk() -> Desk {
    let (notifications, keyring) = (Notifications::None, Keyring::None);
    let options =
        DeskOptions { notifications, keyring, panel: false, window_manager: false, ..DeskOptions::default() };
    Desk::start(options).await.unwrap()
}

#[tokio::test]
async fn a_wake_told_by_the_login_manager_is_told_once_and_falling_asleep_is_not() {
    let desk = desk().await;
    let mut stage = Stage::start(&desk);
    stage.order("power");
    desk.system_bus().wait_for_listener().await.unwrap();
    // Said more often than it can be, so that a room which took it for a wake would be heard.
    for _ in 0..3 {
        desk.system_bus().prepare_for_sleep(true).await.unwrap();
    }
    desk.system_bus().prepare_for_sleep(false).await.unwrap();
    stage.hears("Woke").await;
    desk.system_bus().sleep_and_wake().await.unwrap();
    stage.hears("Woke").await;
    assert_eq!(stage.said(), Vec::<String>::new());
}

#[tokio::test]
async fn a_system_bus_and_a_login_manager_that_come_later_are_heard() {
    let mut desk = desk().await;
    desk.system_bus_mut().kill();
    let mut stage = Stage::start(&desk);
    stage.order("power");
    desk.start_system_bus().unwrap();
    desk.system_bus().wait_for_listener().await.unwrap();
    desk.system_bus_mut().start_logind().await.unwrap();
    desk.system_bus().sleep_and_wake().await.unwrap();
    stage.hears("Woke").await;
    // The same again after the bus crashed under it.
    desk.system_bus_mut().kill();
    desk.start_system_bus().unwrap();
    desk.system_bus_mut().start_logind().await.unwrap();
    desk.system_bus().sleep_and_wake().await.unwrap();
    stage.hears("Woke").await;
}
