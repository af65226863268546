//! The sockets.

use serde_json::json;
use standin::{Shuriken, TokenState};

use super::*;

#[tokio::test]
async fn a_socket_without_session_key_or_protocol_is_closed_with_the_code_for_it() {
    let (server, control) = shuriken().await;
    client(&server).await;
    for (path, state, code) in [
        ("/app/shk-demo-app", TokenState::Valid, 4008),
        ("/app/shk-demo-app?protocol=4", TokenState::Valid, 4007),
        ("/app/other?protocol=7", TokenState::Valid, 4001),
        ("/app/shk-demo-app?protocol=7", TokenState::Blocked, 4003),
        ("/app/shk-demo-app?protocol=7", TokenState::Expired, 4009),
    ] {
        control.token_state("sk_demo_secret", state);
        let mut socket = handshake(&server, path, None).await.unwrap();
        let said = socket.json().await;
        assert_eq!((&said["event"], &data(&said)["code"]), (&json!("pusher:error"), &json!(code)), "{path}");
        assert_eq!(socket.closed().await.0, code);
    }
}

#[tokio::test]
async fn a_revoked_key_closes_its_sockets_and_gets_no_session() {
    let (server, control) = shuriken().await;
    let mut client = client(&server).await;
    assert_eq!(control.revoke_token("sk_demo_secret"), 1);
    assert_eq!(client.socket.closed().await.0, 4009);
    assert_eq!(bootstrap(&server, &json!({ "subscriptions": [] })).await.status, 401);
}

#[tokio::test]
async fn a_second_subscription_to_a_channel_is_an_error_without_a_code() {
    let (server, _) = shuriken().await;
    let mut client = client(&server).await;
    client.subscribe(json!({ "channel": "builds" })).await;
    let said = client.subscribe(json!({ "channel": "builds" })).await;
    assert_eq!((&said["event"], &data(&said)["code"]), (&json!("pusher:error"), &json!(null)));
}

#[tokio::test]
async fn how_many_listen_is_told_where_that_is_so() {
    let (server, _) =
        server_with(config(Shuriken { subscription_counts: true, ..Shuriken::default() })).await;
    let mut one = client(&server).await;
    one.subscribe(json!({ "channel": "builds" })).await;
    assert_eq!(data(&one.socket.json().await), json!({ "subscription_count": 1 }));
    let mut other = client(&server).await;
    other.subscribe(json!({ "channel": "builds" })).await;
    assert_eq!(one.socket.json().await["event"], "pusher_internal:subscription_count");
}

#[tokio::test]
async fn a_user_with_several_sockets_is_one_member() {
    let (server, _) = shuriken().await;
    let channel = "presence-user-u_5f21-notifications";
    let (mut one, mut other) = (client(&server).await, client(&server).await);
    let_in(&server, &mut one, channel).await;
    let told = let_in(&server, &mut other, channel).await;
    assert_eq!(data(&told)["presence"]["count"], 1);
    drop(other);
    assert!(one.hears_nothing().await);
}
