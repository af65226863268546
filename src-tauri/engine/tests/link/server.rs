//! A server on loopback that does to each connection exactly what a test says, and tells what it saw.
//!
//! It frames bare TCP by hand, so that it can stall, cut and send garbage at any point.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::Role;

/// Longest wait for anything that a test expects.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Which connection of this server, from 0.
    pub(crate) number: usize,
    pub(crate) method: String,
    pub(crate) path: String,
    /// By lower-case name.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// When, since the server's start.
    pub(crate) at: Duration,
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Answers with these bytes and closes.
    Raw(Vec<u8>),
    /// Answers with these bytes and keeps the connection.
    RawOpen(Vec<u8>),
    /// Accepts the WebSocket and greets with these text frames.
    Upgrade(Vec<String>),
    /// Accepts it with somebody else's key.
    WrongKey,
    /// Reads on and never answers.
    Stall,
}

/// What the server does to an open socket.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Text(String),
    Binary(Vec<u8>),
    Ping,
    Close(u16),
    /// Drops the TCP connection without a word.
    Cut,
    /// Neither reads nor writes from now on, but keeps the TCP connection.
    Mute,
    /// Writes these bytes where a frame should be.
    Garbage(Vec<u8>),
}

/// What the server saw, with the number of the connection.
#[derive(Debug, Clone)]
pub(crate) enum Seen {
    Asked(Asked),
    Opened(usize),
    Text(String),
    Ping(usize),
    Pong(usize),
    /// A close frame with its code.
    Goodbye(usize, Option<u16>),
    /// The TCP connection ended.
    Gone(usize),
}

/// A running server; it ends when dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    seen: watch::Receiver<Vec<Seen>>,
    shared: Arc<Shared>,
    _tasks: JoinSet<()>,
}

struct Shared {
    started: tokio::time::Instant,
    seen: watch::Sender<Vec<Seen>>,
    lines: Mutex<HashMap<usize, mpsc::Sender<Act>>>,
    answer: Box<dyn Fn(&Asked) -> Answer + Send + Sync>,
}

/// A plain HTTP answer.
pub(crate) fn http(status: u16, headers: &str, body: &str) -> Answer {
    let text = format!(
        "HTTP/1.1 {status} Something\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}",
        body.len()
    );
    Answer::Raw(text.into_bytes())
}

/// Accepts a WebSocket and sends the ready frame of the test protocol.
pub(crate) fn welcome() -> Answer {
    Answer::Upgrade(vec!["welcome".into()])
}

impl Server {
    pub(crate) async fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self::on(0, answer).await
    }

    pub(crate) async fn on(port: u16, answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, seen) = watch::channel(Vec::new());
        let shared = Arc::new(Shared {
            started: tokio::time::Instant::now(),
            seen: sender,
            lines: Mutex::default(),
            answer: Box::new(answer),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(listen(listener, Arc::clone(&shared)));
        Self { port, seen, shared, _tasks: tasks }
    }

    pub(crate) fn url(&self, scheme: &str, path: &str) -> String {
        format!("{scheme}://127.0.0.1:{}{path}", self.port)
    }

    /// Does something to an open socket.
    pub(crate) async fn act(&self, number: usize, act: Act) {
        let line = self.shared.lines.lock().unwrap().get(&number).cloned();
        line.expect("the socket was opened").send(act).await.expect("the socket is open");
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.borrow().clone()
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        let asked = |seen| if let Seen::Asked(asked) = seen { Some(asked) } else { None };
        self.seen().into_iter().filter_map(asked).collect()
    }

    /// Waits until what was seen holds what is looked for.
    pub(crate) async fn until<T>(&self, what: &str, mut find: impl FnMut(&[Seen]) -> Option<T>) -> T {
        let mut seen = self.seen.clone();
        let found = tokio::time::timeout(DEADLINE, async {
            loop {
                if let Some(found) = find(&seen.borrow_and_update()) {
                    return found;
                }
                seen.changed().await.unwrap();
            }
        });
        match found.await {
            Ok(found) => found,
            Err(_) => panic!("{what} was not seen in {:#?}", self.seen()),
        }
    }

    pub(crate) async fn until_opened(&self, number: usize) {
        self.until_seen("the socket opening", |seen| matches!(seen, Seen::Opened(n) if *n == number)).await;
    }

    pub(crate) async fn until_gone(&self, number: usize) {
        self.until_seen("the end of TCP", |seen| matches!(seen, Seen::Gone(n) if *n == number)).await;
    }

    pub(crate) async fn until_text(&self, text: &str) {
        self.until_seen(text, |seen| matches!(seen, Seen::Text(t) if t == text)).await;
    }

    pub(crate) async fn until_asked(&self, times: usize) -> Vec<Asked> {
        self.until("a request", |_| Some(self.asked()).filter(|asked| asked.len() >= times)).await
    }

    pub(crate) async fn until_seen(&self, what: &str, is: impl Fn(&Seen) -> bool) {
        self.until(what, |seen| seen.iter().any(&is).then_some(())).await;
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    for number in 0.. {
        let (stream, _) = listener.accept().await.unwrap();
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            let end = Arc::clone(&shared);
            serve(stream, number, shared).await;
            end.saw(Seen::Gone(number));
        });
    }
}

