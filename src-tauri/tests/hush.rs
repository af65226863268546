//! Do-not-disturb, by the switches of real servers and of servers that pose as others.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use std::time::Duration;

use lab::notifications::Server;
use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::Stage;
use tokio::sync::watch;
use zbus::{Connection, fdo, interface};

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
async fn a_paused_dunst_is_told_and_takes_rings_that_do_not_wait_all_the_same() {
    let mut desk = desk_with(Notifications::Dunst).await;
    run(&desk, "dunstctl set-paused true");
    let mut stage = Stage::start(&desk);
    stage.hears("Hush(Some(DoNotDisturb))").await;
    stage.order("fleeting kept off the screen|");
    stage.hears("delivered 1 Accepted").await;
    stage.order("ring waits|");
    stage.hears("delivered 2 Hidden(DoNotDisturb)").await;
    run(&desk, "dunstctl set-paused false");
    stage.hears("Hush(None)").await;
    run(&desk, "dunstctl set-paused true");
    stage.hears("Hush(Some(DoNotDisturb))").await;
    desk.kill_notifications().await.unwrap();
    // The next server has a switch of another kind. What the last one's said counts until it is read.
    let server = Server::named(desk.bus_address(), "Plasma").await.unwrap();
    stage.hears("NotifierAppeared").await;
    assert_eq!(stage.said(), ["Hush(None)"], "told before the server was");
    stage.hears("Hush(None)").await;
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(Some(DoNotDisturb))").await;
    assert_eq!(stage.said(), Vec::<String>::new());
}

#[tokio::test]
async fn do_not_disturb_of_kde_is_told_and_outlasts_a_restart_of_the_server() {
    let desk = desk_with(Notifications::None).await;
    let server = Server::named(desk.bus_address(), "Plasma").await.unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("ring shown|");
    stage.hears("delivered 1 Accepted").await;
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(Some(DoNotDisturb))").await;
    server.set_inhibited(false).await.unwrap();
    stage.hears("Hush(None)").await;
    server.set_inhibited(true).await.unwrap();
    stage.hears("Hush(Some(DoNotDisturb))").await;
    drop(server);
    let server = Server::inhibited(desk.bus_address(), "Plasma").await.unwrap();
    stage.hears("NotifierAppeared").await;
    assert_eq!(stage.said(), Vec::<String>::new(), "it was never over");
    server.set_inhibited(false).await.unwrap();
    stage.hears("Hush(None)").await;
}

#[tokio::test]
async fn do_not_disturb_ends_with_a_notification_service_that_does_not_come_back() {
    let mut desk = desk_with(Notifications::Dunst).await;
    run(&desk, "dunstctl set-paused true");
    let stage = Stage::start(&desk);
    stage.hears("Hush(Some(DoNotDisturb))").await;
    desk.kill_notifications().await.unwrap();
    // A restart fits into this.
    stage.says_nothing_for(Duration::from_secs(3)).await;
    stage.hears("Hush(None)").await;
}

#[tokio::test]
async fn a_notification_service_that_hangs_for_a_moment_keeps_its_do_not_disturb() {
    let desk = desk_with(Notifications::None).await;
    let server = Odd::start(&desk, Switch::On).await;
    let stage = Stage::start(&desk);
    stage.hears("Hush(Some(DoNotDisturb))").await;
    server.turn(Switch::Hanging).await;
    // Longer than it may take to be read once.
    stage.says_nothing_for(Duration::from_millis(5_500)).await;
    server.switch.send_replace(Switch::On);
    stage.says_nothing_for(Duration::from_secs(2)).await;
    server.turn(Switch::Off).await;
    stage.hears("Hush(None)").await;
}

#[tokio::test]
async fn a_switch_of_do_not_disturb_that_could_not_be_read_at_first_is_read_later() {
    let desk = desk_with(Notifications::None).await;
    let stage = Stage::start(&desk);
    let early = Odd::start_early(&desk, Switch::On).await;
    // Its first answer is that there is no such object.
    stage.says_nothing_for(Duration::from_millis(300)).await;
    early.serve().await;
    stage.hears("Hush(Some(DoNotDisturb))").await;
    early.turn(Switch::Broken).await;
    stage.hears("Hush(None)").await;
    early.switch.send_replace(Switch::On);
    stage.hears("Hush(Some(DoNotDisturb))").await;
}

#[tokio::test]
async fn a_ring_that_waits_is_put_to_no_server_whose_do_not_disturb_is_on_or_was_not_read_yet() {
    let desk = desk_with(Notifications::None).await;
    // Whatever is put to this one is refused.
    let server = Odd::start(&desk, Switch::Hanging).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring waits|");
    stage.order("fleeting does not wait|");
    stage.hears("delivered 2 Refused").await;
    stage.says_nothing_for(Duration::from_millis(500)).await;
    server.switch.send_replace(Switch::On);
    stage.hears("delivered 1 Hidden(DoNotDisturb)").await;
    server.turn(Switch::Off).await;
    stage.hears("Hush(None)").await;
    stage.order("ring waited|");
    stage.hears("delivered 3 Refused").await;
}

