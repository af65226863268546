//! Section 2.1: the session.

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Body, Output};

use crate::shuriken::session::{
    GLOBAL, NOTICES, SWAPS, Session, connects, example, ids, parsed, posted, request, streams, swaps_place,
    told,
};

#[test]
fn s2_1_what_is_posted_is_what_the_examples_show() {
    let (_, post) = Session::posting(&[GLOBAL, NOTICES, SWAPS]);
    assert!(matches!(post.body, Some(Body::Json(_))));
    let mut expected =
        parsed(example("http.session.request.json"))["subscriptions"].as_array().unwrap().clone();
    expected.sort_by_key(|stream| stream["stream"].to_string());
    assert_eq!(streams(&post), expected);
    let name = "evm.token.swaps?chainId=8453&tokenAddress=0x00000000000000000000000000000000000d3a01";
    let (_, post) = Session::posting(&[name]);
    assert_eq!(posted(&post), parsed(example("http.session.request.evm.json")), "all values are texts");
}

#[test]
fn s2_1_the_answer_says_the_same_with_and_without_its_envelope() {
    let of = |name: &str| {
        let (mut session, post) = Session::posting(&[GLOBAL, NOTICES, SWAPS]);
        session.reply(post.id, 200, example(name))
    };
    let outputs = of("http.session.response.json");
    assert!(connects(&outputs).is_some());
    assert_eq!(outputs, of("http.session.response.unwrapped.json"));
}

#[test]
fn s2_1_the_delays_the_session_recommends_are_passed_on_within_bounds() {
    let delays = |delays: Value| {
        let (mut session, post) = Session::posting(&[SWAPS]);
        let mut answer = told(vec![swaps_place()]);
        answer["data"]["session"]["recommendedReconnectBackoffMs"] = delays;
        let outputs = session.reply(post.id, 200, &answer.to_string());
        outputs.into_iter().find_map(|output| match output {
            Output::Backoff(delays) => Some(delays),
            _ => None,
        })
    };
    let seconds = |all: &[u64]| Some(all.iter().map(|secs| Duration::from_secs(*secs)).collect::<Vec<_>>());
    assert_eq!(delays(json!([1_000, 2_000, 4_000, 8_000])), seconds(&[1, 2, 4, 8]));
    assert_eq!(delays(json!([u64::MAX, "1", -1, 2_000])), seconds(&[300, 2]));
    assert_eq!(delays(json!([0])), Some(vec![Duration::from_millis(500)]));
    assert_eq!(delays(json!(vec![1_000; 100])).unwrap().len(), 16);
    for none in [json!([]), json!(null), json!(7)] {
        assert_eq!(delays(none), None);
    }
}

#[test]
fn s2_1_each_connection_begins_with_a_session_of_its_own() {
    let mut session = Session::subscribed();
    let post = request(&session.again());
    assert_eq!(
        (ids(&post), post.address.0.path()),
        (vec!["svm.token.swaps".to_owned()], "/api/v2/ws/session")
    );
}
