//! Vera: its stream and its REST part.

mod examples;
mod rest;
mod stream;

use serde_json::{Value, json};
use standin::{Config, Control, Server, Vera};

use crate::client::*;

const PATH: &str = "/v1/events";
const KEY: &str = "vera_live_0123456789abcdefghijklmn";
/// Friday evening, a minute after the examples.
const NOW_MS: i64 = 1_795_201_800_000;

fn config(vera: Vera) -> Config {
    Config { rate_limits: false, now_ms: Some(NOW_MS), ..Config::vera(vera) }
}

async fn vera_with(vera: Vera) -> (Server, Control) {
    server_with(config(vera)).await
}

async fn vera() -> (Server, Control) {
    vera_with(Vera::default()).await
}

async fn stream(server: &Server) -> Socket {
    handshake(server, PATH, Some(&format!("Bearer {KEY}"))).await.unwrap()
}

/// A stream that has subscribed to these markets.
async fn listener(server: &Server, markets: &[&str]) -> Socket {
    let mut socket = stream(server).await;
    socket.ask(json!({ "action": "subscribe", "markets": markets })).await;
    socket
}

async fn rest(server: &Server, path: &str) -> Answer {
    get_with_token(server, &format!("/v1{path}"), KEY).await
}

/// Whether nothing was said before the answer to nonsense.
async fn hears_nothing(socket: &mut Socket) -> bool {
    socket.ask(json!({ "action": "nonsense" })).await["type"] == "error"
}

fn ids(page: &Value) -> Vec<&str> {
    let records = page["data"].as_array().unwrap().iter();
    records.map(|record| record["event"]["id"].as_str().unwrap()).collect()
}
