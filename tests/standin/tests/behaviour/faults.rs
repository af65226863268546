use std::time::Duration;

use serde_json::json;
use standin::{Answer, FrameKind, How, Stream, monotonic_ns};
use tokio_tungstenite::tungstenite::Message;

use crate::client::*;

#[tokio::test]
async fn a_cut_ends_the_stream_without_a_close_frame() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    assert_eq!(control.cut(), 1);
    assert!(socket.broke_off().await);
    assert_eq!(until(&control, |state| !state.ended.is_empty()).await.ended[0].how, How::Cut);
}

#[tokio::test]
async fn a_reset_is_seen_as_one() {
    use tokio_tungstenite::tungstenite::Error;
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.reset();
    match socket.next().await {
        Some(Err(Error::Io(error))) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_close_carries_code_and_reason() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.close(4321, "because");
    assert_eq!(socket.closed().await, (4321, "because".to_owned()));
    let state = until(&control, |state| !state.ended.is_empty()).await;
    assert_eq!((state.ended[0].how, state.ended[0].code), (How::ServerClosed, Some(4321)));
}

#[tokio::test]
async fn a_stalled_server_keeps_the_stream_open_and_says_nothing_until_it_goes_on() {
    let ping_every = Duration::from_millis(20);
    let (server, control) = server_with(standin::Config { ping_every, ..unlimited() }).await;
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    control.stall();
    until(&control, |state| state.stalled).await;
    let before = control.sent().len();
    socket.send(r#"{"type":"ping"}"#).await;
    control.go_live(Stream::titled("late"));
    // Proves an absence: fifteen pings would have been due.
    let spoke = tokio::time::timeout(
        ping_every * 15,
        control.wait_until(|state| state.sent.len() > before + 1, SOON),
    );
    assert!(spoke.await.is_err());

    control.unstall();
    let said = [socket.json().await["type"].clone(), socket.json().await["type"].clone()];
    assert!(said.contains(&json!("pong")) && said.contains(&json!("event")), "{said:?}");
}

#[tokio::test]
async fn requests_and_handshakes_hang_while_stalled() {
    let (server, control) = server().await;
    control.stall();
    let request = get(&server, "/api/v2/twitch/stream");
    let release = async {
        let state = until(&control, |state| state.requests.len() == 1).await;
        assert_eq!(state.requests[0].status, None);
        control.unstall();
    };
    let (answer, ()) = tokio::join!(request, release);
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_stalled_socket_can_be_cut() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.stall();
    control.cut();
    assert!(socket.broke_off().await);
}

#[tokio::test]
async fn a_revoked_token_closes_its_sockets_and_opens_no_more_until_accepted_again() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    assert_eq!(control.revoke_token(TOKEN), 1);
    assert_eq!(socket.closed().await.0, 1008);
    let refusal = handshake(&server, "/api/v2/ws", Some("Bearer demo-token")).await.err().unwrap();
    assert_eq!((refusal.0, refusal.2.as_str()), (401, "Invalid or expired token"));
    let week = get_with_token(&server, "/api/v2/schedule?year=2024&week=10", TOKEN).await;
    assert_eq!(week.json()["error"]["code"], "AU11");
    control.accept_token(TOKEN);
    connect(&server).await;
}

#[tokio::test]
async fn a_handshake_is_refused_as_often_as_planned() {
    let (server, control) = server().await;
    control.refuse(Answer::html(502, "<html>bad gateway</html>").header("retry-after", "7").times(2));
    for _ in 0..2 {
        let refusal = handshake(&server, "/api/v2/ws", Some("Bearer demo-token")).await.err().unwrap();
        assert_eq!(refusal, (502, "text/html; charset=utf-8".into(), "<html>bad gateway</html>".into()));
    }
    connect(&server).await;
}

#[tokio::test]
async fn plain_requests_under_a_prefix_are_refused_until_cleared_and_others_are_not() {
    let (server, control) = server().await;
    control.refuse_http("/api/v2/schedule", Answer::json(200, "{not json").header("x-odd", "1"));
    let answer = get(&server, "/api/v2/schedule/latest").await;
    assert_eq!((answer.status, answer.body.as_str(), answer.header("x-odd")), (200, "{not json", Some("1")));
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.status, 200);
    connect(&server).await;
    control.clear_faults();
    assert!(get(&server, "/api/v2/schedule/latest").await.json()["data"].is_object());
}

