//! Sleep, as the login manager of a desk's own system bus tells it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use std::time::Duration;

use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::Stage;
use standin::Stream;
use swarmbell_engine::desktop::Report;
use swarmbell_tests::engine::{Engine, START};

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

/// The login manager, the room that hears it, and the engine over real sockets; only the hours pass by hand.
#[tokio::test]
async fn a_stream_that_begins_during_a_sleep_told_by_the_login_manager_rings_once() {
    const SLEEP: Duration = Duration::from_secs(3 * 3_600);
    let desk = desk().await;
    let mut stage = Stage::start(&desk);
    stage.order("power");
    let engine = Engine::connected().await.unwrap();
    let control = engine.control();
    desk.system_bus().wait_for_listener().await.unwrap();
    desk.system_bus().prepare_for_sleep(true).await.unwrap();
    control.stall();
    let began = Some(START.0 + 3_600_000);
    control.go_live_unannounced(Stream { started_at: began, ..Stream::titled("while you slept") });
    engine.clock().suspend(SLEEP);
    control.unstall();
    desk.system_bus().prepare_for_sleep(false).await.unwrap();
    stage.hears("Woke").await;
    engine.report(Report::Woke).await.unwrap();
    let ring = engine.ring(0).await.unwrap();
    assert!(ring.title.contains("is live since"), "{ring:?}");
    engine.until_subscribed("streamOnline").await.unwrap();
    engine.pass(Duration::from_secs(600)).await.unwrap();
    assert_eq!(engine.titles().len(), 1, "{:?}", engine.titles());
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
