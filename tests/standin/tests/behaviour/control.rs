use std::time::Duration;

use serde_json::{Value, json};
use standin::{Config, Relay, Server, Shuriken, Vera};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::*;

async fn verb(server: &Server, verb: &str, arguments: Value) -> Answer {
    let headers = format!("X-Control-Token: {}\r\n", server.control_token());
    request(server, "POST", &format!("/_control/{verb}"), &headers, &arguments.to_string()).await
}

async fn state(server: &Server) -> Value {
    let headers = format!("X-Control-Token: {}\r\n", server.control_token());
    request(server, "GET", "/_control/state", &headers, "").await.json()
}

#[tokio::test]
async fn a_verb_over_http_does_what_the_method_does() {
    let (server, _) = server().await;
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    let answer = verb(&server, "go_live", json!({ "title": "from afar" })).await;
    let event = socket.json().await;
    assert_eq!(event["data"]["eventData"]["title"], "from afar");
    assert_eq!(answer.json()["result"]["id"], event["data"]["eventData"]["id"]);
}

#[tokio::test]
async fn the_state_over_http_shows_sockets_requests_and_frames_but_not_the_control_requests() {
    let (server, _) = server().await;
    let _socket = subscriber(&server, &["streamOnline"]).await;
    get(&server, "/api/v2/twitch/stream").await;
    let state = state(&server).await;
    assert_eq!(state["connections"][0]["subscriptions"], json!(["streamOnline"]));
    let paths: Vec<_> =
        state["requests"].as_array().unwrap().iter().map(|request| request["path"].clone()).collect();
    assert_eq!(paths, [json!("/api/v2/ws"), json!("/api/v2/twitch/stream")]);
    assert_eq!(state["sent"][0]["kind"], "text");
}

#[tokio::test]
async fn control_without_its_token_or_with_another_host_is_forbidden() {
    let (server, control) = server().await;
    let token = format!("X-Control-Token: {}\r\n", server.control_token());
    for headers in
        [String::new(), "X-Control-Token: guess\r\n".to_owned(), format!("Host: evil.example\r\n{token}")]
    {
        let answer = request(&server, "POST", "/_control/go_live", &headers, "{}").await;
        assert_eq!(answer.status, 403, "{headers}");
        assert_eq!(request(&server, "GET", "/_control/state", &headers, "").await.status, 403);
    }
    assert!(control.sent().is_empty());
    let local = format!("Host: {}\r\n{token}", server.origin().replace("http://127.0.0.1", "localhost"));
    assert_eq!(request(&server, "POST", "/_control/go_live", &local, "{}").await.status, 200);
}

#[tokio::test]
async fn unknown_verbs_and_arguments_are_named() {
    let (server, _) = server().await;
    for (name, arguments) in [
        ("explode", json!({})),
        ("raid", json!({ "direction": "incoming" })),
        ("cut", json!({ "all": true })),
    ] {
        let answer = verb(&server, name, arguments).await;
        assert_eq!(answer.status, 400, "{name}");
        assert!(answer.json()["error"].is_string());
    }
    assert_eq!(verb(&server, "update_stream", json!({})).await.status, 409);
}

#[tokio::test]
async fn waiting_over_http_ends_with_the_condition_that_was_met() {
    let (server, _) = server().await;
    let when = json!({ "when": ["sent:streamOnline", "subscribed:streamOnline"], "within_ms": 5000 });
    let (answer, _socket) = tokio::join!(verb(&server, "wait", when), subscriber(&server, &["streamOnline"]));
    assert_eq!(answer.json()["result"], "subscribed:streamOnline");
    let never = verb(&server, "wait", json!({ "when": ["disconnected"], "within_ms": 10 })).await;
    assert_eq!(never.status, 409);
}

#[tokio::test]
async fn control_is_answered_while_the_server_is_stalled_or_about_to_restart() {
    let (server, control) = server().await;
    assert_eq!(verb(&server, "stall", json!({})).await.status, 200);
    assert_eq!(verb(&server, "unstall", json!({})).await.status, 200);
    assert_eq!(verb(&server, "restart", json!({ "down_ms": 50 })).await.status, 200);
    until(&control, |state| !state.listening).await;
    until(&control, |state| state.listening).await;
    assert_eq!(state(&server).await["listening"], true);
}

#[tokio::test]
async fn a_control_connection_outlives_a_restart_and_a_client_connection_does_not() {
    let (server, control) = server().await;
    let state = format!("GET /_control/state HTTP/1.1\r\nX-Control-Token: {}\r\n", server.control_token());
    let mut steering = KeptAlive::open(&server).await;
    let mut client = KeptAlive::open(&server).await;
    assert!(steering.ask(&state).await);
    assert!(client.ask("GET /api/info HTTP/1.1\r\n").await);
    control.restart(Duration::from_millis(100)).unwrap();
    until(&control, |state| !state.listening).await;
    assert!(!client.ask("GET /api/info HTTP/1.1\r\n").await);
    assert!(steering.ask(&state).await);
}