#[tokio::test]
async fn a_path_is_redirected_for_requests_and_handshakes() {
    let (server, control) = server().await;
    control.redirect("/api/v2/twitch/stream", "http://127.0.0.1:1/elsewhere");
    control.redirect("/api/v2/ws", "http://127.0.0.1:1/ws");
    let answer = get(&server, "/api/v2/twitch/stream").await;
    assert_eq!((answer.status, answer.header("location")), (302, Some("http://127.0.0.1:1/elsewhere")));
    let refusal = handshake(&server, "/api/v2/ws", Some("Bearer demo-token")).await.err().unwrap();
    assert_eq!(refusal.0, 302);
}

#[tokio::test]
async fn a_slow_handshake_takes_its_time() {
    let (server, control) = server().await;
    control.slow_handshake(Duration::from_millis(200));
    let began = monotonic_ns();
    connect(&server).await;
    assert!(monotonic_ns() - began >= 200_000_000);
}

#[tokio::test]
async fn a_slow_answer_takes_its_time() {
    let (server, control) = server().await;
    control.slow_http("/api/v2", Duration::from_millis(200));
    let began = monotonic_ns();
    get(&server, "/api/v2/twitch/stream").await;
    assert!(monotonic_ns() - began >= 200_000_000);
}

#[tokio::test]
async fn garbage_arrives_as_it_was_made() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.frame("not json");
    control.frame(&"x".repeat(1_000_000));
    control.binary(&[0, 255, 7]);
    assert_eq!(socket.text().await, "not json");
    assert_eq!(socket.text().await.len(), 1_000_000);
    assert!(matches!(socket.next().await, Some(Ok(Message::Binary(bytes))) if bytes[..] == [0, 255, 7]));
    assert!(socket.is_quiet().await);
}

#[tokio::test]
async fn bytes_below_the_framing_break_the_protocol() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    // Reserved opcode 3 with all reserved bits set.
    control.bytes(&[0xF3, 0x00]);
    assert!(matches!(socket.next().await, Some(Err(_))));
}

#[tokio::test]
async fn a_restart_closes_with_going_away_refuses_meanwhile_and_comes_back_on_the_same_port() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.restart(Duration::from_millis(300)).unwrap();
    assert_eq!(socket.closed().await, (1001, "Server shutdown".to_owned()));
    until(&control, |state| !state.listening).await;
    let address = server.origin().replace("http://", "");
    assert!(tokio::net::TcpStream::connect(&address).await.is_err());
    until(&control, |state| state.listening).await;
    connect(&server).await;
}

#[tokio::test]
async fn a_crash_drops_the_sockets_without_a_close_frame() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    control.crash(Duration::from_millis(50)).unwrap();
    assert!(socket.broke_off().await);
    until(&control, |state| state.listening).await;
    connect(&server).await;
}

#[tokio::test]
async fn stopping_says_going_away_and_dropping_says_nothing() {
    let (first, _) = server().await;
    let mut socket = connect(&first).await;
    let (closed, ()) = tokio::join!(socket.closed(), first.stop());
    assert_eq!(closed.0, 1001);

    let (second, _) = server().await;
    let mut socket = connect(&second).await;
    drop(second);
    assert!(socket.broke_off().await);
}

#[tokio::test]
async fn a_server_that_is_dropped_while_down_ends_at_once() {
    let (server, control) = server().await;
    control.restart(Duration::from_secs(600)).unwrap();
    until(&control, |state| !state.listening).await;
    let began = monotonic_ns();
    drop(server);
    assert!(monotonic_ns() - began < 2_000_000_000);
}

#[tokio::test]
async fn a_client_that_stops_reading_is_dropped() {
    let idle_close = Duration::from_secs(3600);
    let (server, control) = server_with(standin::Config { idle_close, ..unlimited() }).await;
    let _socket = connect(&server).await;
    let text = "x".repeat(1 << 14);
    while control.frame(&text) == 1 {
        tokio::task::yield_now().await;
    }
    assert_eq!(until(&control, |state| !state.ended.is_empty()).await.ended[0].how, How::Overrun);
}

#[tokio::test]
async fn sent_events_are_stamped_between_order_and_arrival() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    let before = monotonic_ns();
    control.go_live(Stream::default());
    let text = socket.text().await;
    let after = monotonic_ns();
    let state = until(&control, |state| state.sent_events("streamOnline").next().is_some()).await;
    let frame = state.sent_events("streamOnline").next().unwrap();
    assert!((before..=after).contains(&frame.monotonic_ns));
    assert_eq!((frame.kind, &frame.text), (FrameKind::Text, &text));
}
