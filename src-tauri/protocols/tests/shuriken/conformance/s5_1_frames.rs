//! Section 5.1: frames.

use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::Probe;

use crate::shuriken::session::{
    GLOBAL, NOTICES, SWAPS, Session, events, example, is_note, parsed, request, sent, settled,
};

#[test]
fn s5_1_what_is_sent_is_what_the_examples_show() {
    let (mut session, outputs) = Session::ready(&[SWAPS]);
    assert_eq!(sent(&outputs), [parsed(example("subscribe.public.json"))]);
    assert_eq!(sent(&session.want(&[])), [parsed(example("unsubscribe.json"))]);
    for (stream, kind) in [(GLOBAL, "private"), (NOTICES, "presence")] {
        let (mut session, outputs) = Session::ready(&[stream]);
        let body = example(&format!("http.auth.response.{kind}.json"));
        let outputs = session.reply(request(&outputs).id, 200, body);
        assert_eq!(sent(&outputs), [parsed(example(&format!("subscribe.{kind}.json")))], "{kind}");
    }
    let Probe::Text(ping) = Session::subscribed().adapter.liveness().probe else { panic!("a text") };
    assert_eq!(parsed(&ping), parsed(example("ping.json")));
}

#[test]
fn s5_1_data_says_the_same_as_an_object_and_as_a_text() {
    let (mut session, outputs) = Session::ready(&[NOTICES]);
    session.answer(&outputs, 200, example("http.auth.response.presence.json"));
    let as_text = events(&session.text(example("event.portfolio.notifications.json"))).remove(0);
    let as_object = events(&session.text(example("event.objectData.json"))).remove(0);
    assert!(as_text.payload.is_object() && as_object.payload.is_object());
    assert_eq!((as_text.key.0.as_str(), as_object.key.0.as_str()), ("task:task_8d11", "task:claim_207"));
}

#[test]
fn s5_1_a_refused_channel_leaves_the_others() {
    let (mut session, outputs) = Session::ready(&[NOTICES, SWAPS]);
    session.answer(&outputs, 200, example("http.auth.response.presence.json"));
    assert_eq!(settled(&session.text(example("subscription_error.json"))).len(), 1);
    assert_eq!(settled(&session.text(example("subscription_succeeded.json"))), [(SWAPS.to_owned(), None)]);
    assert_eq!(events(&session.text(example("event.svm.token.swaps.json"))).len(), 1);
}

#[test]
fn s5_1_what_is_to_be_ignored_is_ignored() {
    let mut session = Session::subscribed();
    assert_eq!(session.text(r#"{"event":"pusher:signin_success","data":{}}"#), []);
    let cache = r#"{"event":"pusher:cache_miss","channel":"cache-a","data":{}}"#;
    assert_eq!(session.text(cache), []);
    assert!(is_note(&session.text(example("error.nullCode.json"))));
}
