//! The stream.

use std::time::Duration;

use futures_util::SinkExt;
use serde_json::json;
use standin::{Cap, Config, How, Story, TokenState, Vera};
use tokio_tungstenite::tungstenite::Message;

use super::*;

#[tokio::test]
async fn a_key_in_the_query_opens_the_stream_and_no_rest_path() {
    let (server, _) = vera().await;
    let mut socket = handshake(&server, &format!("{PATH}?key={KEY}"), None).await.unwrap();
    assert!(hears_nothing(&mut socket).await);
    assert_eq!(get(&server, &format!("/v1/markets?key={KEY}")).await.status, 401);
}

#[tokio::test]
async fn a_story_reaches_who_subscribed_to_one_of_its_markets_and_its_relevance() {
    let (server, control) = vera().await;
    let mut all = listener(&server, &["polymarket_0x1", "polymarket_0x2"]).await;
    let mut high = stream(&server).await;
    high.ask(json!({ "action": "subscribe", "markets": ["polymarket_0x1"], "relevance": ["high"] })).await;
    let low = Story { relevance: "low".to_owned(), ..Story::about("low", &["polymarket_0x1"]) };
    assert_eq!(control.raise(low).unwrap(), 1);
    assert_eq!(control.raise(Story::about("high", &["polymarket_0x1"])).unwrap(), 2);
    assert_eq!(control.raise(Story::about("other", &["polymarket_0x3"])).unwrap(), 0);
    assert_eq!(high.json().await["event"]["headline"], "high");
    assert_eq!(all.json().await["event"]["headline"], "low");
}

#[tokio::test]
async fn a_tenth_more_markets_is_a_warning_and_beyond_that_the_oldest_are_dropped() {
    let (server, control) = vera_with(Vera { markets: 10, ..Vera::default() }).await;
    let markets: Vec<String> = (0..10).map(|number| format!("m{number}")).collect();
    let markets: Vec<&str> = markets.iter().map(String::as_str).collect();
    let mut socket = listener(&server, &markets).await;
    assert!(hears_nothing(&mut socket).await);
    socket.ask(json!({ "action": "subscribe", "markets": ["m10"] })).await;
    assert_eq!(socket.json().await["type"], "warning");
    socket.ask(json!({ "action": "subscribe", "markets": ["m11"] })).await;
    assert!(hears_nothing(&mut socket).await);
    let open = control.connections();
    assert_eq!((open[0].subscriptions.len(), open[0].subscriptions[0].as_str()), (11, "m1"));
}

#[tokio::test]
async fn an_error_at_the_cap_leaves_the_subscriptions_as_they_were() {
    let (server, control) = vera_with(Vera { markets: 1, cap: Cap::Error, ..Vera::default() }).await;
    let mut socket = listener(&server, &["a"]).await;
    let said = socket.ask(json!({ "action": "subscribe", "markets": ["b"] })).await;
    assert_eq!(said["code"], "subscription_cap_exceeded");
    assert_eq!(control.subscriptions(), ["a"]);
}

#[tokio::test]
async fn a_resumption_brings_what_was_missed_of_the_own_markets_and_only_the_first_time() {
    let (server, control) = vera().await;
    for (id, market) in [("evt_1", "a"), ("evt_2", "b"), ("evt_3", "a"), ("evt_4", "a")] {
        let story = Story { id: Some(id.to_owned()), ..Story::about(id, &[market]) };
        control.silently().raise(story).unwrap();
    }
    let resume = json!({ "action": "subscribe", "markets": ["a"], "last_event_id": "evt_1" });
    let mut socket = stream(&server).await;
    socket.ask(resume.clone()).await;
    for id in ["evt_3", "evt_4"] {
        assert_eq!(socket.json().await["event"]["id"], id);
    }
    assert_eq!(socket.ask(resume.clone()).await["type"], "subscribed");
    assert!(hears_nothing(&mut socket).await);
    let mut late = listener(&server, &["a"]).await;
    late.ask(resume).await;
    assert!(hears_nothing(&mut late).await);
}

#[tokio::test]
async fn a_gap_of_too_many_events_or_too_long_a_time_is_truncated() {
    let vera = Vera { backfill_events: 2, ..Vera::default() };
    for (ages_s, told) in [(vec![30, 20, 10], vec!["2", "3"]), (vec![3700, 20], vec!["2"])] {
        let (server, control) = vera_with(vera.clone()).await;
        for (number, age_s) in std::iter::once(&4000).chain(&ages_s).enumerate() {
            let ingested_ms = Some(NOW_MS - age_s * 1000);
            let story = Story { id: Some(number.to_string()), ingested_ms, ..Story::about("x", &["a"]) };
            control.silently().raise(story).unwrap();
        }
        let mut socket = stream(&server).await;
        socket.ask(json!({ "action": "subscribe", "markets": ["a"], "last_event_id": "0" })).await;
        assert_eq!(socket.json().await["type"], "backfill_truncated");
        for id in told {
            assert_eq!(socket.json().await["event"]["id"], id);
        }
        assert!(hears_nothing(&mut socket).await);
    }
}

#[tokio::test]
async fn a_stream_without_pong_frames_is_dropped_whatever_else_it_says() {
    let (ping_every, idle_close) = (Duration::from_secs(60), Duration::from_millis(300));
    let (server, control) = server_with(Config { ping_every, idle_close, ..config(Vera::default()) }).await;
    let mut socket = stream(&server).await;
    let dropped = async {
        loop {
            // Fails on a socket that is gone, which the next line sees as well.
            let _ = socket.stream.send(Message::text(r#"{"action":"nonsense"}"#)).await;
            if !matches!(socket.next().await, Some(Ok(Message::Text(_)))) {
                break;
            }
        }
    };
    tokio::time::timeout(SOON, dropped).await.expect("the socket is dropped in time");
    let state = until(&control, |state| !state.ended.is_empty()).await;
    assert_eq!(state.ended[0].how, How::Idle);
}

#[tokio::test]
async fn a_key_that_is_revoked_or_unpaid_closes_the_stream_with_its_class() {
    let (server, control) = vera().await;
    let mut socket = listener(&server, &["a"]).await;
    control.revoke_token(KEY);
    assert_eq!(socket.closed().await.0, 4001);
    assert_eq!(stream(&server).await.closed().await.0, 4001);
    control.token_state(KEY, TokenState::Blocked);
    assert_eq!(stream(&server).await.closed().await.0, 4003);
}

#[tokio::test]
async fn streams_opened_too_often_are_closed_with_4009() {
    let (server, control) = vera().await;
    control.limit("opens", 1, None).unwrap();
    control.rate_limits(true);
    drop(stream(&server).await);
    assert_eq!(stream(&server).await.closed().await.0, 4009);
}