async fn serve(mut stream: TcpStream, number: usize, shared: Arc<Shared>) {
    let Some(asked) = read_request(&mut stream, number, shared.started).await else { return };
    shared.saw(Seen::Asked(asked.clone()));
    match (shared.answer)(&asked) {
        Answer::Raw(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            read_to_end(&mut stream).await;
        }
        Answer::RawOpen(bytes) => {
            let _ = stream.write_all(&bytes).await;
            read_to_end(&mut stream).await;
        }
        Answer::Stall => read_to_end(&mut stream).await,
        Answer::WrongKey => {
            accept(&mut stream, "bm90IHRoZSBrZXkgYXQgYWxs").await;
            read_to_end(&mut stream).await;
        }
        Answer::Upgrade(greeting) => {
            accept(&mut stream, &asked.headers["sec-websocket-key"]).await;
            let (line, acts) = mpsc::channel(16);
            shared.lines.lock().unwrap().insert(number, line);
            shared.saw(Seen::Opened(number));
            let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, None).await;
            for text in greeting {
                let _ = socket.send(Message::text(text)).await;
            }
            talk(socket, number, acts, &shared).await;
        }
    }
}

async fn read_request(stream: &mut TcpStream, number: usize, started: tokio::time::Instant) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (first.next()?, first.next()?);
    let header =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let headers: HashMap<String, String> = lines.filter_map(header).collect();
    let mut body = vec![0; headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Some(Asked { number, method, path, headers, body, at: started.elapsed() })
}

async fn accept(stream: &mut TcpStream, key: &str) {
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\
         sec-websocket-accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    );
    let _ = stream.write_all(answer.as_bytes()).await;
}

async fn read_to_end(stream: &mut TcpStream) {
    let mut buffer = [0; 1_024];
    while matches!(stream.read(&mut buffer).await, Ok(1..)) {}
}

async fn talk(
    mut socket: WebSocketStream<TcpStream>,
    number: usize,
    mut acts: mpsc::Receiver<Act>,
    shared: &Shared,
) {
    loop {
        tokio::select! {
            act = acts.recv() => {
                let Some(act) = act else { return };
                let sent = match act {
                    Act::Text(text) => socket.send(Message::text(text)).await,
                    Act::Binary(bytes) => socket.send(Message::binary(bytes)).await,
                    Act::Ping => socket.send(Message::Ping("are you there".into())).await,
                    Act::Close(code) => {
                        let reason = "the server stops".into();
                        socket.close(Some(CloseFrame { code: code.into(), reason })).await
                    }
                    Act::Cut => return,
                    Act::Mute => std::future::pending().await,
                    Act::Garbage(bytes) => {
                        let _ = socket.get_mut().write_all(&bytes).await;
                        Ok(())
                    }
                };
                if sent.is_err() {
                    return;
                }
            }
            frame = socket.next() => match frame {
                Some(Ok(Message::Text(text))) => shared.saw(Seen::Text(text.to_string())),
                Some(Ok(Message::Ping(_))) => shared.saw(Seen::Ping(number)),
                Some(Ok(Message::Pong(_))) => shared.saw(Seen::Pong(number)),
                Some(Ok(Message::Close(frame))) => {
                    shared.saw(Seen::Goodbye(number, frame.map(|frame| frame.code.into())));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            }
        }
    }
}

impl Shared {
    fn saw(&self, seen: Seen) {
        self.seen.send_modify(|log| log.push(seen));
    }
}
