//! What was missed of sources that somebody added, and what of a flood is listed.

use std::time::Duration;

use serde_json::json;
use swarmbell_protocols::adapter::{Ask, Snapshot, Subscription};
use swarmbell_protocols::ask::channels::{Answer as Told, Question};
use swarmbell_protocols::event::Event;

use super::Bench;
use super::added::{published, relay};
use super::bench::START;
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::local::Order;
use crate::settings::{RingRule, SourceSettings};
use crate::systems::System;

/// So many times ten minutes, which is more than clocks differ by.
fn ten_minutes(times: u32) -> Duration {
    Duration::from_secs(600) * times
}

fn history(n: std::ops::Range<u32>, next: Option<&str>) -> LinkUpdate {
    let at = |n: u32| START.minus(ten_minutes(600 - n));
    let events = n.map(|n| Event { at: at(n), ..published(n, json!({"title": n})) }).collect();
    let next = next.map(str::to_owned);
    LinkUpdate::Snapshot(Snapshot::Channels(Told::History {
        channel: Some("main".into()),
        after: None,
        events,
        next,
    }))
}

fn ask(after: Option<&str>) -> LinkOrder {
    let after = after.map(str::to_owned);
    LinkOrder::Ask(Ask::Channels(Question::History { channel: Some("main".into()), after }))
}

#[test]
fn what_was_published_in_an_absence_is_told_once_page_by_page_in_one_summary() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, history(0..5, None));
    assert_eq!(bench.rings(), [], "the first answer holds no news");
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    let cursor = START.minus(ten_minutes(595));
    bench.controller.set_cursor(
        &source,
        &crate::catchup::Topic::Published { channel: Some("main".into()) },
        Some(cursor),
    );
    bench.links.orders.lock().unwrap().clear();
    bench.connects(&source);
    bench.pass(Duration::ZERO);
    assert_eq!(*bench.links.orders.lock().unwrap(), [ask(None)]);
    bench.hears(&source, history(10..15, Some("older")));
    assert_eq!(*bench.links.orders.lock().unwrap(), [ask(None), ask(Some("older"))]);
    assert_eq!(bench.rings(), [], "not all is known yet");
    bench.hears(&source, history(3..10, Some("older still")));
    let rings = bench.rings();
    let [ring] = &rings[..] else { panic!("{rings:?}") };
    assert!(ring.title.contains("10") || ring.body.contains("10"), "5 to 14, 3 and 4 were known: {ring:?}");
    assert_eq!(bench.links.orders.lock().unwrap().len(), 2, "older pages hold nothing that was missed");
}

#[test]
fn a_history_that_does_not_reach_back_is_said_in_the_activity_list() {
    for (told, is_said) in [(0..0, true), (10..15, true), (590..600, false)] {
        let mut bench = Bench::new();
        let source = bench.connected_source(relay(), Some("s3cret"));
        bench.hears(&source, history(0..5, None));
        bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
        let topic = crate::catchup::Topic::Published { channel: Some("main".into()) };
        let until = START.minus(if is_said { ten_minutes(600) } else { ten_minutes(5) });
        bench.controller.set_cursor(&source, &topic, Some(until));
        bench.connects(&source);
        bench.pass(Duration::ZERO);
        bench.hears(&source, history(told.clone(), None));
        let verdicts = bench.verdicts();
        let said = |verdict: &String| verdict.starts_with("The server's history does not reach back");
        assert_eq!(verdicts.iter().any(said), is_said, "{told:?}: {verdicts:?}");
    }
}

#[test]
fn a_history_that_never_ends_is_not_followed_for_ever() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, history(0..5, None));
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    let topic = crate::catchup::Topic::Published { channel: Some("main".into()) };
    bench.controller.set_cursor(&source, &topic, Some(START.minus(ten_minutes(900))));
    bench.links.orders.lock().unwrap().clear();
    bench.connects(&source);
    bench.pass(Duration::ZERO);
    for _ in 0..1_000 {
        let asked = bench.links.orders.lock().unwrap().len();
        bench.hears(&source, history(20..21, Some("more")));
        if bench.links.orders.lock().unwrap().len() == asked {
            break;
        }
    }
    assert_eq!(bench.links.orders.lock().unwrap().len(), 50);
}

#[test]
fn what_nobody_tells_of_an_absence_is_said_in_the_activity_list() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    assert_eq!(bench.verdicts(), [""; 0], "nothing was missed before anybody listened");
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    bench.pass(Duration::from_secs(60));
    bench.connects(&source);
    let verdicts = bench.verdicts();
    assert!(
        matches!(&verdicts[..], [verdict] if verdict.starts_with("What was published meanwhile is not known")),
        "{verdicts:?}"
    );
    assert_eq!(bench.rings(), []);
}

