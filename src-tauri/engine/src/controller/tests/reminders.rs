//! Reminders that somebody asked for.

use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Snapshot;
use swarmbell_protocols::event::{EventKey, Subject};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;

use super::Bench;
use super::bench::{START, online};
use crate::journal::Journal;
use crate::link::LinkUpdate;
use crate::local::{Answer, Order, Query, Reach};
use crate::settings::{BellChoice, Choice, Days, QuietHours, Settings, TimeOfDay};
use crate::view;

const MINUTE: Duration = Duration::from_secs(60);

fn entry(minutes: i64, message: &str, kind: EntryKind) -> Entry {
    Entry { time: UnixMillis(START.0 + minutes * 60_000), message: message.to_owned(), kind }
}

/// Publishes a week and gives the titles of what rings with it.
fn plan(bench: &mut Bench, entries: &[Entry]) -> Vec<String> {
    let week = Week { year: 2026, week: 47, entries: entries.to_vec(), is_final: false, picture: None };
    bench.event(Event {
        event_type: "scheduleUpdate".into(),
        key: EventKey(format!("schedule:{}", week.name())),
        version: Some(week.content_hash()),
        subject: Subject::Schedule(week),
        page: None,
        payload: Value::Null,
        ..online("")
    });
    bench.rings().into_iter().map(|ring| ring.title).collect()
}

fn remind(bench: &mut Bench, entry: &Entry, on: bool) -> (bool, String) {
    let order = Order::Remind { time: entry.time.0, message: entry.message.clone(), on };
    match bench.order(order).try_recv().unwrap() {
        Answer::Said { ok, sentence } => (ok, sentence),
        other => panic!("{other:?}"),
    }
}

/// A bench on which nothing but what is asked for is reminded of.
fn without_others() -> Bench {
    let mut bench = Bench::connected();
    bench.order(Order::Choose { choice: Choice::ReminderMinutes(0.try_into().unwrap()) });
    bench
}

/// The titles of the rings after so many minutes.
fn after(bench: &mut Bench, minutes: u32) -> Vec<String> {
    bench.pass(MINUTE * minutes);
    bench.rings().into_iter().map(|ring| ring.title).collect()
}

fn marked(bench: &Bench) -> Vec<i64> {
    let week = view::snapshot(&bench.controller.state, START).neuro.week.unwrap();
    week.entries.iter().filter(|entry| entry.reminded).map(|entry| (entry.time - START.0) / 60_000).collect()
}

#[test]
fn an_entry_that_was_asked_for_rings_once_whether_or_not_others_are_reminded_of() {
    for others in [0, 15] {
        let mut bench = Bench::connected();
        bench.order(Order::Choose { choice: Choice::ReminderMinutes(others.try_into().unwrap()) });
        let karaoke = entry(60, "**Karaoke**", EntryKind::Normal);
        plan(&mut bench, std::slice::from_ref(&karaoke));
        let (ok, sentence) = remind(&mut bench, &karaoke, true);
        assert_eq!((ok, sentence.as_str()), (true, "Swarmbell reminds you 15 min before it begins."));
        assert_eq!(marked(&bench), [60]);
        assert_eq!(after(&mut bench, 44), [""; 0]);
        assert_eq!(after(&mut bench, 1), ["Karaoke starts in 15 min"]);
        assert_eq!(after(&mut bench, 10), [""; 0]);
    }
}

#[test]
fn a_switched_off_bell_and_keywords_keep_no_reminder_silent_that_was_asked_for() {
    let mut bench = Bench::connected();
    let off = BellChoice { ring: Some(false), ..BellChoice::default() };
    bench.order(Order::SetBell { kind: "reminder".into(), choice: off });
    let never = vec!["karaoke".to_owned()].try_into().unwrap();
    bench.order(Order::Choose { choice: Choice::Never(never) });
    let (karaoke, rafts) = (entry(60, "Karaoke", EntryKind::Normal), entry(60, "Rafts", EntryKind::Normal));
    plan(&mut bench, &[karaoke.clone(), rafts]);
    assert!(remind(&mut bench, &karaoke, true).0);
    assert_eq!(after(&mut bench, 45), ["Karaoke starts in 15 min"]);
}

