//! Sources that somebody added.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Snapshot, Subscription, Way};
use swarmbell_protocols::ask::channels::{Answer as Told, Message, Question};
use swarmbell_protocols::event::{Event, EventKey, Subject};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;

use super::Bench;
use super::bench::{START, online};
use crate::controller::Input;
use crate::desktop::recorder::Call;
use crate::desktop::{SecretOrder, SecretOutcome};
use crate::journal::Listed;
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::local::{Answer, Order};
use crate::ring::Action;
use crate::settings::{RingRule, SourceId, SourceSettings};
use crate::systems::{Relay, RelayAuthoriser, System};
use crate::view::{MenuEntry, TrayIcon};

pub(super) fn relay() -> SourceSettings {
    SourceSettings {
        name: "Builds".into(),
        paused: false,
        system: System::Relay(Relay {
            origin: Origin::parse("https://relay.example").unwrap(),
            app_key: "key".into(),
            app_id: Some("app".into()),
            authoriser: RelayAuthoriser::Nobody,
            channels: BTreeSet::from([Subscription::from("main")]),
        }),
        rules: Vec::new(),
    }
}

pub(super) fn with(origin: &str, name: &str) -> SourceSettings {
    let mut source = relay();
    source.name = name.into();
    let System::Relay(relay) = &mut source.system else { unreachable!() };
    relay.origin = Origin::parse(origin).unwrap();
    source
}

pub(super) fn published(n: u32, payload: Value) -> Event {
    Event {
        event_type: "build.failed".into(),
        key: EventKey(format!("k{n}")),
        subject: Subject::Other,
        channel: Some("main".into()),
        page: None,
        payload,
        ..online("")
    }
}

impl Bench {
    pub(super) fn add(&mut self, settings: SourceSettings) -> SourceId {
        match self.order(Order::PutSource { source: None, settings: Box::new(settings) }).try_recv().unwrap()
        {
            Answer::Source { id } => SourceId::try_from(id).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn hears(&mut self, source: &SourceId, update: LinkUpdate) {
        let generation = self.controller.under_way.get(source).unwrap().generation;
        self.controller.handle(Input::Link { source: source.clone(), generation, update });
    }

    pub(super) fn connects(&mut self, source: &SourceId) {
        let connected = ConnectionState::Connected { since: START, via: Way::Push };
        self.hears(source, LinkUpdate::State(connected));
    }

    fn secret_calls_for(&self, source: &SourceId) -> Vec<(String, &'static str)> {
        let call = |call: Call| match call {
            Call::Secret(_, place, order) if place.source == *source => Some((
                place.origin.to_string(),
                match order {
                    SecretOrder::Find => "find",
                    SecretOrder::Keep(_) => "keep",
                    SecretOrder::Forget => "forget",
                },
            )),
            _ => None,
        };
        self.desktop.take().into_iter().filter_map(call).collect()
    }

    /// A source whose secret the keyring has, connected.
    pub(super) fn connected_source(&mut self, settings: SourceSettings, secret: Option<&str>) -> SourceId {
        let source = self.add(settings);
        let outcome = match secret {
            Some(secret) => SecretOutcome::Found(Secret::parse(secret).unwrap()),
            None => SecretOutcome::Absent,
        };
        self.keyring(outcome);
        self.connects(&source);
        self.desktop.take();
        self.links.orders.lock().unwrap().clear();
        source
    }

    pub(super) fn verdicts(&self) -> Vec<String> {
        let rows = self.controller.journal.list(&Listed::default(), 100).unwrap();
        rows.into_iter().rev().filter_map(|row| row.verdict).collect()
    }
}

#[test]
fn a_source_that_is_added_is_listened_to_at_once_and_after_a_restart() {
    let mut bench = Bench::new();
    let source = bench.add(relay());
    bench.keyring(SecretOutcome::Absent);
    assert_eq!(bench.links.started.lock().unwrap().last(), Some(&(source.clone(), false)));
    let wanted = LinkOrder::Wanted(BTreeSet::from([Subscription::from("main")]));
    assert_eq!(bench.links.orders.lock().unwrap().last(), Some(&wanted));
    let settings = bench.controller.state.settings.clone();
    let again = Bench::with(settings, crate::journal::Journal::in_memory().unwrap());
    let asked: Vec<_> = again.secret_calls_for(&source);
    assert_eq!(asked, [("https://relay.example".to_owned(), "find")]);
}

#[test]
fn an_event_of_an_added_source_rings_once_by_its_rules() {
    let mut bench = Bench::new();
    let mut settings = relay();
    settings.rules = vec![RingRule { kinds: vec!["build.started".into()], ..RingRule::default() }];
    let source = bench.connected_source(settings, None);
    let failed = published(
        1,
        json!({"title": "Build 7", "message": "It <b>failed</b>", "url": "https://ci.example/7"}),
    );
    bench.hears(&source, LinkUpdate::Event(Box::new(failed.clone())));
    bench.hears(&source, LinkUpdate::Event(Box::new(failed)));
    let rings = bench.rings();
    let [ring] = &rings[..] else { panic!("{rings:?}") };
    assert_eq!((ring.title.as_str(), ring.body.as_str()), ("Build 7", "It <b>failed</b>"));
    assert!(matches!(&ring.click, Action::Open(page) if page.as_str() == "https://ci.example/7"));
    assert_eq!(ring.buttons[0].label, "Open ci.example");
    let started = Event { event_type: "build.started".into(), ..published(2, Value::Null) };
    bench.hears(&source, LinkUpdate::Event(Box::new(started)));
    assert_eq!(bench.rings(), []);
    assert_eq!(bench.verdicts(), ["rang", "silenced (switched off)"]);
}

#[test]
fn a_source_that_cannot_be_is_refused_with_a_sentence() {
    let mut bench = Bench::new();
    let refused = |bench: &mut Bench, settings| match bench
        .order(Order::PutSource { source: None, settings: Box::new(settings) })
        .try_recv()
        .unwrap()
    {
        Answer::Said { ok: false, sentence } => sentence,
        other => panic!("{other:?}"),
    };
    assert!(
        refused(&mut bench, with("https://relay.example", " \u{202e} "))
            .starts_with("Give the source a name")
    );
    let mut keyless = relay();
    let System::Relay(relay) = &mut keyless.system else { unreachable!() };
    relay.app_key.clear();
    assert!(refused(&mut bench, keyless).starts_with("Enter the app's key"));
    for n in 0..SourceSettings::MOST {
        bench.add(with("https://relay.example", &format!("{n}")));
    }
    assert!(
        refused(&mut bench, with("https://relay.example", "one more"))
            .starts_with("There are too many sources")
    );
    let gone = Order::PutSource { source: Some(SourceId::fresh("relay")), settings: self::relay().into() };
    assert!(matches!(bench.order(gone).try_recv().unwrap(), Answer::Said { ok: false, .. }));
}

#[test]
fn another_server_of_a_source_starts_without_the_secret_of_the_first() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    let first = Origin::parse("https://relay.example").unwrap();
    assert!(bench.secrets.get(&source, &first).is_some());
    bench.order(Order::PutSource {
        source: Some(source.clone()),
        settings: with("https://other.example", "Builds").into(),
    });
    assert!(bench.secrets.get(&source, &first).is_none());
    let calls = bench.secret_calls_for(&source);
    assert_eq!(
        calls,
        [("https://relay.example".to_owned(), "forget"), ("https://other.example".to_owned(), "find")]
    );
    assert_eq!(*bench.links.stopped.lock().unwrap().last().unwrap(), source);
}

#[test]
fn a_name_or_a_rule_is_changed_without_a_new_connection() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    let started = bench.links.started.lock().unwrap().len();
    let stopped = bench.links.stopped.lock().unwrap().len();
    let settings =
        SourceSettings { rules: vec![RingRule::default()], ..with("https://relay.example", "Other") };
    bench.order(Order::PutSource { source: Some(source.clone()), settings: settings.into() });
    assert_eq!(bench.links.started.lock().unwrap().len(), started);
    assert_eq!(bench.links.stopped.lock().unwrap().len(), stopped);
    bench.hears(&source, LinkUpdate::Event(Box::new(published(1, Value::Null))));
    assert_eq!(bench.rings(), [], "by the new rule");
}

