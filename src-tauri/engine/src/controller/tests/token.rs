use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::secret::Secret;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::Bench;
use super::bench::START;
use crate::desktop::recorder::Call;
use crate::desktop::{SecretOrder, SecretOutcome};
use crate::link::ConnectionState;
use crate::local::{Answer, Order, TokenText};
use crate::settings::SourceId;
use crate::view::TokenView;

fn secret(text: &str) -> Secret {
    Secret::parse(text).unwrap()
}

fn set(bench: &mut Bench, token: &str) -> oneshot::Receiver<Answer> {
    bench.order(Order::SetToken {
        token: TokenText(Zeroizing::new(token.to_owned())),
        source: SourceId::neuro(),
    })
}

fn said(answer: &mut oneshot::Receiver<Answer>) -> (bool, String) {
    match answer.try_recv().unwrap() {
        Answer::Said { ok, sentence } => (ok, sentence),
        other => panic!("not a sentence: {other:?}"),
    }
}

fn push() -> ConnectionState {
    ConnectionState::Connected { since: START, via: Way::Push }
}

#[test]
fn without_a_token_the_source_is_polled() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    let started = bench.links.started.lock().unwrap().clone();
    assert_eq!(started.iter().map(|(_, has_secret)| *has_secret).collect::<Vec<_>>(), [false]);
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Absent);
}

#[test]
fn a_locked_keyring_leaves_polling_and_is_asked_again_on_retry() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Locked);
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Locked);
    bench.order(Order::Retry);
    bench.keyring(SecretOutcome::Found(secret("tok")));
    let started = bench.links.started.lock().unwrap().clone();
    assert_eq!(started.iter().map(|(_, has_secret)| *has_secret).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_new_token_is_kept_after_the_server_took_it() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    bench.desktop.take();
    let mut answer = set(&mut bench, " tok ");
    assert!(!bench.desktop.take().iter().any(|call| matches!(call, Call::Secret(..))));
    bench.connection(push());
    let kept = bench.desktop.take();
    assert!(
        kept.iter().any(
            |call| matches!(call, Call::Secret(_, _, SecretOrder::Keep(kept)) if *kept == secret("tok"))
        )
    );
    bench.keyring(SecretOutcome::Found(secret("tok")));
    assert_eq!(said(&mut answer), (true, "It works: alerts are instant now.".into()));
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Kept);
}

#[test]
fn a_refused_token_is_not_kept_and_the_old_one_stays_in_use() {
    let mut bench = Bench::connected();
    let mut answer = set(&mut bench, "wrong");
    bench.connection(ConnectionState::Failed { reason: Fault::TokenRefused });
    let (ok, sentence) = said(&mut answer);
    assert!(!ok && sentence.contains("refused the token"), "{sentence}");
    let in_use = bench.secrets.get(&SourceId::neuro(), &bench.origin);
    assert_eq!(in_use, Some(secret("tok")));
    assert!(
        !bench.desktop.take().iter().any(|call| matches!(call, Call::Secret(_, _, SecretOrder::Keep(_))))
    );
    assert_ne!(
        bench.controller.state.sources.neuro().connection,
        ConnectionState::Failed { reason: Fault::TokenRefused }
    );
}

#[test]
fn a_token_that_cannot_be_tested_is_kept_and_said_so() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    let mut answer = set(&mut bench, "tok");
    let reason = Fault::TooManyConnections { limit: 5 };
    bench.connection(ConnectionState::Reconnecting { attempt: 1, next_try: None, reason });
    bench.keyring(SecretOutcome::Found(secret("tok")));
    let (ok, sentence) = said(&mut answer);
    assert!(!ok && sentence.contains("All 5 connections"), "{sentence}");
}

#[test]
fn without_a_keyring_the_token_is_used_for_this_run_and_the_window_keeps_saying_so() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::NoService);
    let mut answer = set(&mut bench, "tok");
    bench.connection(push());
    bench.keyring(SecretOutcome::NoService);
    let (ok, sentence) = said(&mut answer);
    assert!(!ok && sentence.contains("until Swarmbell ends"), "{sentence}");
    let snapshot = crate::view::snapshot(&bench.controller.state, START);
    assert_eq!(snapshot.neuro.token, TokenView::ThisRunOnly);
    assert!(snapshot.notices.iter().any(|notice| notice.contains("until Swarmbell ends")));
}

#[test]
fn a_forgotten_token_leaves_memory_and_keyring() {
    let mut bench = Bench::connected();
    let mut answer = bench.order(Order::ForgetToken { source: SourceId::neuro() });
    assert!(bench.desktop.take().iter().any(|call| matches!(call, Call::Secret(_, _, SecretOrder::Forget))));
    assert_eq!(bench.secrets.get(&SourceId::neuro(), &bench.origin), None);
    bench.keyring(SecretOutcome::Absent);
    assert_eq!(said(&mut answer), (true, "The token was removed.".into()));
    assert!(!bench.links.started.lock().unwrap().last().unwrap().1);
}

