//! The NeuroInfoAPI adapter on a real link against the stand-in: whatever breaks, it comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use standin::{Answer, Config, Control, How, Server, Stream};
use swarmbell_engine::desktop::SecretPlace;
use swarmbell_engine::http::Http;
use swarmbell_engine::link::{self, ConnectionState, LinkHandle, LinkOrder, LinkPolicy, LinkUpdate};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::adapter::{Snapshot, Way};
use swarmbell_protocols::neuro::{self, Neuro};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Event, Fault};

use crate::script::{News, Script, parts, short, types};
use crate::server::DEADLINE;

const TOKEN: &str = "demo-token";

/// A link of NeuroInfoAPI that wants to hear of streams.
fn neuro(server: &Server, token: Option<&str>, policy: LinkPolicy) -> (LinkHandle, News) {
    let origin = Origin::parse(&server.origin()).unwrap();
    let config = neuro::Config { origin: origin.clone(), has_token: token.is_some(), seed: 7 };
    let secrets = Secrets::default();
    if let Some(token) = token {
        secrets.put(
            SecretPlace { source: SourceId::neuro(), origin, with: Vec::new() },
            Secret::parse(token).unwrap(),
        );
    }
    let (mut parts, news) = parts(Script::new(), policy, 256);
    parts.adapter = Box::new(Neuro::new(config));
    parts.http = Http::new(secrets, parts.clock.clone());
    let handle = link::spawn(parts);
    handle.order(LinkOrder::Wanted(types(&["streamOnline"])));
    (handle, news)
}

async fn until_subscribed(control: &Control) {
    control.wait_until(|state| state.subscribed("streamOnline"), DEADLINE).await.unwrap();
}

/// Waits until the link tells of this stream, pushed or looked up.
async fn until_live(news: &mut News, id: &str) -> Event {
    let key = format!("live:{id}");
    news.until("the stream", |update| match update {
        LinkUpdate::Event(event) if event.key.0 == key => Some(*event),
        LinkUpdate::Snapshot(Snapshot::Live(Some(event))) if event.key.0 == key => Some(*event),
        _ => None,
    })
    .await
}

#[tokio::test]
async fn a_stream_that_goes_live_is_heard_over_the_socket() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let (_link, mut news) = neuro(&server, Some(TOKEN), short());
    assert_eq!(news.until_connected().await, Way::Push);
    until_subscribed(&control).await;
    let stream = control.go_live(Stream::titled("hello"));
    until_live(&mut news, &stream.id.unwrap()).await;
}

#[tokio::test]
async fn whatever_ends_the_connection_what_starts_meanwhile_is_told_after_it() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let (_link, mut news) = neuro(&server, Some(TOKEN), short());
    for how in ["cut", "reset", "close", "garbage", "restart", "crash", "refusals"] {
        println!("{how}");
        until_subscribed(&control).await;
        break_connection(&control, how);
        println!("{:?}", news.until_lost().await);
        let stream = control.go_live_unannounced(Stream::titled(how));
        until_live(&mut news, &stream.id.unwrap()).await;
        control.go_offline();
    }
    until_subscribed(&control).await;
}

fn break_connection(control: &Control, how: &str) {
    let pause = Duration::from_millis(200);
    match how {
        "reset" => assert_eq!(control.reset(), 1),
        "close" => assert_eq!(control.close(1001, "Server shutdown"), 1),
        "garbage" => assert_eq!(control.bytes(&[0xff; 64]), 1),
        "restart" => control.restart(pause).unwrap(),
        "crash" => control.crash(pause).unwrap(),
        "refusals" => {
            control.refuse(Answer { times: Some(3), ..Answer::html(502, "<h1>Bad gateway</h1>") });
            control.cut();
        }
        _ => assert_eq!(control.cut(), 1),
    }
}

#[tokio::test]
async fn nonsense_on_the_socket_does_not_end_the_connection() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let (_link, mut news) = neuro(&server, Some(TOKEN), short());
    news.until_connected().await;
    until_subscribed(&control).await;
    control.frame("{not json");
    control.frame("");
    control.frame(&format!("{{\"type\":\"{}\"}}", "x".repeat(1 << 20)));
    control.frame(&"[".repeat(100_000));
    control.binary(&[0; 1 << 20]);
    let stream = control.go_live(Stream::titled("after all that"));
    until_live(&mut news, &stream.id.unwrap()).await;
    assert!(control.ended().is_empty());
}

