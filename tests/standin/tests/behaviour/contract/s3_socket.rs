//! Sections 3.1 to 3.3 on the sockets of both versions; `socket` and `limits` have more of v2's.

use serde_json::json;
use standin::TokenState;

use crate::client::*;

const PATHS: [&str; 2] = ["/api/ws", "/api/v2/ws"];

#[tokio::test]
async fn each_refusal_has_the_same_status_and_text_in_both_versions() {
    let (server, control) = server().await;
    control.token_state("old", TokenState::Expired);
    control.token_state("banned", TokenState::Blocked);
    for path in PATHS {
        for (query, authorization, status, text) in [
            ("", None, 401, "Missing authentication (ticket or token required)"),
            ("", Some("Basic abc"), 401, "Missing authentication (ticket or token required)"),
            ("", Some("Bearer wrong"), 401, "Invalid or expired token"),
            ("", Some("Bearer old"), 401, "Invalid or expired token"),
            ("", Some("Bearer banned"), 401, "Invalid or expired token"),
            ("?ticket=5d0f", Some("Bearer demo-token"), 401, "Invalid or expired ticket"),
            ("?ticket=", Some("Bearer demo-token"), 401, "Invalid or expired ticket"),
            ("/nowhere", Some("Bearer demo-token"), 404, "Not Found"),
        ] {
            let refused = handshake(&server, &format!("{path}{query}"), authorization).await.err().unwrap();
            assert_eq!((refused.0, refused.2.as_str()), (status, text), "{path}{query} {authorization:?}");
            assert_eq!(refused.1, "text/plain; charset=utf-8");
        }
    }
}

#[tokio::test]
async fn the_five_sockets_of_a_token_are_counted_over_both_versions() {
    let (server, control) = server().await;
    let mut open = Vec::new();
    for path in PATHS.into_iter().cycle().take(5) {
        open.push(handshake(&server, path, Some("Bearer demo-token")).await.unwrap());
    }
    for path in PATHS {
        let refused = handshake(&server, path, Some("Bearer demo-token")).await.err().unwrap();
        assert_eq!((refused.0, refused.2.as_str()), (429, "Connection limit reached (max 5)"));
        control.accept_token("unltd_demo");
        for _ in 0..6 {
            open.push(handshake(&server, path, Some("Bearer unltd_demo")).await.unwrap());
        }
    }
}

#[tokio::test]
async fn v1_knows_ten_event_types_and_v2_twelve() {
    let (server, _) = server().await;
    for (path, known) in PATHS.into_iter().zip([10, 12]) {
        let mut socket = subscriber_of(&server, path, &[]).await;
        let list = socket.ask(json!({ "type": "listEvents", "data": {} })).await;
        let types = list["data"]["availableEvents"].as_array().unwrap().clone();
        assert_eq!(types.len(), known);
        for event_type in types {
            let said = socket.ask(json!({ "type": "addEvent", "data": { "eventType": event_type } })).await;
            assert_eq!(said["data"]["subscribed"], true, "{event_type}");
        }
        let said = socket.ask(json!({ "type": "addEvent", "data": { "eventType": "xFeedUpdate" } })).await;
        let answer = if known == 12 { json!(false) } else { json!(null) };
        assert_eq!(said["data"]["subscribed"], answer, "{said}");
    }
}

#[tokio::test]
async fn nonsense_has_the_same_reasons_in_v1() {
    let (server, _) = server().await;
    let mut socket = subscriber_of(&server, "/api/ws", &[]).await;
    for (frame, reason) in [
        ("{", "malformed"),
        (r#"{"type":7}"#, "malformed"),
        (r#"{"type":"subscribe"}"#, "malformed"),
        (r#"{"type":"addEvent"}"#, "missingEventtype"),
        (r#"{"type":"addEvent","data":{"eventType":"xFeedUpdate"}}"#, "invalidEventtype"),
    ] {
        socket.send(frame).await;
        assert_eq!(socket.json().await["data"]["reason"], reason, "{frame}");
    }
}