#[test]
fn a_text_that_cannot_be_a_token_is_refused_before_anything_is_sent() {
    let mut bench = Bench::connected();
    let before = bench.links.started.lock().unwrap().len();
    let mut answer = set(&mut bench, "two\nlines");
    assert!(!said(&mut answer).0);
    assert_eq!(bench.links.started.lock().unwrap().len(), before);
}

#[test]
fn a_token_found_after_the_prompt_was_answered_is_used_after_all() {
    let mut bench = Bench::new();
    let call = bench.asked().unwrap();
    bench.keyring_says(call, SecretOutcome::TimedOut);
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::TimedOut);
    bench.keyring_says(call, SecretOutcome::Found(secret("tok")));
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Kept);
    let started = bench.links.started.lock().unwrap().clone();
    assert_eq!(started.iter().map(|(_, has_secret)| *has_secret).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_token_kept_after_the_prompt_was_answered_counts_as_kept() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    let mut answer = set(&mut bench, "tok");
    bench.connection(push());
    let call = bench.asked().unwrap();
    bench.keyring_says(call, SecretOutcome::TimedOut);
    assert!(said(&mut answer).1.contains("does not answer"));
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::ThisRunOnly);
    bench.keyring_says(call, SecretOutcome::Found(secret("tok")));
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Kept);
}

#[test]
fn an_old_token_found_late_does_not_replace_the_one_under_trial() {
    let mut bench = Bench::new();
    let find = bench.asked().unwrap();
    bench.keyring_says(find, SecretOutcome::TimedOut);
    let mut answer = set(&mut bench, "new");
    bench.keyring_says(find, SecretOutcome::Found(secret("old")));
    assert_eq!(bench.secrets.get(&SourceId::neuro(), &bench.origin), Some(secret("new")));
    bench.connection(ConnectionState::Failed { reason: Fault::TokenRefused });
    assert!(!said(&mut answer).0);
    assert_eq!(bench.secrets.get(&SourceId::neuro(), &bench.origin), Some(secret("old")));
}

#[test]
fn a_token_forgotten_while_it_is_tested_is_never_kept() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    let mut trial = set(&mut bench, "tok");
    bench.order(Order::ForgetToken { source: SourceId::neuro() });
    assert!(!said(&mut trial).0);
    bench.connection(push());
    bench.connection(ConnectionState::Reconnecting { attempt: 1, next_try: None, reason: Fault::Silent });
    assert!(
        !bench.desktop.take().iter().any(|call| matches!(call, Call::Secret(_, _, SecretOrder::Keep(_))))
    );
    assert_eq!(bench.secrets.get(&SourceId::neuro(), &bench.origin), None);
}

#[test]
fn a_token_that_could_not_be_removed_is_said_to_be_still_there() {
    let mut bench = Bench::connected();
    let mut answer = bench.order(Order::ForgetToken { source: SourceId::neuro() });
    bench.keyring(SecretOutcome::Locked);
    let (ok, sentence) = said(&mut answer);
    assert!(!ok && sentence.contains("still in the keyring"), "{sentence}");
    assert_eq!(bench.controller.state.sources.neuro().token, TokenView::Locked);
}

#[test]
fn what_became_of_the_test_of_a_token_is_said_in_words() {
    let lost = |reason| ConnectionState::Reconnecting { attempt: 1, next_try: None, reason };
    let kept = || SecretOutcome::Found(secret("tok"));
    let works = "It works: alerts are instant now.";
    let untested = "The token could not be tested but is kept.";
    for (connection, outcome, sentence) in [
        (push(), kept(), works.to_owned()),
        (push(), SecretOutcome::Locked, format!("{works} The keyring is locked. Unlock it, then try again.")),
        (
            lost(Fault::Unreachable),
            kept(),
            format!("{untested} The server cannot be reached. Swarmbell keeps trying."),
        ),
        (
            lost(Fault::TooManyConnections { limit: 5 }),
            kept(),
            format!(
                "{untested} All 5 connections of this token are in use. Close Swarmbell on another device."
            ),
        ),
    ] {
        let mut bench = Bench::new();
        bench.keyring(SecretOutcome::Absent);
        let mut answer = set(&mut bench, "tok");
        bench.connection(connection);
        bench.keyring(outcome);
        let good = sentence == works;
        assert_eq!(said(&mut answer), (good, sentence));
    }
    let mut bench = Bench::connected();
    let mut answer = set(&mut bench, "wrong");
    bench.connection(ConnectionState::Failed { reason: Fault::TokenRefused });
    let wrong = "The server refused the token. Paste a new one from the API dashboard.";
    assert_eq!(said(&mut answer), (false, wrong.to_owned()));
}
