//! What others ask, and how each is answered.

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output};
use swarmbell_protocols::ask::channels::{Answer, Question, Scope};
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::shuriken::Config;

use crate::shuriken::session::{
    GLOBAL, SWAPS, Session, answers, config, example, faults, is_note, notes, path, request, requests,
    unanswered,
};

fn history(stream: &str) -> Question {
    Question::History { channel: Some(stream.to_owned()), after: None }
}

/// An API whose catalogue is at the path the stand-in has it at.
fn catalogued() -> Config {
    Config { catalogue: Some("/api/v2/ws/streams".to_owned()), ..config() }
}

#[test]
fn the_catalogue_is_asked_for_where_its_path_is_known() {
    let mut session = Session::new(catalogued());
    let asked = request(&session.ask(Question::Catalogue));
    assert_eq!((path(&asked).as_str(), asked.bearer), ("/api/v2/ws/streams", Some(SecretRef::Token)));
    let outputs = session.reply(asked.id, 200, example("http.catalog.response.json"));
    let [Answer::Catalogue(offers)] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
    let told: Vec<_> = offers.iter().map(|offer| (offer.id.as_str(), offer.personal)).collect();
    assert_eq!(told, [("svm.token.swaps", false), ("portfolio.notifications", true)]);
    assert_eq!(offers[0].filters[0].description.as_deref(), Some("Token mint to follow"));
    assert!(offers[0].filters[0].required);
}

#[test]
fn a_path_cannot_lead_the_key_elsewhere() {
    for catalogue in ["//evil.example/streams", "https://evil.example/streams"] {
        let mut session = Session::new(Config { catalogue: Some(catalogue.to_owned()), ..config() });
        assert_eq!(unanswered(&session.ask(Question::Catalogue)), [Fault::NotOffered]);
    }
}

#[test]
fn a_catalogue_that_is_not_where_it_should_be_is_not_offered() {
    for (status, body, fault) in [
        (404, "", Fault::NotOffered),
        (404, r#"{"error":{"code":"NOT_FOUND"}}"#, Fault::NotOffered),
        (200, "{}", Fault::Unreadable),
        (200, "<html>", Fault::Unreadable),
        (401, "", Fault::TokenRefused),
    ] {
        let outputs = Session::new(catalogued()).answered(Question::Catalogue, status, body);
        assert_eq!(unanswered(&outputs), [fault], "{status} {body}");
        assert_eq!(faults(&outputs), [], "a connection is as good as before");
    }
}

#[test]
fn a_question_is_asked_once_at_a_time_and_again_by_the_next_attempt() {
    let mut session = Session::new(config());
    let id = request(&session.ask(history(GLOBAL))).id;
    assert_eq!(session.ask(history(GLOBAL)), []);
    let outputs = session.step(Input::Start);
    assert_eq!(requests(&outputs).len(), 2, "the question and the first post");
    assert_eq!(session.reply(id, 200, r#"{"calls":[]}"#), []);
    session.step(Input::Closed { code: None });
    let again = requests(&outputs).into_iter().find(|request| path(request).contains("calls")).unwrap();
    let outputs = session.reply(again.id, 200, r#"{"calls":[]}"#);
    assert_eq!(answers(&outputs).len(), 1, "a question does not end with a connection");
}

#[test]
fn what_no_question_of_this_server_is_is_not_offered() {
    let mut session = Session::new(config());
    assert_eq!(session.step(Input::Ask(Ask::Weeks)), [Output::Unanswered(Ask::Weeks, Fault::NotOffered)]);
    assert_eq!(session.step(Input::Ask(Ask::Present)), []);
    for question in [
        Question::Channels,
        Question::Health,
        Question::Stats(Scope::App),
        Question::History { channel: None, after: None },
        history(SWAPS),
        history("alpha.personal"),
    ] {
        assert_eq!(unanswered(&session.ask(question)), [Fault::NotOffered]);
    }
    let after = Some("2".to_owned());
    let next = Question::History { channel: Some(GLOBAL.to_owned()), after };
    assert_eq!(unanswered(&session.ask(next)), [Fault::BadQuestion]);
    assert_eq!(unanswered(&session.ask(history(""))), [Fault::BadQuestion]);
}

#[test]
fn without_a_key_only_the_known_streams_are_told() {
    let mut session = Session::new(Config { has_key: false, ..catalogued() });
    assert_eq!(unanswered(&session.ask(Question::Catalogue)), [Fault::NeedsToken]);
    assert_eq!(unanswered(&session.ask(history(GLOBAL))), [Fault::NeedsToken]);
    let mut session = Session::new(Config { has_key: false, ..config() });
    assert_eq!(answers(&session.ask(Question::Catalogue)).len(), 1);
}

#[test]
fn the_name_of_a_refused_request_is_noted_and_nothing_else_of_it() {
    let mut session = Session::new(config());
    let body = r#"{"error":{"code":"FORBIDDEN","message":"secret"},"requestId":"req_7c1e90ff"}"#;
    let outputs = session.answered(history(GLOBAL), 403, body);
    assert_eq!(notes(&outputs), ["a request was refused: 403 FORBIDDEN req_7c1e90ff"]);
    let refused = Fault::StreamRefused { stream: GLOBAL.to_owned() };
    assert_eq!(unanswered(&outputs), [refused]);
    let hostile = json!({"error": {"code": "\n\u{202E}A"}, "requestId": "x".repeat(1_000)}).to_string();
    let outputs = session.answered(history(GLOBAL), 500, &hostile);
    assert_eq!(notes(&outputs), [format!("a request was refused: 500 A {}", "x".repeat(30))]);
}

#[test]
fn the_name_of_a_request_is_that_of_the_header_where_the_body_says_none() {
    let (mut session, post) = Session::posting(&[SWAPS]);
    let refused = swarmbell_protocols::adapter::Reply {
        request_id: Some("req_9".to_owned()),
        ..swarmbell_protocols::adapter::Reply::new(401, "<html>")
    };
    let outputs = session.step(Input::Reply { id: post.id, reply: &refused });
    assert_eq!(notes(&outputs), ["a request was refused: 401  req_9"]);
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
    assert!(is_note(&outputs[..1]));
}