#[test]
fn a_source_that_is_removed_leaves_nothing_behind() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, LinkUpdate::Event(Box::new(published(1, Value::Null))));
    bench.rings();
    let generation = bench.controller.under_way.get(&source).unwrap().generation;
    bench.order(Order::RemoveSource { source: source.clone() });
    assert_eq!(bench.secret_calls_for(&source), [("https://relay.example".to_owned(), "forget")]);
    assert!(bench.secrets.get(&source, &Origin::parse("https://relay.example").unwrap()).is_none());
    assert_eq!(bench.controller.journal.list(&Listed::default(), 10).unwrap(), []);
    assert!(bench.controller.state.settings.sources.is_empty());
    assert_eq!(bench.links.stopped.lock().unwrap().last(), Some(&source));
    let late = LinkUpdate::Event(Box::new(published(2, Value::Null)));
    bench.controller.handle(Input::Link { source, generation, update: late });
    assert_eq!(bench.rings(), []);
}

#[test]
fn a_source_that_is_paused_is_not_listened_to_until_it_goes_on() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    bench.order(Order::PauseSource { source: source.clone(), paused: true });
    assert_eq!(*bench.links.stopped.lock().unwrap(), [source.clone(), source.clone()]);
    assert_eq!(
        bench.controller.state.sources.get(&source).unwrap().connection,
        ConnectionState::Disconnected
    );
    let mut answer = bench.order(Order::TestSource { source: source.clone() });
    assert!(
        matches!(answer.try_recv().unwrap(), Answer::Said { ok: false, sentence } if sentence.contains("paused"))
    );
    let started = bench.links.started.lock().unwrap().len();
    bench.order(Order::PauseSource { source, paused: false });
    bench.keyring(SecretOutcome::Absent);
    assert_eq!(bench.links.started.lock().unwrap().len(), started + 1);
}

