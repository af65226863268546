//! The socket: opening, `welcome`, refusals, close.

use std::time::Duration;

use swarmbell_protocols::adapter::{Input, Output, Priority, Probe, Way};
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::{Adapter, Fault};

use crate::neuro::session::{
    OFFLINE, Session, events, example, faults, notes, path, paths, request_for, requests, sent_words,
    stream_request,
};

#[test]
fn a_start_with_a_token_opens_the_socket_with_the_token_in_the_header() {
    let (_, outputs) = Session::opening();
    let Some(Output::Connect(connect)) = outputs.first() else { panic!("{outputs:?}") };
    assert_eq!(connect.address.0.as_str(), "wss://neuro.example/api/v2/ws");
    assert_eq!(connect.bearer, Some(SecretRef::Token));
}

#[test]
fn a_start_without_a_token_opens_no_socket() {
    let (_, outputs) = Session::polling();
    assert!(!outputs.iter().any(|output| matches!(output, Output::Connect(_))), "{outputs:?}");
}

#[test]
fn towards_this_machine_the_socket_goes_in_the_clear_like_the_rest() {
    use swarmbell_protocols::neuro::{Config, Neuro};
    use swarmbell_protocols::web::Origin;
    let origin = Origin::parse("http://127.0.0.1:8123").unwrap();
    let mut session = Session::new(true);
    session.adapter = Neuro::new(Config { origin, has_token: true, seed: 1 });
    let outputs = session.step(Input::Start);
    let Some(Output::Connect(connect)) = outputs.first() else { panic!("{outputs:?}") };
    assert_eq!(connect.address.0.as_str(), "ws://127.0.0.1:8123/api/v2/ws");
}

#[test]
fn the_present_is_asked_for_while_the_socket_opens() {
    let (_, outputs) = Session::opening();
    assert_eq!(paths(&outputs), ["/api/v2/twitch/stream", "/api/v2/schedule/latest", "/api/info"]);
    let priorities: Vec<_> = requests(&outputs).iter().map(|request| request.priority).collect();
    assert_eq!(priorities, [Priority::CatchUp, Priority::CatchUp, Priority::Prefetch]);
}

#[test]
fn the_connection_is_ready_with_welcome_and_not_before() {
    let (mut session, _) = Session::opening();
    assert_eq!(session.step(Input::Opened), []);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
}

#[test]
fn nothing_is_sent_before_welcome() {
    let (mut session, _) = Session::opening();
    assert_eq!(session.want(&["streamOnline"]), []);
    session.step(Input::Opened);
    assert_eq!(session.want(&["streamOnline", "streamOffline"]), []);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(sent_words(&outputs), ["addEvent streamOffline", "addEvent streamOnline", "listEvents"]);
}

#[test]
fn after_each_welcome_the_present_is_asked_for_anew() {
    let (mut session, started) = Session::opening();
    session.answer_all(&started);
    session.step(Input::Opened);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(paths(&outputs), ["/api/v2/twitch/stream", "/api/v2/schedule/latest"]);
    assert!(requests(&outputs).iter().all(|request| request.priority == Priority::CatchUp));
}

#[test]
fn an_answer_asked_for_before_welcome_does_not_close_the_gap() {
    let (mut session, started) = Session::opening();
    session.step(Input::Opened);
    let welcomed = session.text(example!("ws.welcome.json"));
    assert_eq!(paths(&welcomed), [] as [&str; 0]);
    let outputs = session.reply(stream_request(&started).id, 200, OFFLINE);
    assert_eq!(paths(&outputs), ["/api/v2/twitch/stream"]);
}

#[test]
fn the_stream_is_looked_at_again_once_caches_have_caught_up_with_welcome() {
    let mut session = Session::pushed(&["streamOnline"]);
    let asked = session.asked_within(Duration::from_secs(20));
    assert_eq!(asked, [(Duration::from_secs(15), "/api/v2/twitch/stream".to_owned())]);
}

#[test]
fn the_latest_week_is_looked_at_again_once_caches_have_caught_up_with_welcome() {
    let mut session = Session::pushed(&["scheduleUpdate"]);
    let asked = session.asked_within(Duration::from_secs(100));
    assert!(asked.contains(&(Duration::from_secs(60), "/api/v2/schedule/latest".to_owned())), "{asked:?}");
}

#[test]
fn a_second_welcome_brings_the_subscriptions_back_but_is_no_second_ready() {
    let mut session = Session::pushed(&["streamOnline"]);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(sent_words(&outputs), ["addEvent streamOnline", "listEvents"]);
    assert!(!outputs.contains(&Output::Ready(Way::Push)));
}

