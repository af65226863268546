//! What comes over an open socket, good or bad.

use std::time::{Duration, Instant};

use swarmbell_engine::link;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Probe;

use crate::script::{Script, parts, run, short};
use crate::server::{Act, Answer, Seen, Server, welcome};

#[tokio::test]
async fn the_probe_may_be_a_text_of_the_protocol() {
    let server = Server::start(|_| welcome()).await;
    let probe = Probe::Text("hello?".into());
    let script =
        Script::pushed_by(&server).alive_within(Duration::from_millis(50), probe, Duration::from_secs(5));
    let _link = run(script, short());
    server.until_text("hello?").await;
}

#[tokio::test]
async fn pings_of_the_server_are_answered_and_count_as_life() {
    let server = Server::start(|_| welcome()).await;
    let idle = Duration::from_secs(2);
    let script = Script::pushed_by(&server).alive_within(idle, Probe::Text("hello?".into()), idle);
    let mut link = run(script, short());
    link.news.until_connected().await;
    let begin = Instant::now();
    let mut heartbeat = tokio::time::interval(idle / 20);
    let mut pongs = 0;
    while begin.elapsed() < idle * 3 / 2 {
        heartbeat.tick().await;
        server.act(0, Act::Ping).await;
        pongs += 1;
        let count = |seen: &[Seen]| seen.iter().filter(|seen| matches!(seen, Seen::Pong(0))).count();
        server.until("a pong", |seen| (count(seen) >= pongs).then_some(())).await;
    }
    let probed = server.seen().iter().any(|seen| matches!(seen, Seen::Text(..)));
    assert!(!probed, "a connection with pings needs no probe");
}

#[tokio::test]
async fn a_1_mb_frame_does_not_end_the_connection() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    server.act(0, Act::Text("x".repeat(1 << 20))).await;
    server.act(0, Act::Binary(vec![7; 1 << 20])).await;
    server.act(0, Act::Text("event after".into())).await;
    assert_eq!(link.news.until_event().await, "after");
    assert_eq!(link.count("text of 1048576"), 1);
    assert_eq!(link.count("binary of 1048576"), 1);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_frame_too_large_to_be_meant_ends_the_connection_and_nothing_else() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    server.act(0, Act::Text("x".repeat(5 << 20))).await;
    assert_eq!(link.news.until_lost().await, Fault::Unreadable);
    link.news.until_connected().await;
}

#[tokio::test]
async fn garbage_instead_of_a_frame_ends_the_connection_and_nothing_else() {
    let garbage: [&[u8]; 3] = [&[0xff; 64], &[0x81, 0x02, 0xc3, 0x28], &[0x83, 0x00]];
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    for (number, bytes) in garbage.into_iter().enumerate() {
        link.news.until_connected().await;
        server.act(number, Act::Garbage(bytes.to_vec())).await;
        assert_eq!(link.news.until_lost().await, Fault::Unreadable);
    }
    link.news.until_connected().await;
}

#[tokio::test]
async fn a_fault_found_by_the_protocol_ends_the_connection_with_a_goodbye() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    server.act(0, Act::Text("nonsense".into())).await;
    assert_eq!(link.news.until_lost().await, Fault::Unreadable);
    server.until_seen("the goodbye", |seen| matches!(seen, Seen::Goodbye(0, Some(1000)))).await;
    link.news.until_connected().await;
    assert_eq!(link.count("closed None"), 1);
}

#[tokio::test]
async fn a_flood_loses_nothing_while_the_controller_is_busy() {
    const EVENTS: usize = 2_000;
    let frames = (0..EVENTS).map(|n| format!("event {n}"));
    let greeting: Vec<String> = std::iter::once("welcome".to_owned()).chain(frames).collect();
    let server = Server::start(move |_| Answer::Upgrade(greeting.clone())).await;
    let (parts, mut news) = parts(Script::pushed_by(&server), short(), 1);
    let _link = link::spawn(parts);
    server.until_opened(0).await;
    for number in 0..EVENTS {
        assert_eq!(news.until_event().await, number.to_string());
    }
}
