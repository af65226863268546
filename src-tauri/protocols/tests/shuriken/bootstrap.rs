//! The posts that lead to the channels of streams.

use std::time::Duration;

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output};
use swarmbell_protocols::shuriken::Config;

use crate::kit::pusher::{hello, sent_words, succeeded};
use crate::shuriken::session::{
    GLOBAL, NOTICES, SWAPS, SWAPS_CHANNEL, Session, config, connects, example, failed, faults, ids, is_note,
    place, request, requests, settled, streams, swaps_place, told,
};

const OTHER: &str = "svm.token.swaps?tokenAddress=Other";
const CREATIONS: &str = "svm.bondingCurve.creations";

const FORBIDDEN: &str = r#"{"error":{"code":"FORBIDDEN","message":"m","details":null}}"#;

#[test]
fn all_streams_are_posted_together_and_the_socket_is_asked_for_once() {
    let (mut session, post) = Session::posting(&[SWAPS, GLOBAL, NOTICES]);
    assert_eq!(ids(&post), [GLOBAL, NOTICES, "svm.token.swaps"]);
    let outputs = session.grant(&post);
    assert!(connects(&outputs).is_some());
    assert_eq!((requests(&outputs), settled(&outputs)), (vec![], vec![]));
}

#[test]
fn one_post_is_under_way_at_a_time_and_each_of_them_names_everything() {
    let mut session = Session::subscribed();
    let post = request(&session.want(&[SWAPS, CREATIONS]));
    assert_eq!(session.want(&[SWAPS, CREATIONS, OTHER]), []);
    let outputs = session.grant(&post);
    assert_eq!(sent_words(&outputs), ["subscribe svm-bondingCurve-creations"]);
    let next = request(&outputs);
    assert_eq!((ids(&post).len(), ids(&next).len()), (2, 3));
    assert_eq!(sent_words(&session.grant(&next)), ["subscribe svm-token-swaps.Other"]);
}

#[test]
fn two_tokens_of_one_stream_have_a_channel_each() {
    let (_, outputs) = Session::ready(&[SWAPS, OTHER]);
    let channels = [format!("subscribe {SWAPS_CHANNEL}"), "subscribe svm-token-swaps.Other".to_owned()];
    assert_eq!(sent_words(&outputs), channels);
}

#[test]
fn what_cannot_be_matched_is_posted_one_by_one() {
    let (mut session, post) = Session::posting(&[SWAPS, OTHER]);
    // Matched by the name of the stream alone, both would be the first one's channel.
    let outputs = session.reply(post.id, 200, &told(vec![swaps_place()]).to_string());
    assert!(connects(&outputs).is_some(), "where the socket is, is known all the same");
    let first = request(&outputs);
    assert_eq!(streams(&first)[0]["filter"]["tokenAddress"], "DemoMint1111111111111111111111111111111111");
    let second = request(&session.grant(&first));
    assert_eq!(streams(&second)[0]["filter"]["tokenAddress"], "Other");
    session.grant(&second);
    session.step(Input::Opened);
    assert_eq!(sent_words(&session.text(&hello(30))).len(), 2);
}

#[test]
fn one_place_told_for_two_streams_is_not_believed_unless_each_is_told_it_alone() {
    let (mut session, post) = Session::posting(&[SWAPS, OTHER]);
    let twice = || told(vec![swaps_place(), swaps_place()]).to_string();
    let mut outputs = session.reply(post.id, 200, &twice());
    for _ in 0..2 {
        outputs = session.answer(&outputs, 200, &told(vec![swaps_place()]).to_string());
    }
    assert_eq!(requests(&outputs), []);
    session.step(Input::Opened);
    assert_eq!(sent_words(&session.text(&hello(30))), [format!("subscribe {SWAPS_CHANNEL}")]);
    let both = settled(&session.text(&succeeded(SWAPS_CHANNEL)));
    assert_eq!(both.len(), 2);
}

#[test]
fn streams_in_another_order_are_told_apart_by_their_ids() {
    let (mut session, post) = Session::posting(&[SWAPS, CREATIONS]);
    let places = streams(&post).iter().rev().map(place).collect();
    let outputs = session.reply(post.id, 200, &told(places).to_string());
    assert_eq!(requests(&outputs), []);
    session.step(Input::Opened);
    let channels = ["subscribe svm-bondingCurve-creations".to_owned(), format!("subscribe {SWAPS_CHANNEL}")];
    assert_eq!(sent_words(&session.text(&hello(30))), channels);
}

