//! Rings that the desktop does not take, and what is left of them.

use std::time::Duration;

use serde_json::json;

use super::Bench;
use super::added::{published, relay};
use super::bench::{START, online};
use crate::controller::Input;
use crate::desktop::{Delivery, Report, ShownRing};
use crate::link::LinkUpdate;
use crate::local::Order;
use crate::ring::Action;
use crate::view::TrayIcon;

#[test]
fn a_ring_that_was_refused_and_is_over_needs_nobody_any_more() {
    let mut bench = Bench::connected();
    bench.snapshot_live(Some(online("1")));
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::Refused);
    assert_eq!(bench.last_tray().unwrap().icon, TrayIcon::NeedsYou);
    bench.snapshot_live(None);
    assert_eq!(bench.last_tray().unwrap().icon, TrayIcon::Online);
    bench.pass(Duration::from_secs(3_600));
    assert_eq!(bench.rings(), [], "nothing is left to be told");
}

#[test]
fn a_refused_test_is_said_until_something_is_shown() {
    let mut bench = Bench::connected();
    let _answer = bench.order(Order::TestNotification);
    let ring = bench.desktop.take_rings().remove(0);
    bench.deliver(&ring, Delivery::NoServer);
    bench.pass(Duration::from_secs(3_600));
    assert_eq!(bench.controller.state.undelivered, Some(Delivery::NoServer));
}

#[test]
fn what_is_over_is_counted_to_the_last_however_much_it_is() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    let other = bench.add(relay());
    let old = |n: u32| {
        let event = published(n, json!({"title": n}));
        LinkUpdate::Event(Box::new(swarmbell_protocols::Event {
            at: START.minus(Duration::from_secs(3_600)),
            ..event
        }))
    };
    for n in 0..1_500 {
        bench.hears(&source, old(n));
    }
    for n in 0..10 {
        bench.hears(&other, old(n));
        bench.hears(&source, old(1_400 + n));
    }
    bench.order(Order::RemoveSource { source: other });
    bench.pass(Duration::from_secs(60));
    let rings = bench.rings();
    let [ring] = &rings[..] else { panic!("{} rings", rings.len()) };
    assert_eq!(ring.body, "1500 build.failed");
    bench.hears(&source, old(1_450));
    bench.pass(Duration::from_secs(60));
    assert_eq!(bench.rings(), [], "what was counted was told");
}

fn long_ago(n: u32) -> LinkUpdate {
    let at = START.minus(Duration::from_secs(3_600));
    LinkUpdate::Event(Box::new(swarmbell_protocols::Event { at, ..published(n, json!({"title": n})) }))
}

#[test]
fn a_summary_that_is_not_shown_is_told_again_to_the_last() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    for n in 0..300 {
        bench.hears(&source, long_ago(n));
    }
    bench.pass(Duration::from_secs(60));
    let rings = bench.desktop.take_rings();
    assert_eq!(rings.iter().map(|ring| ring.body.as_str()).collect::<Vec<_>>(), ["300 build.failed"]);
    let LinkUpdate::Event(last) = long_ago(299) else { panic!() };
    let announced = bench.controller.journal.is_announced(&source, &last, START).unwrap();
    assert!(!announced, "nobody saw it yet");
    bench.deliver(&rings[0], Delivery::Refused);
    let mut told = 0;
    for _ in 0..60 {
        bench.pass(Duration::from_secs(1));
        let many = |title: &str| title.strip_suffix(" more things happened").and_then(|n| n.parse().ok());
        told += bench.rings().iter().map(|ring| many(&ring.title).unwrap_or(1)).sum::<usize>();
    }
    assert_eq!(told, 300);
}

#[test]
fn what_was_counted_for_a_source_is_told_when_the_one_that_filled_the_list_is_gone() {
    let mut bench = Bench::new();
    let (large, small) = (bench.connected_source(relay(), Some("s3cret")), bench.add(relay()));
    for n in 0..1_000 {
        bench.hears(&large, long_ago(n));
    }
    for n in 0..10 {
        bench.hears(&small, long_ago(n));
    }
    bench.order(Order::RemoveSource { source: large });
    bench.pass(Duration::from_secs(60));
    let bodies: Vec<String> = bench.rings().into_iter().map(|ring| ring.body).collect();
    assert_eq!(bodies, ["10 build.failed"]);
}

#[test]
fn a_ring_that_is_shown_while_its_source_is_removed_leaves_no_page_behind() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    bench.hears(&source, LinkUpdate::Event(Box::new(published(1, json!({"title": "Build"})))));
    let ring = bench.desktop.take_rings().remove(0);
    assert_eq!(ring.source.as_ref(), Some(&source));
    let shown = |mark: &str| ShownRing {
        mark: mark.into(),
        source: ring.source.clone(),
        until: START.plus(Duration::from_secs(3_600)),
        click: Action::ShowWindow,
        buttons: Vec::new(),
    };
    bench.controller.handle(Input::Desktop(Report::Shown(shown("before"))));
    assert_eq!(bench.controller.journal.shown(START).unwrap().len(), 1);
    bench.order(Order::RemoveSource { source });
    bench.controller.handle(Input::Desktop(Report::Shown(shown("after"))));
    assert_eq!(bench.controller.journal.shown(START).unwrap(), []);
}
