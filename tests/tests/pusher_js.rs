//! The client that Relay and Shuriken name as theirs, unchanged, against the stand-ins: what it takes for true, they say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use standin::{Config, Control, Raised, Relay, Server, Shape, Shuriken};
use swarmbell_tests::repository::root;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(20);

/// A process with pusher-js in it.
struct Page {
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl Page {
    async fn open(options: Value) -> Self {
        let folder = root().join("tests/pusher-js");
        let installed = folder.join("node_modules/pusher-js").exists();
        assert!(
            installed,
            "pusher-js is missing: `npm ci --prefix tests/pusher-js`, or run `cargo xtask test`"
        );
        let mut process = Command::new("node")
            .arg(folder.join("talk.mjs"))
            .arg(options.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node starts");
        let (input, output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let mut page = Self { input, output: BufReader::new(output).lines(), _process: process };
        page.hears(json!({ "state": "connected" })).await;
        page
    }

    async fn tell(&mut self, verb: &str, channel: &str) {
        let line = format!("{}\n", json!({ "do": verb, "channel": channel }));
        self.input.write_all(line.as_bytes()).await.unwrap();
    }

    /// What happens next.
    async fn next(&mut self) -> Value {
        let line = timeout(SOON, self.output.next_line()).await.expect("something happens in time");
        serde_json::from_str(&line.unwrap().expect("the process lives")).unwrap()
    }

    /// Waits for this to happen; what came before, and it.
    async fn hears(&mut self, wanted: Value) -> Vec<Value> {
        let mut heard = Vec::new();
        while heard.last() != Some(&wanted) {
            heard.push(self.next().await);
            assert!(heard.len() < 20, "{wanted} is not among {heard:?}");
        }
        heard
    }

    /// Comes into a channel; what it is told of that.
    async fn enters(&mut self, channel: &str) -> Value {
        self.tell("subscribe", channel).await;
        let said = self.next().await;
        assert_eq!(
            (&said["channel"], &said["event"]),
            (&json!(channel), &json!("pusher:subscription_succeeded"))
        );
        said["data"].clone()
    }
}

fn port(server: &Server) -> u16 {
    server.origin().rsplit_once(':').unwrap().1.parse().unwrap()
}

async fn relay() -> (Server, Control, Page) {
    let config = Config { rate_limits: false, ..Config::relay(Relay::of(Shape::Classic)) };
    let server = Server::start(config).await.unwrap();
    let options = json!({
        "key": "demo-relay-key",
        "host": "127.0.0.1",
        "port": port(&server),
        "endpoint": format!("{}/broadcasting/auth", server.origin()),
        "headers": {},
    });
    let control = server.control();
    (server, control, Page::open(options).await)
}

/// What a session for the streams of this test says, by a client small enough to be read.
async fn bootstrap(server: &Server) -> Value {
    use tokio::io::AsyncReadExt;
    let streams = ["alpha.signalFeedGlobal", "svm.bondingCurve.creations", "portfolio.notifications"];
    let asked: Vec<Value> = streams.iter().map(|stream| json!({ "stream": stream, "filter": {} })).collect();
    let body = json!({ "subscriptions": asked }).to_string();
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port(server))).await.unwrap();
    let request = format!(
        "POST /api/v2/ws/session HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer sk_demo_secret\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(SOON, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    serde_json::from_str::<Value>(answer.split_once("\r\n\r\n").unwrap().1).unwrap()["data"].clone()
}

async fn shuriken() -> (Server, Control, Page) {
    let server = Server::start(Config::shuriken(Shuriken::default())).await.unwrap();
    let connection = bootstrap(&server).await["connection"].clone();
    let options = json!({
        "key": connection["appKey"],
        "host": connection["wsHost"],
        "port": connection["wsPort"],
        "endpoint": format!("{}{}", server.origin(), connection["authEndpoint"].as_str().unwrap()),
        "headers": { "Authorization": "Bearer sk_demo_secret" },
    });
    let control = server.control();
    (server, control, Page::open(options).await)
}

/// Waits until a channel has a subscriber, or has none.
async fn occupied(control: &Control, channel: &str, occupied: bool) {
    control.wait_until(|state| state.subscribed(channel) == occupied, SOON).await.unwrap();
}

#[tokio::test]
async fn pusher_js_hears_the_channels_of_relay() {
    let (_server, control, mut page) = relay().await;
    for channel in ["builds", "private-orders"] {
        page.enters(channel).await;
        control.raise(Raised::channel(channel, "done", json!({ "n": 1 }))).unwrap();
        let heard = page.next().await;
        assert_eq!(heard, json!({ "channel": channel, "event": "done", "data": { "n": 1 } }));
        control.raise(Raised::channel(channel, "done", json!("{\"n\":2}"))).unwrap();
        assert_eq!(page.next().await["data"], json!({ "n": 2 }));
        page.tell("unsubscribe", channel).await;
        occupied(&control, channel, false).await;
    }
}

#[tokio::test]
async fn pusher_js_hears_who_comes_into_a_presence_channel_of_relay_and_who_leaves() {
    let (server, _control, mut page) = relay().await;
    let entered = page.enters("presence-desk").await;
    assert_eq!(entered, json!({ "members": ["u-17"], "me": "u-17" }));
    let aiko = json!({ "user_id": "u-31", "user_info": { "name": "Aiko" } });
    let relay = Relay { member: aiko, ..Relay::of(Shape::Classic) };
    // Another application, whose user is another; its signatures are good here, for the secret is the same.
    let other = Server::start(Config::relay(relay)).await.unwrap();
    let options = json!({
        "key": "demo-relay-key",
        "host": "127.0.0.1",
        "port": port(&server),
        "endpoint": format!("{}/broadcasting/auth", other.origin()),
        "headers": {},
    });
    let mut second = Page::open(options).await;
    assert_eq!(second.enters("presence-desk").await["members"], json!(["u-17", "u-31"]));
    let added = page.next().await;
    assert_eq!(added["event"], "pusher:member_added");
    assert_eq!(added["data"], json!({ "id": "u-31", "info": { "name": "Aiko" } }));
    drop(second);
    assert_eq!(page.next().await["event"], "pusher:member_removed");
}

#[tokio::test]
async fn pusher_js_hears_the_streams_of_shuriken() {
    let (_server, control, mut page) = shuriken().await;
    for (stream, channel) in [
        ("svm.bondingCurve.creations", "svm-bondingCurve-creations"),
        ("alpha.signalFeedGlobal", "private-signal-global"),
        ("portfolio.notifications", "presence-user-u_5f21-notifications"),
    ] {
        page.enters(channel).await;
        let payload = json!({ "type": "claim", "claimId": "claim_207" });
        control.raise(Raised::stream(stream, &[], payload.clone())).unwrap();
        let heard = page.next().await;
        assert_eq!(heard, json!({ "channel": channel, "event": "update", "data": payload }));
        page.tell("unsubscribe", channel).await;
        occupied(&control, channel, false).await;
    }
}

#[tokio::test]
async fn pusher_js_is_told_of_a_stream_it_may_not_hear() {
    let (_server, _control, mut page) = shuriken().await;
    page.tell("subscribe", "presence-user-u_5f21-automation").await;
    let said = page.next().await;
    assert_eq!((&said["event"], &said["data"]["status"]), (&json!("pusher:subscription_error"), &json!(403)));
}

#[tokio::test]
async fn pusher_js_stops_waits_or_comes_back_as_the_close_code_says() {
    let (_relay, relay, on_relay) = relay().await;
    let (_shuriken, shuriken, on_shuriken) = shuriken().await;
    for (control, mut page) in [(relay, on_relay), (shuriken, on_shuriken)] {
        page.enters("builds").await;
        // After any loss it waits a second; of the class from 4100 on it plans that itself once more.
        for (code, waits) in [(4200, 1), (4100, 2)] {
            assert_eq!(control.close(code, "Please reconnect"), 1);
            let heard = page.hears(json!({ "state": "connected" })).await;
            let said = |wanted: Value| heard.iter().filter(|line| **line == wanted).count();
            assert!(said(json!({ "error": code })) > 0, "{heard:?}");
            assert_eq!(said(json!({ "connecting_in": 1 })), waits, "{code}: {heard:?}");
            // It comes into its channels again by itself.
            occupied(&control, "builds", true).await;
        }
        assert_eq!(control.close(4009, "Connection not authorized"), 1);
        page.hears(json!({ "state": "disconnected" })).await;
        assert!(control.connections().is_empty());
    }
}

#[tokio::test]
async fn pusher_js_comes_back_after_a_crash() {
    let (_server, control, mut page) = relay().await;
    page.enters("builds").await;
    control.crash(Duration::from_millis(200)).unwrap();
    page.hears(json!({ "state": "connected" })).await;
    occupied(&control, "builds", true).await;
    control.raise(Raised::channel("builds", "done", json!(1))).unwrap();
    page.hears(json!({ "channel": "builds", "event": "done", "data": 1 })).await;
}
