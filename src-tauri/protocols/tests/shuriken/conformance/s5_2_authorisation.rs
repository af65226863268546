//! Section 5.2: channel authorisation.

use serde_json::json;
use swarmbell_protocols::adapter::Body;
use swarmbell_protocols::secret::SecretRef;

use crate::kit::pusher::hello;
use crate::shuriken::session::{API, NOTICES, Session, example, parsed, posted, request, sent};

#[test]
fn s5_2_the_form_holds_the_fields_the_example_shows_and_goes_with_the_key() {
    let (_, outputs) = {
        let mut session = Session::open(&[NOTICES]);
        let outputs = session.text(example("connection_established.json"));
        (session, outputs)
    };
    let asked = request(&outputs);
    assert!(matches!(asked.body, Some(Body::Form(_))));
    assert_eq!(posted(&asked), parsed(example("http.auth.request.form.json")));
    assert_eq!(asked.address.0.as_str(), format!("{API}/api/v2/ws/auth"));
    assert_eq!(asked.bearer, Some(SecretRef::Token));
}

#[test]
fn s5_2_a_signature_is_asked_for_again_for_each_socket() {
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    session.answer(&outputs, 200, example("http.auth.response.presence.json"));
    let post = request(&session.again());
    session.grant(&post);
    session.step(swarmbell_protocols::adapter::Input::Opened);
    let outputs = session.text(&hello(40));
    assert_eq!(posted(&request(&outputs))["socket_id"], "40.1");
    assert_eq!(sent(&outputs), [json!(null); 0]);
}