#[test]
fn a_stream_that_is_missing_from_the_answer_has_failed() {
    let (mut session, post) = Session::posting(&[SWAPS, NOTICES]);
    let first = session.reply(post.id, 200, &told(vec![swaps_place()]).to_string());
    assert_eq!(ids(&request(&first)), [NOTICES]);
    let outputs = session.answer(&first, 200, &told(vec![]).to_string());
    assert_eq!(settled(&outputs), [(NOTICES.to_owned(), Some(Fault::NotOffered))]);
    assert_eq!(ids(&request(&outputs)), ["svm.token.swaps"]);
}

#[test]
fn one_stream_the_key_may_not_hear_does_not_silence_the_others() {
    let (mut session, post) = Session::posting(&[SWAPS, NOTICES]);
    let outputs = session.reply(post.id, 403, FORBIDDEN);
    assert_eq!((faults(&outputs), settled(&outputs)), (vec![], vec![]));
    let outputs = session.answer(&outputs, 403, FORBIDDEN);
    let refused = Fault::StreamRefused { stream: NOTICES.to_owned() };
    assert_eq!(settled(&outputs), [(NOTICES.to_owned(), Some(refused))]);
    let outputs = session.grant(&request(&outputs));
    assert!(connects(&outputs).is_some());
}

#[test]
fn where_no_stream_is_left_the_attempt_is_over_for_the_last_reason() {
    let (mut session, post) = Session::posting(&[NOTICES]);
    let outputs = session.reply(post.id, 403, FORBIDDEN);
    let refused = Fault::StreamRefused { stream: NOTICES.to_owned() };
    assert_eq!(settled(&outputs), [(NOTICES.to_owned(), Some(refused.clone()))]);
    assert_eq!(faults(&outputs), [refused]);
}

#[test]
fn a_feed_that_is_rejected_is_posted_once_more_under_its_dotted_name() {
    let missing = told(vec![]).to_string();
    for (status, body) in [(400, example("http.error.400.json")), (200, missing.as_str())] {
        let (mut session, post) = Session::posting(&[GLOBAL]);
        let outputs = session.reply(post.id, status, body);
        let dotted = request(&outputs);
        assert_eq!(ids(&dotted), ["alpha.signalFeed.global"], "{status}");
        let outputs = session.reply(dotted.id, status, body);
        assert_eq!(settled(&outputs).len(), 1, "{status}");
        assert_eq!(requests(&outputs), [], "{status}");
    }
    let (mut session, post) = Session::posting(&[GLOBAL]);
    let dotted = request(&session.reply(post.id, 400, example("http.error.400.json")));
    let place = json!({"stream": "alpha.signalFeed.global", "channel": "c", "event": "e"});
    assert!(connects(&session.reply(dotted.id, 200, &told(vec![place]).to_string())).is_some());
    let more = request(&session.want(&[GLOBAL, SWAPS]));
    assert_eq!(ids(&more), ["alpha.signalFeed.global", "svm.token.swaps"], "what was understood is kept");
}

#[test]
fn a_feed_the_key_may_not_hear_is_not_posted_under_another_name() {
    let (mut session, post) = Session::posting(&[GLOBAL]);
    assert_eq!(requests(&session.reply(post.id, 403, FORBIDDEN)), []);
}

#[test]
fn nothing_of_a_session_outlives_its_connection() {
    let mut session = Session::subscribed();
    let post = request(&session.again());
    assert_eq!(ids(&post), ["svm.token.swaps"]);
    let mut moved = told(vec![json!({"stream": "svm.token.swaps", "channel": "other", "event": "tick"})]);
    moved["data"]["connection"]["wsHost"] = "ws2.demo.example".into();
    moved["data"]["connection"]["appKey"] = "other-app".into();
    let url = connects(&session.reply(post.id, 200, &moved.to_string())).unwrap();
    assert!(url.starts_with("wss://ws2.demo.example/app/other-app?"), "{url}");
    session.step(Input::Opened);
    assert_eq!(sent_words(&session.text(&hello(30))), ["subscribe other"]);
}