#[test]
fn of_a_flood_that_rings_nobody_only_a_sample_is_listed_and_what_rings_always() {
    let mut bench = Bench::new();
    let mut settings = relay();
    let quiet = RingRule {
        fields: vec![crate::settings::FieldTest {
            field: "usd".into(),
            is: crate::settings::Comparison::AtMost,
            value: "100".into(),
        }],
        ..RingRule::default()
    };
    settings.rules = vec![quiet];
    let source = bench.connected_source(settings, None);
    for n in 0..100 {
        bench.hears(&source, LinkUpdate::Event(Box::new(published(n, json!({"usd": 1})))));
    }
    bench.hears(&source, LinkUpdate::Event(Box::new(published(1_000, json!({"usd": 101})))));
    assert_eq!(bench.rings().len(), 1);
    assert_eq!(bench.verdicts().len(), 11);
    assert_eq!(bench.controller.state.sources.get(&source).unwrap().heard, 101);
}

#[test]
fn an_absence_that_was_a_sleep_is_told_from_when_the_machine_fell_asleep() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    bench.clock.suspend(Duration::from_secs(3 * 60 * 60));
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    assert_eq!(bench.controller.cursor(&source, &crate::catchup::Topic::Heard), Some(START));
    bench.connects(&source);
    assert_eq!(bench.verdicts().len(), 1);
}

#[test]
fn a_connection_that_comes_and_goes_is_told_once_in_a_while() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    for _ in 0..20 {
        bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
        bench.pass(Duration::from_secs(1));
        bench.connects(&source);
    }
    let said = bench.verdicts().len();
    assert!((1..=2).contains(&said), "{said}");
}

#[test]
fn a_history_that_is_refused_for_good_is_said_too() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    bench.connects(&source);
    bench.pass(Duration::ZERO);
    let LinkOrder::Ask(asked) = ask(None) else { unreachable!() };
    bench.hears(&source, LinkUpdate::Unanswered(asked, swarmbell_protocols::Fault::NotOffered));
    assert_eq!(bench.verdicts(), ["The server does not offer this."]);
}

#[test]
fn a_position_is_kept_once_all_before_it_was_told() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    bench.hears(&source, LinkUpdate::Event(Box::new(published(1, json!({})))));
    bench.hears(&source, LinkUpdate::Position("after 1".into()));
    let kept = |bench: &Bench| bench.controller.cached::<String>(&source, "position");
    assert_eq!(kept(&bench), None, "the ring was not accepted yet");
    assert_eq!(bench.rings().len(), 1);
    assert_eq!(kept(&bench).as_deref(), Some("after 1"));
}

#[test]
fn a_source_that_grows_beyond_what_is_asked_one_by_one_misses_nothing() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, history(0..1, None));
    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    let mut many = relay();
    let System::Relay(settings) = &mut many.system else { unreachable!() };
    settings.channels.extend((0..30).map(|n| Subscription(format!("more-{n}"))));
    bench.clock.advance(ten_minutes(6));
    let put = |bench: &mut Bench, settings: &SourceSettings| {
        let settings = Box::new(settings.clone());
        bench.order(Order::PutSource { source: Some(source.clone()), settings });
        bench.connects(&source);
        bench.pass(Duration::ZERO);
    };
    put(&mut bench, &many);
    let all = LinkOrder::Ask(Ask::Channels(Question::History { channel: None, after: None }));
    assert_eq!(bench.links.orders.lock().unwrap().last(), Some(&all));
    let of = |n: u32, channel: &str| Event {
        at: START.plus(ten_minutes(n)),
        channel: Some(channel.into()),
        ..published(1_000 + n, json!({"title": format!("{n} of {channel}")}))
    };
    let told = |channel: Option<&str>, events: Vec<Event>| {
        let channel = channel.map(str::to_owned);
        let told = Told::History { channel, after: None, events, next: None };
        LinkUpdate::Snapshot(Snapshot::Channels(told))
    };
    bench.hears(&source, told(None, vec![of(1, "main"), of(2, "more-3"), of(3, "somebody else's")]));
    let rings = bench.rings();
    assert!(matches!(&rings[..], [ring] if ring.title.contains("1 of main")), "{rings:?}");

    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    bench.connects(&source);
    bench.pass(Duration::ZERO);
    bench.hears(&source, told(None, vec![of(4, "more-3")]));
    let rings = bench.rings();
    assert!(matches!(&rings[..], [ring] if ring.title.contains("4 of more-3")), "{rings:?}");

    bench.hears(&source, LinkUpdate::State(ConnectionState::Connecting));
    bench.clock.advance(ten_minutes(6));
    put(&mut bench, &relay());
    bench.hears(&source, told(Some("main"), vec![of(1, "main"), of(8, "main")]));
    let rings = bench.rings();
    assert!(matches!(&rings[..], [ring] if ring.title.contains("8 of main")), "{rings:?}");
}
