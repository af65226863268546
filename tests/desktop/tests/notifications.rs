//! The notification hands against both real daemons and the two servers of our own.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

use std::collections::HashMap;
use std::time::Duration;

use lab::notifications::{Call, Event, NAME, PATH, Server, bubble};
use lab::wait::{monotonic_ns, until};
use lab::{Desk, DeskOptions, Keyring, Notifications};
use zbus::zvariant::Value;

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_notification_button_is_clicked_by_the_real_pointer() {
    let desk = desk_with(Notifications::Xfce).await;
    let monitor = desk.monitor().await.unwrap();
    let id = notify(desk.bus(), "Neuro is live").await.unwrap();
    let bubble = bubble::wait_for(&desk, "Neuro is live", SOON).await.unwrap();
    bubble.click_button("Snooze 1 h").unwrap();
    monitor.wait_for_event(&Event::ActionInvoked { id, action: "snooze".into() }, SOON).await.unwrap();
}

#[tokio::test]
async fn the_body_of_an_xfce_bubble_is_dismissed_by_the_real_pointer() {
    // xfce4-notifyd 0.7 knows no default action: it draws a button for it, and the body dismisses.
    let (event, buttons) = the_body_is_clicked(Notifications::Xfce).await;
    assert!(matches!(event, Event::Closed { reason: 2, .. }), "{event:?}");
    assert_eq!(buttons, ["Open", "Watch", "Snooze 1 h"]);
}

#[tokio::test]
async fn the_body_of_a_dunst_bubble_is_clicked_by_the_real_pointer() {
    let (event, buttons) = the_body_is_clicked(Notifications::Dunst).await;
    assert!(matches!(event, Event::ActionInvoked { action, .. } if action == "default"));
    assert!(buttons.is_empty());
}

async fn the_body_is_clicked(daemon: Notifications) -> (Event, Vec<String>) {
    let desk = desk_with(daemon).await;
    let monitor = desk.monitor().await.unwrap();
    notify(desk.bus(), "Neuro is live").await.unwrap();
    let bubble = bubble::wait_for(&desk, "Neuro is live", SOON).await.unwrap();
    assert!(bubble.picture().unwrap().colours() > 1, "the bubble is drawn");
    bubble.click_body().unwrap();
    let event = until("an answer", SOON, || async { Ok(monitor.events().into_iter().next()) }).await.unwrap();
    (event, bubble.buttons().into_iter().map(str::to_owned).collect())
}

#[tokio::test]
async fn the_monitor_notes_every_argument_the_time_and_the_id() {
    let desk = desk_with(Notifications::Dunst).await;
    let monitor = desk.monitor().await.unwrap();
    let before = monotonic_ns();
    let id = notify(desk.bus(), "first").await.unwrap();
    let after = monotonic_ns();
    let notice = monitor.wait_for_answered(1, SOON).await.unwrap();
    assert!(
        before < notice.at_ns && notice.at_ns < after + 1_000_000_000,
        "{before} {} {after}",
        notice.at_ns
    );
    assert_eq!(notice.id, Some(id));
    assert_eq!((notice.summary.as_str(), notice.body.as_str()), ("first", "the body"));
    assert_eq!(notice.actions.first(), Some(&("default".into(), "Open".into())));
    assert_eq!(u8::try_from(notice.hints.get("urgency").unwrap()).unwrap(), 2);
    assert_eq!(notice.timeout_ms, 0);
}

#[tokio::test]
async fn a_killed_daemon_comes_back_on_request() {
    let mut desk = desk_with(Notifications::Dunst).await;
    desk.kill_notifications().await.unwrap();
    notify(desk.bus(), "to nobody").await.expect_err("nothing may start on demand");
    desk.start_notifications(Notifications::Xfce).await.unwrap();
    notify(desk.bus(), "to somebody").await.unwrap();
    bubble::wait_for(&desk, "to somebody", SOON).await.unwrap();
}

#[tokio::test]
async fn the_recording_server_keeps_calls_and_fires_actions() {
    let desk = desk_with(Notifications::None).await;
    let monitor = desk.monitor().await.unwrap();
    let server = Server::recording(desk.bus_address(), &["actions"]).await.unwrap();
    let id = notify(desk.bus(), "recorded").await.unwrap();
    let calls = server.calls();
    assert!(matches!(calls.as_slice(), [Call::Notify { summary, .. }] if summary == "recorded"), "{calls:?}");
    server.invoke(id, "watch").await.unwrap();
    server.close(id, 2).await.unwrap();
    monitor.wait_for_event(&Event::ActionInvoked { id, action: "watch".into() }, SOON).await.unwrap();
    monitor.wait_for_event(&Event::Closed { id, reason: 2 }, SOON).await.unwrap();
}

#[tokio::test]
async fn the_hanging_server_takes_a_notification_and_never_answers() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::hanging(desk.bus_address()).await.unwrap();
    let impatient = zbus::connection::Builder::address(desk.bus_address())
        .unwrap()
        .method_timeout(Duration::from_millis(300))
        .build()
        .await
        .unwrap();
    notify(&impatient, "into the void").await.unwrap_err();
    assert_eq!(server.calls().len(), 1, "the call did arrive");
}

async fn desk_with(notifications: Notifications) -> Desk {
    let options =
        DeskOptions { notifications, keyring: Keyring::None, panel: false, ..DeskOptions::default() };
    Desk::start(options).await.unwrap()
}

async fn notify(bus: &zbus::Connection, summary: &str) -> zbus::Result<u32> {
    let actions = vec!["default", "Open", "watch", "Watch", "snooze", "Snooze 1 h"];
    let hints = HashMap::from([("urgency", Value::from(2_u8))]);
    let daemon = zbus::Proxy::new(bus, NAME, PATH, NAME).await?;
    daemon.call("Notify", &("lab", 0_u32, "", summary, "the body", actions, hints, 0_i32)).await
}
