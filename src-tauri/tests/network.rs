//! Changes of the network, made in a network namespace of the room's own.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod stage;

use std::process::Output;
use std::time::Duration;

use lab::wait::until;
use lab::{Desk, DeskOptions, Keyring, Notifications};
use stage::{SOON, Stage};

/// Longer than a burst takes to calm down.
const A_BURST: Duration = Duration::from_secs(2);

/// The room on a stage, in a namespace with a cable whose other end is there, too.
struct Place {
    stage: Stage,
    _desk: Desk,
}

impl Place {
    async fn start() -> Self {
        let (notifications, keyring) = (Notifications::None, Keyring::None);
        let bare = DeskOptions { notifications, keyring, panel: false, ..DeskOptions::default() };
        let desk = Desk::start(DeskOptions { window_manager: false, ..bare }).await.unwrap();
        let stage = Stage::start_in_a_network_of_its_own(&desk);
        let mut place = Self { stage, _desk: desk };
        // `unshare` becomes the stage once the namespace is there. Its view of `/sys` follows.
        until("the namespace", SOON, || async { Ok(place.try_ip("link set lo up").then_some(())) })
            .await
            .unwrap();
        place.ip("link add cable type veth peer name far");
        place.ip("link set far up");
        place.ip("link set cable up");
        place.ip("addr add 10.1.2.3/24 dev cable");
        place.ip("route add default via 10.1.2.1 dev cable");
        // The kernel notices a cable up to a second later.
        until("the cable to be up", SOON, || async {
            Ok(place.shows("link show cable", "state UP").then_some(()))
        })
        .await
        .unwrap();
        place.stage.order("network");
        until("the room to listen", SOON, || async { Ok(place.listens().then_some(())) }).await.unwrap();
        place
    }

    fn ip(&self, arguments: &str) {
        assert!(self.try_ip(arguments), "ip {arguments}");
    }

    fn try_ip(&self, arguments: &str) -> bool {
        self.run_ip(arguments).status.success()
    }

    fn shows(&self, arguments: &str, words: &str) -> bool {
        String::from_utf8(self.run_ip(arguments).stdout).unwrap().contains(words)
    }

    fn run_ip(&self, arguments: &str) -> Output {
        let mut command = std::process::Command::new("nsenter");
        command.arg(format!("--target={}", self.stage.pid())).args([
            "--user",
            "--net",
            "--preserve-credentials",
            "ip",
        ]);
        command.args(arguments.split(' ')).output().unwrap()
    }

    /// Whether the stage has a socket on the kernel's routing news.
    fn listens(&self) -> bool {
        let sockets = std::fs::read_to_string(format!("/proc/{}/net/netlink", self.stage.pid())).unwrap();
        // Columns: address, protocol (0 is routing), port, groups.
        sockets.lines().any(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            columns.get(1) == Some(&"0") && columns.get(3) == Some(&"00000551")
        })
    }
}

#[tokio::test]
async fn another_way_out_and_a_cable_that_is_cut_are_told_once_for_each_burst() {
    let place = Place::start().await;
    place.ip("addr add 10.9.9.9/24 dev cable");
    place.ip("addr add 10.9.9.10/24 dev cable");
    place.ip("route replace default via 10.9.9.1 dev cable src 10.9.9.9");
    place.stage.hears("NetworkChanged").await;
    place.stage.says_nothing_for(A_BURST).await;
    place.ip("link set far down");
    place.stage.hears("NetworkChanged").await;
    place.stage.says_nothing_for(A_BURST).await;
}

#[tokio::test]
async fn containers_and_link_local_addresses_come_and_go_untold() {
    let place = Place::start().await;
    place.ip("link add docker0 type bridge");
    place.ip("addr add 172.17.0.1/16 dev docker0");
    place.ip("link add veth1 type veth peer name inside");
    place.ip("link set veth1 master docker0");
    place.ip("link set docker0 up");
    place.ip("link set veth1 up");
    place.ip("link set inside up");
    place.ip("addr add 169.254.1.2/16 dev cable");
    place.ip("addr add fe80::7/64 dev cable");
    place.ip("link del veth1");
    place.ip("link del docker0");
    place.stage.says_nothing_for(A_BURST).await;
    place.ip("addr del 10.1.2.3/24 dev cable");
    place.stage.hears("NetworkChanged").await;
}

#[tokio::test]
async fn an_address_that_is_merely_new_is_not_told() {
    let place = Place::start().await;
    place.ip("addr add 10.9.9.9/24 dev cable");
    place.stage.says_nothing_for(A_BURST).await;
    place.ip("addr del 10.9.9.9/24 dev cable");
    place.stage.hears("NetworkChanged").await;
}
