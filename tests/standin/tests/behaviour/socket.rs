use serde_json::json;
use standin::{Direction, How, Stream, StreamUpdate};

use crate::client::*;

const PATH: &str = "/api/v2/ws";
const PLAIN: &str = "text/plain; charset=utf-8";

fn refused(status: u16, body: &str) -> Refused {
    (status, PLAIN.to_owned(), body.to_owned())
}

#[tokio::test]
async fn a_valid_bearer_opens_the_socket_and_welcome_is_the_first_frame() {
    let (server, control) = server().await;
    let mut socket = handshake(&server, PATH, Some("Bearer demo-token")).await.unwrap();
    let welcome = socket.json().await;
    let state = until(&control, |state| state.ready().count() == 1).await;
    assert_eq!(
        welcome,
        json!({ "type": "welcome", "data": { "sessionId": state.connections[0].session_id } })
    );
    assert_eq!(state.connections[0].user_agent.as_deref(), Some("Swarmbell/0.1.0"));
}

#[tokio::test]
async fn a_handshake_without_authorization_is_refused_in_plain_text() {
    let (server, _) = server().await;
    let refusal = handshake(&server, PATH, None).await.err().unwrap();
    assert_eq!(refusal, refused(401, "Missing authentication (ticket or token required)"));
}

#[tokio::test]
async fn a_handshake_with_an_unknown_token_is_refused_in_plain_text() {
    let (server, _) = server().await;
    let refusal = handshake(&server, PATH, Some("Bearer wrong")).await.err().unwrap();
    assert_eq!(refusal, refused(401, "Invalid or expired token"));
}

#[tokio::test]
async fn a_ticket_goes_before_a_header_and_an_unknown_one_is_refused() {
    let (server, _) = server().await;
    let path = format!("{PATH}?ticket=5d0f");
    let refusal = handshake(&server, &path, Some("Bearer demo-token")).await.err().unwrap();
    assert_eq!(refusal, refused(401, "Invalid or expired ticket"));
}

#[tokio::test]
async fn a_handshake_on_a_wrong_path_is_not_found_in_plain_text() {
    let (server, _) = server().await;
    for path in ["/api/ws2", "/api/v2/wss", "/api/v1/ws", "/"] {
        let refusal = handshake(&server, path, Some("Bearer demo-token")).await.err().unwrap();
        assert_eq!(refusal, refused(404, "Not Found"), "{path}");
    }
}

#[tokio::test]
async fn a_plain_request_to_the_socket_fails_to_upgrade() {
    let (server, _) = server().await;
    let answer = get_with_token(&server, PATH, TOKEN).await;
    assert_eq!((answer.status, answer.body.as_str()), (500, "Upgrade failed"));
}

#[tokio::test]
async fn subscribing_twice_and_unsubscribing_twice_say_that_nothing_changed() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    for (verb, answer, member, changed) in [
        ("addEvent", "addSuccess", "subscribed", true),
        ("addEvent", "addSuccess", "subscribed", false),
        ("removeEvent", "removeSuccess", "unsubscribed", true),
        ("removeEvent", "removeSuccess", "unsubscribed", false),
    ] {
        let said = socket.ask(json!({ "type": verb, "data": { "eventType": "streamOnline" } })).await;
        assert_eq!(said, json!({ "type": answer, "data": { "eventType": "streamOnline", member: changed } }));
    }
    assert!(control.subscriptions().is_empty());
}

