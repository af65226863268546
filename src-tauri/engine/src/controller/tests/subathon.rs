//! The subathon that the window shows.

use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::{Ask, Snapshot, Way};
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::news::{Goal, GoalUpdate, Subathon};
use swarmbell_protocols::time::UnixMillis;

use super::Bench;
use super::bench::{START, online};
use crate::link::{ConnectionState, LinkUpdate};
use crate::view::SubathonView;

const HOUR: Duration = Duration::from_secs(3_600);

fn goal(number: u64, reached: bool) -> Goal {
    Goal { number, name: None, reached, completed: false }
}

fn running() -> Subathon {
    Subathon {
        year: 2026,
        name: Some("Winter Subathon".into()),
        subs: Some(41),
        is_active: true,
        started_at: None,
        ends_at: None,
        goals: vec![goal(40, true), goal(60, false), goal(90, false)],
    }
}

/// Its subscriptions and its next goal, as they are shown.
fn shown(bench: &Bench) -> Option<(Option<u64>, Option<u64>)> {
    let view = SubathonView::of(bench.controller.state.neuro.subathon.as_ref()?);
    Some((view.subs, view.next.map(|goal| goal.number)))
}

fn told(bench: &mut Bench, subject: Subject) {
    bench.event(Event { subject, payload: Value::Null, page: None, ..online("") });
}

fn answered(bench: &mut Bench, found: Vec<Subathon>) {
    bench.update(LinkUpdate::Snapshot(Snapshot::Subathons { year: None, found }));
}

#[test]
fn a_subathon_that_goes_on_is_shown_and_followed_until_it_ends() {
    let mut bench = Bench::connected();
    answered(&mut bench, vec![Subathon { is_active: false, year: 2025, ..running() }, running()]);
    assert_eq!(shown(&bench), Some((Some(41), Some(60))));
    let reached = |year, number, subs| Subject::Goal(GoalUpdate { year, goal: goal(number, true), subs });
    told(&mut bench, reached(2025, 60, Some(61)));
    assert_eq!(shown(&bench), Some((Some(41), Some(60))), "that of another year");
    told(&mut bench, reached(2026, 60, None));
    assert_eq!(shown(&bench), Some((Some(60), Some(90))));
    told(&mut bench, reached(2026, 60, Some(63)));
    assert_eq!(shown(&bench), Some((Some(63), Some(90))), "so many by now");
    told(&mut bench, reached(2026, 40, Some(43)));
    assert_eq!(shown(&bench), Some((Some(63), Some(90))), "news of an earlier moment");
    told(&mut bench, Subject::Subathon(Subathon { is_active: false, year: 2025, ..running() }));
    assert!(shown(&bench).is_some());
    told(&mut bench, Subject::Subathon(Subathon { is_active: false, ..running() }));
    assert_eq!(shown(&bench), None);
    let ends_at = Some(UnixMillis(START.0).plus(HOUR));
    told(&mut bench, Subject::Subathon(Subathon { ends_at, ..running() }));
    assert!(shown(&bench).is_some());
    bench.pass(HOUR);
    assert_eq!(shown(&bench), None, "its end was told");
}

#[test]
fn a_subathon_is_asked_for_now_and_then_while_somebody_looks_and_somebody_answers() {
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let mut bench = Bench::connected();
    let asked = |bench: &Bench| {
        let asked = bench.asked_links();
        asked.iter().filter(|ask| **ask == Ask::Subathons { year: None }).count()
    };
    bench.pass(minutes(60));
    assert_eq!(asked(&bench), 0, "nobody looks");
    let looks = bench.controller.snapshots.subscribe();
    bench.pass(Duration::ZERO);
    assert_eq!(asked(&bench), 1);
    bench.pass(minutes(4));
    assert_eq!(asked(&bench), 1);
    assert_eq!(bench.controller.next_wake(), Some(minutes(1)));
    bench.pass(minutes(1));
    assert_eq!(asked(&bench), 2);
    bench.connection(ConnectionState::Disconnected);
    bench.pass(minutes(5));
    assert_eq!(asked(&bench), 2, "nobody would answer");
    let since = UnixMillis(START.0);
    bench.connection(ConnectionState::Connected { since, via: Way::Poll });
    assert_eq!(asked(&bench), 3, "as soon as somebody does");
    drop(looks);
    bench.pass(minutes(5));
    assert_eq!(asked(&bench), 3);
}