#[test]
fn a_reminder_that_was_given_up_does_not_ring_and_says_when_others_still_do() {
    let mut bench = without_others();
    let karaoke = entry(60, "Karaoke", EntryKind::Normal);
    plan(&mut bench, std::slice::from_ref(&karaoke));
    remind(&mut bench, &karaoke, true);
    assert_eq!(remind(&mut bench, &karaoke, false), (true, "Swarmbell does not remind you of it.".into()));
    assert_eq!((marked(&bench), after(&mut bench, 50)), (vec![], vec![]));
    bench.order(Order::Choose { choice: Choice::ReminderMinutes(5.try_into().unwrap()) });
    let (_, sentence) = remind(&mut bench, &karaoke, false);
    assert!(sentence.contains("still rings"), "{sentence}");
}

#[test]
fn a_reminder_goes_along_with_an_entry_that_is_moved_and_with_one_that_is_renamed() {
    let mut bench = without_others();
    plan(&mut bench, &[entry(60, "Karaoke", EntryKind::Normal)]);
    remind(&mut bench, &entry(60, "Karaoke", EntryKind::Normal), true);
    plan(&mut bench, &[entry(90, "Karaoke", EntryKind::Normal)]);
    assert_eq!((marked(&bench), after(&mut bench, 50)), (vec![90], vec![]));
    plan(&mut bench, &[entry(90, "Evil karaoke", EntryKind::Normal)]);
    assert_eq!(after(&mut bench, 25), ["Evil karaoke starts in 15 min"]);
}

#[test]
fn a_canceled_entry_rings_no_reminder_and_one_that_takes_place_after_all_does() {
    let mut bench = without_others();
    plan(&mut bench, &[entry(60, "Karaoke", EntryKind::Normal)]);
    remind(&mut bench, &entry(60, "Karaoke", EntryKind::Normal), true);
    plan(&mut bench, &[entry(60, "Karaoke", EntryKind::Canceled)]);
    assert_eq!(after(&mut bench, 46), [""; 0]);
    let rung = plan(&mut bench, &[entry(60, "Karaoke", EntryKind::Normal)]);
    assert!(rung.contains(&"Karaoke starts in 14 min".to_owned()), "{rung:?}");
}

#[test]
fn what_cannot_begin_any_more_is_not_reminded_of() {
    let mut bench = without_others();
    let (over, canceled) = (entry(-10, "Over", EntryKind::Normal), entry(60, "Off", EntryKind::Canceled));
    plan(&mut bench, &[over.clone(), canceled.clone()]);
    for nothing in [over, canceled] {
        let (ok, sentence) = remind(&mut bench, &nothing, true);
        assert_eq!((ok, sentence.contains("nothing to be reminded of")), (false, true), "{sentence}");
    }
    let (ok, sentence) = remind(&mut bench, &entry(60, "Nobody knows", EntryKind::Normal), true);
    assert_eq!((ok, sentence.contains("not in the schedule")), (false, true), "{sentence}");
}

