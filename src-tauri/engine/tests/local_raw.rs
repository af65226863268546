//! The local socket against clients that do not keep to its rules.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod local_bell;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use local_bell::{Bell, DEADLINE};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use swarmbell_engine::local::{Answer, Client, ClientError, Order, ServeError, Server, SocketPlace};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;

const SOCKET: &str = "io.github.swarmbell.Swarmbell.sock";

#[tokio::test]
async fn a_stale_socket_of_a_killed_bell_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let place = SocketPlace::in_folder(folder.path());
    // The standard library leaves the file behind, as a killed process does.
    drop(std::os::unix::net::UnixListener::bind(folder.path().join(SOCKET)).unwrap());
    fs::write(folder.path().join("io.github.swarmbell.Swarmbell.lock"), "").unwrap();
    assert!(matches!(Client::connect(&place).await, Err(ClientError::NotRunning)));
    Server::bind(&place).unwrap();
}

#[tokio::test]
async fn the_socket_is_for_this_user_alone() {
    let bell = Bell::start();
    let mode = fs::metadata(bell.folder.path().join(SOCKET)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_folder_others_may_write_to_gets_no_socket() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let error = Server::bind(&SocketPlace::in_folder(folder.path())).err().unwrap();
    assert!(matches!(error, ServeError::Refused(_)), "{error:?}");
    assert!(error.to_string().contains("others may write to"), "{error}");
}

#[tokio::test]
async fn what_is_no_order_is_refused_with_a_sentence_and_the_next_order_answered() {
    let bell = Bell::start();
    let mut raw = Raw::greeted(&bell).await;
    for nonsense in ["{", "", "[]", "7", "{\"order\":\"dance\"}", "{\"order\":\"pause\",\"seconds\":-1}"] {
        raw.say(nonsense.as_bytes()).await;
        raw.refused("not understood").await;
    }
    raw.say(b"{\"order\":\"show\"}").await;
    assert_eq!(raw.hear().await.unwrap(), json!({ "from": "answer", "answer": { "answer": "done" } }));
}

#[tokio::test]
async fn a_line_longer_than_256_kb_is_refused_with_a_sentence() {
    let bell = Bell::start();
    let mut raw = Raw::greeted(&bell).await;
    let token = "t".repeat(250 * 1024);
    raw.say(format!("{{\"order\":\"set_token\",\"token\":\"{token}\"}}").as_bytes()).await;
    assert!(raw.hear().await.unwrap().to_string().contains("a token of 256000 bytes"));
    // The bell stops reading somewhere in the middle.
    let _ = raw.stream.get_mut().write_all(&vec![b'x'; 300 * 1024]).await;
    raw.refused("too long").await;
    assert_eq!(raw.hear().await, None, "hung up");
    assert_eq!(bell.client().await.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
}

#[tokio::test]
async fn a_line_that_is_no_text_is_refused_with_a_sentence() {
    let bell = Bell::start();
    let mut raw = Raw::greeted(&bell).await;
    raw.say(b"\xff\xfe\x00").await;
    raw.refused("no text").await;
    assert_eq!(raw.hear().await, None, "hung up");
}

#[tokio::test]
async fn who_does_not_greet_is_told_and_hung_up_on() {
    let bell = Bell::start();
    let mut raw = Raw::connect(&bell).await;
    raw.say(b"{\"order\":\"quit\"}").await;
    raw.refused("first line").await;
    assert_eq!(raw.hear().await, None, "hung up");
}

#[tokio::test]
async fn a_client_of_another_version_learns_the_bells() {
    let bell = Bell::start();
    let mut raw = Raw::connect(&bell).await;
    raw.say(b"{\"swarmbell\":99}").await;
    assert_eq!(raw.hear().await.unwrap(), json!({ "swarmbell": 1 }));
    assert_eq!(raw.hear().await, None, "hung up");
}

#[tokio::test]
async fn a_bell_of_another_version_is_told_in_a_sentence() {
    let error = connect_to(b"{\"swarmbell\":99}\n").await;
    assert!(matches!(error, ClientError::OtherVersion), "{error:?}");
    assert!(error.to_string().contains("another version"));
}

#[tokio::test]
async fn something_else_at_the_socket_is_told_in_a_sentence() {
    let error = connect_to(b"220 mail.example ESMTP\n").await;
    assert!(matches!(error, ClientError::Unreadable), "{error:?}");
    let error = connect_to(b"").await;
    assert!(matches!(error, ClientError::Closed), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn arbitrary_bytes_end_no_bell() {
    let bell = Bell::start();
    let path = bell.folder.path().join(SOCKET);
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(200) });
        let talk = (proptest::bool::ANY, proptest::collection::vec(proptest::num::u8::ANY, 0..2000));
        runner
            .run(&talk, |(greet, bytes)| {
                runtime.block_on(async {
                    let mut stream = UnixStream::connect(&path).await.unwrap();
                    if greet {
                        stream.write_all(b"{\"swarmbell\":1}\n").await.unwrap();
                    }
                    // The bell may hang up in the middle, and what it says does not matter here.
                    let _ = stream.write_all(&bytes).await;
                    let _ = stream.shutdown().await;
                    let _ = timeout(DEADLINE, stream.read_to_end(&mut Vec::new())).await.unwrap();
                });
                Ok(())
            })
            .unwrap();
    })
    .await
    .unwrap();
    assert_eq!(bell.client().await.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
}

struct Raw {
    stream: BufReader<UnixStream>,
}

impl Raw {
    async fn connect(bell: &Bell) -> Self {
        Self { stream: BufReader::new(UnixStream::connect(bell.folder.path().join(SOCKET)).await.unwrap()) }
    }

    async fn greeted(bell: &Bell) -> Self {
        let mut raw = Self::connect(bell).await;
        raw.say(b"{\"swarmbell\":1}").await;
        assert_eq!(raw.hear().await.unwrap(), json!({ "swarmbell": 1 }));
        raw
    }

    async fn say(&mut self, line: &[u8]) {
        self.stream.get_mut().write_all(&[line, b"\n"].concat()).await.unwrap();
    }

    /// The next line; `None` when the bell hung up.
    async fn hear(&mut self) -> Option<Value> {
        let mut line = String::new();
        match timeout(DEADLINE, self.stream.read_line(&mut line)).await.unwrap() {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_str(&line).unwrap()),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => None,
            Err(error) => panic!("{error}"),
        }
    }

    async fn refused(&mut self, words: &str) {
        let line = self.hear().await.unwrap();
        assert_eq!(line["answer"]["ok"], json!(false), "{line}");
        assert!(line["answer"]["sentence"].as_str().unwrap().contains(words), "{line}");
    }
}

/// Connects a client to something that says this and hangs up.
async fn connect_to(words: &'static [u8]) -> ClientError {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(folder.path().join(SOCKET)).unwrap();
    let other = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut hello = [0; 64];
        let _ = stream.read(&mut hello).await.unwrap();
        stream.write_all(words).await.unwrap();
    });
    let error = Client::connect(&SocketPlace::in_folder(folder.path())).await.unwrap_err();
    other.await.unwrap();
    error
}
