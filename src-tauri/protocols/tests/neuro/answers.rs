//! What HTTP answers mean.

use std::collections::BTreeSet;

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
pub(super) fn stream(status: u16, body: &str) -> Vec<Output> {
    let (mut session, started) = Session::polling();
    session.reply_in_both(stream_request(&started).id, status, body)
}

/// The server's own words of an error.
pub(super) fn code(code: &str) -> String {
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
