//! Asking for the present at intervals.

use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Output, Priority, Snapshot, Way};
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::{Adapter, Fault};

use crate::neuro::session::{
    OFFLINE, Session, example, failed, faults, paths, reply, request_for, requests, snapshots, stream_request,
};

const STREAM: &str = "/api/v2/twitch/stream";
const LATEST: &str = "/api/v2/schedule/latest";

#[test]
fn nothing_is_due_before_the_start() {
    let mut session = Session::new(false);
    assert_eq!(session.adapter.deadline(), None);
    assert_eq!(session.step(Input::Deadline), []);
}

#[test]
fn the_first_look_is_at_once_and_carries_no_token() {
    let (_, outputs) = Session::polling();
    assert_eq!(paths(&outputs), [STREAM, LATEST, "/api/info"]);
    assert!(requests(&outputs).iter().all(|request| request.bearer.is_none()));
}

#[test]
fn requests_go_to_the_configured_server() {
    let (_, outputs) = Session::polling();
    assert_eq!(stream_request(&outputs).address.0.as_str(), "https://neuro.example/api/v2/twitch/stream");
}

#[test]
fn the_stream_is_polled_every_minute_and_the_week_every_half_hour_give_or_take_a_fifth() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    let asked = session.asked_within(Duration::from_secs(3 * 3600));
    let gaps = |wanted: &str| -> Vec<u64> {
        let times = asked.iter().filter(|(_, path)| path == wanted).map(|(at, _)| at.as_secs());
        let times: Vec<_> = std::iter::once(0).chain(times).collect();
        times.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    let stream = gaps(STREAM);
    assert!(stream.iter().all(|gap| (47..=73).contains(gap)), "{stream:?}");
    assert!(
        stream.iter().any(|gap| *gap < 56) && stream.iter().any(|gap| *gap > 64),
        "no jitter: {stream:?}"
    );
    let latest = gaps(LATEST);
    assert!(latest.len() >= 5 && latest.iter().all(|gap| (1439..=2161).contains(gap)), "{latest:?}");
}

#[test]
fn the_same_seed_gives_the_same_intervals() {
    let times = || {
        let (mut session, started) = Session::polling();
        session.answer_all(&started);
        session.asked_within(Duration::from_secs(3_600))
    };
    assert_eq!(times(), times());
}

#[test]
fn while_pushed_the_stream_is_polled_slowly() {
    let mut session = Session::pushed(&["streamOnline"]);
    session.asked_within(Duration::from_secs(100));
    let asked = session.asked_within(Duration::from_secs(3_600));
    let looks = asked.iter().filter(|(_, path)| path == STREAM).count();
    assert!((10..=15).contains(&looks), "{looks}");
}

#[test]
fn without_a_token_a_good_look_at_the_stream_is_ready() {
    let (mut session, started) = Session::polling();
    let week = session.reply(request_for(&started, LATEST).id, 200, example!("schedule.latest.json"));
    assert_eq!(week.len(), 1, "the week alone says nothing about the stream: {week:?}");
    let outputs = session.reply(stream_request(&started).id, 200, OFFLINE);
    assert_eq!(outputs, [Output::Ready(Way::Poll), Output::Snapshot(Snapshot::Live(None))]);
    let again = session.serve_deadline();
    let outputs = session.reply(stream_request(&again).id, 200, OFFLINE);
    assert_eq!(outputs, [Output::Snapshot(Snapshot::Live(None))]);
}

#[test]
fn each_start_is_ready_anew() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    let started = session.step(Input::Start);
    assert!(session.answer_all(&started).contains(&Output::Ready(Way::Poll)));
}

#[test]
fn without_a_token_a_bad_look_is_a_fault_and_the_next_good_one_ready_again() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    let outputs = session.serve_deadline();
    let outputs = session.reply(stream_request(&outputs).id, 503, "<html>");
    assert_eq!(faults(&outputs), [Fault::ServerError { status: 503 }]);
    let outputs = session.serve_deadline();
    let outputs = session.reply(stream_request(&outputs).id, 200, OFFLINE);
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Poll)));
}