#[tokio::test]
async fn subscribed_and_available_events_are_listed() {
    let (server, _) = server().await;
    let mut socket = subscriber(&server, &["scheduleUpdate", "streamOnline"]).await;
    let list = socket.ask(json!({ "type": "listEvents", "data": {} })).await;
    assert_eq!(list["data"]["subscribedEvents"], json!(["scheduleUpdate", "streamOnline"]));
    assert_eq!(list["data"]["availableEvents"].as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn a_ping_is_answered_with_and_without_data() {
    let (server, _) = server().await;
    let mut socket = connect(&server).await;
    for ping in [json!({ "type": "ping" }), json!({ "type": "ping", "data": {} })] {
        assert_eq!(socket.ask(ping).await, json!({ "type": "pong", "data": {} }));
    }
}

#[tokio::test]
async fn nonsense_is_called_invalid_and_the_socket_stays_open() {
    let (server, _) = server().await;
    let mut socket = connect(&server).await;
    for (frame, reason, message) in [
        ("{", "malformed", "Could not parse message."),
        ("[1]", "malformed", "Message type is missing."),
        (r#"{"type":7}"#, "malformed", "Message type is missing."),
        (r#"{"type":"subscribe"}"#, "malformed", "Unknown message type: subscribe"),
        (r#"{"type":"addEvent"}"#, "missingEventtype", "Event type is required."),
        (r#"{"type":"addEvent","data":{"eventType":""}}"#, "missingEventtype", "Event type is required."),
        (r#"{"type":"removeEvent","data":{"eventType":3}}"#, "missingEventtype", "Event type is required."),
        (
            r#"{"type":"addEvent","data":{"eventType":"coffeeReady"}}"#,
            "invalidEventtype",
            "Unknown event type: coffeeReady",
        ),
    ] {
        socket.send(frame).await;
        let said = socket.json().await;
        assert_eq!(said, json!({ "type": "invalid", "data": { "reason": reason, "message": message } }));
    }
    assert!(socket.is_quiet().await);
}

#[tokio::test]
async fn a_binary_frame_is_malformed() {
    use futures_util::SinkExt;
    let (server, _) = server().await;
    let mut socket = connect(&server).await;
    socket.stream.send(vec![0_u8, 1, 2].into()).await.unwrap();
    assert_eq!(socket.json().await["data"]["reason"], "malformed");
}

#[tokio::test]
async fn an_event_reaches_only_the_subscribers_of_its_type() {
    let (server, control) = server().await;
    let mut live = subscriber(&server, &["streamOnline"]).await;
    let mut raids = subscriber(&server, &["streamRaidIncoming"]).await;
    let mut nothing = connect(&server).await;
    control.go_live(Stream::titled("hello"));
    assert_eq!(live.json().await["data"]["eventData"]["title"], "hello");
    assert!(raids.is_quiet().await);
    assert!(nothing.is_quiet().await);
}

#[tokio::test]
async fn nothing_is_replayed_to_a_new_socket() {
    let (server, control) = server().await;
    control.go_live(Stream::default());
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    assert!(socket.is_quiet().await);
}

#[tokio::test]
async fn a_removed_subscription_gets_no_more_events() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    socket.ask(json!({ "type": "removeEvent", "data": { "eventType": "streamOnline" } })).await;
    control.go_live(Stream::default());
    assert!(socket.is_quiet().await);
}

#[tokio::test]
async fn live_update_and_offline_are_told_and_the_stream_answer_follows() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["streamOnline", "streamUpdate", "streamOffline"]).await;
    let stream = control.go_live(Stream::titled("one"));
    let online = socket.json().await["data"]["eventData"].clone();
    assert_eq!(online["id"], json!(stream.id));
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.json()["data"], online);

    control.update_stream(StreamUpdate { title: Some("two".into()), ..Default::default() }).unwrap();
    let update = socket.json().await["data"]["eventData"].clone();
    assert_eq!(update["title"], "two");
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.json()["data"]["title"], "two");

    control.go_offline();
    assert_eq!(socket.json().await["data"]["eventData"], json!({ "isLive": false }));
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.json(), json!({ "data": { "isLive": false } }));
    assert!(control.update_stream(StreamUpdate::default()).is_err());
}

#[tokio::test]
async fn each_stream_has_an_id_of_its_own() {
    let (_server, control) = server().await;
    let ids: Vec<_> = (0..3).map(|_| control.go_live(Stream::default()).id.unwrap()).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
}

#[tokio::test]
async fn the_other_channel_going_live_leaves_the_stream_answer_alone() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["secretneuroaccountOnline"]).await;
    control.go_live_secret(Stream::titled("nothing to see here"));
    assert_eq!(socket.json().await["data"]["eventData"]["isLive"], true);
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.json()["data"]["isLive"], false);
}

#[tokio::test]
async fn raids_of_one_name_come_from_one_channel() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["streamRaidIncoming", "streamRaidOutgoing"]).await;
    control.raid(Direction::Incoming, "HarborFox", 742);
    control.raid(Direction::Outgoing, "HarborFox", 12);
    let (first, second) = (socket.json().await, socket.json().await);
    assert_eq!(first["data"]["eventType"], "streamRaidIncoming");
    assert_eq!(first["data"]["eventData"]["viewerCount"], 742);
    assert_eq!(second["data"]["eventType"], "streamRaidOutgoing");
    assert_eq!(first["data"]["eventData"]["channel"], second["data"]["eventData"]["channel"]);
    assert_eq!(first["data"]["eventData"]["channel"]["name"], "harborfox");
}

#[tokio::test]
async fn an_unknown_event_goes_to_every_socket() {
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    assert_eq!(control.emit("coffeeReady", &json!({ "cups": 2 })), 1);
    let event = socket.json().await;
    assert_eq!(event["data"]["eventType"], "coffeeReady");
    assert_eq!(event["data"]["eventData"], json!({ "cups": 2 }));
}

#[tokio::test]
async fn a_duplicate_is_the_last_event_byte_for_byte() {
    let (server, control) = server().await;
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    assert!(control.duplicate().is_err());
    control.go_live(Stream::default());
    assert_eq!(control.duplicate().unwrap(), 1);
    assert_eq!(socket.text().await, socket.text().await);
}

#[tokio::test]
async fn a_close_by_the_client_is_noted_with_its_code() {
    use tokio_tungstenite::tungstenite::protocol::{CloseFrame, frame::coding::CloseCode};
    let (server, control) = server().await;
    let mut socket = connect(&server).await;
    let frame = CloseFrame { code: CloseCode::Library(4002), reason: "Heartbeat timeout".into() };
    socket.stream.close(Some(frame)).await.unwrap();
    let state = until(&control, |state| !state.ended.is_empty()).await;
    assert_eq!((state.ended[0].how, state.ended[0].code), (How::ClientClosed, Some(4002)));
    assert!(state.connections.is_empty());
}
