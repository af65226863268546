//! How channels are entered that not everybody may enter.

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Body, Input, Output};
use swarmbell_protocols::secret::SecretRef;

use crate::kit::pusher::{hello, sent_words};
use crate::shuriken::session::{
    API, GLOBAL, GLOBAL_CHANNEL, NOTICES, NOTICES_CHANNEL, SIGNED, SWAPS, Session, path, place, posted,
    request, requests, sent, settled, told,
};

/// The first outputs of a connection whose session names this endpoint.
fn authorised_by(endpoint: Value) -> Vec<Output> {
    let (mut session, post) = Session::posting(&[GLOBAL, SWAPS]);
    let places = crate::shuriken::session::streams(&post).iter().map(place).collect();
    let mut answer = told(places);
    answer["data"]["connection"]["authEndpoint"] = endpoint;
    session.reply(post.id, 200, &answer.to_string());
    session.step(Input::Opened);
    session.text(&hello(30))
}

#[test]
fn an_endpoint_is_an_address_of_the_api_in_full_or_in_part() {
    for endpoint in
        ["/api/v2/ws/auth".to_owned(), format!("{API}/api/v2/ws/auth"), "api/v2/ws/auth".to_owned()]
    {
        let asked = request(&authorised_by(json!(endpoint)));
        assert_eq!(asked.address.0.as_str(), format!("{API}/api/v2/ws/auth"));
        assert_eq!(asked.bearer, Some(SecretRef::Token));
    }
}

#[test]
fn the_key_is_sent_to_no_other_server_whatever_a_session_says() {
    for endpoint in [
        "https://evil.example/auth",
        "//evil.example/auth",
        "http://api.shuriken.example/auth",
        "https://api.shuriken.example:8443/auth",
        "https://user:word@api.shuriken.example/auth",
        "https:\\\\evil.example",
        "data:,auth",
    ] {
        let outputs = authorised_by(json!(endpoint));
        assert_eq!(requests(&outputs), [], "{endpoint}");
        assert_eq!(settled(&outputs), [(GLOBAL.to_owned(), Some(Fault::KeyWantedElsewhere))], "{endpoint}");
        assert_eq!(sent_words(&outputs).len(), 1, "what everybody may hear goes on: {endpoint}");
    }
    assert!(Fault::KeyWantedElsewhere.needs_user());
}

#[test]
fn without_an_endpoint_nobody_is_asked() {
    let refused = Fault::StreamRefused { stream: GLOBAL.to_owned() };
    for endpoint in [json!(null), json!(""), json!(7)] {
        let outputs = authorised_by(endpoint);
        assert_eq!(
            (requests(&outputs), settled(&outputs)),
            (vec![], vec![(GLOBAL.to_owned(), Some(refused.clone()))])
        );
    }
}

#[test]
fn a_form_is_posted_for_what_prefix_or_visibility_restricts() {
    let (_, outputs) = Session::ready(&[GLOBAL]);
    let asked = request(&outputs);
    assert!(matches!(asked.body, Some(Body::Form(_))));
    assert_eq!(posted(&asked), json!({"socket_id": "30.1", "channel_name": GLOBAL_CHANNEL}));
    let (mut session, post) = Session::posting(&[NOTICES]);
    let place = json!({"stream": NOTICES, "channel": "mine", "event": "e", "visibility": "presence"});
    session.reply(post.id, 200, &told(vec![place]).to_string());
    session.step(Input::Opened);
    let outputs = session.text(&hello(30));
    assert_eq!(
        (posted(&request(&outputs))["channel_name"].clone(), sent_words(&outputs).len()),
        (json!("mine"), 0)
    );
    assert_eq!(sent(&session.answer(&outputs, 200, SIGNED))[0]["data"]["auth"], "shk-demo-app:00");
}

#[test]
fn who_we_are_is_echoed_byte_for_byte() {
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    let outputs = session.answer(&outputs, 200, r#"{"auth":"k:1","channel_data":"{ \"user_id\" : \"u\"}"}"#);
    let data = json!({"channel": NOTICES_CHANNEL, "auth": "k:1", "channel_data": r#"{ "user_id" : "u"}"#});
    assert_eq!(sent(&outputs)[0]["data"], data);
}

#[test]
fn a_channel_that_is_not_opened_fails_for_good_and_a_failing_endpoint_passes() {
    let refused = (Fault::StreamRefused { stream: NOTICES.to_owned() }, None);
    let later = |fault| (fault, Some(Duration::from_secs(60)));
    for (status, body, (fault, again)) in [
        (401, "", refused.clone()),
        (403, "no", refused),
        (429, "", later(Fault::RateLimited { wait_secs: 60 })),
        (502, "", later(Fault::ServerError { status: 502 })),
        (200, "<html>", later(Fault::Unreadable)),
        (200, "{}", later(Fault::Unreadable)),
    ] {
        let (mut session, outputs) = Session::ready(&[NOTICES]);
        let outputs = session.answer(&outputs, status, body);
        assert_eq!(settled(&outputs), [(NOTICES.to_owned(), Some(fault))], "{status} {body}");
        assert_eq!(session.until_deadline(), again, "{status} {body}");
    }
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    session.step(Input::NoReply { id: request(&outputs).id, fault: Fault::Unreachable });
    assert_eq!(path(&request(&session.serve_deadline())), "/api/v2/ws/auth");
}

#[test]
fn a_signature_for_a_connection_that_is_over_is_not_used() {
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    let first = request(&outputs).id;
    let post = request(&session.again());
    assert_eq!(session.reply(first, 200, SIGNED), []);
    session.grant(&post);
    session.step(Input::Opened);
    assert_eq!(posted(&request(&session.text(&hello(31))))["socket_id"], "31.1");
}