#[test]
fn what_failed_before_is_posted_by_itself_by_the_next_attempt() {
    let (mut session, post) = Session::posting(&[SWAPS, NOTICES]);
    let outputs = session.reply(post.id, 403, FORBIDDEN);
    let outputs = session.answer(&outputs, 403, FORBIDDEN);
    session.grant(&request(&outputs));
    let post = request(&session.again());
    assert_eq!(ids(&post), ["svm.token.swaps"]);
    let outputs = session.grant(&post);
    assert!(connects(&outputs).is_some());
    assert_eq!(ids(&request(&outputs)), [NOTICES]);
}

#[test]
fn where_nothing_is_wanted_the_socket_is_found_with_the_feed_of_all_signals_and_nothing_is_subscribed() {
    let (mut session, post) = Session::posting(&[]);
    assert_eq!(ids(&post), [GLOBAL]);
    assert!(connects(&session.grant(&post)).is_some());
    session.step(Input::Opened);
    assert_eq!(sent_words(&session.text(&hello(30))), [""; 0]);
    let (mut session, post) = Session::posting(&[]);
    let outputs = session.reply(post.id, 400, example("http.error.400.json"));
    assert_eq!((faults(&outputs), requests(&outputs)), (vec![Fault::BadQuestion], vec![]));
}

#[test]
fn a_post_that_fails_ends_an_attempt_and_leaves_a_connection() {
    for (status, body, fault) in [
        (500, example("http.error.500.json"), Fault::ServerError { status: 500 }),
        (200, "<html>", Fault::Unreadable),
        (200, "{}", Fault::Unreadable),
        (403, "<html>", Fault::Refused { status: 403 }),
    ] {
        let (mut session, post) = Session::posting(&[SWAPS]);
        assert_eq!(faults(&session.reply(post.id, status, body)), std::slice::from_ref(&fault), "{body}");
        let mut session = Session::subscribed();
        let post = request(&session.want(&[SWAPS, CREATIONS]));
        let outputs = session.reply(post.id, status, body);
        assert_eq!((failed(&outputs), faults(&outputs)), (vec![fault], vec![]), "{body}");
        assert_eq!(session.until_deadline(), Some(Duration::from_secs(60)));
        assert_eq!(ids(&request(&session.serve_deadline())).len(), 2);
    }
}

#[test]
fn a_pause_the_server_asks_for_is_kept_before_the_next_post() {
    let mut session = Session::subscribed();
    let post = request(&session.want(&[SWAPS, CREATIONS]));
    session.step(Input::NoReply { id: post.id, fault: Fault::RateLimited { wait_secs: 600 } });
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(600)));
    assert_eq!(requests(&session.want(&[SWAPS, CREATIONS, OTHER])), []);
}

#[test]
fn a_refused_key_ends_a_connection_too() {
    let mut session = Session::subscribed();
    let post = request(&session.want(&[SWAPS, CREATIONS]));
    let outputs = session.reply(post.id, 401, example("http.error.401.json"));
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
    assert_eq!(session.want(&[SWAPS]), []);
}

#[test]
fn an_answer_to_a_connection_that_is_over_opens_nothing() {
    let (mut session, post) = Session::posting(&[SWAPS]);
    session.step(Input::Closed { code: None });
    assert_eq!(session.grant(&post), []);
    let (mut session, first) = Session::posting(&[SWAPS]);
    let second = request(&session.step(Input::Start));
    assert_eq!(session.grant(&first), []);
    assert!(connects(&session.grant(&second)).is_some());
}

#[test]
fn without_a_key_nothing_is_posted() {
    let mut session = Session::new(Config { has_key: false, ..config() });
    session.want(&[SWAPS]);
    assert_eq!(session.step(Input::Start), [Output::Fault(Fault::NeedsToken)]);
    assert_eq!(session.want(&[SWAPS, CREATIONS]), []);
}

#[test]
fn names_that_name_no_stream_and_streams_beyond_the_bound_are_left_out() {
    let mut session = Session::new(config());
    assert!(is_note(&session.want(&[SWAPS, "", "a b"])));
    let many: Vec<String> = (0..300).map(|n| format!("s{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert!(is_note(&session.want(&many)));
    assert_eq!(ids(&request(&session.step(Input::Start))).len(), 200);
}
