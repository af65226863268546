//! Section 2.6: close codes, and the upgrade that is refused with the same meaning.

use std::collections::BTreeMap;
use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Reply};
use swarmbell_protocols::fault::{NOT_FOUND_WAIT, Retry};

use crate::vera::session::{Session, config, example};

const MINUTE: Retry = Retry::After(Duration::from_secs(60));

fn own(code: u16) -> Option<(Fault, Retry)> {
    match code {
        4001 => Some((Fault::TokenRefused, Retry::UntilChanged)),
        4002 => Some((Fault::TooMuchWanted { limit: 500 }, Retry::UntilChanged)),
        4003 => Some((Fault::PastDue, Retry::UntilChanged)),
        4009 => Some((Fault::RateLimited { wait_secs: 60 }, MINUTE)),
        _ => None,
    }
}

#[test]
fn s2_6_each_code_has_its_handling() {
    let known: BTreeMap<String, String> = serde_json::from_str(example("close_codes.json")).unwrap();
    let known = known.keys().map(|code| code.parse().unwrap());
    for code in known.chain([1000, 1006, 4000, 4004, 4100]) {
        let outputs = Session::fresh().step(Input::Closed { code: Some(code) });
        let told: Vec<_> = own(code).into_iter().map(|(fault, _)| Output::Fault(fault)).collect();
        assert_eq!(outputs, told, "{code}");
    }
}

#[test]
fn s2_6_each_fault_is_retried_as_its_code_demands_and_has_a_sentence() {
    for code in [4001, 4002, 4003, 4009] {
        let (fault, retry) = own(code).unwrap();
        assert_eq!(fault.retry(), retry, "{code}");
        assert!(fault.sentence(swarmbell_protocols::vera::SECRET).ends_with('.'), "{code}");
    }
}

#[test]
fn s2_6_a_close_without_a_code_or_before_the_socket_is_open_is_no_fault_of_the_protocol() {
    assert_eq!(Session::fresh().step(Input::Closed { code: None }), []);
    let (mut session, _) = Session::opening(config());
    assert_eq!(session.step(Input::Closed { code: Some(4001) }), []);
}

#[test]
fn s2_6_an_upgrade_is_refused_with_the_meaning_of_a_code() {
    let invalid = example("http.error.401.invalid_authentication.json");
    let missing = r#"{"error":{"type":"missing_authentication"}}"#;
    let scope = r#"{"error":{"type":"scope_required"}}"#;
    let absent = r#"{"error":{"type":"not_found"}}"#;
    let table = [
        (401, "", Fault::TokenRefused, Retry::UntilChanged),
        (401, invalid, Fault::TokenRefused, Retry::UntilChanged),
        (401, missing, Fault::TokenDropped, Retry::UntilChanged),
        (402, "", Fault::PastDue, Retry::UntilChanged),
        (403, scope, Fault::TokenRefused, Retry::UntilChanged),
        (403, "<html>", Fault::Refused { status: 403 }, Retry::Backoff),
        (404, absent, Fault::NotFound, Retry::After(NOT_FOUND_WAIT)),
        (404, "", Fault::Refused { status: 404 }, Retry::Backoff),
        (409, "", Fault::Refused { status: 409 }, Retry::Backoff),
        (400, "", Fault::Refused { status: 400 }, Retry::Backoff),
        (429, "", Fault::RateLimited { wait_secs: 60 }, MINUTE),
        (503, "", Fault::ServerError { status: 503 }, Retry::Backoff),
    ];
    for (status, body, fault, retry) in table {
        let (mut session, _) = Session::opening(config());
        assert_eq!(fault.retry(), retry, "{status}");
        let outputs = session.step(Input::Refused(&Reply::new(status, body)));
        assert_eq!(outputs, [Output::Fault(fault)], "{status} {body}");
        assert!(matches!(session.step(Input::Start)[..], [Output::Connect(_)]), "{status}");
    }
}

#[test]
fn s2_6_a_refusal_may_say_how_long_to_wait() {
    for (asked, wait_secs) in [(90, 90), (1_000_000, 3_600), (0, 1)] {
        let (mut session, _) = Session::opening(config());
        let retry_after = Some(Duration::from_secs(asked));
        let outputs = session.step(Input::Refused(&Reply { retry_after, ..Reply::new(429, "") }));
        assert_eq!(outputs, [Output::Fault(Fault::RateLimited { wait_secs })]);
    }
}