fn remind_week(bench: &mut Bench, week: u32, on: bool) -> (bool, String) {
    match bench.order(Order::RemindWeek { year: 2026, week, on }).try_recv().unwrap() {
        Answer::Said { ok, sentence } => (ok, sentence),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_that_may_still_begin_in_a_week_is_reminded_of_at_once_or_no_more() {
    let mut bench = without_others();
    plan(
        &mut bench,
        &[
            entry(-10, "Over", EntryKind::Normal),
            entry(60, "Karaoke", EntryKind::Normal),
            entry(70, "Off", EntryKind::Canceled),
            entry(80, "Perhaps", EntryKind::Tbd),
        ],
    );
    assert_eq!(remind_week(&mut bench, 47, true), (true, "Swarmbell reminds you of 2 streams.".into()));
    assert_eq!(marked(&bench), [60, 80]);
    assert_eq!(remind_week(&mut bench, 47, false), (true, "Swarmbell reminds you of none of them.".into()));
    assert_eq!(marked(&bench), [0; 0]);
    assert!(!remind_week(&mut bench, 12, true).0, "a week that nobody knows");
    plan(&mut bench, &[entry(-10, "Over", EntryKind::Normal)]);
    assert!(!remind_week(&mut bench, 47, true).0, "a week that is over");
}

#[test]
fn a_week_that_was_looked_up_is_reminded_of_like_one_that_was_told() {
    let mut bench = without_others();
    let karaoke = entry(60, "Karaoke", EntryKind::Normal);
    let found = Week { year: 2026, week: 47, entries: vec![karaoke], is_final: true, picture: None };
    bench.order(Order::Query { query: Query::Week { year: 2026, week: 47, reach: Reach::Server } });
    bench.update(LinkUpdate::Snapshot(Snapshot::Week { year: 2026, week: 47, found: Some(found) }));
    assert_eq!(remind_week(&mut bench, 47, true), (true, "Swarmbell reminds you of 1 stream.".into()));
    assert_eq!(after(&mut bench, 45), ["Karaoke starts in 15 min"]);
}

#[test]
fn of_a_week_for_which_there_is_no_room_nothing_is_reminded_of() {
    let mut bench = without_others();
    let one = entry(60, "Karaoke", EntryKind::Normal);
    let many = (0..100).map(|n| entry(61 + n, "More", EntryKind::Normal));
    let all: Vec<Entry> = std::iter::once(one.clone()).chain(many).collect();
    plan(&mut bench, &all);
    assert!(remind(&mut bench, &one, true).0);
    let (ok, sentence) = remind_week(&mut bench, 47, true);
    assert!(!ok && sentence.contains("100 at most"), "{sentence}");
    assert_eq!(marked(&bench), [60]);
}

#[test]
fn reminders_hold_over_a_restart_and_are_forgotten_when_their_stream_has_begun() {
    let mut bench = without_others();
    let karaoke = entry(60, "Karaoke", EntryKind::Normal);
    plan(&mut bench, std::slice::from_ref(&karaoke));
    remind(&mut bench, &karaoke, true);
    let kept = serde_json::to_string(&*bench.controller.settings_out.borrow()).unwrap();
    let mut again = Bench::with(serde_json::from_str(&kept).unwrap(), Journal::in_memory().unwrap());
    plan(&mut again, std::slice::from_ref(&karaoke));
    assert_eq!(marked(&again), [60]);
    assert_eq!(after(&mut again, 45), ["Karaoke starts in 15 min"]);
    assert_eq!(after(&mut again, 15), [""; 0]);
    // With whatever happens next.
    again.controller.time_passed();
    assert_eq!(again.controller.settings_out.borrow().neuro.reminders, Settings::default().neuro.reminders);
}

#[test]
fn a_reminder_that_was_asked_for_keeps_silent_in_a_pause_and_in_quiet_hours() {
    let midnight = TimeOfDay::new(0, 0).unwrap();
    let quiet = QuietHours { from: midnight, to: midnight, days: Days::default() };
    for quiet in [false, true].map(|is_quiet| is_quiet.then_some(quiet)) {
        let mut bench = without_others();
        let karaoke = entry(60, "Karaoke", EntryKind::Normal);
        plan(&mut bench, std::slice::from_ref(&karaoke));
        remind(&mut bench, &karaoke, true);
        match quiet {
            Some(_) => drop(bench.order(Order::Choose { choice: Choice::QuietHours(quiet) })),
            None => drop(bench.order(Order::Pause { seconds: 7_200 })),
        }
        assert_eq!(after(&mut bench, 50), [""; 0]);
        let rows = bench.controller.journal.list(&crate::journal::Listed::default(), 10).unwrap();
        let verdict =
            rows.iter().find(|row| row.event_type == "reminder").and_then(|row| row.verdict.clone());
        let reason = if quiet.is_some() { "silenced (quiet hours)" } else { "silenced (paused)" };
        assert_eq!(verdict.as_deref(), Some(reason));
    }
}
