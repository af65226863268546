//! The bell's sound, over the system's real sound library into a file.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

mod bell_process;
mod stage;

use std::fs;
use std::time::Duration;

use bell_process::Place;
use lab::wait::until;
use lab::{Desk, DeskOptions, Ear, Keyring, Notifications};
use stage::{SOON, Stage};
use standin::Stream;

/// How long the sound takes, with what surrounds it.
const SOUND: Duration = Duration::from_secs(4);

/// The strongest sample of the kept sound.
const PEAK: f64 = 26_214.0;

async fn desk(notifications: Notifications) -> Desk {
    Desk::start(bare(notifications)).await.unwrap()
}

fn bare(notifications: Notifications) -> DeskOptions {
    DeskOptions {
        notifications,
        keyring: Keyring::None,
        panel: false,
        window_manager: false,
        ..DeskOptions::default()
    }
}

/// Waits until the loudest sample is the sound's at this part of its strength.
async fn hears(ear: &Ear, part: f64) {
    until(&format!("the sound at {part}"), SOON, || async {
        Ok(ear.loudest().filter(|loudest| (f64::from(*loudest) / PEAK - part).abs() < 0.01))
    })
    .await
    .unwrap();
}

fn threads(process: u32) -> usize {
    fs::read_dir(format!("/proc/{process}/task")).unwrap().count()
}

#[tokio::test]
async fn the_bell_sounds_as_loud_as_chosen_and_leaves_nothing_behind() {
    let desk = desk(Notifications::None).await;
    let ear = desk.ear().unwrap();
    let mut stage = Stage::start(&desk);
    stage.order("token");
    stage.hears("token").await;
    let before = threads(stage.pid());
    for (volume, part) in [("100", 1.0), ("50", 0.25)] {
        stage.order(&format!("sound {volume}"));
        stage.hears("Played(Ok(()))").await;
        // While it sounds a second one is the same.
        stage.order("sound 1");
        stage.hears("Played(Ok(()))").await;
        hears(&ear, part).await;
        until("the sound to end", SOUND, || async { Ok((threads(stage.pid()) <= before).then_some(())) })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_desk_without_a_sound_output_is_told() {
    let desk = desk(Notifications::None).await;
    let mut stage = Stage::start(&desk);
    stage.order("sound 60");
    stage.hears("Played(Err(NoOutput))").await;
    desk.ear().unwrap();
    stage.order("sound 60");
    stage.hears("Played(Ok(()))").await;
}

#[tokio::test]
async fn a_ring_is_heard_as_loud_as_the_bell_is_set() {
    let mut place = Place::start(bare(Notifications::Xfce)).await;
    let ear = place.desk.ear().unwrap();
    place.server.control().go_live_unannounced(Stream::titled("heard"));
    assert!(place.run(&["retry"]).status.success());
    // The bell is set to 60 of 100.
    hears(&ear, 0.36).await;
    place.bell = None;
}
