//! What HTTP answers and refusals mean.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output, Priority, Reply, Snapshot};
use swarmbell_protocols::ask::Feed;
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::time::UnixMillis;

use crate::neuro::session::{
    Session, example, faults, path, request_for, requests, snapshots, stream_request, unanswered,
};

const WEEK_45: Ask = Ask::Week { year: 2026, week: 45 };

/// The outcome of asking for one week with a token.
fn week(status: u16, body: &str) -> Vec<Output> {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(WEEK_45));
    session.reply(requests(&outputs)[0].id, status, body)
}

/// The outcome of the first look at the stream without a token, in both versions if there is none in one.
fn stream(status: u16, body: &str) -> Vec<Output> {
    let (mut session, started) = Session::polling();
    session.reply_in_both(stream_request(&started).id, status, body)
}

fn code(code: &str) -> String {
    json!({"error": {"code": code, "message": "m", "timestamp": 1, "path": "/api/v2/x"}}).to_string()
}

#[test]
fn a_stream_on_the_air_is_told_as_the_event_of_its_start() {
    let outputs = stream(200, example!("twitch.stream.live.json"));
    let [Snapshot::Live(Some(event))] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(event.key.0, "live:412077190363");
    assert_eq!(event.event_type.as_str(), "streamOnline");
    assert_eq!((event.via, event.at), (Via::Snapshot, UnixMillis(1_795_201_242_000)));
    assert!(matches!(&event.subject, Subject::Live(stream) if stream.viewers == Some(6_120)));
}

#[test]
fn off_the_air_is_told_as_such() {
    assert_eq!(snapshots(&stream(200, example!("twitch.stream.offline.json"))), [Snapshot::Live(None)]);
}

