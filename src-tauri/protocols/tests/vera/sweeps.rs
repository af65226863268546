//! Asking for what was missed.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Priority, Reply, Request};
use swarmbell_protocols::event::Via;
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::vera::Config;

use crate::vera::session::{DAY, HOUR, MARKETS, SECOND, Session, WALL};
use crate::vera::session::{
    config, events, example, failed, faults, important, iso, kept, kept_nothing, keys, page, parameter,
    positions, record, request, requests,
};

/// Something was seen so long ago; the socket is open, and the sweep's first request under way.
fn sweeping(ago: Duration) -> (Session, Request) {
    let (session, opened) = Session::open(Config { position: Some(kept("evt_1", ago)), ..config() });
    (session, request(&opened))
}

#[test]
fn more_than_an_hour_is_asked_for_oldest_first_with_the_same_filters() {
    let position = Some(kept("evt_1", 2 * HOUR));
    let (_, opened) = Session::open(Config { position, relevance: important(), ..config() });
    let asked = request(&opened);
    assert_eq!(asked.address.0.path(), "/v1/events");
    assert_eq!(asked.address.0.host_str(), Some("api.vera.example"));
    assert_eq!((asked.bearer, asked.priority), (Some(SecretRef::Token), Priority::CatchUp));
    let expected = [
        ("order", vec!["ingested_asc".to_owned()]),
        ("since", vec![iso(WALL.minus(2 * HOUR))]),
        ("limit", vec!["100".to_owned()]),
        ("relevance", vec!["high,moderate".to_owned()]),
        ("market_id", MARKETS.map(str::to_owned).to_vec()),
        ("until", Vec::new()),
        ("after", Vec::new()),
        ("key", Vec::new()),
    ];
    for (name, values) in expected {
        assert_eq!(parameter(&asked, name), values, "{name}");
    }
}

#[test]
fn up_to_an_hour_is_left_to_the_socket() {
    let (mut session, opened) = Session::open(Config { position: Some(kept("evt_1", HOUR)), ..config() });
    assert_eq!(requests(&opened), []);
    let outputs = session.text(example("backfill_truncated.json"));
    assert_eq!(parameter(&request(&outputs), "since"), [iso(WALL.minus(HOUR))], "unless it says so");
}

#[test]
fn what_was_never_seen_is_asked_for_a_little_earlier_since_clocks_differ() {
    let (_, opened) = Session::open(Config { position: Some(kept_nothing(HOUR / 2)), ..config() });
    let since = WALL.minus(HOUR / 2).minus(Duration::from_secs(300));
    assert_eq!(parameter(&request(&opened), "since"), [iso(since)]);
}

#[test]
fn pages_are_followed_to_the_last_one_and_then_the_position_moves() {
    let (mut session, asked) = sweeping(2 * HOUR);
    let outputs = session.reply(asked.id, 200, example("http.events.page.json"));
    assert_eq!(keys(&outputs), ["evt_4TmK9bR7pLx0", "evt_4TmKC00aVh51"]);
    assert!(events(&outputs).iter().all(|event| event.via == Via::Snapshot));
    let next = request(&outputs);
    assert_eq!(parameter(&next, "after"), ["cur_b3JkZXI6Mg"]);
    session.advance(10 * SECOND);
    assert_eq!(positions(&session.step(Input::Deadline)), [] as [&str; 0], "the rest is not there yet");
    let outputs = session.reply(next.id, 200, example("http.events.lastPage.json"));
    assert_eq!((requests(&outputs).len(), positions(&outputs).len()), (0, 0));
    assert_eq!(session.until_deadline(), Some(5 * SECOND));
    assert!(positions(&session.serve_deadline())[0].contains("evt_4TmKC00aVh51"));
}

