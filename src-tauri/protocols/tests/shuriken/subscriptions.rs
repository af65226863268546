//! The life of the channels of streams.

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Way};
use swarmbell_protocols::ask::channels::Answer;

use crate::kit::pusher::{framed, hello, sent_words, succeeded};
use crate::shuriken::session::{
    NOTICES, NOTICES_CHANNEL, SIGNED, SWAPS, SWAPS_CHANNEL, Session, answers, connection, connects, events,
    example, faults, is_note, request, settled, told, update,
};

#[test]
fn a_stream_is_subscribed_after_the_handshake_and_told_by_its_own_name() {
    let mut session = Session::open(&[SWAPS]);
    let outputs = session.text(example("connection_established.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
    assert_eq!(sent_words(&outputs), [format!("subscribe {SWAPS_CHANNEL}")]);
    assert_eq!(settled(&session.text(&succeeded(SWAPS_CHANNEL))), [(SWAPS.to_owned(), None)]);
}

#[test]
fn only_what_comes_under_the_channel_and_the_event_of_a_stream_is_told() {
    let mut session = Session::subscribed();
    let data = json!({"a": 1});
    assert_eq!(events(&session.text(&update(&data))).len(), 1);
    assert!(is_note(&session.text(&framed("updates", Some(SWAPS_CHANNEL.to_owned()), data.clone()))));
    assert!(is_note(&session.text(&framed("update", Some("other".to_owned()), data))));
}

#[test]
fn a_stream_nobody_wants_any_more_is_unsubscribed() {
    let mut session = Session::subscribed();
    assert_eq!(sent_words(&session.want(&[])), [format!("unsubscribe {SWAPS_CHANNEL}")]);
    assert!(is_note(&session.text(&update(&json!({})))));
}

#[test]
fn streams_that_share_a_channel_are_told_apart_by_their_events() {
    let (mut session, post) = Session::posting(&["automation.updates", NOTICES]);
    let place = |stream: &str, event: &str| json!({"stream": stream, "channel": "c", "event": event});
    let places = || vec![place("automation.updates", "task"), place(NOTICES, "notice")];
    session.reply(post.id, 200, &told(places()).to_string());
    session.step(Input::Opened);
    assert_eq!(sent_words(&session.text(&hello(30))), ["subscribe c"]);
    assert_eq!(settled(&session.text(&succeeded("c"))).len(), 2);
    let of = |session: &mut Session, event: &str| {
        events(&session.text(&framed(event, Some("c".to_owned()), json!({}))))[0].channel.clone().unwrap()
    };
    assert_eq!(of(&mut session, "task"), "automation.updates");
    assert_eq!(of(&mut session, "notice"), NOTICES);
}

#[test]
fn a_stream_that_comes_over_a_channel_already_heard_is_heard_at_once() {
    let (mut session, post) = Session::posting(&[NOTICES]);
    let place = |stream: &str, event: &str| json!({"stream": stream, "channel": "c", "event": event});
    session.reply(post.id, 200, &told(vec![place(NOTICES, "notice")]).to_string());
    session.step(Input::Opened);
    session.text(&hello(30));
    session.text(&succeeded("c"));
    let post = request(&session.want(&["automation.updates", NOTICES]));
    let places = vec![place("automation.updates", "task"), place(NOTICES, "notice")];
    let outputs = session.reply(post.id, 200, &told(places).to_string());
    assert!(settled(&outputs).contains(&("automation.updates".to_owned(), None)));
    assert_eq!(sent_words(&outputs), [""; 0]);
}

#[test]
fn who_else_is_logged_in_as_the_same_user_is_not_told() {
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    session.answer(&outputs, 200, example("http.auth.response.presence.json"));
    let outputs = session.text(example("subscription_succeeded.presence.json"));
    let subscribed = Answer::Subscription { channel: NOTICES.to_owned(), failed: None };
    assert_eq!(answers(&outputs), [subscribed]);
    assert_eq!(session.text(example("member_added.json")), []);
    assert_eq!(session.text(example("member_removed.json")), []);
}

#[test]
fn a_stream_the_socket_refuses_is_refused_for_what_the_key_may_not_do() {
    for name in ["subscription_error.json", "subscription_error.plainText.json"] {
        let (mut session, outputs) = Session::ready(&[NOTICES]);
        session.answer(&outputs, 200, SIGNED);
        let refused = Fault::StreamRefused { stream: NOTICES.to_owned() };
        assert_eq!(settled(&session.text(example(name))), [(NOTICES.to_owned(), Some(refused.clone()))]);
        assert!(
            refused.sentence(swarmbell_protocols::shuriken::SECRET).contains(NOTICES) && refused.needs_user()
        );
        assert_eq!(session.until_deadline(), None);
    }
    assert!(example("subscription_error.json").contains(NOTICES_CHANNEL));
}

#[test]
fn the_socket_is_opened_by_tls_unless_all_is_on_this_machine() {
    let answer = |name: &str, value| {
        let (mut session, post) = Session::posting(&[SWAPS]);
        let outputs = session.reply(post.id, 200, &connection(name, value));
        (connects(&outputs).is_some(), faults(&outputs))
    };
    let unsafe_address = || (false, vec![Fault::UnsafeAddress]);
    assert_eq!(answer("forceTls", json!(false)), unsafe_address());
    assert_eq!(answer("forceTls", json!(null)), (true, vec![]));
    for host in ["", "a/b", "user@a", "a:1", "a?b", "a#b", "a b", "http://a", "[::1"] {
        assert_eq!(answer("wsHost", json!(host)), unsafe_address(), "{host:?}");
    }
    for port in [json!(0), json!(65_536), json!(-1), json!("443"), json!(null)] {
        assert_eq!(answer("wsPort", port), unsafe_address());
    }
    for key in [json!(""), json!("."), json!(".."), json!("x".repeat(201)), json!(7)] {
        assert_eq!(answer("appKey", key), unsafe_address());
    }
    assert!(Fault::UnsafeAddress.needs_user());
}

#[test]
fn an_api_elsewhere_cannot_have_this_machine_spoken_to_in_the_open() {
    let mut answer = told(vec![crate::shuriken::session::swaps_place()]);
    let connection = &mut answer["data"]["connection"];
    (connection["wsHost"], connection["forceTls"]) = (json!("127.0.0.1"), json!(false));
    let (mut session, post) = Session::posting(&[SWAPS]);
    assert_eq!(faults(&session.reply(post.id, 200, &answer.to_string())), [Fault::UnsafeAddress]);
    let api = swarmbell_protocols::web::Origin::parse("http://127.0.0.1:8080").unwrap();
    let mut session =
        Session::new(swarmbell_protocols::shuriken::Config { api, ..crate::shuriken::session::config() });
    session.want(&[SWAPS]);
    let outputs = session.step(Input::Start);
    let outputs = session.answer(&outputs, 200, &answer.to_string());
    assert!(connects(&outputs).unwrap().starts_with("ws://127.0.0.1:443/app/shk-demo-app?"));
}

#[test]
fn the_key_of_an_app_cannot_lead_out_of_its_address() {
    let (mut session, post) = Session::posting(&[SWAPS]);
    let outputs = session.reply(post.id, 200, &connection("appKey", json!("../a?b#c")));
    let url = connects(&outputs).unwrap();
    assert!(url.starts_with("wss://ws.demo.example/app/..%2Fa%3Fb%23c?protocol=7&"), "{url}");
}
