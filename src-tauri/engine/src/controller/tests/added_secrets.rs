//! The secrets of sources that somebody added: for their servers, and no longer than they are there.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Snapshot, Way};
use swarmbell_protocols::ask::channels::{Answer as Told, Question};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::Bench;
use super::added::{relay, with};
use super::bench::START;
use crate::controller::Input;
use crate::desktop::{Report, SecretOutcome, SecretPlace};
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::local::{Answer, Order, TokenText};
use crate::settings::{SourceId, SourceSettings};
use crate::systems::{System, Vera};
use crate::view::{self, MenuEntry, TrayIcon};

fn found(secret: &str) -> SecretOutcome {
    SecretOutcome::Found(Secret::parse(secret).unwrap())
}

fn set(bench: &mut Bench, source: &SourceId, secret: &str) -> oneshot::Receiver<Answer> {
    bench.order(Order::SetToken { token: TokenText(Zeroizing::new(secret.into())), source: source.clone() })
}

fn put(bench: &mut Bench, source: &SourceId, settings: SourceSettings) {
    bench.order(Order::PutSource { source: Some(source.clone()), settings: settings.into() });
}

fn sentence_of(answer: &mut oneshot::Receiver<Answer>) -> (bool, String) {
    match answer.try_recv().unwrap() {
        Answer::Said { ok, sentence } => (ok, sentence),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_late_answer_of_the_keyring_is_for_the_server_it_was_asked_for() {
    let mut bench = Bench::new();
    let source = bench.add(relay());
    let asked = bench.asked().unwrap();
    bench.keyring_says(asked, SecretOutcome::TimedOut);
    let elsewhere = Origin::parse("https://other.example").unwrap();
    put(&mut bench, &source, with("https://other.example", "Builds"));
    bench.keyring_says(asked, found("s3cret"));
    assert!(bench.secrets.get(&source, &elsewhere).is_none());
    assert!(bench.links.started.lock().unwrap().iter().all(|(_, has_secret)| !has_secret));
}

#[test]
fn what_the_keyring_keeps_and_cannot_be_a_secret_is_said_until_another_is_pasted() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Unusable);
    let says = |bench: &Bench| view::status(&bench.controller.state, bench.clock.now()).sentence;
    let sentence = says(&bench);
    assert!(sentence.starts_with("Needs you: What the keyring keeps cannot be the token."), "{sentence}");
    assert_eq!(bench.links.started.lock().unwrap().last(), Some(&(SourceId::neuro(), false)), "it polls");
    let mut answer = set(&mut bench, &SourceId::neuro(), "tok");
    bench.connection(ConnectionState::Connected { since: START, via: Way::Push });
    bench.keyring(found("tok"));
    assert!(sentence_of(&mut answer).0 && says(&bench).starts_with("Connected"), "{}", says(&bench));

    let source = bench.add(relay());
    bench.keyring(SecretOutcome::Unusable);
    bench.connects(&source);
    let expected = "Needs you: Builds: What the keyring keeps cannot be the app secret. \
        Paste it again from the settings of the Relay server.";
    assert_eq!(says(&bench), expected);
    let tray = bench.last_tray().unwrap();
    assert_eq!(tray.icon, TrayIcon::NeedsYou);
    assert!(tray.menu.iter().any(|entry| matches!(entry, MenuEntry::Item { label, .. } if label == "Fix…")));
}

fn vera(stream: &str) -> SourceSettings {
    let system = System::Vera(Box::new(Vera {
        stream: Origin::parse(stream).unwrap(),
        api: Origin::parse("https://api.example").unwrap(),
        markets: [].into(),
        relevance: [].into(),
        names: Default::default(),
    }));
    SourceSettings { name: "News".into(), paused: false, system, rules: Vec::new() }
}

#[test]
fn a_key_for_two_servers_is_not_a_key_for_one_of_them_and_a_third() {
    let mut bench = Bench::new();
    let source = bench.add(vera("https://stream.example"));
    bench.keyring(found("s3cret"));
    for origin in ["https://api.example", "https://stream.example"] {
        assert!(bench.secrets.get(&source, &Origin::parse(origin).unwrap()).is_some(), "{origin}");
    }
    bench.desktop.take();
    put(&mut bench, &source, vera("https://evil.example"));
    for origin in ["https://api.example", "https://stream.example", "https://evil.example"] {
        assert!(bench.secrets.get(&source, &Origin::parse(origin).unwrap()).is_none(), "{origin}");
    }
    let place = |with: &str| SecretPlace {
        source: source.clone(),
        origin: Origin::parse("https://api.example").unwrap(),
        with: vec![Origin::parse(with).unwrap()],
    };
    assert_ne!(place("https://stream.example").account(), place("https://evil.example").account());
}

