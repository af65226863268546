//! What the controller does when the journal does not answer, and with what it finds in it.

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::schedule::Week;

use super::Bench;
use super::bench::{START, online};
use crate::controller::learn::POSITION;
use crate::link::LinkUpdate;
use crate::settings::SourceId;
use crate::view;

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
