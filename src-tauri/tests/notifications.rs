//! Notifications against real daemons, and against servers that do what real ones do not on request.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use lab::notifications::{Call, Server, bubble};
use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::{SOON, Stage};

const STREAM: &str = "clicked open https://www.twitch.tv/vedal987";

async fn desk_with(notifications: Notifications) -> Desk {
    let options =
        DeskOptions { notifications, keyring: Keyring::None, panel: false, ..DeskOptions::default() };
    Desk::start(options).await.unwrap()
}

#[tokio::test]
async fn a_button_clicked_by_the_real_pointer_is_told() {
    let desk = desk_with(Notifications::Xfce).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring Neuro is live|Just Chatting");
    stage.hears("delivered 1 Accepted").await;
    let shown = bubble::wait_for(&desk, "Neuro is live", SOON).await.unwrap();
    assert_eq!(shown.buttons(), ["Watch", "Snooze 1 h"]);
    shown.click_button("Watch").unwrap();
    stage.hears(STREAM).await;
    stage.order("ring Neuro is still live|");
    let shown = bubble::wait_for(&desk, "Neuro is still live", SOON).await.unwrap();
    shown.click_button("Snooze 1 h").unwrap();
    stage.hears("clicked Snooze(3600s)").await;
}

#[tokio::test]
async fn the_body_clicked_by_the_real_pointer_is_told() {
    let desk = desk_with(Notifications::Dunst).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring Neuro is live|Just Chatting");
    bubble::wait_for(&desk, "Neuro is live", SOON).await.unwrap().click_body().unwrap();
    stage.hears(STREAM).await;
}

#[tokio::test]
async fn a_click_works_after_the_notification_expired() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::recording(desk.bus_address(), &["actions", "body"]).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring Neuro is live|");
    stage.hears("delivered 1 Accepted").await;
    server.close(1, 1).await.unwrap();
    server.invoke(1, "default").await.unwrap();
    stage.hears(STREAM).await;
}

#[tokio::test]
async fn a_click_on_somebody_elses_notification_is_nobodys() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::recording(desk.bus_address(), &["actions"]).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring ours|");
    stage.hears("delivered 1").await;
    server.invoke(77, "default").await.unwrap();
    server.invoke(1, "button-9").await.unwrap();
    server.invoke(1, "button-1").await.unwrap();
    stage.hears("clicked Snooze").await;
    assert_eq!(stage.said(), Vec::<String>::new(), "and nothing else was told");
}

#[tokio::test]
async fn markup_in_a_title_is_shown_as_text() {
    let desk = desk_with(Notifications::None).await;
    let monitor = desk.monitor().await.unwrap();
    let _server = Server::recording(desk.bus_address(), &["actions", "body", "body-markup"]).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring <b>bold</b>|<img src=x> & <a href='https://evil.example'>more</a>");
    let notice = monitor.wait_for_answered(1, SOON).await.unwrap();
    assert_eq!(notice.summary, "<b>bold</b>", "the first line knows no markup");
    assert!(!notice.body.contains('<'), "{}", notice.body);
    assert!(notice.body.starts_with("&lt;img src=x&gt; &amp; "), "{}", notice.body);
}

#[tokio::test]
async fn a_server_without_actions_is_sent_none() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::recording(desk.bus_address(), &["body"]).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring Neuro is live|");
    stage.hears("delivered 1 Accepted").await;
    let calls = server.calls();
    assert!(matches!(calls.as_slice(), [Call::Notify { actions, .. }] if actions.is_empty()), "{calls:?}");
}

#[tokio::test]
async fn a_server_that_hangs_is_told_as_timed_out() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::hanging(desk.bus_address()).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring into the void|");
    stage.order("ring once more|");
    stage.hears("delivered 1 TimedOut").await;
    stage.hears("delivered 2 TimedOut").await;
    assert_eq!(server.calls().len(), 2, "both calls did arrive");
}

#[tokio::test]
async fn a_desktop_without_a_notification_server_is_told_and_one_that_comes_later_is_used() {
    let mut desk = desk_with(Notifications::None).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring to nobody|");
    stage.hears("delivered 1 NoServer").await;
    desk.start_notifications(Notifications::Xfce).await.unwrap();
    stage.order("ring to somebody|");
    stage.hears("delivered 2 Accepted").await;
    bubble::wait_for(&desk, "to somebody", SOON).await.unwrap().click_button("Watch").unwrap();
    stage.hears(STREAM).await;
}

#[tokio::test]
async fn another_server_with_other_abilities_is_asked_anew() {
    let mut desk = desk_with(Notifications::Dunst).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring first|");
    stage.hears("delivered 1 Accepted").await;
    desk.kill_notifications().await.unwrap();
    let server = Server::recording(desk.bus_address(), &["body"]).await.unwrap();
    stage.order("ring second|a < b");
    stage.hears("delivered 2 Accepted").await;
    let calls = server.calls();
    let [Call::Notify { body, actions, .. }] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!((body.as_str(), actions.is_empty()), ("a < b", true), "no markup, no actions");
    server.invoke(1, "default").await.unwrap();
    stage.hears(STREAM).await;
}

#[tokio::test]
async fn the_browser_is_handed_the_page_and_nothing_else() {
    let desk = desk_with(Notifications::None).await;
    let mut stage = Stage::start(&desk);
    stage.order("open https://www.twitch.tv/vedal987?a=$(id)&b=%22;ls");
    stage.hears("opened Ok").await;
    let url = desk.browser().wait_for_url(SOON).await.unwrap();
    assert_eq!(url, "https://www.twitch.tv/vedal987?a=$(id)&b=%22;ls");
}
