//! Section 5.3: heartbeat.

use swarmbell_protocols::Adapter;

use crate::kit::pusher::hello;
use crate::shuriken::session::{SWAPS, Session, example, parsed, request, sent};

#[test]
fn s5_3_silence_is_probed_when_the_server_wants_it_but_after_120_s_at_the_latest() {
    let idle = |secs: u8| {
        let mut session = Session::open(&[SWAPS]);
        session.text(&hello(secs));
        session.adapter.liveness().idle.as_secs()
    };
    assert_eq!([idle(30), idle(120), idle(200), idle(0)], [30, 120, 120, 10]);
    let (mut session, _) = Session::ready(&[SWAPS]);
    assert_eq!(session.adapter.liveness().answer_within.as_secs(), 30);
    let post = request(&session.again());
    session.grant(&post);
    assert_eq!(session.adapter.liveness().idle.as_secs(), 120, "of the connection before");
}

#[test]
fn s5_3_a_ping_of_the_server_is_answered_and_a_pong_is_a_sign_of_life_only() {
    let mut session = Session::subscribed();
    assert_eq!(sent(&session.text(example("ping.json"))), [parsed(example("pong.json"))]);
    assert_eq!(session.text(example("pong.json")), []);
}
