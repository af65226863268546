//! Do-not-disturb, by the switches of real servers and of servers that pose as others.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use lab::notifications::Server;
use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::Stage;

async fn desk_with(notifications: Notifications) -> Desk {
    let options =
        DeskOptions { notifications, keyring: Keyring::None, panel: false, ..DeskOptions::default() };
    Desk::start(options).await.unwrap()
}

fn run(desk: &Desk, command: &str) {
    let (program, arguments) = command.split_once(' ').unwrap();
    let output = desk.command(program).args(arguments.split(' ')).output().unwrap();
    assert!(output.status.success(), "{command}: {output:?}");
}

#[tokio::test]
async fn a_paused_dunst_is_told_and_takes_rings_all_the_same() {
    let mut desk = desk_with(Notifications::Dunst).await;
    run(&desk, "dunstctl set-paused true");
    let mut stage = Stage::start(&desk);
    stage.order("hush");
    stage.hears("Hush(true)").await;
    stage.order("ring kept off the screen|");
    stage.hears("delivered 2 Accepted").await;
    run(&desk, "dunstctl set-paused false");
    stage.hears("Hush(false)").await;
    run(&desk, "dunstctl set-paused true");
    stage.hears("Hush(true)").await;
    desk.kill_notifications().await.unwrap();
    stage.hears("Hush(false)").await;
    // The next server has a switch of another kind.
    let server = Server::named(desk.bus_address(), "Plasma").await.unwrap();
    stage.hears("NotifierAppeared").await;
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(true)").await;
    assert_eq!(stage.said(), Vec::<String>::new());
}

#[tokio::test]
async fn do_not_disturb_of_kde_is_told_and_ends_with_the_server() {
    let desk = desk_with(Notifications::None).await;
    let mut stage = Stage::start(&desk);
    stage.order("hush");
    let server = Server::named(desk.bus_address(), "Plasma").await.unwrap();
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(true)").await;
    server.set_inhibited(false).await.unwrap();
    stage.hears("Hush(false)").await;
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(true)").await;
    drop(server);
    stage.hears("Hush(false)").await;
    let other = Server::named(desk.bus_address(), "Plasma").await.unwrap();
    stage.order("ring shown|");
    stage.hears("delivered 2 Accepted").await;
    assert!(!stage.said().iter().any(|line| line.starts_with("Hush")), "{other:?}");
}

#[tokio::test]
async fn do_not_disturb_of_xfce_is_told() {
    let desk = desk_with(Notifications::Xfce).await;
    let set = "xfconf-query -c xfce4-notifyd -p /do-not-disturb";
    run(&desk, &format!("{set} -n -t bool -s true"));
    let mut stage = Stage::start(&desk);
    stage.order("hush");
    stage.hears("Hush(true)").await;
    run(&desk, &format!("{set} -r"));
    stage.hears("Hush(false)").await;
    run(&desk, &format!("{set} -n -t bool -s true"));
    stage.hears("Hush(true)").await;
    run(&desk, &format!("{set} -s false"));
    stage.hears("Hush(false)").await;
}

#[tokio::test]
async fn do_not_disturb_of_gnome_is_told() {
    let desk = desk_with(Notifications::None).await;
    let _server = Server::named(desk.bus_address(), "gnome-shell").await.unwrap();
    let set = "gsettings set org.gnome.desktop.notifications show-banners";
    run(&desk, &format!("{set} false"));
    let mut stage = Stage::start(&desk);
    stage.order("hush");
    stage.hears("Hush(true)").await;
    run(&desk, &format!("{set} true"));
    stage.hears("Hush(false)").await;
    run(&desk, &format!("{set} false"));
    stage.hears("Hush(true)").await;
}
