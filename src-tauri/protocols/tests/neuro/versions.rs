//! Two versions of the API: which one is spoken, and what is told of it.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Connect, Input, Output, Snapshot, Way};
use swarmbell_protocols::ask::Api;
use swarmbell_protocols::secret::SecretRef;

use crate::neuro::session::{
    OFFLINE, Session, example, faults, notes, paths, request_for, requests, sent_words, snapshots,
    stream_request, unanswered,
};

pub(super) const V1_STREAM: &str = "/api/v1/twitch/stream";
pub(super) const V1_LATEST: &str = "/api/v1/schedule/latest";
const V2_STREAM: &str = "/api/v2/twitch/stream";
const V2_LATEST: &str = "/api/v2/schedule/latest";
pub(super) const V2_SOCKET: &str = "wss://neuro.example/api/v2/ws";
pub(super) const V1_SOCKET: &str = "wss://neuro.example/api/ws";
const HOUR: Duration = Duration::from_secs(3_600);

fn connect(outputs: &[Output]) -> Option<Connect> {
    let connect = |output: &Output| match output {
        Output::Connect(connect) => Some(connect.clone()),
        _ => None,
    };
    outputs.iter().find_map(connect)
}

pub(super) fn socket(outputs: &[Output]) -> Option<String> {
    connect(outputs).map(|connect| connect.address.0.to_string())
}

pub(super) fn api(outputs: &[Output]) -> Vec<Api> {
    let api = |snapshot| match snapshot {
        Snapshot::Api(api) => Some(api),
        _ => None,
    };
    snapshots(outputs).into_iter().filter_map(api).collect()
}

pub(super) fn informed(session: &mut Session, outputs: &[Output], body: &str) -> Vec<Output> {
    session.reply(request_for(outputs, "/api/info").id, 200, body)
}

#[test]
fn where_version_2_is_absent_version_1_is_tried_at_once() {
    for (status, body) in
        [(404, "Not Found"), (410, "Gone"), (404, "<html>"), (404, example!("error.AP3.json"))]
    {
        let (mut session, _) = Session::opening();
        let outputs = session.refused(status, body);
        assert_eq!(socket(&outputs).as_deref(), Some(V1_SOCKET), "{status} {body}");
        assert_eq!(connect(&outputs).unwrap().bearer, Some(SecretRef::Token));
        assert_eq!(paths(&outputs), [V1_STREAM, V1_LATEST]);
        assert_eq!(faults(&outputs), []);
    }
}

#[test]
fn without_a_token_version_1_is_polled_where_version_2_is_absent() {
    for (status, body) in [(404, "Not Found"), (410, ""), (400, example!("error.AP3.json"))] {
        let (mut session, started) = Session::polling();
        let outputs = session.reply(stream_request(&started).id, status, body);
        assert_eq!(paths(&outputs), [V1_STREAM, V1_LATEST], "{status} {body}");
        let outputs = session.reply(request_for(&outputs, V1_STREAM).id, 200, r#"{"isLive":false}"#);
        assert_eq!(outputs.first(), Some(&Output::Ready(Way::Poll)));
        session.serve_until(V1_STREAM);
    }
}

#[test]
fn events_are_pushed_by_version_1_too() {
    let (mut session, _) = Session::opening();
    session.want(&["streamOnline"]);
    session.refused(404, "Not Found");
    session.step(Input::Opened);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
    assert_eq!(sent_words(&outputs), ["addEvent streamOnline", "listEvents"]);
    let outputs = session.text(example!("event.streamOnline.json"));
    assert!(matches!(outputs.first(), Some(Output::Event(_))), "{outputs:?}");
}

#[test]
fn where_neither_version_is_there_one_fault_is_told() {
    for (status, body, fault) in [
        (404, "Not Found", Fault::NotFound),
        (404, example!("error.AP3.json"), Fault::NotFound),
        (404, "<html>", Fault::Refused { status: 404 }),
        (410, "Gone", Fault::Refused { status: 410 }),
    ] {
        let (mut session, _) = Session::opening();
        session.refused(status, body);
        let outputs = session.refused(status, body);
        assert_eq!((faults(&outputs), socket(&outputs)), (vec![fault.clone()], None), "{status} {body}");
        let (mut session, started) = Session::polling();
        let outputs = session.reply_in_both(stream_request(&started).id, status, body);
        assert_eq!(faults(&outputs), [fault], "{status} {body}");
    }
}

#[test]
fn how_bad_the_absence_of_both_is_the_live_version_says() {
    for (first, second, fault) in
        [("Not Found", "<html>", Fault::NotFound), ("<html>", "Not Found", Fault::Refused { status: 404 })]
    {
        let (mut session, _) = Session::opening();
        session.refused(404, first);
        assert_eq!(faults(&session.refused(404, second)), [fault]);
    }
    let mut session = Session::speaking("v1", true);
    session.step(Input::Closed { code: None });
    session.step(Input::Start);
    session.refused(410, "Gone");
    assert_eq!(faults(&session.refused(404, "Not Found")), [Fault::NotFound]);
}

#[test]
fn after_both_were_absent_version_2_is_tried_first_again() {
    let (mut session, _) = Session::opening();
    session.refused(404, "<html>");
    session.refused(404, "<html>");
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
    let (mut session, started) = Session::polling();
    session.reply_in_both(stream_request(&started).id, 404, "<html>");
    let asked = [session.serve_deadline(), session.serve_deadline()].concat();
    let mut asked = paths(&asked);
    asked.sort();
    assert_eq!(asked, [V2_LATEST, V2_STREAM]);
}

#[test]
fn a_version_1_that_fails_otherwise_does_not_count_as_spoken() {
    let (mut session, _) = Session::opening();
    session.refused(404, "Not Found");
    assert_eq!(faults(&session.refused(500, "Upgrade failed")), [Fault::ServerError { status: 500 }]);
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
}

#[test]
fn a_token_that_version_1_refuses_is_refused() {
    let (mut session, _) = Session::opening();
    session.refused(404, "Not Found");
    assert_eq!(faults(&session.refused(401, "Invalid or expired token")), [Fault::TokenRefused]);
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V1_SOCKET));
}

