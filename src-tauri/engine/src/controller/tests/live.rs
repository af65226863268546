use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};

use super::Bench;
use super::bench::{START, offline, online};
use crate::controller::Input;
use crate::desktop::{Delivery, HushedBy, Report};
use crate::journal::Journal;
use crate::local::Order;
use crate::ring::Action;
use crate::settings::BellChoice;
use crate::settings::Settings;
use crate::view::TrayIcon;

#[test]
fn a_stream_that_starts_rings_once_and_opens_its_page() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let rings = bench.rings();
    assert_eq!(rings.len(), 1);
    assert_eq!(rings[0].title, "Neuro-sama is live");
    assert!(
        matches!(&rings[0].click, Action::Open(page) if page.as_str() == "https://www.twitch.tv/vedal987")
    );
}

#[test]
fn online_offline_online_with_one_id_rings_once() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 1);
    bench.event(offline(1));
    bench.event(online("1"));
    bench.snapshot_live(Some(Event { via: Via::Snapshot, ..online("1") }));
    assert_eq!(bench.rings().len(), 0);
    bench.event(online("2"));
    assert_eq!(bench.rings().len(), 1);
}

#[test]
fn the_same_start_told_twice_before_the_desktop_answered_rings_once() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    bench.event(online("1"));
    assert_eq!(bench.desktop.take_rings().len(), 1);
}

#[test]
fn a_restart_while_live_does_not_ring_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    for expected in [1, 0] {
        let (journal, _) = Journal::open(&path, super::bench::START).unwrap();
        let mut bench = Bench::with(Settings { welcomed: true, ..Settings::default() }, journal);
        bench.event(online("1"));
        assert_eq!(bench.rings().len(), expected);
    }
}

#[test]
fn a_ring_that_was_not_accepted_rings_when_the_stream_is_seen_again() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::NoServer);
    let tray = bench.last_tray().unwrap();
    assert_eq!(tray.icon, TrayIcon::NeedsYou);
    assert!(tray.tooltip.contains("no notification service"), "{}", tray.tooltip);
    bench.snapshot_live(Some(Event { via: Via::Snapshot, ..online("1") }));
    assert_eq!(bench.rings().len(), 1);
    assert_eq!(bench.last_tray().unwrap().icon, TrayIcon::Live);
}

#[test]
fn a_ring_that_found_no_notification_service_is_made_up_for_when_one_appears() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::NoServer);
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    assert_eq!(bench.rings().len(), 1);
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_paused_bell_rings_after_the_pause_if_the_stream_is_still_live() {
    let mut bench = Bench::connected();
    bench.order(Order::Pause { seconds: 3600 });
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 0);
    bench.pass(Duration::from_secs(3599));
    assert_eq!(bench.rings().len(), 0);
    bench.pass(Duration::from_secs(1));
    let rings = bench.rings();
    assert_eq!(rings.len(), 1);
    assert!(rings[0].title.starts_with("Neuro-sama is live since"), "{}", rings[0].title);
}

#[test]
fn a_clock_set_back_makes_no_pause_longer() {
    let mut bench = Bench::connected();
    bench.order(Order::Pause { seconds: 3600 });
    bench.event(online("1"));
    // A day back, as a wrong clock that is corrected: the file's time now lies a day and an hour ahead.
    let until = bench.controller.state.settings.paused_until.unwrap();
    bench.controller.state.settings.paused_until = Some(until.plus(Duration::from_secs(24 * 3600)));
    bench.pass(Duration::from_secs(3600));
    assert_eq!(bench.rings().len(), 1);
}