#[test]
fn a_silent_connection_is_probed_with_the_application_ping() {
    let liveness = Session::new(true).adapter.liveness();
    assert_eq!(liveness.idle, Duration::from_secs(30));
    assert_eq!(liveness.answer_within, Duration::from_secs(10));
    let Probe::Text(probe) = liveness.probe else { panic!("a frame of the protocol") };
    assert_eq!(probe, r#"{"type":"ping"}"#);
}

#[test]
fn pong_and_auth_success_change_nothing() {
    let mut session = Session::pushed(&[]);
    assert_eq!(session.text(example!("ws.pong.json")), []);
    assert_eq!(session.text(r#"{"type":"authSuccess","data":{}}"#), []);
}

#[test]
fn frames_that_cannot_be_understood_leave_a_note_and_the_connection() {
    let mut session = Session::pushed(&[]);
    for text in ["", "Bad Gateway", "[1]", r#"{"type":"tea"}"#, r#"{"type":"event"}"#, "\u{0}"] {
        let outputs = session.text(text);
        assert_eq!(notes(&outputs).len(), 1, "{outputs:?}");
        assert_eq!(outputs.len(), 1);
    }
    let outputs = session.step(Input::Binary(&[0, 159, 146, 150]));
    assert_eq!(notes(&outputs), ["a binary frame was skipped"]);
    assert_eq!(events(&session.text(example!("event.streamOnline.json"))).len(), 1);
}

#[test]
fn a_note_tells_nothing_of_what_came() {
    let mut session = Session::pushed(&[]);
    let secret = "sekrit-9000";
    let frames = [
        secret.to_owned(),
        format!(r#"{{"type":"{secret}"}}"#),
        format!(r#"{{"type":"invalid","data":{{"reason":"{secret}","message":"{secret}"}}}}"#),
        format!(r#"{{"type":"event","data":{{"eventType":"scheduleUpdate","eventData":"{secret}"}}}}"#),
    ];
    for frame in frames {
        let outputs = session.text(&frame);
        assert_eq!(notes(&outputs).len(), 1);
        assert!(!format!("{outputs:?}").contains(secret), "{outputs:?}");
    }
}

#[test]
fn invalid_leaves_the_connection_as_it_is() {
    let mut session = Session::pushed(&["streamOnline", "coffeeReady"]);
    for frame in [
        example!("ws.invalid.invalidEventtype.json"),
        example!("ws.invalid.malformed.json"),
        example!("ws.invalid.missingEventtype.json"),
    ] {
        let outputs = session.text(frame);
        assert_eq!((notes(&outputs).len(), outputs.len()), (1, 1), "{outputs:?}");
    }
    let outputs = session.want(&["streamOnline", "coffeeReady", "streamOffline"]);
    assert_eq!(sent_words(&outputs), ["addEvent streamOffline"]);
}

#[test]
fn a_close_ends_the_right_to_send() {
    let mut session = Session::pushed(&["streamOnline"]);
    assert_eq!(session.step(Input::Closed { code: Some(1001) }), []);
    assert_eq!(session.want(&["streamOffline"]), []);
    assert_eq!(session.text(example!("event.streamOnline.json")), []);
}

#[test]
fn after_a_close_the_next_start_connects_and_subscribes_anew() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.step(Input::Closed { code: None });
    let outputs = session.step(Input::Start);
    assert!(matches!(outputs.first(), Some(Output::Connect(_))), "{outputs:?}");
    session.step(Input::Opened);
    let outputs = session.text(example!("ws.welcome.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
    assert_eq!(sent_words(&outputs), ["addEvent streamOnline", "listEvents"]);
}

#[test]
fn a_token_revoked_while_connected_shows_at_the_next_upgrade() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.step(Input::Closed { code: Some(1008) });
    session.step(Input::Start);
    let outputs = session.refused(401, "Invalid or expired token");
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
}

#[test]
fn after_a_terminal_refusal_polling_goes_on_without_the_token() {
    for (status, body) in
        [(401, "Invalid or expired token"), (404, "Not Found"), (401, "Missing authentication")]
    {
        let (mut session, started) = Session::opening();
        session.answer_all(&started);
        let outputs = session.refused_everywhere(status, body);
        assert!(faults(&outputs)[0].needs_user(), "{outputs:?}");
        let outputs = match session.until_deadline() {
            Some(wait) => {
                assert!(wait <= Duration::from_secs(72), "{wait:?}");
                session.serve_deadline()
            }
            None => outputs,
        };
        let last = requests(&outputs).into_iter().rfind(|request| path(request).ends_with("/twitch/stream"));
        assert_eq!(last.expect("a look at the stream").bearer, None);
    }
}

#[test]
fn after_a_passing_refusal_the_token_is_still_used() {
    let (mut session, started) = Session::opening();
    session.answer_all(&started);
    assert_eq!(faults(&session.refused(500, "Upgrade failed")), [Fault::ServerError { status: 500 }]);
    let outputs = session.serve_deadline();
    assert_eq!(stream_request(&outputs).bearer, Some(SecretRef::Token));
}

#[test]
fn a_new_start_tries_a_refused_token_again() {
    let (mut session, _) = Session::opening();
    session.refused(401, "Invalid or expired token");
    let outputs = session.step(Input::Start);
    assert!(matches!(outputs.first(), Some(Output::Connect(_))));
    assert_eq!(request_for(&outputs, "/api/v2/schedule/latest").bearer, Some(SecretRef::Token));
}

#[test]
fn while_the_socket_is_lost_the_stream_is_polled_within_the_usual_interval() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    session.step(Input::Closed { code: None });
    let asked = session.asked_within(Duration::from_secs(73));
    assert!(asked.iter().any(|(_, path)| path == "/api/v2/twitch/stream"), "{asked:?}");
}
