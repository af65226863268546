//! Sections 3.1 to 3.3, 3.6, 3.8 and 3.9: frames, errors, heartbeat, reconnecting.

use std::time::Duration;

use swarmbell_protocols::Adapter;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Liveness, Output, Probe, Way};

use crate::relay::session::{Session, events, example, is_note, parsed, sent, sent_words, settled};

#[test]
fn s3_1_the_connection_is_usable_with_the_handshake_in_each_shape() {
    for name in [
        "connection_established.json",
        "connection_established.stringData.json",
        "connection_established.v030.json",
    ] {
        assert_eq!(Session::open().text(example!(name)), [Output::Ready(Way::Push)], "{name}");
    }
}

#[test]
fn s3_1_data_says_the_same_as_an_object_and_as_a_text() {
    let mut session = Session::subscribed(&["builds"]);
    let mut told = |name| events(&session.text(example!(name)))[0].payload.clone();
    assert_eq!(told("event.stringData.json"), told("event.objectData.json"));
    assert_eq!(told("event.plainText.json"), "deploy window opens at 17:00");
}

#[test]
fn s3_2_a_client_event_is_an_event() {
    let (mut session, outputs) = Session::ready(&["private-orders"]);
    let id = crate::relay::session::request(&outputs).id;
    session.reply(id, 200, example!("http.auth.response.private.json"));
    session.succeed("private-orders");
    assert_eq!(events(&session.text(example!("client_event.json")))[0].event_type.as_str(), "client-typing");
}

#[test]
fn s3_3_what_is_sent_is_what_the_examples_show() {
    let (mut session, outputs) = Session::ready(&["builds"]);
    assert_eq!(sent(&outputs), [parsed(example!("subscribe.public.json"))]);
    session.succeed("builds");
    assert_eq!(sent(&session.want(&[])), [parsed(example!("unsubscribe.json"))]);
    let Probe::Text(ping) = session.adapter.liveness().probe else { panic!("a text") };
    assert_eq!(parsed(&ping), parsed(example!("ping.json")));
}

#[test]
fn s3_6_an_error_leaves_the_connection() {
    let refused = [("builds".to_owned(), Some(Fault::ChannelRefused))];
    for name in ["error.4000.json", "error.4009.json"] {
        let (mut session, _) = Session::ready(&["builds"]);
        assert_eq!(settled(&session.text(example!(name))), refused, "{name}");
        assert!(is_note(&session.text(example!(name))), "nothing is under way: {name}");
        assert_eq!(sent_words(&session.want(&["alerts", "builds"])), ["subscribe alerts"], "{name}");
    }
    let (mut session, _) = Session::ready(&["builds"]);
    assert!(is_note(&session.text(example!("error.4200.json"))), "the close that follows counts");
}

#[test]
fn s3_8_silence_is_probed_when_the_server_wants_it_but_after_120_s_at_the_latest() {
    let liveness = |secs: &str| {
        let mut session = Session::open();
        session.text(&example!("connection_established.json").replace("120", secs));
        let Liveness { idle, answer_within, .. } = session.adapter.liveness();
        assert_eq!(answer_within, Duration::from_secs(30));
        idle.as_secs()
    };
    assert_eq!(
        [liveness("120"), liveness("30"), liveness("600"), liveness("null"), liveness("0")],
        [120, 30, 120, 120, 10]
    );
    let mut session = Session::open();
    session.text(&example!("connection_established.json").replace("120", "30"));
    session.step(Input::Start);
    assert_eq!(session.adapter.liveness().idle.as_secs(), 120, "of the connection before");
}

#[test]
fn s3_8_a_pong_is_a_sign_of_life_and_nothing_else() {
    assert_eq!(Session::subscribed(&[]).text(example!("pong.json")), []);
}

#[test]
fn s3_9_nothing_is_asked_to_be_replayed() {
    // Ids are unknown over the socket and begin again with each start of the server: gaps are closed by the history.
    let never = parsed(example!("subscribe.replay.v030.json"));
    let (_, outputs) = Session::ready(&["builds"]);
    assert_eq!(never["data"]["channel"], sent(&outputs)[0]["data"]["channel"]);
    assert_eq!(sent(&outputs)[0]["data"].get("last_event_id"), None);
}