#[test]
fn every_field_of_a_stream_but_is_live_may_be_missing() {
    let key = |body: &str| match &snapshots(&stream(200, body))[..] {
        [Snapshot::Live(Some(event))] => event.key.0.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(key(r#"{"data":{"isLive":true,"id":"7"}}"#), "live:7");
    assert_eq!(key(r#"{"data":{"isLive":true,"startedAt":1795201242000}}"#), "live:started-1795201242000");
    // The same all day long, or each look would ring.
    assert_eq!(
        key(r#"{"data":{"isLive":true}}"#),
        format!("live:day-{}", 1_795_201_300_000_i64 / 86_400_000)
    );
}

#[test]
fn a_bare_payload_is_read_like_a_wrapped_one() {
    assert_eq!(snapshots(&stream(200, r#"{"isLive":false}"#)), [Snapshot::Live(None)]);
    assert_eq!(snapshots(&stream(200, r#"{"data":{"isLive":false},"cached":true}"#)), [Snapshot::Live(None)]);
}

#[test]
fn an_answer_that_does_not_say_whether_the_stream_is_live_is_unreadable() {
    for body in [
        "",
        "<html></html>",
        "null",
        "[]",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":{"isLive":"yes"}}"#,
        r#"{"data":{"isLive":1}}"#,
        r#"{"isLive":false"#,
        "\u{feff}{}",
    ] {
        let outputs = stream(200, body);
        assert_eq!(faults(&outputs), [Fault::Unreadable], "{body}");
        assert_eq!(snapshots(&outputs), [], "{body}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_unreadable() {
    let (mut session, started) = Session::polling();
    let reply = Reply::new(200, [0xff, 0xfe]);
    let outputs = session.step(Input::Reply { id: stream_request(&started).id, reply: &reply });
    assert_eq!(faults(&outputs), [Fault::Unreadable]);
}

#[test]
fn the_latest_week_is_told_whatever_its_status() {
    for (body, number, is_final) in [
        (example!("schedule.latest.json"), 47, true),
        (example!("schedule.latest.autoDiscord.json"), 48, false),
    ] {
        let (mut session, started) = Session::polling();
        let id = request_for(&started, "/api/v2/schedule/latest").id;
        let outputs = session.reply(id, 200, body);
        let [Snapshot::Latest(event)] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
        let Subject::Schedule(week) = &event.subject else { panic!("{event:?}") };
        assert_eq!((event.via, event.version.as_deref()), (Via::Snapshot, Some(&*week.content_hash())));
        assert_eq!((week.year, week.week, week.is_final), (2026, number, is_final));
    }
}

#[test]
fn one_week_is_asked_for_with_the_token() {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(WEEK_45));
    let [request] = &requests(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(path(request), "/api/v2/schedule?year=2026&week=45");
    assert_eq!((request.bearer, request.priority), (Some(SecretRef::Token), Priority::User));
    let outputs = session.reply(request.id, 200, example!("schedule.json"));
    let [Snapshot::Week { year: 2026, week: 45, found: Some(week) }] = &snapshots(&outputs)[..] else {
        panic!("{outputs:?}")
    };
    assert_eq!(week.entries.len(), 2);
}

#[test]
fn a_week_the_server_does_not_have_is_an_ordinary_answer() {
    let outputs = week(404, example!("error.SC1.json"));
    assert_eq!(snapshots(&outputs), [Snapshot::Week { year: 2026, week: 45, found: None }]);
}

#[test]
fn a_week_that_was_not_asked_for_is_unreadable() {
    let outputs = week(200, r#"{"data":{"year":2026,"week":46,"schedule":[]}}"#);
    assert_eq!(outputs, [Output::Unanswered(WEEK_45, Fault::Unreadable)]);
}

#[test]
fn without_a_token_one_week_is_not_asked_for() {
    let (mut session, _) = Session::polling();
    let outputs = session.step(Input::Ask(WEEK_45));
    assert_eq!(outputs, [Output::Unanswered(WEEK_45, Fault::NeedsToken)]);
}

#[test]
fn the_same_question_under_way_twice_is_answered_once_for_both() {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(WEEK_45));
    assert_eq!(session.step(Input::Ask(WEEK_45)), []);
    let outputs = session.reply(requests(&outputs)[0].id, 200, example!("schedule.json"));
    assert_eq!(snapshots(&outputs).len(), 1);
    assert_eq!(requests(&outputs).len(), 0);
}

#[test]
fn two_questions_with_one_answer_are_asked_once_and_answered_each() {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(Ask::Subathons { year: None }));
    assert_eq!(session.step(Input::Ask(Ask::Feed(Feed::Subathon))), []);
    let outputs = session.reply(requests(&outputs)[0].id, 200, example!("subathon.active.json"));
    assert!(
        matches!(&snapshots(&outputs)[..], [Snapshot::Subathons { .. }, Snapshot::Feed { .. }]),
        "{outputs:?}"
    );
}

#[test]
fn a_question_under_way_at_a_new_start_is_asked_again() {
    let mut session = Session::pushed(&[]);
    let before = session.step(Input::Ask(WEEK_45));
    let outputs = session.step(Input::Start);
    let again = request_for(&outputs, "/api/v2/schedule?year=2026&week=45");
    assert_eq!(session.reply(requests(&before)[0].id, 200, example!("schedule.json")), []);
    assert_eq!(snapshots(&session.reply(again.id, 200, example!("schedule.json"))).len(), 1);
}

#[test]
fn a_question_that_finds_no_answer_stays_unanswered_with_the_reason() {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(WEEK_45));
    let id = requests(&outputs)[0].id;
    let outputs = session.step(Input::NoReply { id, fault: Fault::Unreachable });
    assert_eq!(outputs, [Output::Unanswered(WEEK_45, Fault::Unreachable)]);
}

#[test]
fn the_same_week_is_asked_for_once_at_a_time_and_not_too_many_at_once() {
    let mut session = Session::pushed(&[]);
    assert_eq!(requests(&session.step(Input::Ask(WEEK_45))).len(), 1);
    assert_eq!(requests(&session.step(Input::Ask(WEEK_45))).len(), 0);
    let weeks = (1..=53).map(|week| Ask::Week { year: 2025, week });
    let outputs: Vec<_> = weeks.flat_map(|ask| session.step(Input::Ask(ask))).collect();
    assert_eq!(requests(&outputs).len(), 15);
    let unanswered = unanswered(&outputs);
    assert_eq!(unanswered.len(), 38);
    assert!(unanswered.iter().all(|(_, fault)| *fault == Fault::RateLimited { wait_secs: 1 }));
}

#[test]
fn the_index_of_weeks_is_public() {
    let (mut session, _) = Session::polling();
    let outputs = session.step(Input::Ask(Ask::Weeks));
    let request = request_for(&outputs, "/api/v2/schedule/weeks");
    assert_eq!(request.bearer, None);
    let outputs = session.reply(request.id, 200, example!("schedule.weeks.json"));
    let [Snapshot::Weeks(weeks)] = &snapshots(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(weeks[&2023], BTreeSet::from([11, 12, 13]));
    assert_eq!(weeks.len(), 3);
}

#[test]
fn the_index_is_asked_for_again_when_only_the_token_was_refused() {
    let mut session = Session::pushed(&[]);
    let outputs = session.step(Input::Ask(Ask::Weeks));
    let id = request_for(&outputs, "/api/v2/schedule/weeks").id;
    let outputs = session.reply(id, 401, example!("error.AU11.json"));
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
    assert_eq!(request_for(&outputs, "/api/v2/schedule/weeks").bearer, None);
}

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

#[test]
fn a_look_keeps_its_payload_unless_it_is_too_large() {
    let stream_kept = |filler: &str| {
        let body = json!({"data": {"isLive": true, "id": "7", "filler": filler}}).to_string();
        match &snapshots(&stream(200, &body))[..] {
            [Snapshot::Live(Some(event))] => !event.payload.is_null(),
            other => panic!("{other:?}"),
        }
    };
    let week_kept = |filler: &str| {
        let (mut session, started) = Session::polling();
        let body = json!({"data": {"year": 2026, "week": 47, "schedule": [], "filler": filler}}).to_string();
        let latest = request_for(&started, "/api/v2/schedule/latest").id;
        match &snapshots(&session.reply(latest, 200, &body))[..] {
            [Snapshot::Latest(event)] => !event.payload.is_null(),
            other => panic!("{other:?}"),
        }
    };
    let post_kept = |filler: &str| {
        let mut session = Session::pushed(&[]);
        let user = "NeurosamaAI".to_owned();
        let outputs = session.step(Input::Ask(Ask::Feed(Feed::Posts { user })));
        let body = json!({"data": [{"id": "1", "filler": filler}]}).to_string();
        match &snapshots(&session.reply(requests(&outputs)[0].id, 200, &body))[..] {
            [Snapshot::Feed { events, .. }] => !events[0].payload.is_null(),
            other => panic!("{other:?}"),
        }
    };
    let large = "x".repeat(100_000);
    assert_eq!([stream_kept(""), week_kept(""), post_kept("")], [true; 3]);
    assert_eq!([stream_kept(&large), week_kept(&large), post_kept(&large)], [false; 3]);
}

#[test]
fn a_question_about_channels_is_not_offered() {
    let ask = Ask::Channels(Question::Channels);
    let (mut session, _) = Session::polling();
    assert_eq!(unanswered(&session.step(Input::Ask(ask.clone()))), [(ask, Fault::NotOffered)]);
}