#[test]
fn with_a_token_polling_is_never_the_state_of_the_connection() {
    let (mut session, started) = Session::opening();
    let outputs = session.answer_all(&started);
    assert_eq!(snapshots(&outputs).len(), 2);
    assert!(!outputs.contains(&Output::Ready(Way::Poll)));
    session.refused(401, "Invalid or expired token");
    let outputs = session.serve_deadline();
    assert!(!session.answer_all(&outputs).contains(&Output::Ready(Way::Poll)));
}

#[test]
fn a_failed_request_does_not_fail_a_pushed_connection() {
    let mut session = Session::pushed(&["streamOnline"]);
    let outputs = session.serve_deadline();
    let id = stream_request(&outputs).id;
    let outputs = session.step(Input::NoReply { id, fault: Fault::TimedOut });
    assert_eq!(outputs, [Output::RequestFailed(Fault::TimedOut)]);
}

#[test]
fn a_failed_look_is_repeated_soon_and_then_ever_more_slowly() {
    let (mut session, started) = Session::polling();
    session.answer_latest(&started);
    let mut id = stream_request(&started).id;
    let mut waits = Vec::new();
    for _ in 0..7 {
        session.step(Input::NoReply { id, fault: Fault::Unreachable });
        waits.push(session.until_deadline().unwrap().as_secs_f64());
        id = stream_request(&session.serve_deadline()).id;
    }
    for (wait, about) in waits.iter().zip([5.0, 10.0, 20.0, 40.0, 60.0, 60.0, 60.0]) {
        assert!((0.8 * about..=1.2 * about).contains(wait), "{waits:?}");
    }
}

#[test]
fn after_a_good_look_failures_count_from_the_beginning() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    for _ in 0..3 {
        let id = stream_request(&session.serve_deadline()).id;
        session.step(Input::NoReply { id, fault: Fault::Unreachable });
    }
    let outputs = session.serve_deadline();
    session.answer_all(&outputs);
    let id = stream_request(&session.serve_deadline()).id;
    session.step(Input::NoReply { id, fault: Fault::Unreachable });
    assert!(session.until_deadline().unwrap() <= Duration::from_secs(6));
}

#[test]
fn failures_count_on_over_a_new_start() {
    let (mut session, mut started) = Session::polling();
    for _ in 0..3 {
        session.step(Input::NoReply { id: stream_request(&started).id, fault: Fault::Unreachable });
        started = session.step(Input::Start);
    }
    session.answer_latest(&started);
    session.step(Input::NoReply { id: stream_request(&started).id, fault: Fault::Unreachable });
    let wait = session.until_deadline().unwrap();
    assert!(wait >= Duration::from_secs(32), "{wait:?}");
}

#[test]
fn a_look_that_was_to_be_repeated_and_failed_is_repeated_once() {
    let (mut session, started) = Session::polling();
    session.advance(Duration::from_secs(3));
    session.step(Input::Woke);
    session.step(Input::NoReply { id: stream_request(&started).id, fault: Fault::TimedOut });
    let outputs = session.serve_deadline();
    assert_eq!(paths(&session.reply(stream_request(&outputs).id, 200, OFFLINE)), [] as [&str; 0]);
}

#[test]
fn after_a_429_nothing_is_asked_until_the_window_has_passed() {
    let (mut session, started) = Session::polling();
    let outputs = session.reply(stream_request(&started).id, 429, example!("error.RL3.json"));
    assert_eq!(faults(&outputs), [Fault::RateLimited { wait_secs: 60 }]);
    assert_eq!(session.step(Input::Ask(Ask::Present)), []);
    session.advance(Duration::from_secs(59));
    assert_eq!(session.step(Input::Deadline), []);
    assert_eq!(session.step(Input::Woke), []);
    assert_eq!(session.until_deadline(), Some(Duration::from_secs(1)));
    assert_eq!(paths(&session.serve_deadline()), [STREAM]);
}

