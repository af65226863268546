//! Notifications against real daemons, and against servers that do what real ones do not on request.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use lab::notifications::{Call, Server, bubble};
use lab::wait::until;
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
async fn a_slow_server_is_put_nothing_more_until_it_answered_and_the_newest_rings_wait() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::hanging(desk.bus_address()).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring first|");
    stage.hears("delivered 1 TimedOut").await;
    for number in 2..=41 {
        stage.order(&format!("ring number {number}|"));
        stage.hears(&format!("delivered {number} TimedOut")).await;
    }
    for number in 2..=9 {
        stage.hears(&format!("delivered {number} Refused")).await;
    }
    assert_eq!(server.calls().len(), 1, "nothing was put behind the one it owes");
    server.wake();
    stage.hears("delivered 1 Accepted").await;
    for number in 10..=41 {
        stage.hears(&format!("delivered {number} Accepted")).await;
    }
    assert_eq!(stage.said(), Vec::<String>::new(), "one last word each");
    server.invoke(1, "default").await.unwrap();
    stage.hears(STREAM).await;
}

#[tokio::test]
async fn a_server_that_crashes_in_the_middle_of_a_ring_lost_it_and_the_next_server_is_told_after_that() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::hanging(desk.bus_address()).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring lost|");
    until("the call", SOON, || async { Ok((server.calls().len() == 1).then_some(())) }).await.unwrap();
    server.crash().await.unwrap();
    let _next = Server::recording(desk.bus_address(), &["actions"]).await.unwrap();
    stage.hears("NotifierAppeared").await;
    // What was said before that is still there.
    assert_eq!(stage.said(), ["delivered 1 NoServer"]);
    stage.hears("delivered 1 NoServer").await;
    stage.order("ring again|");
    stage.hears("delivered 2 Accepted").await;
}

#[tokio::test]
async fn a_server_that_lost_one_ring_is_put_the_next_ones() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::forgetful(desk.bus_address()).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring lost|");
    stage.hears("delivered 1 TimedOut").await;
    stage.order("ring next|");
    stage.hears("delivered 2 TimedOut").await;
    stage.hears("delivered 1 Lost").await;
    stage.hears("delivered 2 Accepted").await;
    assert_eq!(server.calls().len(), 2);
}

#[tokio::test]
async fn what_was_held_for_a_hanging_server_is_put_to_nobody_when_that_ends() {
    let desk = desk_with(Notifications::None).await;
    let monitor = desk.monitor().await.unwrap();
    let server = Server::hanging(desk.bus_address()).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring put|");
    stage.hears("delivered 1 TimedOut").await;
    stage.order("ring held|");
    stage.hears("delivered 2 TimedOut").await;
    server.crash().await.unwrap();
    stage.hears("delivered 1 NoServer").await;
    stage.hears("delivered 2 NoServer").await;
    let summaries: Vec<String> = monitor.notices().into_iter().map(|notice| notice.summary).collect();
    assert_eq!(summaries, ["put"]);
}

#[tokio::test]
async fn a_restarted_session_bus_is_found_again_and_told_as_a_new_server() {
    let desk = desk_with(Notifications::None).await;
    let address = format!("unix:path={}", desk.runtime_dir().join("another-bus").display());
    let start_bus = || {
        let mut bus = desk.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"]).arg(format!("--address={address}"));
        desk.spawn(bus, "another-bus").unwrap()
    };
    let bus = start_bus();
    let server = server_on(&address).await;
    let mut stage = Stage::start_on_bus(&desk, &address);
    stage.order("ring before|");
    stage.hears("delivered 1 Accepted").await;
    bus.kill();
    drop(server);
    stage.order("ring while there is no bus|");
    stage.hears("delivered 2 NoServer").await;
    let _bus = start_bus();
    let server = server_on(&address).await;
    stage.hears("NotifierAppeared").await;
    stage.order("ring after|");
    stage.hears("delivered 3 Accepted").await;
    assert_eq!(server.calls().len(), 1);
}

/// A server on a bus that is just starting.
async fn server_on(address: &str) -> Server {
    until("the bus", SOON, || async { Ok(Server::recording(address, &["actions"]).await.ok()) })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_quiet_ring_is_not_urgent_and_no_notification_makes_a_sound_of_its_own() {
    let desk = desk_with(Notifications::None).await;
    let monitor = desk.monitor().await.unwrap();
    let _server = Server::recording(desk.bus_address(), &["sound"]).await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("quiet back online|");
    stage.hears("delivered 1 Accepted").await;
    stage.order("ring live|");
    for (number, urgency) in [(1, 0), (2, 1)] {
        let hints = monitor.wait_for_answered(number, SOON).await.unwrap().hints;
        assert_eq!(u8::try_from(hints.get("urgency").unwrap()).unwrap(), urgency);
        assert_eq!(hints.get("suppress-sound").map(|value| bool::try_from(value).unwrap()), Some(true));
    }
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