#[test]
fn version_2_is_tried_again_an_hour_after_it_was_absent() {
    let mut session = Session::speaking("v1", true);
    session.advance(HOUR - Duration::from_secs(1));
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V1_SOCKET));
    session.step(Input::Opened);
    session.text(example!("ws.welcome.json"));
    session.advance(Duration::from_secs(1));
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
    assert_eq!(socket(&session.refused(404, "Not Found")).as_deref(), Some(V1_SOCKET));
    session.step(Input::Opened);
    session.text(example!("ws.welcome.json"));
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V1_SOCKET), "not at once again");
}

#[test]
fn version_2_is_tried_again_when_somebody_wants_another_attempt() {
    let mut session = Session::speaking("v1", true);
    session.step(Input::Closed { code: None });
    assert_eq!(session.step(Input::Retry), []);
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
}

const BOTH: &str = r#"{"data":{"versions":{"v1":{"status":"deprecated"},"v2":{"status":"current"}}}}"#;
const ONLY_V1: &str = r#"{"data":{"versions":{"v1":{"status":"current"}}}}"#;
const MINUTE: Duration = Duration::from_secs(60);

/// Lets time pass until the server is asked for its versions, and answers. How long that took.
fn until_asked(session: &mut Session, body: &str) -> (Duration, Vec<Output>) {
    let before = session.now();
    let outputs = session.serve_until("/api/info");
    (before.until(session.now()), informed(session, &outputs, body))
}

#[test]
fn a_version_2_that_was_absent_for_a_moment_is_spoken_again_within_minutes() {
    let mut session = Session::speaking("v1", true);
    let (waited, outputs) = until_asked(&mut session, BOTH);
    assert!(waited <= MINUTE, "{waited:?}");
    assert_eq!(socket(&outputs).as_deref(), Some(V2_SOCKET), "while version 1 is connected");
    session.step(Input::Opened);
    assert_eq!(session.text(example!("ws.welcome.json")).first(), Some(&Output::Ready(Way::Push)));
    let mut session = Session::speaking("v1", false);
    let (_, outputs) = until_asked(&mut session, BOTH);
    assert_eq!((socket(&outputs), paths(&outputs)), (None, vec![V2_STREAM.into(), V2_LATEST.into()]));
}

#[test]
fn a_server_that_does_not_list_its_versions_is_not_left_for_version_2() {
    for body in ["{}", r#"{"data":{"latestVersion":"v2"}}"#, "<html>"] {
        let mut session = Session::speaking("v1", true);
        let (_, outputs) = until_asked(&mut session, body);
        assert_eq!((socket(&outputs), requests(&outputs)), (None, vec![]), "{body}");
    }
}

