//! What the server says of its versions.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Deprecation, Input, Reply};
use swarmbell_protocols::ask::{Api, Standing};
use swarmbell_protocols::time::UnixMillis;

use super::versions::{V1_LATEST, V1_SOCKET, V1_STREAM, V2_SOCKET, api, informed, socket};
use crate::neuro::session::{
    OFFLINE, Session, example, faults, paths, reply, request_for, requests, stream_request,
};

#[test]
fn the_versions_are_asked_for_once_per_start_without_the_token_and_last() {
    let (mut session, started) = Session::opening();
    let request = request_for(&started, "/api/info");
    assert_eq!(request.bearer, None);
    assert_eq!(requests(&started).last(), Some(&request));
    for (status, body) in [(404, "Not Found"), (500, ""), (200, "<html>"), (200, "[]")] {
        let started = session.step(Input::Start);
        assert_eq!(session.reply(request_for(&started, "/api/info").id, status, body), []);
    }
    let started = session.step(Input::Start);
    let id = request_for(&started, "/api/info").id;
    assert_eq!(session.step(Input::NoReply { id, fault: Fault::TimedOut }), []);
}

#[test]
fn a_version_the_server_does_not_have_is_not_waited_for() {
    let info = r#"{"data":{"latestVersion":"v1","versions":{"v1":{"status":"current"}}}}"#;
    let (mut session, started) = Session::opening();
    let outputs = informed(&mut session, &started, info);
    assert_eq!(socket(&outputs).as_deref(), Some(V1_SOCKET));
    assert_eq!(paths(&outputs), [V1_STREAM, V1_LATEST]);
    assert_eq!(socket(&session.refused(404, "Not Found")).as_deref(), Some(V2_SOCKET), "seeing is believing");
    assert_eq!(faults(&session.refused(404, "<html>")), [Fault::Refused { status: 404 }]);
    let (mut session, started) = Session::polling();
    assert_eq!(paths(&informed(&mut session, &started, info)), [V1_STREAM, V1_LATEST]);
}

#[test]
fn a_version_that_answers_is_not_left_whatever_the_server_says_of_it() {
    let info = r#"{"data":{"versions":{"v1":{"status":"current"},"v2":{"status":"removed"}}}}"#;
    let (mut session, started) = Session::polling();
    session.reply(stream_request(&started).id, 200, OFFLINE);
    let outputs = informed(&mut session, &started, info);
    let [told] = &api(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!((told.version, told.standing), ("v2", Standing::Removed));
    assert_eq!(requests(&outputs), []);
}

#[test]
fn what_the_server_says_of_its_versions_is_told_once() {
    let (mut session, started) = Session::polling();
    let before = informed(&mut session, &started, example!("info.json"));
    assert_eq!(before, [], "nothing answered yet in this version");
    let outputs = session.reply(stream_request(&started).id, 200, OFFLINE);
    let told =
        Api { version: "v2", standing: Standing::Current, sunset: None, newest: Some("v2".to_owned()) };
    assert_eq!(api(&outputs), [told]);
    let started = session.step(Input::Start);
    informed(&mut session, &started, example!("info.json"));
    assert_eq!(api(&session.reply(stream_request(&started).id, 200, OFFLINE)), []);
}

#[test]
fn speaking_version_1_is_told_with_its_end() {
    let end = UnixMillis(1_793_491_200_000);
    let (mut session, started) = Session::polling();
    let outputs = session.reply(stream_request(&started).id, 404, "Not Found");
    let deprecation = Some(Deprecation { sunset: Some(end) });
    let answer = Reply { deprecation, ..reply(200, OFFLINE) };
    let id = request_for(&outputs, V1_STREAM).id;
    let outputs = session.step(Input::Reply { id, reply: &answer });
    let told = Api { version: "v1", standing: Standing::Deprecated, sunset: Some(end), newest: None };
    assert_eq!(api(&outputs), [told]);
    let outputs = informed(&mut session, &started, example!("info.json"));
    let told =
        Api { version: "v1", standing: Standing::Removed, sunset: Some(end), newest: Some("v2".to_owned()) };
    assert_eq!(api(&outputs), [told]);
    let outputs = session.serve_until(V1_STREAM);
    let outputs = session.reply(request_for(&outputs, V1_STREAM).id, 200, OFFLINE);
    assert_eq!(api(&outputs), [], "not every answer says so, and it stays true");
}

#[test]
fn the_end_of_a_version_is_read_as_a_date_or_as_a_number() {
    let sunset = |sunset: &str| {
        let (mut session, started) = Session::polling();
        session.reply(stream_request(&started).id, 200, OFFLINE);
        let versions = format!(r#"{{"v2":{{"status":"deprecated","sunset":{sunset}}}}}"#);
        let outputs = informed(&mut session, &started, &format!(r#"{{"data":{{"versions":{versions}}}}}"#));
        api(&outputs)[0].sunset
    };
    assert_eq!(sunset(r#""2026-11-01T00:00:00.000Z""#), Some(UnixMillis(1_793_491_200_000)));
    assert_eq!(sunset("1793491200000"), Some(UnixMillis(1_793_491_200_000)));
    assert_eq!(sunset(r#""soon""#), None);
}