#[tokio::test]
async fn a_switch_of_do_not_disturb_that_no_longer_answers_silences_nothing() {
    for failing in [Switch::Broken, Switch::Hanging] {
        let desk = desk_with(Notifications::None).await;
        let stage = Stage::start(&desk);
        let server = Odd::start(&desk, Switch::On).await;
        stage.hears("Hush(Some(DoNotDisturb))").await;
        server.turn(failing).await;
        stage.hears("Hush(None)").await;
    }
}

#[tokio::test]
async fn do_not_disturb_of_xfce_is_told() {
    let desk = desk_with(Notifications::Xfce).await;
    let set = "xfconf-query -c xfce4-notifyd -p /do-not-disturb";
    run(&desk, &format!("{set} -n -t bool -s true"));
    let stage = Stage::start(&desk);
    stage.hears("Hush(Some(DoNotDisturb))").await;
    run(&desk, &format!("{set} -r"));
    stage.hears("Hush(None)").await;
    run(&desk, &format!("{set} -n -t bool -s true"));
    stage.hears("Hush(Some(DoNotDisturb))").await;
    run(&desk, &format!("{set} -s false"));
    stage.hears("Hush(None)").await;
}

#[tokio::test]
async fn do_not_disturb_of_gnome_is_told() {
    let desk = desk_with(Notifications::None).await;
    let _server = Server::named(desk.bus_address(), "gnome-shell").await.unwrap();
    let set = "gsettings set org.gnome.desktop.notifications show-banners";
    run(&desk, &format!("{set} false"));
    let stage = Stage::start(&desk);
    stage.hears("Hush(Some(DoNotDisturb))").await;
    run(&desk, &format!("{set} true"));
    stage.hears("Hush(None)").await;
    run(&desk, &format!("{set} false"));
    stage.hears("Hush(Some(DoNotDisturb))").await;
}

#[tokio::test]
async fn a_notification_service_that_appears_is_told_once_its_do_not_disturb_was_read() {
    let desk = desk_with(Notifications::None).await;
    let mut stage = Stage::start(&desk);
    stage.order("ring to nobody|");
    stage.hears("delivered 1 NoServer").await;
    let server = Odd::start(&desk, Switch::Hanging).await;
    stage.says_nothing_for(Duration::from_millis(500)).await;
    server.switch.send_replace(Switch::On);
    stage.hears("NotifierAppeared").await;
    assert_eq!(stage.said(), ["Hush(Some(DoNotDisturb))"], "told before it");
}

/// How the switch of an odd server is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Switch {
    On,
    Off,
    Broken,
    Hanging,
}

/// A notification server with a switch that fails.
struct Odd {
    bus: Connection,
    switch: watch::Sender<Switch>,
}

/// What is put to it is refused: it knows of no notifications.
struct Daemon(watch::Receiver<Switch>);

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

impl Odd {
    async fn start(desk: &Desk, switch: Switch) -> Self {
        let server = Self::nameless(desk, switch).await;
        server.serve().await;
        server.bus.request_name(NAME).await.unwrap();
        server
    }

    /// One that takes its name before it can be asked anything.
    async fn start_early(desk: &Desk, switch: Switch) -> Self {
        let server = Self::nameless(desk, switch).await;
        // Whoever asks is told that there is no such object.
        server.bus.object_server().at("/elsewhere", server.daemon()).await.unwrap();
        server.bus.request_name(NAME).await.unwrap();
        server
    }

    async fn nameless(desk: &Desk, switch: Switch) -> Self {
        let bus = zbus::connection::Builder::address(desk.bus_address()).unwrap().build().await.unwrap();
        let (switch, _) = watch::channel(switch);
        Self { bus, switch }
    }

    fn daemon(&self) -> Daemon {
        Daemon(self.switch.subscribe())
    }

    /// Can be asked from now on.
    async fn serve(&self) {
        self.bus.object_server().at(PATH, self.daemon()).await.unwrap();
    }

    /// Says that the switch was turned; what it says from now on is up to this.
    async fn turn(&self, switch: Switch) {
        self.switch.send_replace(switch);
        let daemon = self.bus.object_server().interface::<_, Daemon>(PATH).await.unwrap();
        daemon.get().await.inhibited_invalidate(daemon.signal_emitter()).await.unwrap();
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    fn get_capabilities(&self) -> Vec<String> {
        Vec::new()
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("odd", "Swarmbell's tests", "1", "1.2")
    }

    #[zbus(property(emits_changed_signal = "invalidates"))]
    async fn inhibited(&self) -> fdo::Result<bool> {
        match self.0.clone().wait_for(|switch| *switch != Switch::Hanging).await.as_deref() {
            Ok(Switch::On) => Ok(true),
            Ok(Switch::Off) => Ok(false),
            _ => Err(fdo::Error::Failed("broken".to_owned())),
        }
    }
}
