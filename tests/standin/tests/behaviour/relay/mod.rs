//! A Relay server.

mod examples;
mod http;
mod socket;

use serde_json::{Value, json};
use standin::{Config, Control, Relay, Server, Shape};

use crate::client::*;
use crate::pusher::*;

pub(crate) const PATH: &str = "/app/demo-relay-key";
const SECRET: &str = "Authorization: Bearer demo-relay-secret\r\n";

/// Any number of sockets may be opened.
fn config(relay: Relay) -> Config {
    Config { rate_limits: false, ..Config::relay(relay) }
}

async fn relay(shape: Shape) -> (Server, Control) {
    server_with(config(Relay::of(shape))).await
}

async fn client(server: &Server) -> Greeted {
    greeted(server, PATH, "relay:").await
}

/// A socket in a public channel.
async fn listener(server: &Server, channel: &str) -> Greeted {
    let mut client = client(server).await;
    client.subscribe(json!({ "channel": channel })).await;
    client
}

/// Asks the HTTP API with the secret.
async fn api(server: &Server, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    request(server, method, &format!("/apps/demo-app{path}"), SECRET, &body).await
}

/// What lets this socket into a channel, by the server's own path.
async fn signature(server: &Server, client: &Greeted, channel: &str, member: Option<&Value>) -> Value {
    let mut asked = json!({ "socket_id": client.socket_id, "channel_name": channel });
    if let Some(member) = member {
        asked["channel_data"] = json!(member.to_string());
    }
    let answer = request(server, "POST", "/apps/demo-app/auth", "", &asked.to_string()).await;
    let mut signed = answer.json();
    signed["channel"] = json!(channel);
    signed
}

/// A socket in a private or presence channel, and what it was told.
async fn let_in(server: &Server, channel: &str, member: Option<&Value>) -> (Greeted, Value) {
    let mut client = client(server).await;
    let signed = signature(server, &client, channel, member).await;
    let answer = client.subscribe(signed).await;
    (client, answer)
}