#[test]
fn a_test_of_a_source_goes_the_whole_way_where_something_can_be_published() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    let mut answer = bench.order(Order::TestSource { source: source.clone() });
    let orders = bench.links.orders.lock().unwrap().clone();
    let [LinkOrder::Ask(ask @ Ask::Channels(Question::Publish(messages)))] = &orders[..] else {
        panic!("{orders:?}")
    };
    let [Message { channel, .. }] = &messages[..] else { panic!("{messages:?}") };
    assert_eq!(channel, "main");
    bench.hears(&source, LinkUpdate::Snapshot(Snapshot::Channels(Told::Published(messages.clone()))));
    assert!(matches!(answer.try_recv().unwrap(), Answer::Said { ok: true, .. }));
    let mut refused = bench.order(Order::TestSource { source: source.clone() });
    bench.hears(&source, LinkUpdate::Unanswered(ask.clone(), Fault::TokenRefused));
    assert!(matches!(refused.try_recv().unwrap(), Answer::Said { ok: false, .. }));
    let mut abandoned = bench.order(Order::TestSource { source: source.clone() });
    bench.order(Order::RemoveSource { source });
    assert!(matches!(abandoned.try_recv().unwrap(), Answer::Said { ok: false, .. }), "nobody waits for ever");
}

#[test]
fn the_channels_there_are_can_be_picked_from_where_the_server_tells() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    let mut answer = bench.order(Order::Offered { source: source.clone() });
    let channels =
        [("a", Default::default()), ("b", Default::default())].map(|(name, found)| (name.to_owned(), found));
    bench.hears(&source, LinkUpdate::Snapshot(Snapshot::Channels(Told::Channels(channels.into()))));
    assert_eq!(answer.try_recv().unwrap(), Answer::Offered { names: vec!["a".into(), "b".into()] });
    let open = bench.connected_source(with("https://open.example", "Open"), None);
    let mut answer = bench.order(Order::Offered { source: open });
    assert!(matches!(answer.try_recv().unwrap(), Answer::Said { ok: false, .. }));
}

#[test]
fn a_report_about_the_secret_of_one_source_is_not_anothers() {
    let mut bench = Bench::new();
    let one = bench.add(relay());
    let first = bench.asked().unwrap();
    let two = bench.add(with("https://other.example", "Other"));
    let second = bench.asked().unwrap();
    bench.keyring_says(second, SecretOutcome::Found(Secret::parse("two").unwrap()));
    bench.keyring_says(first, SecretOutcome::Absent);
    assert_eq!(bench.links.started.lock().unwrap()[..], [(two, true), (one, false)]);
}

#[test]
fn the_tray_speaks_of_the_worst_source_by_its_name() {
    let mut bench = Bench::connected();
    let source = bench.connected_source(relay(), None);
    bench.hears(&source, LinkUpdate::State(ConnectionState::Failed { reason: Fault::AppUnknown }));
    let tray = bench.last_tray().unwrap();
    assert_eq!(tray.icon, TrayIcon::NeedsYou);
    assert!(
        tray.tooltip.starts_with("Needs you: Builds: The server does not know this app."),
        "{}",
        tray.tooltip
    );
    assert!(tray.menu.iter().any(|entry| matches!(entry, MenuEntry::Item { label, .. } if label == "Fix…")));
    bench.order(Order::PauseSource { source, paused: true });
    let tray = bench.last_tray().unwrap();
    assert_eq!((tray.icon, tray.tooltip.starts_with("Connected")), (TrayIcon::Online, true));
}

#[test]
fn settings_that_cannot_be_are_put_right_also_while_the_keyring_is_locked() {
    let mut bench = Bench::connected();
    let source = bench.connected_source(relay(), None);
    let added = bench.controller.state.sources.get_mut(&source).unwrap();
    (added.invalid, added.token) =
        (Some(crate::settings::SourceError::Sources), crate::view::TokenView::Locked);
    let status = crate::view::status_line(&bench.controller.state);
    assert_eq!((status.fix, status.can_retry), (Some(source.to_string()), false));
}

#[test]
fn the_self_check_tells_of_each_source_and_no_secret() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.hears(&source, LinkUpdate::State(ConnectionState::Failed { reason: Fault::AppUnknown }));
    let lines = crate::view::doctor(&bench.controller.state, bench.clock.now());
    let about = format!(
        "source {source} at https://relay.example: stopped, secret in the keyring, 0 events. Needs you: "
    );
    assert!(lines.iter().any(|line| line.starts_with(&about)), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("s3cret")), "{lines:?}");
}

#[test]
fn what_waits_for_the_ring_that_tells_many_waits_once() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    for n in [1, 2, 3, 4, 4, 5] {
        bench.hears(&source, LinkUpdate::Event(Box::new(published(n, Value::Null))));
    }
    assert_eq!(bench.rings().len(), 3);
    bench.pass(Duration::from_secs(10));
    let rings = bench.rings();
    assert!(matches!(&rings[..], [ring] if ring.title.contains('2')), "4 and 5: {rings:?}");
}
