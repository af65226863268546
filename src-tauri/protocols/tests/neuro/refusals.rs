//! What refusals mean, of a question and of the socket.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output, Reply};
use swarmbell_protocols::secret::SecretRef;

use super::answers::{code, stream};
use crate::neuro::session::{Session, example, faults, path, request_for, requests, stream_request};

#[test]
fn the_error_sample_is_told_by_its_code_and_not_by_its_status() {
    assert_eq!(faults(&stream(418, &code("AP1"))), [Fault::ServerError { status: 418 }]);
    let unknown = stream(404, example!("error.geterror.unknownCode.json"));
    assert_eq!(faults(&unknown), [Fault::Refused { status: 404 }]);
}

#[test]
fn an_error_with_status_200_is_an_error() {
    assert_eq!(faults(&stream(200, &code("AP1"))), [Fault::ServerError { status: 200 }]);
    assert_eq!(faults(&stream(200, r#"{"error":"Not Found"}"#)), [Fault::Refused { status: 200 }]);
}

#[test]
fn a_refusal_of_nobodys_token_does_not_blame_the_token() {
    for body in [example!("error.AU9.json"), example!("error.AU11.json"), "Unauthorized", "<html>"] {
        assert_eq!(faults(&stream(401, body)), [Fault::Refused { status: 401 }], "{body}");
    }
}

#[test]
fn a_blocked_address_without_a_token_is_not_asked_again_at_once() {
    assert_eq!(stream(403, &code("AU8")), [Output::Fault(Fault::AccountBlocked)]);
}

#[test]
fn why_a_token_was_refused_is_asked_before_it_is_told() {
    for (status, body, fault) in [
        (403, &code("AU8")[..], Fault::AccountBlocked),
        (401, &code("AU11"), Fault::TokenRefused),
        (401, "<html>", Fault::TokenRefused),
        (200, r#"{"data":[]}"#, Fault::TokenRefused),
        (500, "", Fault::TokenRefused),
    ] {
        let (mut session, _) = Session::opening();
        let outputs = session.refused_silently(401, "Invalid or expired token");
        assert_eq!(faults(&outputs), []);
        let why = request_for(&outputs, "/api/v2/twitch/vods");
        assert!(why.bearer.is_some());
        assert_eq!(faults(&session.reply(why.id, status, body)), [fault], "{body}");
    }
    let (mut session, _) = Session::opening();
    let outputs = session.refused_silently(401, "Invalid or expired token");
    let id = request_for(&outputs, "/api/v2/twitch/vods").id;
    let outputs = session.step(Input::NoReply { id, fault: Fault::TimedOut });
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
}

#[test]
fn why_a_token_was_refused_is_not_asked_beside_a_question_that_tells_it() {
    let refuse = |session: &mut Session| session.refused_silently(401, "Invalid or expired token");
    let ask = |session: &mut Session| session.step(Input::Ask(Ask::Recordings));
    for asked_first in [true, false] {
        let (mut session, _) = Session::opening();
        let mut outputs = if asked_first { ask(&mut session) } else { refuse(&mut session) };
        outputs.extend(if asked_first { refuse(&mut session) } else { ask(&mut session) });
        let same = requests(&outputs).into_iter().filter(|request| path(request).ends_with("/twitch/vods"));
        let ids: Vec<_> = same.map(|request| request.id).collect();
        assert_eq!(ids.len(), 1, "asked first: {asked_first}");
        let outputs = session.reply(ids[0], 403, &code("AU8"));
        assert_eq!(faults(&outputs), [Fault::AccountBlocked]);
        assert!(outputs.contains(&Output::Unanswered(Ask::Recordings, Fault::AccountBlocked)), "{outputs:?}");
    }
}

#[test]
fn that_the_account_is_blocked_is_told_though_the_upgrade_only_said_refused() {
    let (mut session, started) = Session::opening();
    let outputs = session.refused(401, "Invalid or expired token");
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
    let outputs = session.reply(stream_request(&started).id, 403, &code("AU8"));
    assert_eq!(faults(&outputs), [Fault::AccountBlocked]);
    let outputs = session.reply(request_for(&started, "/api/v2/schedule/latest").id, 403, &code("AU8"));
    assert_eq!(faults(&outputs), [], "once");
}

#[test]
fn a_page_is_told_by_its_status_and_always_passes() {
    let table = [
        (301, Fault::Refused { status: 301 }),
        (400, Fault::Refused { status: 400 }),
        (403, Fault::Refused { status: 403 }),
        (404, Fault::Refused { status: 404 }),
        (410, Fault::Refused { status: 410 }),
        (429, Fault::RateLimited { wait_secs: 60 }),
        (500, Fault::ServerError { status: 500 }),
        (502, Fault::ServerError { status: 502 }),
        (599, Fault::ServerError { status: 599 }),
        (600, Fault::Refused { status: 600 }),
        (0, Fault::Refused { status: 0 }),
    ];
    for (status, fault) in table {
        assert!(!fault.needs_user());
        assert_eq!(faults(&stream(status, "<html>Bad Gateway</html>")), [fault], "{status}");
    }
}

#[test]
fn only_the_servers_own_words_say_that_there_is_no_such_address() {
    for body in ["Not Found", " Not Found\r\n", &code("AP3")] {
        assert_eq!(faults(&stream(404, body)), [Fault::NotFound], "{body}");
    }
    for body in ["", "404 page not found", "Not Found: /api", "<html>Not Found</html>", &code("ZZ1")] {
        assert_eq!(faults(&stream(404, body)), [Fault::Refused { status: 404 }], "{body}");
    }
}

#[test]
fn a_refusal_by_something_in_between_leaves_the_pushed_connection_alone() {
    for (status, body) in [
        (401, ""),
        (401, "Unauthorized"),
        (401, "<html>Sign in</html>"),
        (403, "error code: 1020"),
        (403, r#"{"error":"Forbidden"}"#),
        (404, "<html>Not Found</html>"),
        (410, "Gone"),
    ] {
        let mut session = Session::pushed(&["streamOnline"]);
        let outputs = session.serve_deadline();
        let outputs = session.reply(stream_request(&outputs).id, status, body);
        assert_eq!(outputs, [Output::RequestFailed(Fault::Refused { status })], "{status} {body}");
        assert_eq!(session.want(&[]).len(), 1, "the socket is still used: {status} {body}");
        let outputs = session.serve_deadline();
        let bearer = requests(&outputs).first().map(|request| request.bearer);
        assert_eq!(bearer, Some(Some(SecretRef::Token)), "the token still goes along: {status} {body}");
    }
}

#[test]
fn a_limit_of_somebody_elses_on_the_upgrade_is_waited_out() {
    let refused = |body: &str, retry_after: Option<u64>| {
        let (mut session, _) = Session::opening();
        let retry_after = retry_after.map(Duration::from_secs);
        session.step(Input::Refused(&Reply { retry_after, ..Reply::new(429, body) }))
    };
    for (body, retry_after, wait_secs) in
        [("", None, 60), ("<html>", Some(7), 7), ("Slow down", Some(90), 90)]
    {
        let expected = Fault::RateLimited { wait_secs };
        assert_eq!(refused(body, retry_after), [Output::Fault(expected)], "{body}");
    }
    let limit = Fault::TooManyConnections { limit: 5 };
    assert_eq!(refused("Connection limit reached (max 5)", Some(7)), [Output::Fault(limit)]);
}

#[test]
fn nothing_found_is_no_fault_of_the_server_where_something_must_be() {
    assert_eq!(faults(&stream(404, &code("SC1"))), [Fault::Refused { status: 404 }]);
}

#[test]
fn each_refusal_of_the_upgrade_has_its_meaning() {
    let page = "<!doctype html><title>Sign in</title>";
    let table = [
        (404, "Not Found", Fault::NotFound),
        (404, page, Fault::Refused { status: 404 }),
        (404, "404 page not found", Fault::Refused { status: 404 }),
        (404, &code("AP3"), Fault::NotFound),
        (410, "Gone", Fault::Refused { status: 410 }),
        (410, page, Fault::Refused { status: 410 }),
        (401, "Missing authentication (ticket or token required)", Fault::TokenDropped),
        (401, "Invalid or expired ticket", Fault::TicketRefused),
        (401, "Invalid or expired token", Fault::TokenRefused),
        (403, "Invalid or expired token\n", Fault::TokenRefused),
        (401, "", Fault::Refused { status: 401 }),
        (403, "Forbidden", Fault::Refused { status: 403 }),
        (403, "error code: 1020", Fault::Refused { status: 403 }),
        (403, &code("AU8"), Fault::AccountBlocked),
        (401, &code("AU11"), Fault::TokenRefused),
        (401, &code("AU9"), Fault::TokenDropped),
        (429, "Connection limit reached (max 5)", Fault::TooManyConnections { limit: 5 }),
        (429, "", Fault::RateLimited { wait_secs: 60 }),
        (429, page, Fault::RateLimited { wait_secs: 60 }),
        (429, &code("RL2"), Fault::RateLimited { wait_secs: 60 }),
        (500, "Authentication error", Fault::ServerError { status: 500 }),
        (500, "Upgrade failed", Fault::ServerError { status: 500 }),
        (503, page, Fault::ServerError { status: 503 }),
        (200, page, Fault::Refused { status: 200 }),
        (302, "", Fault::Refused { status: 302 }),
        (401, page, Fault::Refused { status: 401 }),
        (403, page, Fault::Refused { status: 403 }),
        (407, "Proxy", Fault::Refused { status: 407 }),
        (426, "Upgrade Required", Fault::Refused { status: 426 }),
    ];
    for (status, body, fault) in table {
        let (mut session, _) = Session::opening();
        assert_eq!(faults(&session.refused_everywhere(status, body)), [fault], "{status} {body}");
    }
}
