//! Which markets are subscribed to, against what is wanted.

use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output};

use crate::vera::session::{HOUR, MARKETS};
use crate::vera::session::{Session, config, failed, faults, important, kept, sent, wanted};

#[test]
fn nothing_is_sent_before_the_socket_is_open() {
    let mut session = Session::new(config());
    assert_eq!(session.want(&MARKETS), []);
    let started = session.step(Input::Start);
    assert_eq!((started.len(), sent(&started)), (1, Vec::new()));
    assert_eq!(session.want(&MARKETS[..1]), []);
    assert_eq!(sent(&session.step(Input::Opened)).len(), 1);
}

#[test]
fn a_change_of_markets_sends_only_the_difference() {
    let mut session = Session::fresh();
    let outputs = session.want(&[MARKETS[0], "polymarket_0x5500aa71be02"]);
    let unsubscribes = json!({"action": "unsubscribe", "markets": [MARKETS[1]]});
    let subscribes = json!({"action": "subscribe", "markets": ["polymarket_0x5500aa71be02"]});
    assert_eq!(sent(&outputs), [unsubscribes, subscribes]);
    assert_eq!(session.want(&[MARKETS[0], "polymarket_0x5500aa71be02"]), []);
}

#[test]
fn all_markets_are_subscribed_to_anew_on_each_connection() {
    let mut session = Session::fresh();
    let outputs = session.reconnect();
    assert_eq!(sent(&outputs), [json!({"action": "subscribe", "markets": MARKETS})]);
}

#[test]
fn each_subscription_says_which_relevance_is_wanted() {
    let (mut session, opened) =
        Session::open(swarmbell_protocols::vera::Config { relevance: important(), ..config() });
    assert_eq!(sent(&opened)[0]["relevance"], json!(["high", "moderate"]));
    let added = session.want(&[MARKETS[0], MARKETS[1], "polymarket_0x5500aa71be02"]);
    assert_eq!(sent(&added)[0]["relevance"], json!(["high", "moderate"]));
}

#[test]
fn the_first_subscription_of_a_connection_alone_says_where_to_go_on() {
    let config = swarmbell_protocols::vera::Config { position: Some(kept("evt_1", HOUR / 2)), ..config() };
    let mut session = Session::new(config);
    session.step(Input::Start);
    assert_eq!(sent(&session.step(Input::Opened)), [] as [Value; 0], "nothing is wanted");
    let first = sent(&session.want(&MARKETS[..1]));
    assert_eq!(first[0]["last_event_id"], json!("evt_1"));
    let second = sent(&session.want(&MARKETS));
    assert_eq!(second, [json!({"action": "subscribe", "markets": [MARKETS[1]]})]);
    assert_eq!(sent(&session.reconnect())[0]["last_event_id"], json!("evt_1"));
}

#[test]
fn no_more_than_500_markets_are_subscribed_to_and_that_is_said_once() {
    let names: Vec<String> = (0..512).map(|market| format!("polymarket_{market:03}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut session = Session::new(config());
    assert_eq!(session.want(&names), [Output::RequestFailed(Fault::TooMuchWanted { limit: 500 })]);
    assert_eq!(session.want(&names[..511]), []);
    session.step(Input::Start);
    let opened = sent(&session.step(Input::Opened));
    assert_eq!(opened[0]["markets"].as_array().unwrap().len(), 500);
    // The first ones stay, so that nothing changes.
    assert_eq!(session.want(&names), []);
    assert_eq!(failed(&session.want(&names[..500])), []);
    assert_eq!(failed(&session.want(&names)).len(), 1);
}

#[test]
fn what_cannot_be_the_id_of_a_market_is_not_subscribed_to() {
    let mut session = Session::fresh();
    let long = "9".repeat(101);
    assert_eq!(sent(&session.want(&[MARKETS[0], MARKETS[1], "", " a", &long])), [] as [Value; 0]);
}

#[test]
fn too_many_markets_end_the_attempts_until_the_list_shrinks() {
    let mut session = Session::fresh();
    let fault = Fault::TooMuchWanted { limit: 500 };
    assert!(fault.needs_user());
    assert_eq!(session.step(Input::Closed { code: Some(4002) }), [Output::Fault(fault.clone())]);
    assert_eq!(session.step(Input::Start), [Output::Fault(fault.clone())]);
    session.want(&["polymarket_a", "polymarket_b"]);
    assert_eq!(faults(&session.step(Input::Start)), [fault], "as many others are as many");
    session.want(&MARKETS[..1]);
    assert!(matches!(session.step(Input::Start)[..], [Output::Connect(_)]));
}

#[test]
fn somebody_may_try_again_with_as_many_markets() {
    let mut session = Session::fresh();
    session.step(Input::Closed { code: Some(4002) });
    session.step(Input::Retry);
    assert!(matches!(session.step(Input::Start)[..], [Output::Connect(_)]));
}

#[test]
fn a_settings_file_corrects_the_names_nobody_spells_out() {
    let names = r#"{"action": "op", "subscribe": "listen", "markets": "ids", "last_event_id": "since"}"#;
    let names = serde_json::from_str(names).unwrap();
    let position = Some(kept("evt_1", HOUR / 2));
    let (_, opened) = Session::open(swarmbell_protocols::vera::Config { names, position, ..config() });
    assert_eq!(sent(&opened), [json!({"op": "listen", "ids": wanted(&MARKETS), "since": "evt_1"})]);
}
