//! Sections 2.1 to 2.5: messages both ways, heartbeat, going on, limits.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output, Probe, Subscription, Way};
use swarmbell_protocols::vera::Config;
use swarmbell_protocols::{Adapter, Fault};

use crate::vera::session::{HOUR, MARKETS, Session};
use crate::vera::session::{WALL, sent};
use crate::vera::session::{
    config, event, events, example, important, iso, kept, keys, notes, parameter, request,
};

/// A message whose markets may come in any order.
fn message(text: &str) -> (Value, BTreeSet<String>) {
    let mut message: Value = serde_json::from_str(text).unwrap();
    let markets = message["markets"].take();
    (message, serde_json::from_value(markets).unwrap())
}

fn sent_message(outputs: &[Output]) -> (Value, BTreeSet<String>) {
    let [sent] = &sent(outputs)[..] else { panic!("{outputs:?}") };
    message(&sent.to_string())
}

#[test]
fn s2_1_subscribing_looks_like_the_example() {
    let (_, opened) = Session::open(Config { relevance: important(), ..config() });
    assert_eq!(sent_message(&opened), message(example("subscribe.json")));
}

#[test]
fn s2_1_subscriptions_are_added_and_taken_away_as_in_the_examples() {
    let mut session = Session::fresh();
    let added = session.want(&[MARKETS[0], MARKETS[1], "polymarket_0x5500aa71be02"]);
    assert_eq!(sent_message(&added), message(example("subscribe.add.json")));
    session.want(&MARKETS);
    assert_eq!(sent_message(&session.want(&MARKETS[1..])), message(example("unsubscribe.json")));
}

#[test]
fn s2_1_resuming_looks_like_the_example() {
    let position = Some(kept("evt_4TmK81xWq2Zd", HOUR / 2));
    let (_, opened) = Session::open(Config { position, ..config() });
    assert_eq!(sent_message(&opened), message(example("subscribe.resume.json")));
}

#[test]
fn s2_2_an_open_socket_is_ready() {
    let (_, opened) = Session::open(config());
    assert_eq!(opened.first(), Some(&Output::Ready(Way::Push)));
}

#[test]
fn s2_2_a_confirmation_is_told_by_its_list_whatever_its_type() {
    let mut session = Session::fresh();
    assert_eq!(session.text(example("subscribed.json")), []);
    assert_eq!(session.text(r#"{"type":"ack","ids":["polymarket_0x1"]}"#), []);
}

#[test]
fn s2_2_an_unknown_type_leaves_a_note_and_the_connection() {
    let mut session = Session::fresh();
    for text in [example("warning.softLimit.json"), r#"{"type":"coffee"}"#, "{}", "7", "Not Found", ""] {
        let outputs = session.text(text);
        assert_eq!((notes(&outputs).len(), outputs.len()), (1, 1), "{text}: {outputs:?}");
    }
    assert_eq!(session.step(Input::Binary(&[1])).len(), 1);
    assert_eq!(keys(&session.text(example("event.json"))).len(), 1);
}

#[test]
fn s2_2_an_error_leaves_the_connection_open() {
    let mut session = Session::fresh();
    for name in ["error.invalidJson.json", "error.unknownAction.json"] {
        assert_eq!(notes(&session.text(example(name))).len(), 1, "{name}");
    }
    let cap = session.text(example("error.subscriptionCap.json"));
    assert_eq!(cap, [Output::RequestFailed(Fault::TooMuchWanted { limit: 500 })]);
    assert_eq!(keys(&session.text(example("event.json"))).len(), 1);
}

#[test]
fn s2_3_the_connection_is_dead_after_60_seconds_of_silence() {
    let liveness = Session::fresh().adapter.liveness();
    assert_eq!(liveness.idle + liveness.answer_within, Duration::from_secs(60));
    assert!(liveness.idle > Duration::from_secs(25), "the server pings every 25 s");
    assert_eq!(liveness.probe, Probe::Ping);
}

#[test]
fn s2_4_a_truncated_backfill_is_asked_for_by_http() {
    let (mut session, _) = Session::open(Config { position: Some(kept("evt_1", HOUR / 2)), ..config() });
    let asked = request(&session.text(example("backfill_truncated.json")));
    assert_eq!(parameter(&asked, "since"), [iso(WALL.minus(HOUR / 2))]);
}

#[test]
fn s2_4_an_event_told_twice_has_one_key() {
    let mut session = Session::fresh();
    let text = event("evt_1", WALL);
    assert_eq!(events(&session.text(&text))[0].key, events(&session.text(&text))[0].key);
}

#[test]
fn s2_4_a_first_connection_does_not_resume() {
    let mut session = Session::fresh();
    assert_eq!(session.text(example("backfill_truncated.json")), []);
    assert_eq!(sent(&session.reconnect()), [json!({"action": "subscribe", "markets": MARKETS})]);
}

#[test]
fn s2_5_no_more_than_500_markets_are_subscribed_to_at_a_time() {
    let names =
        |range: std::ops::Range<u32>| range.map(|n| Subscription(format!("polymarket_0x{n}"))).collect();
    let markets = |outputs: &[Output], action: &str| -> usize {
        let sent = sent(outputs).into_iter().filter(|message| message["action"] == action);
        sent.map(|message| message["markets"].as_array().unwrap().len()).sum()
    };
    let mut session = Session::fresh();
    let outputs = session.step(Input::Wanted(&names(0..600)));
    let held = 2 - markets(&outputs, "unsubscribe") + markets(&outputs, "subscribe");
    assert_eq!(held, 500);
    let outputs = session.step(Input::Wanted(&names(600..1_200)));
    assert_eq!((markets(&outputs, "unsubscribe"), markets(&outputs, "subscribe")), (500, 500));
}