#[test]
fn while_version_2_is_spoken_nobody_looks_for_it() {
    let mut session = Session::speaking("v1", true);
    let (_, outputs) = until_asked(&mut session, BOTH);
    // It answers by HTTP, and its socket is still opening.
    session.answer_all(&outputs);
    let asked = session.asked_within(HOUR);
    assert!(asked.iter().all(|(_, path)| path != "/api/info"), "{asked:?}");
}

#[test]
fn a_version_2_the_server_did_not_list_is_looked_for_once_version_1_is_spoken() {
    let (mut session, started) = Session::polling();
    let outputs = informed(&mut session, &started, ONLY_V1);
    session.answer_all(&outputs);
    let (waited, outputs) = until_asked(&mut session, BOTH);
    assert_eq!((waited, paths(&outputs)), (MINUTE, vec![V2_STREAM.into(), V2_LATEST.into()]));
}

#[test]
fn a_version_2_that_stays_absent_is_asked_for_more_and_more_rarely() {
    let mut session = Session::speaking("v1", true);
    let mut waits = Vec::new();
    for _ in 0..4 {
        let (waited, outputs) = until_asked(&mut session, ONLY_V1);
        assert_eq!((socket(&outputs), requests(&outputs)), (None, vec![]));
        waits.push(waited.as_secs());
    }
    for _ in 0..4 {
        let (waited, outputs) = until_asked(&mut session, BOTH);
        assert_eq!(socket(&outputs).as_deref(), Some(V2_SOCKET));
        let outputs = session.refused(404, "Not Found");
        assert_eq!(socket(&outputs).as_deref(), Some(V1_SOCKET), "it says so, and is not there");
        session.answer_all(&outputs);
        session.step(Input::Opened);
        let welcomed = session.text(example!("ws.welcome.json"));
        session.answer_all(&welcomed);
        waits.push(waited.as_secs());
    }
    assert_eq!(waits, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
}

#[test]
fn once_version_2_is_spoken_again_its_next_absence_is_the_first_again() {
    let mut session = Session::speaking("v1", true);
    until_asked(&mut session, ONLY_V1);
    until_asked(&mut session, BOTH);
    session.step(Input::Opened);
    session.text(example!("ws.welcome.json"));
    session.step(Input::Closed { code: None });
    let started = session.step(Input::Start);
    informed(&mut session, &started, BOTH);
    let outputs = session.refused(404, "Not Found");
    session.answer_all(&outputs);
    session.step(Input::Opened);
    session.text(example!("ws.welcome.json"));
    assert_eq!(until_asked(&mut session, BOTH).0, MINUTE);
}

#[test]
fn somebody_who_wants_another_attempt_while_version_1_is_spoken_has_version_2_looked_for() {
    for has_token in [true, false] {
        let mut session = Session::speaking("v1", has_token);
        let outputs = session.step(Input::Retry);
        assert_eq!(paths(&outputs), ["/api/info"]);
        assert_eq!(session.step(Input::Retry), [], "it is asked for already");
        let outputs = informed(&mut session, &outputs, BOTH);
        assert_eq!(paths(&outputs), [V2_STREAM, V2_LATEST]);
        let mut session = Session::speaking("v2", has_token);
        assert_eq!(session.step(Input::Retry), []);
    }
}

#[test]
fn a_version_1_that_ends_while_spoken_leads_to_version_2_at_once() {
    let mut session = Session::speaking("v1", true);
    session.step(Input::Closed { code: Some(1001) });
    session.step(Input::Start);
    let outputs = session.refused(410, "Gone");
    assert_eq!(socket(&outputs).as_deref(), Some(V2_SOCKET));
    assert_eq!(paths(&outputs), [V2_STREAM, V2_LATEST]);
    let mut session = Session::speaking("v1", false);
    let outputs = session.serve_until(V1_STREAM);
    let outputs = session.reply(request_for(&outputs, V1_STREAM).id, 410, "Gone");
    assert_eq!((faults(&outputs), paths(&outputs)), (vec![], vec![V2_STREAM.into(), V2_LATEST.into()]));
    let outputs = session.reply(request_for(&outputs, V2_STREAM).id, 200, OFFLINE);
    assert!(snapshots(&outputs).contains(&Snapshot::Live(None)));
}

#[test]
fn a_version_1_that_cannot_be_reached_leads_to_version_2_at_the_next_attempt() {
    let mut session = Session::speaking("v1", true);
    session.step(Input::Closed { code: None });
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V1_SOCKET));
    session.step(Input::Closed { code: None });
    assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
    let mut session = Session::speaking("v1", false);
    let id = request_for(&session.serve_until(V1_STREAM), V1_STREAM).id;
    session.step(Input::NoReply { id, fault: Fault::Unreachable });
    assert!(paths(&session.step(Input::Start)).contains(&V2_STREAM.to_owned()));
}