#[test]
fn a_stream_that_ended_during_the_pause_stays_silent() {
    let mut bench = Bench::connected();
    bench.order(Order::Pause { seconds: 3600 });
    bench.event(online("1"));
    bench.event(offline(1));
    bench.pass(Duration::from_secs(3600));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_bell_switched_on_later_does_not_ring_for_what_was_silenced_before() {
    let ring = |ring| BellChoice { ring: Some(ring), ..BellChoice::default() };
    let mut bench = Bench::connected();
    bench.order(Order::SetBell { kind: "streamOnline".into(), choice: ring(false) });
    bench.event(online("1"));
    bench.order(Order::SetBell { kind: "streamOnline".into(), choice: ring(true) });
    bench.snapshot_live(Some(Event { via: Via::Snapshot, ..online("1") }));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn the_tray_follows_the_stream() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let tray = bench.last_tray().unwrap();
    assert_eq!(tray.icon, TrayIcon::Live);
    assert!(tray.tooltip.ends_with("Neuro-sama is live: rafts"), "{}", tray.tooltip);
    bench.event(offline(1));
    assert_eq!(bench.last_tray().unwrap().icon, TrayIcon::Online);
}

#[test]
fn a_raid_that_found_no_notification_service_rings_when_one_appears() {
    let mut bench = Bench::connected();
    let raid = Event { key: EventKey("raid".into()), ..offline(1) };
    let raid = Event { event_type: "streamRaidIncoming".into(), subject: Subject::Other, ..raid };
    bench.event(raid.clone());
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::NoServer);
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    assert_eq!(bench.rings().len(), 1);
    bench.event(raid);
    bench.deliver(&ring, Delivery::Accepted);
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_slow_notification_service_is_not_asked_twice_and_its_late_answer_counts() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::TimedOut);
    bench.snapshot_live(Some(Event { via: Via::Snapshot, ..online("1") }));
    assert_eq!(bench.desktop.take_rings().len(), 0);
    bench.deliver(&ring, Delivery::Accepted);
    bench.snapshot_live(Some(Event { via: Via::Snapshot, ..online("1") }));
    assert_eq!(bench.rings().len(), 0);
    assert_eq!(bench.controller.state.undelivered, None);
}

#[test]
fn a_ring_that_made_the_bus_start_a_notification_service_rings_once() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    assert_eq!(bench.rings().len(), 1);
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_ring_a_hanging_notification_service_never_took_rings_at_the_next_one() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::TimedOut);
    bench.deliver(&ring, Delivery::NoServer);
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    assert_eq!(bench.rings().len(), 1);
}

#[test]
fn a_ring_that_waits_for_a_slow_notification_service_to_start_rings_once() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::TimedOut);
    bench.controller.handle(Input::Desktop(Report::NotifierAppeared));
    bench.deliver(&ring, Delivery::Accepted);
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_ring_kept_off_the_screen_by_a_full_screen_game_rings_once_after_it() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    assert!(ring.waits);
    bench.controller.handle(Input::Desktop(Report::Hush(Some(HushedBy::FullScreen))));
    bench.deliver(&ring, Delivery::Hidden(HushedBy::FullScreen));
    assert_eq!(bench.controller.state.undelivered, None);
    bench.pass(Duration::from_secs(2 * 3600));
    assert_eq!(bench.rings().len(), 0);
    for expected in [1, 0] {
        bench.controller.handle(Input::Desktop(Report::Hush(None)));
        assert_eq!(bench.rings().len(), expected);
        bench.controller.handle(Input::Desktop(Report::Hush(Some(HushedBy::FullScreen))));
    }
}

#[test]
fn a_ring_kept_off_the_screen_for_so_short_that_nobody_told_is_tried_again() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::Hidden(HushedBy::FullScreen));
    assert_eq!(bench.rings().len(), 0);
    bench.pass(Duration::from_secs(10));
    assert_eq!(bench.rings().len(), 1);
    bench.pass(Duration::from_secs(3600));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_snooze_does_not_shorten_a_longer_pause() {
    let mut bench = Bench::connected();
    bench.order(Order::Pause { seconds: 8 * 3600 });
    bench.controller.handle(Input::Desktop(Report::Clicked { action: Action::Snooze(crate::ring::SNOOZE) }));
    let until = bench.controller.state.settings.paused_until;
    assert_eq!(until, Some(super::bench::START.plus(Duration::from_secs(8 * 3600))));
}

#[test]
fn what_an_answer_tells_first_is_an_event_of_its_source_and_what_it_tells_again_is_none() {
    let mut bench = Bench::connected();
    let heard = |bench: &Bench| {
        let source = bench.controller.state.sources.neuro();
        (source.heard, source.last_event)
    };
    bench.snapshot_live(Some(online("a")));
    assert_eq!(heard(&bench), (1, Some(START)));
    bench.rings();
    bench.pass(Duration::from_secs(60));
    bench.snapshot_live(Some(online("a")));
    assert_eq!(heard(&bench), (1, Some(START)));
}
