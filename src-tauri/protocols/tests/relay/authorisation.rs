//! How private channels are entered.

use std::time::Duration;

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Reply};
use swarmbell_protocols::relay::{Authoriser, Config, SECRET};
use swarmbell_protocols::secret::SecretRef;

use crate::relay::session::{
    ENDPOINT, ORIGIN, Session, config, example, parsed, path, posted, request, requests, sent, sent_words,
    settled,
};

const SIGNED: &str = r#"{"auth":"demo-relay-key:00"}"#;

fn server() -> Config {
    Config { authoriser: Authoriser::Server, ..config() }
}

#[test]
fn the_secret_goes_to_the_server_and_to_no_other_endpoint() {
    let (_, outputs) = Session::ready(&["private-orders"]);
    let asked = request(&outputs);
    assert_eq!((asked.address.0.as_str(), asked.bearer), (ENDPOINT, None));
    let (_, outputs) = Session::ready_with(server(), &["private-orders"]);
    let asked = request(&outputs);
    assert_eq!(asked.address.0.as_str(), format!("{ORIGIN}/apps/demo-app/auth"));
    assert_eq!(asked.bearer, Some(SecretRef::Token));
    let (_, outputs) = Session::ready_with(Config { has_secret: false, ..server() }, &["private-orders"]);
    assert_eq!(request(&outputs).bearer, None);
}

#[test]
fn private_channels_are_entered_one_at_a_time_and_public_ones_at_once() {
    let (mut session, outputs) = Session::ready(&["builds", "private-a", "private-b"]);
    assert_eq!(sent_words(&outputs), ["subscribe builds"]);
    let first = request(&outputs);
    assert_eq!(posted(&first)["channel_name"], "private-a");
    let outputs = session.reply(first.id, 200, SIGNED);
    assert_eq!((sent_words(&outputs), requests(&outputs)), (vec!["subscribe private-a".to_owned()], vec![]));
    let outputs = session.succeed("private-a");
    assert_eq!(posted(&request(&outputs))["channel_name"], "private-b");
}

#[test]
fn an_invalid_signature_is_of_the_private_channel_under_way() {
    let (mut session, outputs) = Session::ready(&["builds", "private-a", "private-b"]);
    session.reply(request(&outputs).id, 200, SIGNED);
    let outputs = session.text(example!("error.4009.json"));
    assert_eq!(settled(&outputs), [("private-a".to_owned(), Some(Fault::ChannelRefused))]);
    assert_eq!(posted(&request(&outputs))["channel_name"], "private-b", "the next one's turn");
}

#[test]
fn a_private_channel_is_authorised_again_for_each_socket() {
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    session.reply(request(&outputs).id, 200, SIGNED);
    session.succeed("private-orders");
    session.step(Input::Start);
    session.step(Input::Opened);
    let hello = example!("connection_established.json").replace("482913.776201", "7.8");
    let outputs = session.text(&hello);
    assert_eq!(sent_words(&outputs), [""; 0]);
    assert_eq!(posted(&request(&outputs)), json!({"socket_id": "7.8", "channel_name": "private-orders"}));
}

#[test]
fn a_signature_for_a_socket_that_is_gone_is_not_used() {
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    let first = request(&outputs).id;
    let hello = example!("connection_established.json").replace("482913.776201", "7.8");
    let second = request(&session.text(&hello)).id;
    assert_eq!(session.reply(first, 200, SIGNED), []);
    assert_eq!(sent_words(&session.reply(second, 200, SIGNED)), ["subscribe private-orders"]);
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    session.want(&[]);
    assert_eq!(session.reply(request(&outputs).id, 200, SIGNED), [], "nobody wants it any more");
}

#[test]
fn a_refusal_to_authorise_is_final_and_a_failure_passes() {
    let refused = (Fault::AuthoriserRefused, None);
    let later = |fault| (fault, Some(Duration::from_secs(60)));
    for (status, body, (fault, again)) in [
        (401, "", refused.clone()),
        (403, "no", refused),
        (302, "", later(Fault::AuthoriserFailed)),
        (404, "", later(Fault::AuthoriserFailed)),
        (429, "", later(Fault::RateLimited { wait_secs: 60 })),
        (502, "", later(Fault::AuthoriserFailed)),
        (200, "<html>", later(Fault::AuthoriserFailed)),
        (200, r#"{"auth":""}"#, later(Fault::AuthoriserFailed)),
    ] {
        let (mut session, outputs) = Session::ready(&["private-orders"]);
        let outputs = session.reply(request(&outputs).id, status, body);
        assert_eq!(settled(&outputs), [("private-orders".to_owned(), Some(fault))], "{status} {body}");
        assert_eq!(session.until_deadline(), again, "{status} {body}");
    }
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    session.step(Input::NoReply { id: request(&outputs).id, fault: Fault::Unreachable });
    assert_eq!(path(&request(&session.serve_deadline())), "/broadcasting/auth");
}

#[test]
fn an_endpoint_that_does_not_authorise_is_told_from_the_server_that_is_listened_to() {
    let fault_of = |config: Config, status| {
        let (mut session, outputs) = Session::ready_with(config, &["private-orders"]);
        let outputs = session.reply(request(&outputs).id, status, "");
        settled(&outputs).remove(0).1.unwrap().sentence(SECRET)
    };
    for status in [403, 502] {
        let sentence = fault_of(config(), status);
        assert!(sentence.starts_with("The address that authorises channels"), "{sentence}");
        let sentence = fault_of(server(), status);
        assert!(sentence.starts_with("The server"), "{sentence}");
    }
}

#[test]
fn an_endpoint_that_asks_for_a_pause_is_left_alone_that_long() {
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    let pause = Reply { retry_after: Some(Duration::from_secs(600)), ..Reply::new(429, "") };
    session.step(Input::Reply { id: request(&outputs).id, reply: &pause });
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(600)));
}

#[test]
fn without_anybody_to_authorise_a_private_channel_is_refused_and_the_public_ones_go_on() {
    let (_, outputs) = Session::ready_with(
        Config { authoriser: Authoriser::None, ..config() },
        &["builds", "presence-desk", "private-a", "private-b"],
    );
    assert_eq!(sent_words(&outputs), ["subscribe builds"]);
    let refused = |name: &str| (name.to_owned(), Some(Fault::NeedsAuthoriser));
    assert_eq!(settled(&outputs), [refused("presence-desk"), refused("private-a"), refused("private-b")]);
    let (_, outputs) = Session::ready_with(Config { app_id: None, ..server() }, &["private-a"]);
    let lacks_id = ("private-a".to_owned(), Some(Fault::NeedsAppId));
    assert_eq!(settled(&outputs), [lacks_id], "the server would, if it was told of which app");
}

#[test]
fn who_we_are_is_passed_on_byte_for_byte_and_is_our_own_where_it_is_not_repeated() {
    let (mut session, outputs) = Session::ready(&["presence-desk"]);
    let asked = request(&outputs);
    let ours = posted(&asked)["channel_data"].as_str().unwrap().to_owned();
    assert_eq!(parsed(&ours)["id"], parsed(&ours)["user_id"]);
    let outputs = session.reply(asked.id, 200, r#"{"auth":"k:1","channel_data":"{ \"id\" :1}"}"#);
    assert_eq!(sent(&outputs)[0]["data"]["channel_data"], r#"{ "id" :1}"#);
    let (mut session, outputs) = Session::ready(&["presence-desk"]);
    let outputs = session.reply(request(&outputs).id, 200, SIGNED);
    assert_eq!(sent(&outputs)[0]["data"]["channel_data"], ours);
}
