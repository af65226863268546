//! Shuriken: sessions and the sockets they lead to.

mod examples;
mod session;
mod socket;

use serde_json::{Value, json};
use standin::{Config, Control, Server, Shuriken};

use crate::client::*;
use crate::pusher::*;

const KEY: &str = "Authorization: Bearer sk_demo_secret\r\n";
pub(crate) const SESSION: &str = "/api/v2/ws/session";
const SIGN: &str = "/api/v2/ws/auth";
const TOKEN_ADDRESS: &str = "DemoMint1111111111111111111111111111111111";

fn config(shuriken: Shuriken) -> Config {
    Config { rate_limits: false, ..Config::shuriken(shuriken) }
}

async fn shuriken() -> (Server, Control) {
    server_with(config(Shuriken::default())).await
}

async fn bootstrap(server: &Server, asked: &Value) -> Answer {
    request(server, "POST", SESSION, KEY, &asked.to_string()).await
}

/// What a session for these streams says, out of its envelope.
async fn session(server: &Server, streams: &[(&str, Value)]) -> Value {
    let asked: Vec<Value> =
        streams.iter().map(|(stream, filter)| json!({ "stream": stream, "filter": filter })).collect();
    let answer = bootstrap(server, &json!({ "subscriptions": asked })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["data"].clone()
}

/// A socket of a session for the three streams of the examples.
async fn client(server: &Server) -> Greeted {
    let swaps = json!({ "tokenAddress": TOKEN_ADDRESS });
    let streams = [
        ("alpha.signalFeedGlobal", json!({})),
        ("svm.token.swaps", swaps),
        ("portfolio.notifications", json!({})),
    ];
    let session = session(server, &streams).await;
    let app_key = session["connection"]["appKey"].as_str().unwrap();
    greeted(server, &format!("/app/{app_key}?protocol=7&client=test&version=1.0.0"), "pusher:").await
}

async fn signed(server: &Server, client: &Greeted, channel: &str) -> Answer {
    let form = format!("socket_id={}&channel_name={channel}", client.socket_id);
    request(server, "POST", SIGN, KEY, &form).await
}

/// Brings a socket into a private or presence channel; what it was told.
async fn let_in(server: &Server, client: &mut Greeted, channel: &str) -> Value {
    let mut wanted = signed(server, client, channel).await.json();
    wanted["channel"] = json!(channel);
    client.subscribe(wanted).await
}
