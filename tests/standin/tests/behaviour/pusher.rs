//! The client's side of the protocol that Relay and Shuriken's streams share.

use serde_json::{Value, json};
use standin::Server;

use crate::client::*;

/// A socket that was greeted.
pub(crate) struct Greeted {
    pub(crate) socket: Socket,
    pub(crate) socket_id: String,
    /// The greeting.
    pub(crate) established: Value,
    /// What the names of commands begin with.
    pub(crate) prefix: &'static str,
}

/// A frame's data, out of its string if it is in one.
pub(crate) fn data(frame: &Value) -> Value {
    match &frame["data"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_else(|_| frame["data"].clone()),
        data => data.clone(),
    }
}

/// Opens a socket and reads the greeting.
pub(crate) async fn greeted(server: &Server, path: &str, prefix: &'static str) -> Greeted {
    let mut socket = handshake(server, path, None).await.unwrap();
    let established = socket.json().await;
    let socket_id = data(&established)["socket_id"].as_str().unwrap().to_owned();
    Greeted { socket, socket_id, established, prefix }
}

impl Greeted {
    pub(crate) async fn command(&mut self, name: &str, data: Value) {
        let event = format!("{}{name}", self.prefix);
        self.socket.send(json!({ "event": event, "data": data }).to_string()).await;
    }

    /// Asks to be let into a channel; what is answered.
    pub(crate) async fn subscribe(&mut self, data: Value) -> Value {
        self.command("subscribe", data).await;
        self.socket.json().await
    }

    /// Whether nothing was said before the answer to a ping.
    pub(crate) async fn hears_nothing(&mut self) -> bool {
        self.command("ping", json!({})).await;
        self.socket.json().await["event"].as_str().unwrap().ends_with(":pong")
    }
}