#[test]
fn a_version_1_that_has_a_problem_for_a_moment_is_not_left() {
    let mut session = Session::speaking("v1", false);
    let id = request_for(&session.serve_until(V1_STREAM), V1_STREAM).id;
    session.reply(id, 500, "");
    assert!(paths(&session.step(Input::Start)).contains(&V1_STREAM.to_owned()));
}

#[test]
fn a_version_2_that_was_there_is_not_left_for_a_lost_connection() {
    let mut session = Session::pushed(&[]);
    for _ in 0..3 {
        session.step(Input::Closed { code: None });
        assert_eq!(socket(&session.step(Input::Start)).as_deref(), Some(V2_SOCKET));
    }
}

#[test]
fn while_a_socket_opens_it_alone_decides_which_version_is_there() {
    let (mut session, started) = Session::opening();
    let outputs = session.reply(stream_request(&started).id, 404, "<html>");
    assert_eq!((notes(&outputs).len(), outputs.len()), (1, 1), "{outputs:?}");
    session.step(Input::Opened);
    assert_eq!(session.text(example!("ws.welcome.json")).first(), Some(&Output::Ready(Way::Push)));
}

#[test]
fn a_socket_that_both_refuse_is_asked_for_twice_and_not_for_ever() {
    let (mut session, _) = Session::opening();
    let outputs = session.refused(404, "Not Found");
    // By HTTP version 1 is there, so the next refusal is not the first of a new round.
    session.reply(request_for(&outputs, V1_STREAM).id, 200, OFFLINE);
    let outputs = session.refused(404, "Not Found");
    assert_eq!((socket(&outputs), faults(&outputs)), (None, vec![Fault::NotFound]));
}

#[test]
fn answers_of_a_version_that_is_not_spoken_any_more_are_dropped() {
    let (mut session, started) = Session::opening();
    session.refused(404, "Not Found");
    assert_eq!(session.reply(stream_request(&started).id, 404, "Not Found"), []);
    assert_eq!(session.reply(request_for(&started, V2_LATEST).id, 404, "Not Found"), []);
}

#[test]
fn what_is_asked_while_the_version_is_not_known_is_answered_by_the_one_that_is_there() {
    let (mut session, started) = Session::polling();
    let asked = session.step(Input::Ask(Ask::Weeks));
    let outputs = session.reply(request_for(&asked, "/api/v2/schedule/weeks").id, 404, "Not Found");
    assert_eq!(outputs, []);
    let times = session.step(Input::Ask(Ask::DevstreamTimes));
    assert_eq!(paths(&times), ["/api/v2/devstream/times"]);
    let outputs = session.reply(stream_request(&started).id, 404, "Not Found");
    assert!(paths(&outputs).contains(&"/api/v1/schedule/devstreamtimes".to_owned()), "{outputs:?}");
    let outputs = session.reply(request_for(&outputs, V1_STREAM).id, 200, OFFLINE);
    let outputs = session.reply(request_for(&outputs, "/api/v1/schedule/weeks").id, 200, r#"{"2023":[11]}"#);
    assert!(matches!(&snapshots(&outputs)[..], [Snapshot::Weeks(_)]), "{outputs:?}");
}

#[test]
fn what_no_version_answers_stays_unanswered() {
    let (mut session, started) = Session::polling();
    let asked = session.step(Input::Ask(Ask::Weeks));
    session.step(Input::Ask(Ask::DevstreamTimes));
    session.reply(request_for(&asked, "/api/v2/schedule/weeks").id, 404, "Not Found");
    let outputs = session.reply_in_both(stream_request(&started).id, 404, "Not Found");
    let expected = [(Ask::DevstreamTimes, Fault::NotFound), (Ask::Weeks, Fault::NotFound)];
    assert_eq!(unanswered(&outputs), expected);
}

#[test]
fn an_attempt_that_ends_leaves_no_question_waiting_for_a_version() {
    let (mut session, _) = Session::polling();
    let asked = session.step(Input::Ask(Ask::Weeks));
    session.reply(request_for(&asked, "/api/v2/schedule/weeks").id, 404, "Not Found");
    assert_eq!(session.step(Input::Ask(Ask::Weeks)), [], "it is waiting already");
    assert_eq!(unanswered(&session.step(Input::Start)), [(Ask::Weeks, Fault::NotFound)]);
}
