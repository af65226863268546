//! Section 7: what the examples show is said as they show it, and what they send is understood.

use serde_json::{Value, json};
use standin::{Cap, Refusals, Story, TokenState, Vera};

use super::*;
use crate::examples::Examples;

#[tokio::test]
async fn every_example_of_vera_is_said_or_understood() {
    let mut examples = Examples::of("vera");
    dialogue(&mut examples).await;
    resumption(&mut examples).await;
    caps(&mut examples).await;
    closes(&mut examples).await;
    pages(&mut examples).await;
    refusals(&mut examples).await;
    examples.end();
}

/// A record of an example, without what makes it a message.
fn record(examples: &mut Examples, name: &str) -> Value {
    let mut record = examples.get(name);
    record.as_object_mut().unwrap().remove("type");
    record
}

async fn dialogue(examples: &mut Examples) {
    let (server, control) = vera().await;
    let mut socket = stream(&server).await;
    let said = socket.ask(examples.get("subscribe")).await;
    examples.alike("subscribed", &said);
    assert_eq!(said["markets"], examples.get("subscribed")["markets"]);
    let said = socket.ask(examples.get("subscribe.add")).await;
    assert_eq!(said["markets"].as_array().unwrap().len(), 3);
    let said = socket.ask(examples.get("unsubscribe")).await;
    assert_eq!(said["markets"], json!(["polymarket_0x7c41d0e2aa90", "polymarket_0x5500aa71be02"]));
    let about = Story::about("Council votes", &["polymarket_0x7c41d0e2aa90"]);
    control.raise(about).unwrap();
    examples.alike("event", &socket.json().await);
    // Any relevance, from here on.
    socket.ask(json!({ "action": "subscribe", "markets": [], "relevance": [] })).await;
    for name in ["event", "event.minimal", "event.noMarkets"] {
        control.raise(Story::verbatim(record(examples, name))).unwrap();
        examples.same(name, &socket.json().await);
    }
    socket.send("{").await;
    examples.same("error.invalidJson", &socket.json().await);
    examples.same("error.unknownAction", &socket.ask(json!({ "action": "listen" })).await);
}

async fn resumption(examples: &mut Examples) {
    let (server, control) = vera().await;
    let last = Story { id: Some("evt_4TmK81xWq2Zd".to_owned()), ..Story::default() };
    control.silently().raise(last).unwrap();
    control.silently().raise(Story::verbatim(record(examples, "event"))).unwrap();
    let mut socket = stream(&server).await;
    assert_eq!(socket.ask(examples.get("subscribe.resume")).await["type"], "subscribed");
    examples.same("event", &socket.json().await);
    assert!(hears_nothing(&mut socket).await);
    let mut socket = stream(&server).await;
    let mut resumed = examples.get("subscribe.resume");
    resumed["last_event_id"] = json!("evt_forgotten");
    socket.ask(resumed).await;
    examples.same("backfill_truncated", &socket.json().await);
}

async fn caps(examples: &mut Examples) {
    let many = |count: usize| {
        let markets: Vec<String> = (0..count).map(|number| format!("polymarket_0x{number:x}")).collect();
        json!({ "action": "subscribe", "markets": markets })
    };
    let (server, _) = vera().await;
    let mut socket = stream(&server).await;
    socket.ask(many(512)).await;
    examples.same("warning.softLimit", &socket.json().await);
    let (server, _) = vera_with(Vera { cap: Cap::Error, ..Vera::default() }).await;
    let mut socket = stream(&server).await;
    examples.same("error.subscriptionCap", &socket.ask(many(551)).await);
}

async fn closes(examples: &mut Examples) {
    let table = examples.get("close_codes");
    let mut told = serde_json::Map::new();
    let (server, control) = vera_with(Vera { cap: Cap::Closes, markets: 1, ..Vera::default() }).await;
    for state in [TokenState::Expired, TokenState::Blocked] {
        control.token_state(KEY, state);
        let (code, reason) = stream(&server).await.closed().await;
        told.insert(code.to_string(), json!(reason));
    }
    control.accept_token(KEY);
    let mut socket = stream(&server).await;
    socket.send(json!({ "action": "subscribe", "markets": ["a", "b"] }).to_string()).await;
    let (code, reason) = socket.closed().await;
    told.insert(code.to_string(), json!(reason));
    let mut open = Vec::new();
    until(&control, |state| state.connections.is_empty()).await;
    for _ in 0..3 {
        open.push(stream(&server).await);
    }
    let (code, reason) = stream(&server).await.closed().await;
    told.insert(code.to_string(), json!(reason));
    control.close(1011, "internal error");
    let (code, reason) = open.remove(0).closed().await;
    told.insert(code.to_string(), json!(reason));
    drop(open);
    until(&control, |state| state.connections.is_empty()).await;
    let mut socket = stream(&server).await;
    server.stop().await;
    let (code, reason) = socket.closed().await;
    told.insert(code.to_string(), json!(reason));
    assert_eq!(Value::Object(told), table);
}

async fn pages(examples: &mut Examples) {
    let (server, control) = vera().await;
    for name in ["event", "event.noMarkets"] {
        control.raise(Story::verbatim(record(examples, name))).unwrap();
    }
    let one = rest(&server, "/events/evt_4TmK9bR7pLx0").await;
    examples.same("http.event", &one.json());
    let all = "/events?order=ingested_asc&since=2026-11-20T00:00:00Z&until=2026-11-21T00:00:00Z";
    let first = rest(&server, &format!("{all}&limit=1")).await.json();
    let mut example = examples.get("http.events.page");
    let last =
        rest(&server, &format!("{all}&limit=1&after={}", first["next_cursor"].as_str().unwrap())).await;
    examples.same("http.events.lastPage", &last.json());
    example["data"].as_array_mut().unwrap().truncate(1);
    example["next_cursor"] = first["next_cursor"].clone();
    assert_eq!(first, example);
    let headers = examples.get("http.headers.quota");
    for name in headers.as_object().unwrap().keys() {
        assert!(one.header(name).is_some(), "{name}");
    }
    assert_eq!(one.header("x-vera-quota-reset"), Some("2026-12-01T00:00:00Z"));
}

async fn refusals(examples: &mut Examples) {
    let (server, control) = vera_with(Vera { refusals: Refusals::Http, ..Vera::default() }).await;
    let mut same = |name: &str, answer: Answer| {
        let (mut said, example) = (answer.json(), examples.get(&format!("http.error.{name}")));
        said["error"]["request_id"] = example["error"]["request_id"].clone();
        assert_eq!((answer.status.to_string().as_str(), said), (&name[..3], example));
    };
    same("401.invalid_authentication", get_with_token(&server, PATH, "vera_live_wrong").await);
    let wrong = "/events?since=2026-11-20T12:00:00Z&until=2026-11-20T11:00:00Z";
    same("422.invalid_parameter", rest(&server, wrong).await);
    control.token_state(KEY, TokenState::Blocked);
    same("402.payment_required", rest(&server, "/events").await);
    assert_eq!(handshake(&server, PATH, Some(&format!("Bearer {KEY}"))).await.err().unwrap().0, 402);
    control.accept_token(KEY);
    control.limit("burst", 1, None).unwrap();
    control.rate_limits(true);
    rest(&server, "/events").await;
    let limited = rest(&server, "/events").await;
    assert_eq!(limited.header("retry-after"), Some("1"));
    same("429.rate_limit_exceeded", limited);
}
