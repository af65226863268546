//! The socket.

use std::time::Duration;

use futures_util::SinkExt;
use serde_json::json;
use standin::{Config, How, Raised, Relay, RelayApp, Shape};
use tokio_tungstenite::tungstenite::Message;

use super::*;

#[tokio::test]
async fn a_socket_at_the_path_of_no_app_is_closed_before_any_text() {
    let (server, control) = relay(Shape::Seed).await;
    let mut socket = handshake(&server, "/app/other", None).await.unwrap();
    assert_eq!(socket.closed().await, (4001, "Invalid app key".to_owned()));
    let mut client = client(&server).await;
    control.revoke_token("demo-relay-key");
    assert_eq!(client.socket.closed().await.0, 4001);
    let mut socket = handshake(&server, PATH, None).await.unwrap();
    assert_eq!(socket.closed().await.0, 4001);
}

#[tokio::test]
async fn a_socket_too_many_is_closed_with_4100_and_the_eleventh_of_a_minute_is_refused_before() {
    let relay = Relay { max_connections: 1, ..Relay::default() };
    let (server, _) = server_with(Config::relay(relay)).await;
    let _open = client(&server).await;
    for _ in 0..9 {
        let mut socket = handshake(&server, PATH, None).await.unwrap();
        assert_eq!(socket.closed().await, (4100, "Over connection limit".to_owned()));
    }
    let refused = handshake(&server, PATH, None).await.err().unwrap();
    assert_eq!((refused.0, refused.2.as_str()), (429, r#"{"error":"rate limit exceeded"}"#));
}

#[tokio::test]
async fn a_wrong_signature_is_told_without_its_channel_and_the_socket_stays() {
    let (server, _) = relay(Shape::Seed).await;
    let mut client = client(&server).await;
    let mut signed = signature(&server, &client, "private-orders", None).await;
    signed["channel"] = json!("private-others");
    let said = client.subscribe(signed.clone()).await;
    assert_eq!((&said["data"]["code"], said.get("channel")), (&json!(4009), None));
    signed["channel"] = json!("private-orders");
    assert_eq!(client.subscribe(signed).await["event"], "relay:subscription_succeeded");
}

#[tokio::test]
async fn commands_are_understood_under_both_names_and_nonsense_is_passed_over() {
    let (server, control) = relay(Shape::Seed).await;
    let mut client = client(&server).await;
    for nonsense in ["{", "[]", r#"{"event":7}"#, r#"{"event":"relay:explode"}"#, r#"{"event":"client-a"}"#] {
        client.socket.send(nonsense).await;
    }
    client.prefix = "pusher:";
    let answer = client.subscribe(json!({ "channel": "builds" })).await;
    assert_eq!(answer["event"], "relay:subscription_succeeded");
    assert!(client.hears_nothing().await);
    assert_eq!(control.subscriptions(), ["builds"]);
}

#[tokio::test]
async fn a_command_with_its_data_in_a_string_is_understood_by_the_seed_and_refused_by_release_030() {
    for (shape, event) in [(Shape::Seed, "relay:subscription_succeeded"), (Shape::V030, "relay:error")] {
        let (server, _) = relay(shape).await;
        let mut client = client(&server).await;
        assert_eq!(client.subscribe(json!(r#"{"channel":"builds"}"#)).await["event"], event, "{shape:?}");
    }
}

#[tokio::test]
async fn one_user_on_two_sockets_is_two_members_of_release_030_and_one_of_the_others() {
    for (shape, count) in [(Shape::Seed, 1), (Shape::V030, 2), (Shape::Classic, 1)] {
        let (server, _) = relay(shape).await;
        let member = json!({ "id": "u-17", "user_id": "u-17" });
        let (mut first, _) = let_in(&server, "presence-desk", Some(&member)).await;
        let (second, answer) = let_in(&server, "presence-desk", Some(&member)).await;
        assert_eq!(answer["data"]["presence"]["count"], count, "{shape:?}");
        drop(second);
        if count == 2 {
            for event in ["relay:member_added", "relay:member_removed"] {
                assert_eq!(first.socket.json().await["event"], event);
            }
        }
        assert!(first.hears_nothing().await, "{shape:?}");
    }
}

#[tokio::test]
async fn what_was_missed_follows_a_subscription_that_names_the_last_event_it_knows() {
    let (server, control) = relay(Shape::V030).await;
    for number in 1..=3 {
        control.silently().raise(Raised::channel("builds", "done", json!(number))).unwrap();
    }
    let mut client = client(&server).await;
    client.subscribe(json!({ "channel": "builds", "last_event_id": 1 })).await;
    for number in 2..=3 {
        assert_eq!(client.socket.json().await["data"], number);
    }
    assert!(client.hears_nothing().await);
}

#[tokio::test]
async fn the_channels_of_two_apps_are_apart() {
    let mut relay = Relay::default();
    let (id, key, secret) = ("second".to_owned(), "second-key".to_owned(), "second-secret".to_owned());
    relay.apps.push(RelayApp { id, key, secret });
    let (server, control) = server_with(config(relay)).await;
    let mut first = listener(&server, "builds").await;
    let mut second = greeted(&server, "/app/second-key", "relay:").await;
    second.subscribe(json!({ "channel": "builds" })).await;
    assert_eq!(control.raise(Raised::channel("builds", "done", json!(1))).unwrap(), 1);
    assert_eq!(first.socket.json().await["event"], "done");
    assert!(second.hears_nothing().await);
    let member = json!({ "id": "u-17" });
    let asked = json!({ "socket_id": second.socket_id, "channel_name": "presence-desk", "channel_data": member.to_string() });
    let signed = request(&server, "POST", "/apps/second/auth", "", &asked.to_string()).await;
    let mut wanted = signed.json();
    wanted["channel"] = json!("presence-desk");
    assert_eq!(second.subscribe(wanted).await["data"]["presence"]["count"], 1);
    let (_third, told) = let_in(&server, "presence-desk", Some(&json!({ "id": "u-23" }))).await;
    assert_eq!(told["data"]["presence"]["ids"], json!(["u-23"]));
    assert!(second.hears_nothing().await);
}

#[tokio::test]
async fn a_frame_of_more_than_a_hundred_kib_ends_the_socket() {
    let (server, _) = relay(Shape::Seed).await;
    let mut client = client(&server).await;
    client.socket.send("x".repeat(102_400)).await;
    assert!(client.hears_nothing().await);
    client.socket.send("x".repeat(102_401)).await;
    assert_eq!(client.socket.closed().await.0, 1009);
}

#[tokio::test]
async fn only_pong_frames_keep_a_socket_of_relay_open() {
    let (ping_every, idle_close) = (Duration::from_secs(60), Duration::from_millis(300));
    let (server, control) = server_with(Config { ping_every, idle_close, ..config(Relay::default()) }).await;
    let mut client = client(&server).await;
    let dropped = async {
        loop {
            // Fails on a socket that is gone, which the next line sees as well.
            let _ = client.socket.stream.send(Message::text(r#"{"event":"relay:ping"}"#)).await;
            if !matches!(client.socket.next().await, Some(Ok(Message::Text(_)))) {
                break;
            }
        }
    };
    tokio::time::timeout(SOON, dropped).await.expect("the socket is dropped in time");
    let state = until(&control, |state| !state.ended.is_empty()).await;
    assert_eq!(state.ended[0].how, How::Idle);
}

#[tokio::test]
async fn at_a_shutdown_relay_says_4200_and_closes_without_a_code() {
    let (server, _) = relay(Shape::Seed).await;
    let mut client = client(&server).await;
    let stopped = tokio::spawn(server.stop());
    assert_eq!(client.socket.json().await["data"]["code"], 4200);
    assert!(matches!(client.socket.next().await, Some(Ok(Message::Close(None)))));
    stopped.await.unwrap();
}

#[tokio::test]
async fn a_channel_can_be_closed_for_a_while() {
    let (server, control) = relay(Shape::Seed).await;
    let mut client = client(&server).await;
    control.close_channels("builds", None, Some(1));
    let said = client.subscribe(json!({ "channel": "builds-nightly" })).await;
    assert_eq!(said["data"]["code"], 4009);
    let said = client.subscribe(json!({ "channel": "builds-nightly" })).await;
    assert_eq!(said["event"], "relay:subscription_succeeded");
}

#[tokio::test]
async fn sockets_are_turned_away_with_a_code_for_so_many_times() {
    let (server, control) = relay(Shape::Seed).await;
    control.turn_away(4100, "Over capacity", Some(2));
    for _ in 0..2 {
        let mut socket = handshake(&server, PATH, None).await.unwrap();
        assert_eq!(socket.closed().await, (4100, "Over capacity".to_owned()));
    }
    assert!(client(&server).await.hears_nothing().await);
}

#[tokio::test]
async fn clients_speak_to_each_other_in_private_channels_only() {
    let (server, _) = relay(Shape::Seed).await;
    let (mut one, mut other) = (listener(&server, "builds").await, listener(&server, "builds").await);
    let typed =
        |channel: &str| json!({ "event": "client-typing", "channel": channel, "data": 1 }).to_string();
    other.socket.send(typed("builds")).await;
    assert!(other.hears_nothing().await && one.hears_nothing().await);
    let (mut inside, _) = let_in(&server, "private-orders", None).await;
    other.socket.send(typed("private-orders")).await;
    assert!(other.hears_nothing().await && inside.hears_nothing().await);
}

#[tokio::test]
async fn what_is_raised_cut_and_said_again_reaches_the_channel() {
    let (server, control) = relay(Shape::Seed).await;
    let mut client = listener(&server, "builds").await;
    control.raise(Raised::channel("builds", "done", json!({ "n": 1 }))).unwrap();
    assert_eq!(control.duplicate().unwrap(), 1);
    assert_eq!(client.socket.text().await, client.socket.text().await);
    assert!(control.raise(Raised::stream("svm.token.swaps", &[], json!({}))).is_err());
    assert_eq!(control.cut(), 1);
    assert!(client.socket.broke_off().await);
}
