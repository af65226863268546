//! Section 2.3: errors.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Reply};
use swarmbell_protocols::fault::{NOT_FOUND_WAIT, Retry};

use crate::shuriken::session::{NOTICES, SWAPS, Session, example, faults, notes};

#[test]
fn s2_3_each_error_is_a_fault_of_its_class() {
    use Retry::{After, Backoff, UntilChanged};
    let no_route = r#"{"error":{"code":"NO_ROUTE","message":"m","details":null}}"#;
    let not_found = r#"{"error":{"code":"NOT_FOUND","message":"m","details":null}}"#;
    let minute = Duration::from_secs(60);
    let refused = || Fault::StreamRefused { stream: NOTICES.to_owned() };
    for (status, body, fault, retry) in [
        (400, example("http.error.400.json"), Fault::BadQuestion, Backoff),
        (400, no_route, Fault::NotFound, After(NOT_FOUND_WAIT)),
        (401, example("http.error.401.json"), Fault::TokenRefused, UntilChanged),
        (401, "<html>", Fault::TokenRefused, UntilChanged),
        (403, example("http.error.403.json"), refused(), UntilChanged),
        (404, not_found, Fault::NotOffered, UntilChanged),
        (404, "404 page not found", Fault::NotFound, After(NOT_FOUND_WAIT)),
        (429, example("http.error.429.json"), Fault::RateLimited { wait_secs: 60 }, After(minute)),
        (500, example("http.error.500.json"), Fault::ServerError { status: 500 }, Backoff),
    ] {
        let (mut session, post) = Session::posting(&[NOTICES]);
        let outputs = session.reply(post.id, status, body);
        assert_eq!(faults(&outputs), std::slice::from_ref(&fault), "{status} {body}");
        assert_eq!(fault.retry(), retry, "{status} {body}");
        assert!(fault.sentence(swarmbell_protocols::shuriken::SECRET).ends_with('.'), "{status}");
    }
}

#[test]
fn s2_3_a_refusal_for_a_missing_scope_names_the_stream() {
    let sentence =
        Fault::StreamRefused { stream: NOTICES.to_owned() }.sentence(swarmbell_protocols::shuriken::SECRET);
    assert!(sentence.contains(NOTICES) && sentence.contains("scope"), "{sentence}");
}

#[test]
fn s2_3_the_name_of_the_request_is_noted() {
    for status in ["400", "401", "403", "429", "500"] {
        let (mut session, post) = Session::posting(&[SWAPS]);
        let body = example(&format!("http.error.{status}.json"));
        let notes = notes(&session.reply(post.id, status.parse().unwrap(), body));
        assert!(notes.len() == 1 && notes[0].ends_with("req_7c1e90ff"), "{notes:?}");
    }
}

#[test]
fn s2_3_a_pause_the_server_names_is_kept() {
    let (mut session, post) = Session::posting(&[SWAPS]);
    let pause = Reply { retry_after: Some(Duration::from_secs(7)), ..Reply::new(429, "") };
    let outputs = session.step(Input::Reply { id: post.id, reply: &pause });
    assert_eq!(faults(&outputs), [Fault::RateLimited { wait_secs: 7 }]);
}
