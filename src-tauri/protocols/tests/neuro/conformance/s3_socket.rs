//! Sections 3.1 to 3.4: opening, frames, heartbeat, reconnecting.

use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::adapter::{Input, Output, Probe, Way};
use swarmbell_protocols::fault::{NOT_FOUND_WAIT, Retry};
use swarmbell_protocols::{Adapter, Fault};

use super::VERSIONS;
use crate::neuro::session::{Session, example, faults, notes, paths, sent, sent_words};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A socket of this version, open, before `welcome`.
fn open(version: &str) -> Session {
    let mut session = Session::speaking(version, true);
    session.step(Input::Closed { code: Some(1001) });
    session.step(Input::Start);
    session.step(Input::Opened);
    session
}

#[test]
fn s3_1_the_connection_is_usable_with_welcome() {
    for version in VERSIONS {
        let mut session = open(version);
        let outputs = session.text(example!(version, "ws.welcome.json"));
        assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)), "{version}");
    }
}

#[test]
fn s3_1_each_refusal_of_the_upgrade_has_its_handling() {
    let minute = Retry::After(Duration::from_secs(60));
    let table = [
        (404, "Not Found", Fault::NotFound, Retry::After(NOT_FOUND_WAIT)),
        (401, "Missing authentication (ticket or token required)", Fault::TokenDropped, Retry::UntilChanged),
        (401, "Invalid or expired ticket", Fault::TicketRefused, Retry::Backoff),
        (401, "Invalid or expired token", Fault::TokenRefused, Retry::UntilChanged),
        (429, "Connection limit reached (max 5)", Fault::TooManyConnections { limit: 5 }, minute),
        (500, "Authentication error", Fault::ServerError { status: 500 }, Retry::Backoff),
        (500, "Upgrade failed", Fault::ServerError { status: 500 }, Retry::Backoff),
    ];
    for (status, body, fault, retry) in table {
        let (mut session, _) = Session::opening();
        assert_eq!(fault.retry(), retry, "{body}");
        assert_eq!(faults(&session.refused_everywhere(status, body)), [fault], "{body}");
    }
}

#[test]
fn s3_2_what_is_sent_is_what_the_examples_show() {
    for version in VERSIONS {
        let mut session = open(version);
        session.want(&["streamOnline", "streamUpdate"]);
        let welcomed = sent(&session.text(example!(version, "ws.welcome.json")));
        assert_eq!(welcomed[0], parsed(example!(version, "ws.addEvent.json")));
        assert_eq!(welcomed[2], parsed(example!(version, "ws.listEvents.request.json")));
        let changed = sent(&session.want(&["streamOnline"]));
        assert_eq!(changed, [parsed(example!(version, "ws.removeEvent.json"))]);
        let Probe::Text(ping) = session.adapter.liveness().probe else { panic!("a text") };
        assert_eq!(parsed(&ping), parsed(example!(version, "ws.ping.json")));
    }
}

#[test]
fn s3_2_confirmations_of_either_sort_change_nothing() {
    for version in VERSIONS {
        for name in [
            "ws.addSuccess.json",
            "ws.addSuccess.alreadySubscribed.json",
            "ws.removeSuccess.json",
            "ws.removeSuccess.wasNotSubscribed.json",
            "ws.pong.json",
        ] {
            assert_eq!(
                Session::speaking(version, true).text(example!(version, name)),
                [],
                "{version} {name}"
            );
        }
    }
}

#[test]
fn s3_2_invalid_leaves_a_note_and_the_connection() {
    for version in VERSIONS {
        let mut session = Session::speaking(version, true);
        for name in [
            "ws.invalid.invalidEventtype.json",
            "ws.invalid.malformed.json",
            "ws.invalid.missingEventtype.json",
        ] {
            let outputs = session.text(example!(version, name));
            assert_eq!((notes(&outputs).len(), outputs.len()), (1, 1), "{version} {name}: {outputs:?}");
        }
        assert_eq!(sent_words(&session.want(&["streamOnline"])), ["addEvent streamOnline"]);
    }
}

#[test]
fn s3_2_each_version_offers_its_types_but_not_the_deprecated_twin() {
    for (version, many) in [("v1", 10), ("v2", 11)] {
        let outputs = Session::speaking(version, true).text(example!(version, "ws.listEvents.json"));
        let [Output::Available(types)] = &outputs[..] else { panic!("{outputs:?}") };
        assert_eq!(types.len(), many, "{version}");
        assert!(types.iter().all(|name| name.as_str() != "xFeedUpdate"));
    }
}

#[test]
fn s3_2_subscriptions_and_the_present_are_asked_for_anew_after_each_welcome() {
    for version in VERSIONS {
        let mut session = Session::speaking(version, true);
        session.want(&["streamOnline"]);
        session.step(Input::Closed { code: None });
        let started = session.step(Input::Start);
        session.answer_all(&started);
        session.step(Input::Opened);
        let outputs = session.text(example!(version, "ws.welcome.json"));
        assert_eq!(sent_words(&outputs), ["addEvent streamOnline", "listEvents"]);
        let present = [format!("/api/{version}/twitch/stream"), format!("/api/{version}/schedule/latest")];
        assert_eq!(paths(&outputs), present);
    }
}

#[test]
fn s3_3_silence_is_probed_after_30_s_and_an_answer_awaited_for_10_s() {
    let liveness = Session::new(true).adapter.liveness();
    assert_eq!((liveness.idle, liveness.answer_within), (Duration::from_secs(30), Duration::from_secs(10)));
}

#[test]
fn s3_4_a_close_of_any_code_is_no_fault_of_the_protocol() {
    for code in [None, Some(1000), Some(1001), Some(1006), Some(1008), Some(4000), Some(4002)] {
        let mut session = Session::speaking("v2", true);
        assert_eq!(session.step(Input::Closed { code }), [], "{code:?}");
        let outputs = session.step(Input::Start);
        assert!(matches!(outputs.first(), Some(Output::Connect(_))), "{code:?}: {outputs:?}");
    }
}
