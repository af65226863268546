//! Sources as the settings' file says them: looked at like what is entered.

use swarmbell_protocols::adapter::Subscription;

use super::Bench;
use super::added::{relay, with};
use crate::desktop::SecretOutcome;
use crate::journal::Journal;
use crate::local::{Answer, Order, TokenText};
use crate::settings::{Settings, SourceId, SourceSettings};
use crate::systems::{RelayAuthoriser, System};
use crate::view;

fn id(name: &str) -> SourceId {
    SourceId::try_from(name.to_owned()).unwrap()
}

/// A bell whose settings' file says these.
fn started(sources: impl IntoIterator<Item = (SourceId, SourceSettings)>) -> Bench {
    let settings = Settings { welcomed: true, sources: sources.into_iter().collect(), ..Settings::default() };
    Bench::with(settings, Journal::in_memory().unwrap())
}

fn bad() -> SourceSettings {
    let mut source = with("https://bad.example", "Orders");
    let System::Relay(relay) = &mut source.system else { unreachable!() };
    relay.authoriser = RelayAuthoriser::Endpoint("app.example/auth".into());
    relay.channels.insert(Subscription::from("private-orders"));
    source
}

const SENTENCE: &str =
    "The address that authorises channels cannot be used. Enter it whole, beginning with https://.";

#[test]
fn a_source_in_the_settings_file_that_cannot_be_says_why_and_stops_no_other() {
    let mut bench = started([(id("relay-bad"), bad()), (id("relay-good"), relay())]);
    let asked: Vec<_> = bench.desktop.secret_calls();
    asked.into_iter().for_each(|call| bench.keyring_says(call, SecretOutcome::Absent));
    let started: Vec<SourceId> =
        bench.links.started.lock().unwrap().iter().map(|(source, _)| source.clone()).collect();
    assert_eq!(started, [SourceId::neuro(), id("relay-good")]);
    let status = view::status(&bench.controller.state, bench.clock.now()).sentence;
    assert_eq!(status, format!("Needs you: Orders: {SENTENCE}"));
    assert_eq!(bench.controller.state.settings.sources[&id("relay-bad")], bad(), "nothing is lost");
    let said = |mut answer: tokio::sync::oneshot::Receiver<Answer>| match answer.try_recv() {
        Ok(Answer::Said { ok: false, sentence }) => sentence,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(bench.order(Order::TestSource { source: id("relay-bad") })), SENTENCE);
    let mut answer = bench.order(Order::SetToken {
        token: TokenText(zeroize::Zeroizing::new("s3cret".into())),
        source: id("relay-bad"),
    });
    assert!(answer.try_recv().is_err(), "the keyring is asked");
    assert_eq!(bench.links.started.lock().unwrap().len(), 2, "a secret is tried where it is listened to");

    let mended = Order::PutSource { source: Some(id("relay-bad")), settings: relay().into() };
    bench.order(mended);
    bench.keyring(SecretOutcome::Absent);
    assert_eq!(bench.links.started.lock().unwrap().last().unwrap().0, id("relay-bad"));
}

#[test]
fn of_too_many_sources_in_the_settings_file_the_first_are_listened_to_until_there_is_room() {
    let many = (0..=SourceSettings::MOST).map(|n| (id(&format!("relay-{n:02}")), relay()));
    let mut bench = started(many);
    let last = id(&format!("relay-{:02}", SourceSettings::MOST));
    let invalid = |bench: &Bench| bench.controller.state.sources.get(&last).unwrap().invalid;
    assert!(invalid(&bench).unwrap().to_string().contains("keep 8 at most"));
    bench.order(Order::RemoveSource { source: id("relay-07") });
    assert_eq!(invalid(&bench), None);
    bench.keyring(SecretOutcome::Absent);
    assert_eq!(bench.links.started.lock().unwrap().last().unwrap().0, last);
}
