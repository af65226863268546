//! Section 5.4: closes.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Reply};

use crate::kit::pusher::hello;
use crate::shuriken::session::{SWAPS, Session, connects, example, faults, ids, request};

/// Another connection, closed with this code right after its handshake.
fn closed_again(session: &mut Session, code: u16) -> Vec<Output> {
    let post = request(&session.step(Input::Start));
    session.grant(&post);
    session.step(Input::Opened);
    session.text(&hello(30));
    session.step(Input::Closed { code: Some(code) })
}

#[test]
fn s5_4_a_stop_is_followed_by_one_new_session_and_counts_when_it_recurs() {
    for code in [4000, 4001, 4003, 4004, 4005, 4006, 4009, 4099, 4300] {
        let (mut session, _) = Session::ready(&[SWAPS]);
        assert_eq!(session.step(Input::Closed { code: Some(code) }), [], "{code}");
        let outputs = closed_again(&mut session, code);
        assert_eq!(faults(&outputs), [Fault::ClosedForGood { code }], "{code}");
        assert!(Fault::ClosedForGood { code }.needs_user());
    }
}

#[test]
fn s5_4_a_connection_that_lasted_makes_up_for_a_stop_and_so_does_the_user() {
    let (mut session, _) = Session::ready(&[SWAPS]);
    session.step(Input::Closed { code: Some(4009) });
    let post = request(&session.step(Input::Start));
    session.grant(&post);
    session.step(Input::Opened);
    session.text(&hello(30));
    session.advance(Duration::from_secs(60));
    assert_eq!(session.step(Input::Closed { code: Some(4009) }), []);
    assert_eq!(closed_again(&mut session, 4009).len(), 1);
    session.step(Input::Retry);
    assert_eq!(closed_again(&mut session, 4009), []);
}

#[test]
fn s5_4_an_error_before_the_handshake_counts_like_a_close() {
    let mut session = Session::open(&[SWAPS]);
    assert_eq!(faults(&session.text(example("error.4001.json"))), [Fault::Closed { code: None }]);
    let post = request(&session.step(Input::Start));
    assert_eq!(ids(&post), ["svm.token.swaps"], "the app may have changed");
    session.grant(&post);
    session.step(Input::Opened);
    let stopped = [Fault::ClosedForGood { code: 4001 }];
    assert_eq!(faults(&session.text(example("error.4001.json"))), stopped);
    let mut session = Session::open(&[SWAPS]);
    assert_eq!(faults(&session.text(example("error.4201.json"))), [], "the close that follows counts");
}

#[test]
fn s5_4_all_other_closes_are_followed_by_another_attempt() {
    for (code, fault) in [
        (Some(4100), vec![Fault::RateLimited { wait_secs: 60 }]),
        (Some(4199), vec![Fault::RateLimited { wait_secs: 60 }]),
        (Some(4200), vec![]),
        (Some(4202), vec![]),
        (Some(1006), vec![]),
        (None, vec![]),
    ] {
        let (mut session, _) = Session::ready(&[SWAPS]);
        for _ in 0..3 {
            assert_eq!(faults(&session.step(Input::Closed { code })), fault, "{code:?}");
            session.step(Input::Start);
        }
    }
}

#[test]
fn s5_4_a_refused_upgrade_is_tried_again_with_another_session() {
    for (status, fault) in [
        (404, Fault::Refused { status: 404 }),
        (429, Fault::RateLimited { wait_secs: 60 }),
        (503, Fault::ServerError { status: 503 }),
    ] {
        let (mut session, post) = Session::posting(&[SWAPS]);
        session.grant(&post);
        assert_eq!(faults(&session.step(Input::Refused(&Reply::new(status, "")))), [fault]);
        let post = request(&session.step(Input::Start));
        assert!(connects(&session.grant(&post)).is_some());
    }
}

#[test]
fn s5_4_a_closed_connection_takes_and_sends_nothing() {
    let mut session = Session::subscribed();
    session.step(Input::Closed { code: Some(4200) });
    assert_eq!(session.text(example("event.svm.token.swaps.json")), []);
    assert_eq!(session.want(&[SWAPS, "alpha.personal"]), []);
}
