//! How large a snapshot gets.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;

use super::Bench;
use super::added::with;
use super::bench::{START, online};
use crate::controller::{Notice, NoticeKind, UpdateState};
use crate::local::Order;
use crate::settings::{Choice, Phrases, SourceSettings};
use crate::systems::{RelayAuthoriser, System};
use crate::updates::Releases;
use crate::view::{self, Page, SNAPSHOT_BYTES, WindowSnapshot};

const HOUR: i64 = 3_600_000;

/// The longest text that an adapter passes on, of letters that take the most room.
fn long() -> String {
    "🔔".repeat(500)
}

/// A hundred entries, one an hour, the first three days ago.
fn crowded() -> Week {
    let entry = |n: i64| Entry {
        time: UnixMillis(START.0 + (n - 72) * HOUR),
        message: format!("{n} {}", long()),
        kind: EntryKind::Normal,
    };
    Week { year: 2026, week: 47, entries: (0..100).map(entry).collect(), is_final: true, picture: None }
}

fn snapshot(bench: &Bench) -> WindowSnapshot {
    view::snapshot(&bench.controller.state, START)
}

#[test]
fn a_snapshot_stays_small_whatever_servers_send_and_people_enter() {
    let mut bench = Bench::connected();
    for n in 0..SourceSettings::MOST {
        let label = "long".repeat(15);
        let server = format!("https://{label}.{label}.{n}.example");
        let name = format!("{n}{}", "🔔".repeat(SourceSettings::NAME_CHARS - 2));
        let source = bench.connected_source(with(&server, &name), None);
        let added = bench.controller.state.sources.get_mut(&source).unwrap();
        added.refused = (0..50).map(|n| (format!("{n}{}", long()), Fault::NotFound)).collect();
    }
    let mut stream = online("1");
    let Subject::Live(live) = &mut stream.subject else { unreachable!() };
    (live.title, live.category) = (Some(long()), Some(long()));
    bench.event(stream);
    bench.schedule(&crowded());
    let state = &mut bench.controller.state;
    state.sources.neuro_mut().available =
        (0..256).map(|n| Subscription::from(&format!("{n}{}", "x".repeat(96))[..])).collect();
    let phrases = vec!["🔔".repeat(Phrases::MAX_CHARS - 1)];
    state.settings.neuro.only = Phrases::try_from(phrases.clone()).unwrap();
    state.settings.neuro.never = Phrases::try_from(phrases).unwrap();
    state.notices = vec![Notice { kind: NoticeKind::Settings, sentence: long() }; 4];
    let bytes = serde_json::to_vec(&snapshot(&bench)).unwrap().len();
    assert!(bytes <= SNAPSHOT_BYTES, "{bytes}");
    assert!(snapshot(&bench).notices.len() >= 4, "what the user should know is not left out");
    let sources = snapshot(&bench).sources;
    assert_eq!(sources.len(), SourceSettings::MOST);
    assert!(sources.iter().all(|source| source.refused.len() == 1), "one reason at least");
}

#[test]
fn a_server_that_only_paused_sources_have_is_not_named_among_those_that_are_spoken_to() {
    let mut bench = Bench::connected();
    let origin = bench.origin.to_string();
    bench.controller.state.updates = None;
    assert_eq!(snapshot(&bench).servers, std::slice::from_ref(&origin));
    let mut source = with("https://relay.example", "Builds");
    let System::Relay(relay) = &mut source.system else { unreachable!() };
    relay.authoriser = RelayAuthoriser::Endpoint("https://door.example/auth".into());
    let source = bench.add(source);
    bench.add(with("https://relay.example", "the same server once more"));
    let servers = ["https://relay.example", "https://door.example"].map(str::to_owned);
    assert_eq!(snapshot(&bench).servers, [std::slice::from_ref(&origin), &servers[..]].concat());
    bench.order(Order::PauseSource { source, paused: true });
    assert_eq!(snapshot(&bench).servers, [origin, servers[0].clone()]);
    let vera: System = serde_json::from_value(serde_json::json!({
        "kind": "vera",
        "stream": "https://stream.example",
        "api": "https://api.example",
    }))
    .unwrap();
    bench.add(SourceSettings { system: vera.clone(), ..with("https://relay.example", "News") });
    let both = vera.listen().speaks_to();
    assert!(both.len() == 2 && both.iter().all(|one| snapshot(&bench).servers.contains(&one.to_string())));
    let releases = Releases::of("https://forge.example/swarm/bell").unwrap();
    bench.controller.state.updates = Some(UpdateState::new(releases, false));
    assert_eq!(snapshot(&bench).servers.last().map(String::as_str), Some("https://forge.example"));
    bench.order(Order::Choose { choice: Choice::UpdateNotice(false) });
    assert!(!snapshot(&bench).servers.contains(&"https://forge.example".to_owned()));
}

#[test]
fn of_a_week_too_large_for_a_snapshot_it_has_what_comes_next_and_the_page_has_all() {
    let mut bench = Bench::connected();
    bench.schedule(&crowded());
    let week = snapshot(&bench).neuro.week.unwrap();
    assert!(!week.whole && !week.entries.is_empty());
    assert!(week.entries[0].time >= START.0 - 12 * HOUR, "what is over makes room");
    match bench.kept_week(47) {
        Page::Week { week: Some(week) } => assert!(week.whole && week.entries.len() == 100),
        other => panic!("{other:?}"),
    }
}
