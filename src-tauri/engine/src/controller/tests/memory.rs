//! What the controller does when the journal does not answer, and with what it finds in it.

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::schedule::Week;

use super::Bench;
use super::bench::{START, online};
use crate::controller::NoticeKind;
use crate::controller::learn::POSITION;
use crate::link::LinkUpdate;
use crate::settings::SourceId;
use crate::view::{self, MenuEntry, TrayIcon};

#[test]
fn a_full_disk_is_said_in_the_window_until_the_journal_takes_something_again() {
    let mut bench = Bench::connected();
    bench.event(online("0"));
    bench.rings();
    bench.controller.journal.fill_disk(true);
    bench.event(Event { payload: Value::String("x".repeat(100_000)), ..online("1") });
    // What is on file already needs no room, so it proves nothing.
    bench.event(online("0"));
    assert_eq!(bench.rings().len(), 1, "it rings all the same, once");
    let notices = || view::snapshot(&bench.controller.state, START).notices;
    assert_eq!(
        notices().iter().filter(|notice| notice.contains("disk is full")).count(),
        1,
        "{:?}",
        notices()
    );
    bench.controller.journal.fill_disk(false);
    bench.event(online("2"));
    let notices = view::snapshot(&bench.controller.state, START).notices;
    assert!(!notices.iter().any(|notice| notice.contains("disk is full")), "{notices:?}");
}

#[test]
fn a_full_disk_is_said_by_status_doctor_and_tray_alike() {
    let mut bench = Bench::connected();
    bench.controller.journal.fill_disk(true);
    bench.event(Event { payload: Value::String("x".repeat(100_000)), ..online("1") });
    let sentence = "The disk is full: Swarmbell cannot remember what it announced. Free some space.";
    let tray = bench.last_tray().unwrap();
    assert_eq!(tray.icon, TrayIcon::NeedsYou);
    assert!(tray.menu.iter().any(|entry| matches!(entry, MenuEntry::Text(text) if text.contains(sentence))));
    let status = view::status(&bench.controller.state, bench.controller.clock.now());
    assert_eq!(status.sentence, format!("Needs you: {sentence} Alerts go on meanwhile."));
    assert_eq!(status.notices, Vec::<String>::new(), "it is not said twice");
    assert!(
        view::doctor(&bench.controller.state, bench.controller.clock.now()).contains(&sentence.to_owned())
    );
    bench.controller.journal.fill_disk(false);
    bench.event(online("2"));
    assert!(bench.last_tray().unwrap().tooltip.starts_with("Connected"));
}

#[test]
fn what_is_merely_good_to_know_is_a_line_of_status_and_a_way_to_the_window() {
    let mut bench = Bench::connected();
    let entry = |bench: &Bench| {
        let menu = bench.controller.shown_tray.clone().unwrap().menu;
        menu.into_iter()
            .any(|entry| matches!(entry, MenuEntry::Item { label, .. } if label == "Good to know…"))
    };
    assert!(!entry(&bench));
    bench.controller.notice(NoticeKind::SettingsRead, "Your settings could not be read.".to_owned());
    let address = "The browser did not start. The address is https://elsewhere.example".to_owned();
    bench.controller.notice(NoticeKind::Opener, address);
    bench.event(online("1"));
    let status = view::status(&bench.controller.state, bench.controller.clock.now());
    assert!(status.sentence.starts_with("Connected"), "{}", status.sentence);
    assert_eq!(status.notices, ["Your settings could not be read."]);
    assert!(entry(&bench));
    assert_ne!(bench.controller.shown_tray.clone().unwrap().icon, TrayIcon::NeedsYou);
}

#[test]
fn where_an_adapter_may_go_on_is_kept_the_newest_of_it() {
    let mut bench = Bench::connected();
    for position in ["one", "two"] {
        bench.update(LinkUpdate::Position(position.to_owned()));
    }
    let kept: Option<String> = bench.controller.cached(&SourceId::neuro(), POSITION);
    assert_eq!(kept.as_deref(), Some("two"));
}

#[test]
fn a_week_far_in_the_future_does_not_hide_the_latest_one() {
    let mut bench = Bench::connected();
    let mut publish = |year, week| {
        let key = EventKey(format!("schedule:{year}/{week}"));
        let subject =
            Subject::Schedule(Week { year, week, entries: Vec::new(), is_final: false, picture: None });
        bench.event(Event {
            event_type: "scheduleUpdate".into(),
            key,
            via: Via::Push,
            subject,
            ..online("1")
        });
        bench.controller.state.neuro.week.as_ref().map(|known| known.place())
    };
    assert_eq!(publish(2026, 47), Some((2026, 47)));
    assert_eq!(publish(2126, 47), Some((2026, 47)));
    assert_eq!(publish(2026, 48), Some((2026, 48)));
}

#[cfg(unix)]
#[test]
fn a_journal_that_is_deleted_while_the_bell_runs_is_begun_anew_and_what_was_told_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    let (journal, _) = crate::journal::Journal::open(&path, START).unwrap();
    let mut bench = Bench::with(crate::settings::Settings::default(), journal);
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 1);
    for name in ["journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    bench.event(online("2"));
    assert_eq!(bench.rings().len(), 1);
    let notices = view::snapshot(&bench.controller.state, START).notices;
    assert!(notices.iter().any(|notice| notice.contains("was deleted")), "{notices:?}");
    drop(bench);
    let (journal, report) = crate::journal::Journal::open(&path, START).unwrap();
    assert_eq!(report.notice, None);
    assert!(journal.is_announced(&SourceId::neuro(), &online("2"), START).unwrap());
}

#[test]
fn a_journal_that_could_not_be_written_at_the_start_is_once_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let path = missing.join("journal.sqlite3");
    let (journal, report) = crate::journal::Journal::open(&path, START).unwrap();
    assert!(report.in_memory);
    let mut bench = Bench::with(crate::settings::Settings::default(), journal);
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 1);
    std::fs::create_dir(&missing).unwrap();
    bench.event(online("2"));
    bench.rings();
    assert!(!path.exists(), "it is tried once in a while");
    bench.pass(std::time::Duration::from_secs(30));
    bench.event(online("2"));
    assert_eq!(bench.rings(), [], "what was told in this run is known");
    drop(bench);
    let (journal, _) = crate::journal::Journal::open(&path, START).unwrap();
    assert!(journal.is_announced(&SourceId::neuro(), &online("2"), START).unwrap());
}