#[tokio::test]
async fn a_revoked_token_stops_the_socket_and_the_public_half_goes_on() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let (link, mut news) = neuro(&server, Some(TOKEN), short());
    news.until_connected().await;
    control.revoke_token(TOKEN);
    let refused = |state| matches!(state, ConnectionState::Failed { .. }).then_some(state);
    let state = news.until_state("the refusal", refused).await;
    assert_eq!(state, ConnectionState::Failed { reason: Fault::TokenRefused });
    let id = control.go_live_unannounced(Stream::titled("still found")).id.unwrap();
    // A look that was under way at the refusal still carries the token and may have been answered before the
    // stream began: one wake need not lead to a new look.
    let looked =
        |asked: &standin::Request| asked.authorization.is_none() && asked.path.ends_with("/twitch/stream");
    let public = |state: &standin::State| state.requests.iter().any(looked);
    let found = async {
        while !public(&control.state()) {
            link.order(LinkOrder::Woke);
            let _ = control.wait_until(public, Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(DEADLINE, found).await.unwrap();
    until_live(&mut news, &id).await;
    let upgrades = control.requests().iter().filter(|asked| asked.upgrade).count();
    assert_eq!(upgrades, 2, "nothing is tried again with a refused token");
}

#[tokio::test]
async fn a_sixth_connection_is_told_and_waits() {
    let server = Server::start(Config::default()).await.unwrap();
    let mut links = Vec::new();
    for _ in 0..5 {
        let (link, mut news) = neuro(&server, Some(TOKEN), short());
        news.until_connected().await;
        links.push((link, news));
    }
    let (sixth, mut news) = neuro(&server, Some(TOKEN), short());
    assert_eq!(news.until_lost().await, Fault::TooManyConnections { limit: 5 });
    drop(links.pop());
    server.control().wait_until(|state| state.connections.len() == 4, DEADLINE).await.unwrap();
    sixth.order(LinkOrder::RetryNow);
    assert_eq!(news.until_connected().await, Way::Push);
}

#[tokio::test]
async fn after_a_wake_a_silent_server_is_tried_until_it_answers() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let policy = LinkPolicy { hasty_attempt_within: Duration::from_millis(150), ..short() };
    let (link, mut news) = neuro(&server, Some(TOKEN), policy);
    news.until_connected().await;
    control.stall();
    link.order(LinkOrder::Woke);
    for _ in 0..3 {
        assert_eq!(news.until_lost().await, Fault::TimedOut);
    }
    control.unstall();
    assert_eq!(news.until_connected().await, Way::Push);
}

#[tokio::test]
async fn without_a_token_the_source_is_polled_and_survives_a_restart_of_the_server() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let (link, mut news) = neuro(&server, None, short());
    assert_eq!(news.until_connected().await, Way::Poll);
    control.restart(Duration::from_millis(300)).unwrap();
    control.wait_until(|state| !state.listening, DEADLINE).await.unwrap();
    link.order(LinkOrder::Woke);
    assert_eq!(news.until_lost().await, Fault::Unreachable);
    let stream = control.go_live_unannounced(Stream::titled("found by polling"));
    until_live(&mut news, &stream.id.unwrap()).await;
    assert!(control.requests().iter().all(|request| request.authorization.is_none() && !request.upgrade));
}

#[tokio::test]
async fn in_a_storm_of_wakes_and_cuts_there_is_never_a_second_socket() {
    let server = Server::start(Config::default()).await.unwrap();
    let control = server.control();
    let most = Arc::new(AtomicUsize::new(0));
    let watching = tokio::spawn({
        let (control, most) = (control.clone(), Arc::clone(&most));
        async move {
            let watch = |state: &standin::State| {
                most.fetch_max(state.staying().count(), Ordering::Relaxed);
                false
            };
            let _ = control.wait_until(watch, Duration::from_secs(600)).await;
        }
    });
    let seed = fastrand::u64(..);
    println!("seed of the storm: {seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let (link, mut news) = neuro(&server, Some(TOKEN), short());
    for _ in 0..60 {
        news.until_connected().await;
        match rng.u8(..4) {
            0 => assert_eq!(control.cut(), 1),
            1 => assert_eq!(control.close(1012, "Service restart"), 1),
            _ => link.order(LinkOrder::Woke),
        }
    }
    news.until_connected().await;
    watching.abort();
    assert_eq!(most.load(Ordering::Relaxed), 1);
    let said_goodbye = control.ended().iter().filter(|ended| ended.how == How::ClientClosed).count();
    assert!(said_goodbye > 0, "sockets left after a wake were closed by a close frame");
}