#[test]
fn the_list_and_its_end_are_told_by_their_shape() {
    let one = record("evt_2", WALL.minus(HOUR)).to_string();
    let ends = [
        format!(r#"{{"data":[{one}]}}"#),
        format!(r#"{{"events":[{one}],"next_cursor":null}}"#),
        format!(r#"{{"rows":[{one}],"next_cursor":""}}"#),
        format!(r#"{{"data":[{one}],"next_cursor":"c","more":false}}"#),
        format!(r#"{{"data":[{one}],"next_cursor":7}}"#),
        format!("[{one}]"),
    ];
    for body in ends {
        let (mut session, asked) = sweeping(2 * HOUR);
        let outputs = session.reply(asked.id, 200, &body);
        assert_eq!((keys(&outputs).len(), requests(&outputs).len()), (1, 0), "{body}");
    }
    let (mut session, asked) = sweeping(2 * HOUR);
    let outputs = session.reply(asked.id, 200, &format!(r#"{{"x":[{one}],"next_cursor":"c"}}"#));
    assert_eq!(parameter(&request(&outputs), "after"), ["c"]);
}

#[test]
fn a_cursor_that_leads_nowhere_ends_the_stretch() {
    let (mut session, asked) = sweeping(2 * HOUR);
    let next = request(&session.reply(asked.id, 200, &page(&[], Some("c"))));
    assert_eq!(requests(&session.reply(next.id, 200, &page(&[], Some("c")))), []);
}

#[test]
fn a_failure_is_tried_again_ever_more_rarely_and_the_position_stays() {
    let (mut session, mut asked) = sweeping(2 * HOUR);
    let mut waits = Vec::new();
    for attempt in 0..9 {
        let outputs = session.reply(asked.id, 503, "");
        let said = if attempt == 0 { vec![Fault::ServerError { status: 503 }] } else { vec![] };
        assert_eq!((failed(&outputs), positions(&outputs).len()), (said, 0));
        let mut waited = Duration::ZERO;
        let again = loop {
            waited += session.until_deadline().expect("a deadline");
            let outputs = session.serve_deadline();
            assert_eq!(positions(&outputs), [] as [&str; 0]);
            if let [again] = &requests(&outputs)[..] {
                break again.clone();
            }
        };
        assert_eq!(again.address, asked.address);
        asked = again;
        waits.push(waited.as_secs_f64());
    }
    for (wait, expected) in waits.iter().zip([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]) {
        assert!((expected * 0.8..=expected * 1.2).contains(wait), "{waits:?}");
    }
    session.reply(asked.id, 200, &page(&[record("evt_2", WALL)], None));
    assert_eq!(positions(&session.serve_deadline()).len(), 1);
}

#[test]
fn a_pause_the_server_asked_for_is_kept() {
    let (mut session, asked) = sweeping(2 * HOUR);
    session.serve_deadline();
    let reply = Reply { retry_after: Some(7 * SECOND), ..Reply::new(429, "") };
    let outputs = session.step(Input::Reply { id: asked.id, reply: &reply });
    assert_eq!(failed(&outputs), [Fault::RateLimited { wait_secs: 7 }]);
    assert_eq!(session.until_deadline(), Some(7 * SECOND));
}

#[test]
fn a_question_the_server_refuses_is_not_asked_again() {
    for (status, body, fault) in [
        (422, example("http.error.422.invalid_parameter.json"), Fault::BadQuestion),
        (404, r#"{"error":{"type":"not_found"}}"#, Fault::NotOffered),
        (401, r#"{"error":{"type":"missing_authentication"}}"#, Fault::TokenDropped),
    ] {
        let (mut session, asked) = sweeping(2 * HOUR);
        session.text(&session.event("evt_2", Duration::ZERO));
        assert_eq!(session.reply(asked.id, status, body), [Output::RequestFailed(fault)]);
        // What is pushed from now on counts.
        assert!(positions(&session.serve_deadline())[0].contains("evt_2"));
    }
}

#[test]
fn a_key_that_is_refused_on_the_way_ends_the_connection() {
    let (mut session, asked) = sweeping(2 * HOUR);
    let body = example("http.error.401.invalid_authentication.json");
    assert_eq!(session.reply(asked.id, 401, body), [Output::Fault(Fault::TokenRefused)]);
    assert_eq!(session.text(&session.event("evt_2", Duration::ZERO)), []);
}

#[test]
fn more_than_a_month_is_asked_for_in_windows() {
    let (mut session, mut asked) = sweeping(70 * DAY);
    let mut windows = Vec::new();
    loop {
        let (since, until) = (parameter(&asked, "since").remove(0), parameter(&asked, "until").pop());
        windows.push((since, until));
        let outputs = session.reply(asked.id, 200, &page(&[], None));
        let Some(next) = requests(&outputs).pop() else { break };
        asked = next;
    }
    let at = |days: u32| iso(WALL.minus(days * DAY));
    assert_eq!(windows, [(at(70), Some(at(41))), (at(41), Some(at(12))), (at(12), None)]);
}

#[test]
fn what_is_older_than_what_is_kept_is_left_out_and_that_is_said() {
    let (mut session, asked) = sweeping(400 * DAY);
    assert_eq!(parameter(&asked, "since"), [iso(WALL.minus(90 * DAY))]);
    let mut outputs = session.reply(asked.id, 200, &page(&[], None));
    while let Some(next) = requests(&outputs).pop() {
        outputs = session.reply(next.id, 200, &page(&[], None));
    }
    assert_eq!(failed(&outputs), [Fault::TooMuchMissed]);
}

#[test]
fn pages_without_end_are_cut_and_that_is_said() {
    let (mut session, mut asked) = sweeping(2 * HOUR);
    for number in 1..100 {
        asked = request(&session.reply(asked.id, 200, &page(&[], Some(&format!("c{number}")))));
    }
    let outputs = session.reply(asked.id, 200, &page(&[], Some("c100")));
    assert_eq!(outputs, [Output::RequestFailed(Fault::TooMuchMissed)]);
    assert_eq!(positions(&session.serve_deadline()), [] as [&str; 0], "nothing new was seen");
}

#[test]
fn many_markets_are_asked_for_in_addresses_of_bearable_length() {
    let names: Vec<String> = (0..200).map(|market| format!("polymarket_0x{market:064}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut session = Session::new(Config { position: Some(kept("evt_1", 2 * HOUR)), ..config() });
    session.want(&names);
    session.step(Input::Start);
    let mut asked = request(&session.step(Input::Opened));
    let mut all = Vec::new();
    loop {
        assert!(asked.address.0.as_str().len() < 4_400, "{} bytes", asked.address.0.as_str().len());
        all.extend(parameter(&asked, "market_id"));
        let Some(next) = requests(&session.reply(asked.id, 200, &page(&[], None))).pop() else { break };
        asked = next;
    }
    assert_eq!(all, names);
}

#[test]
fn one_connection_has_one_sweep() {
    let (mut session, asked) = sweeping(2 * HOUR);
    assert_eq!(session.text(example("backfill_truncated.json")), []);
    session.reply(asked.id, 200, &page(&[], None));
    assert_eq!(session.text(example("backfill_truncated.json")), []);
    assert_eq!(requests(&session.reconnect()).len(), 1, "the position did not move");
}

#[test]
fn an_answer_to_a_connection_that_is_over_is_not_read() {
    let (mut session, asked) = sweeping(2 * HOUR);
    session.reconnect();
    assert_eq!(session.reply(asked.id, 200, example("http.events.page.json")), []);
    assert_eq!(faults(&session.reply(asked.id, 401, "")), []);
}
