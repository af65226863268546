use std::time::Duration;

use serde_json::json;
use standin::{Config, FrameKind, How, monotonic_ns};

use crate::client::*;

#[tokio::test]
async fn a_sixth_socket_of_one_token_is_refused_until_another_closes() {
    let (server, control) = server().await;
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(connect(&server).await);
    }
    let refusal = handshake(&server, "/api/v2/ws", Some("Bearer demo-token")).await.err().unwrap();
    assert_eq!((refusal.0, refusal.2.as_str()), (429, "Connection limit reached (max 5)"));

    open.pop().unwrap().stream.close(None).await.unwrap();
    until(&control, |state| state.connections.len() == 4).await;
    connect(&server).await;
}

#[tokio::test]
async fn the_socket_limit_is_counted_per_token() {
    let tokens = ["one", "two"].map(str::to_owned).to_vec();
    let (server, _) = server_with(Config { tokens, ..unlimited() }).await;
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(connect_as(&server, "one").await);
    }
    connect_as(&server, "two").await;
}

#[tokio::test]
async fn an_unlimited_token_opens_a_sixth_socket() {
    let tokens = vec!["unltd_demo".to_owned()];
    let (server, control) = server_with(Config { tokens, ..unlimited() }).await;
    let mut open = Vec::new();
    for _ in 0..7 {
        open.push(connect_as(&server, "unltd_demo").await);
    }
    until(&control, |state| state.ready().count() == 7).await;
}

#[tokio::test]
async fn a_socket_that_says_nothing_is_dropped_after_the_idle_time() {
    let idle_close = Duration::from_millis(300);
    let (server, control) = server_with(Config { idle_close, ..unlimited() }).await;
    let began = monotonic_ns();
    let mut socket = connect(&server).await;
    assert!(socket.broke_off().await);
    assert!(monotonic_ns() - began >= 300_000_000);
    assert_eq!(until(&control, |state| !state.ended.is_empty()).await.ended[0].how, How::Idle);
}

#[tokio::test]
async fn pings_keep_an_answering_socket_alive_beyond_the_idle_time() {
    let (idle_close, ping_every) = (Duration::from_millis(400), Duration::from_millis(50));
    let (server, control) = server_with(Config { idle_close, ping_every, ..unlimited() }).await;
    let mut socket = connect(&server).await;
    let reader = tokio::spawn(async move { socket.next().await.is_some() });
    let pongs =
        |state: &standin::State| state.received.iter().filter(|frame| frame.kind == FrameKind::Pong).count();
    let state = until(&control, |state| pongs(state) >= 20).await;
    assert_eq!(state.ready().count(), 1);
    assert!(state.sent.iter().any(|frame| frame.kind == FrameKind::Ping));
    reader.abort();
}

#[tokio::test]
async fn the_31st_anonymous_request_of_a_minute_is_refused_with_its_code() {
    let (server, _) = server_with(Config::default()).await;
    for _ in 0..30 {
        assert_eq!(get(&server, "/api/v2/twitch/stream").await.status, 200);
    }
    let answer = get(&server, "/api/v2/twitch/stream").await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (429, &json!("RL3")));
    assert_eq!(answer.header("retry-after"), None);
    assert_eq!(get_with_token(&server, "/api/v2/twitch/stream", TOKEN).await.status, 200);
    assert_eq!(get(&server, "/api/info").await.status, 200);
}

#[tokio::test]
async fn the_101st_request_of_a_token_in_a_minute_is_refused_with_its_code() {
    let (server, _) = server_with(Config::default()).await;
    for _ in 0..100 {
        assert_eq!(get_with_token(&server, "/api/v2/schedule/weeks", TOKEN).await.status, 200);
    }
    let answer = get_with_token(&server, "/api/v2/schedule/weeks", TOKEN).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (429, &json!("RL4")));
}