#[test]
fn retry_after_counts_more_than_the_codes_window_but_never_more_than_an_hour() {
    for (said, obeyed) in [(7, 7), (0, 1), (1_000_000, 3_600)] {
        let (mut session, started) = Session::polling();
        let mut answer = reply(429, example!("error.RL3.json"));
        answer.retry_after = Some(Duration::from_secs(said));
        let id = stream_request(&started).id;
        let outputs = session.step(Input::Reply { id, reply: &answer });
        assert_eq!(faults(&outputs), [Fault::RateLimited { wait_secs: obeyed }]);
    }
}

#[test]
fn the_stream_is_never_asked_for_twice_at_a_time() {
    let (mut session, _) = Session::polling();
    assert_eq!(session.step(Input::Ask(Ask::Present)), []);
    assert_eq!(session.step(Input::Woke), []);
    session.advance(Duration::from_secs(3_600));
    assert_eq!(session.step(Input::Deadline), []);
    assert_eq!(session.adapter.deadline(), None);
}

#[test]
fn after_waking_up_an_answer_under_way_is_not_enough() {
    let (mut session, started) = Session::polling();
    session.advance(Duration::from_secs(3));
    session.step(Input::Woke);
    let outputs = session.reply(stream_request(&started).id, 200, OFFLINE);
    assert_eq!(paths(&outputs), [STREAM]);
}

#[test]
fn a_start_and_a_wake_at_the_same_moment_ask_once() {
    let (mut session, started) = Session::polling();
    assert_eq!(session.step(Input::Woke), []);
    let outputs = session.reply(stream_request(&started).id, 200, OFFLINE);
    assert_eq!(paths(&outputs), [] as [&str; 0]);
}

#[test]
fn waking_up_asks_for_the_present_at_once() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    session.advance(Duration::from_secs(3));
    assert_eq!(paths(&session.step(Input::Woke)), [STREAM, LATEST]);
}

#[test]
fn asking_for_the_present_asks_both_at_once() {
    let (mut session, started) = Session::polling();
    session.answer_all(&started);
    let outputs = session.step(Input::Ask(Ask::Present));
    assert_eq!(paths(&outputs), [STREAM, LATEST]);
    assert!(requests(&outputs).iter().all(|request| request.priority == Priority::User));
}

#[test]
fn an_answer_of_an_older_epoch_is_dropped() {
    let (mut session, started) = Session::polling();
    session.step(Input::Start);
    assert_eq!(session.reply(stream_request(&started).id, 200, OFFLINE), []);
}

#[test]
fn a_token_refused_by_http_is_told_and_the_public_half_asked_without_it() {
    let mut session = Session::pushed(&["streamOnline"]);
    let outputs = session.serve_deadline();
    assert_eq!(stream_request(&outputs).bearer, Some(SecretRef::Token));
    let outputs = session.reply(stream_request(&outputs).id, 401, example!("error.AU11.json"));
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
    assert_eq!(failed(&outputs), [], "it is told once");
    assert_eq!(stream_request(&outputs).bearer, None);
    assert_eq!(session.want(&[]), [], "nothing is sent over a connection that was given up");
}

#[test]
fn a_token_refused_twice_is_told_once() {
    let (mut session, started) = Session::opening();
    let mut outputs = session.reply(stream_request(&started).id, 401, example!("error.AU11.json"));
    let latest = request_for(&started, LATEST).id;
    outputs.extend(session.reply(latest, 401, example!("error.AU11.json")));
    assert_eq!(faults(&outputs), [Fault::TokenRefused]);
}

#[test]
fn a_header_lost_on_the_way_to_http_does_not_end_an_open_socket() {
    let mut session = Session::pushed(&["streamOnline"]);
    let outputs = session.serve_deadline();
    let outputs = session.reply(stream_request(&outputs).id, 401, example!("error.AU9.json"));
    assert_eq!(faults(&outputs), []);
    assert_eq!(failed(&outputs), [Fault::TokenDropped]);
    assert_eq!(stream_request(&outputs).bearer, None);
    assert_eq!(session.want(&[]).len(), 1, "the socket is still used");
}
