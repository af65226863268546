//! A client small enough to be read: plain HTTP/1.1 over a socket, and a WebSocket with its handshake in sight.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use standin::{Config, Control, Server, State};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Response;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Deadline of everything that is expected to happen at once.
pub(crate) const SOON: Duration = Duration::from_secs(5);
pub(crate) const TOKEN: &str = "demo-token";

/// A server with this configuration, and its control.
pub(crate) async fn server_with(config: Config) -> (Server, Control) {
    let server = Server::start(config).await.unwrap();
    let control = server.control();
    (server, control)
}

/// The default without rate limits, for tests of anything else.
pub(crate) fn unlimited() -> Config {
    Config { rate_limits: false, ..Config::default() }
}

/// A server as tests get it by default.
pub(crate) async fn server() -> (Server, Control) {
    server_with(unlimited()).await
}

/// Waits for a state; panics with the reason if it does not come.
pub(crate) async fn until(control: &Control, wanted: impl FnMut(&State) -> bool) -> State {
    control.wait_until(wanted, SOON).await.unwrap()
}

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

fn authority(server: &Server) -> String {
    server.origin().strip_prefix("http://").unwrap().to_owned()
}

/// One request on a connection of its own; `headers` end in `\r\n` each.
pub(crate) async fn request(server: &Server, method: &str, path: &str, headers: &str, body: &str) -> Answer {
    request_at(&authority(server), method, path, headers, body).await
}

/// The same at any port.
pub(crate) async fn request_at(
    authority: &str,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> Answer {
    let mut stream = TcpStream::connect(authority).await.unwrap();
    let host = if headers.contains("Host:") { String::new() } else { format!("Host: {authority}\r\n") };
    let length = body.len();
    let text = format!(
        "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(SOON, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

pub(crate) async fn get(server: &Server, path: &str) -> Answer {
    request(server, "GET", path, "", "").await
}

pub(crate) async fn get_with_token(server: &Server, path: &str, token: &str) -> Answer {
    request(server, "GET", path, &format!("Authorization: Bearer {token}\r\n"), "").await
}

/// One WebSocket.
pub(crate) struct Socket {
    pub(crate) stream: WebSocketStream<TcpStream>,
}

/// Opens a socket at any path with any `Authorization`, without reading `welcome`.
pub(crate) async fn handshake(
    server: &Server,
    path: &str,
    authorization: Option<&str>,
) -> Result<Socket, Refused> {
    let authority = authority(server);
    let stream = TcpStream::connect(&authority).await.unwrap();
    let mut request = format!("ws://{authority}{path}").into_client_request().unwrap();
    request.headers_mut().insert("user-agent", HeaderValue::from_static("Swarmbell/0.1.0"));
    if let Some(value) = authorization {
        request.headers_mut().insert("authorization", HeaderValue::from_str(value).unwrap());
    }
    match timeout(SOON, client_async(request, stream)).await.unwrap() {
        Ok((stream, _)) => Ok(Socket { stream }),
        Err(Error::Http(response)) => Err(refusal(&response)),
        Err(error) => panic!("neither socket nor refusal: {error}"),
    }
}

/// Status, content type and body of a refused handshake.
pub(crate) type Refused = (u16, String, String);

fn refusal(response: &Response) -> Refused {
    let content_type = response.headers().get("content-type").map_or("", |value| value.to_str().unwrap());
    let body = response.body().as_deref().unwrap_or_default();
    (response.status().as_u16(), content_type.to_owned(), String::from_utf8_lossy(body).into_owned())
}

/// Opens a socket with a token and reads `welcome`.
pub(crate) async fn connect_as(server: &Server, token: &str) -> Socket {
    let mut socket = handshake(server, "/api/v2/ws", Some(&format!("Bearer {token}"))).await.unwrap();
    assert_eq!(socket.json().await["type"], "welcome");
    socket
}

pub(crate) async fn connect(server: &Server) -> Socket {
    connect_as(server, TOKEN).await
}

/// A socket of v2 subscribed to these types.
pub(crate) async fn subscriber(server: &Server, event_types: &[&str]) -> Socket {
    subscriber_of(server, "/api/v2/ws", event_types).await
}

/// A socket at this path subscribed to these types.
pub(crate) async fn subscriber_of(server: &Server, path: &str, event_types: &[&str]) -> Socket {
    let mut socket = handshake(server, path, Some("Bearer demo-token")).await.unwrap();
    assert_eq!(socket.json().await["type"], "welcome");
    for event_type in event_types {
        let answer = socket.ask(json!({ "type": "addEvent", "data": { "eventType": event_type } })).await;
        assert_eq!(answer["data"]["subscribed"], true);
    }
    socket
}

impl Socket {
    pub(crate) async fn send(&mut self, text: impl Into<String>) {
        self.stream.send(Message::text(text.into())).await.unwrap();
    }

    /// The next frame that is not a ping; none at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Result<Message, Error>> {
        loop {
            match timeout(SOON, self.stream.next()).await.expect("a frame or an end in time") {
                Some(Ok(Message::Ping(_))) => {}
                other => return other,
            }
        }
    }

    pub(crate) async fn text(&mut self) -> String {
        self.next().await.unwrap().unwrap().into_text().unwrap().as_str().to_owned()
    }

    pub(crate) async fn json(&mut self) -> Value {
        serde_json::from_str(&self.text().await).unwrap()
    }

    /// Sends one frame and reads the next.
    pub(crate) async fn ask(&mut self, frame: Value) -> Value {
        self.send(frame.to_string()).await;
        self.json().await
    }

    /// The code and reason the server closed with.
    pub(crate) async fn closed(&mut self) -> (u16, String) {
        match self.next().await {
            Some(Ok(Message::Close(Some(frame)))) => (frame.code.into(), frame.reason.as_str().to_owned()),
            other => panic!("no close frame but {other:?}"),
        }
    }

    /// Whether the stream ended without a close frame.
    pub(crate) async fn broke_off(&mut self) -> bool {
        matches!(self.next().await, None | Some(Err(_)))
    }

    /// Whether the next answer to a ping is a pong, that is, nothing else was sent before.
    pub(crate) async fn is_quiet(&mut self) -> bool {
        self.ask(json!({ "type": "ping" })).await == json!({ "type": "pong", "data": {} })
    }
}