/// Verbs that make something happen or change the service.
fn happenings() -> Vec<(&'static str, Value)> {
    let schedule = json!({ "year": 2026, "week": 3, "schedule": [], "status": "confirmed" });
    vec![
        ("go_live", json!({ "stream": { "viewerCount": 3 } })),
        ("go_live_secret", json!({})),
        ("go_live_unannounced", json!({ "id": "7" })),
        ("update_stream", json!({ "game": { "id": "1", "name": "Chess" } })),
        ("go_offline", json!({})),
        ("raid", json!({ "direction": "outgoing", "name": "QuietOtter", "viewers": 5 })),
        ("schedule_change", json!({ "schedule": schedule })),
        ("release_next_week", json!({})),
        ("active_subathon", json!({ "active": true })),
        ("change_subathon", json!({ "change": { "subcount": 5001, "active": true, "complete": 5000 } })),
        ("write_blog", json!({ "title": "Notes", "body": "new", "url": "https://blog.example.net/1" })),
        (
            "post",
            json!({ "post": { "user": "Vedal987", "content": "hm", "kind": "reply", "other": "NeurosamaAI" } }),
        ),
        ("silently", json!({ "do": { "verb": "go_live", "title": "while away" } })),
        ("forget", json!({ "records": "x_feed" })),
        ("info", json!({ "content": { "latestVersion": "v3", "versions": {} } })),
        ("v1_answers_ping", json!({ "answers": true })),
        ("rate_limits", json!({ "on": true })),
        ("limit", json!({ "name": "RL3", "requests": 2, "window_ms": 500 })),
        ("refuse_code", json!({ "prefix": "/api", "code": "AP1", "times": 1 })),
        ("token_state", json!({ "token": "old", "state": "expired" })),
        ("versions", json!({ "versions": { "v1": "gone", "v2": "served" } })),
        ("emit", json!({ "event_type": "coffeeReady", "data": {} })),
        ("duplicate", json!({})),
    ]
}

/// Verbs of the wire and of faults.
fn faults() -> Vec<(&'static str, Value)> {
    let answer = json!({ "status": 503, "body": "later", "times": 1 });
    vec![
        ("frame", json!({ "text": "ab", "repeat": 3 })),
        ("binary", json!({ "hex": "00 ff" })),
        ("bytes", json!({ "hex": "f300" })),
        ("close", json!({ "code": 1000 })),
        ("cut", json!({})),
        ("reset", json!({})),
        ("accept_token", json!({ "token": "another" })),
        ("revoke_token", json!({ "token": "another" })),
        ("refuse", json!({ "answer": answer })),
        ("refuse_http", json!({ "prefix": "/api", "answer": answer })),
        ("redirect", json!({ "path": "/api/info", "to": "http://127.0.0.1:1/" })),
        ("slow_handshake", json!({ "ms": 1 })),
        ("slow_http", json!({ "prefix": "/", "ms": 1 })),
        ("turn_away", json!({ "code": 4100, "times": 1 })),
        ("close_channels", json!({ "prefix": "private-", "data": "closed", "times": 1 })),
        ("clear_faults", json!({})),
        ("crash", json!({ "down_ms": 1 })),
    ]
}

#[tokio::test]
async fn every_verb_is_understood() {
    let (server, control) = server().await;
    for (name, arguments) in happenings().into_iter().chain(faults()) {
        let answer = verb(&server, name, arguments).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    }
    until(&control, |state| state.listening).await;
}

#[tokio::test]
async fn what_each_system_raises_can_be_raised_by_the_verb() {
    let story = json!({ "story": { "headline": "from afar", "markets": ["polymarket_0x1"] } });
    let stream = json!({ "stream": "svm.token.swaps", "filter": { "tokenAddress": "a" }, "data": {} });
    let channel = json!({ "channel": "builds", "event": "done", "data": { "n": 1 } });
    let (relay, shuriken) = (Config::relay(Relay::default()), Config::shuriken(Shuriken::default()));
    let vera = Config::vera(Vera::default());
    for (config, raised, status) in [
        (relay.clone(), &channel, 200),
        (relay, &story, 409),
        (shuriken.clone(), &channel, 200),
        (shuriken, &stream, 200),
        (vera.clone(), &story, 200),
        (vera, &stream, 409),
        (Config::default(), &channel, 409),
    ] {
        let (server, _) = server_with(config).await;
        let answer = verb(&server, "raise", json!({ "raised": raised })).await;
        assert_eq!(answer.status, status, "{raised}: {}", answer.body);
    }
}

/// An HTTP connection used for several requests.
struct KeptAlive {
    stream: TcpStream,
    host: String,
}

impl KeptAlive {
    async fn open(server: &Server) -> Self {
        let host = server.origin().replace("http://", "");
        Self { stream: TcpStream::connect(&host).await.unwrap(), host }
    }

    /// Whether something is answered before the connection ends; the answers asked for fit into one read.
    async fn ask(&mut self, head: &str) -> bool {
        let request = format!("{head}Host: {}\r\n\r\n", self.host);
        if self.stream.write_all(request.as_bytes()).await.is_err() {
            return false;
        }
        let mut answer = vec![0; 1 << 16];
        let read = tokio::time::timeout(SOON, self.stream.read(&mut answer)).await.unwrap();
        read.is_ok_and(|bytes| bytes > 0)
    }
}