#[test]
fn a_paused_source_comes_alive_by_no_answer_and_no_secret() {
    let mut bench = Bench::new();
    let source = bench.add(relay());
    let asked = bench.asked().unwrap();
    bench.order(Order::PauseSource { source: source.clone(), paused: true });
    bench.keyring_says(asked, found("s3cret"));
    assert_eq!(*bench.links.started.lock().unwrap(), []);
    let mut answer = set(&mut bench, &source, "other");
    bench.keyring(found("other"));
    let (ok, said) = sentence_of(&mut answer);
    assert!(!ok && said.contains("when the source goes on"), "{said}");
    bench.order(Order::ForgetToken { source });
    assert_eq!(*bench.links.started.lock().unwrap(), []);
}

#[test]
fn a_test_of_a_secret_ends_with_the_connection_it_was_for() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("old"));
    let mut answer = set(&mut bench, &source, "new");
    bench.order(Order::PauseSource { source: source.clone(), paused: true });
    assert!(!sentence_of(&mut answer).0);
    let origin = Origin::parse("https://relay.example").unwrap();
    let held = bench.secrets.get(&source, &origin).unwrap();
    assert_eq!(held, Secret::parse("old").unwrap(), "what was kept is used on");
    bench.order(Order::PauseSource { source: source.clone(), paused: false });
    let mut again = set(&mut bench, &source, "new");
    assert!(again.try_recv().is_err(), "it is being tested");
}

#[test]
fn a_secret_that_connecting_does_not_prove_is_proved_by_a_question() {
    let mut bench = Bench::new();
    let ask = Ask::Channels(Question::Channels);
    let source = bench.connected_source(relay(), None);
    let mut wrong = set(&mut bench, &source, "wrong");
    bench.connects(&source);
    assert!(wrong.try_recv().is_err(), "the socket opens without it");
    assert_eq!(bench.links.orders.lock().unwrap().last(), Some(&LinkOrder::Ask(ask.clone())));
    bench.hears(&source, LinkUpdate::Unanswered(ask, Fault::TokenRefused));
    assert!(!sentence_of(&mut wrong).0);
    let mut right = set(&mut bench, &source, "right");
    bench.connects(&source);
    bench.hears(&source, LinkUpdate::Snapshot(Snapshot::Channels(Told::Channels([].into()))));
    bench.keyring(found("right"));
    assert_eq!(sentence_of(&mut right), (true, "It works.".to_owned()));
}

#[test]
fn a_secret_that_no_keyring_keeps_outlasts_an_edit_of_the_channels() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), None);
    let mut answer = set(&mut bench, &source, "s3cret");
    bench.connects(&source);
    bench.hears(&source, LinkUpdate::Snapshot(Snapshot::Channels(Told::Channels([].into()))));
    bench.keyring(SecretOutcome::NoService);
    assert!(answer.try_recv().is_ok());
    let mut settings = relay();
    let System::Relay(relay) = &mut settings.system else { unreachable!() };
    relay.channels.insert("more".into());
    put(&mut bench, &source, settings);
    assert_eq!(bench.links.started.lock().unwrap().last(), Some(&(source, true)));
}

#[test]
fn a_secret_that_stays_in_the_keyring_after_its_source_is_told() {
    let mut bench = Bench::new();
    let source = bench.connected_source(relay(), Some("s3cret"));
    bench.order(Order::RemoveSource { source: source.clone() });
    let place =
        SecretPlace { source, origin: Origin::parse("https://relay.example").unwrap(), with: Vec::new() };
    let id = bench.asked().unwrap();
    bench.controller.handle(Input::Desktop(Report::Secret { id, place, outcome: SecretOutcome::Locked }));
    assert!(
        bench.controller.state.notices.iter().any(|notice| notice.sentence.contains("still in the keyring"))
    );
}
