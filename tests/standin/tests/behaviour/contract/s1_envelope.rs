//! Section 1: hosts, auth, envelope.

use serde_json::json;

use super::{CLOSED, PUBLIC};
use crate::client::*;

#[tokio::test]
async fn v2_answers_in_data_and_v1_bare_except_ticket_and_blog() {
    let (server, control) = server().await;
    control.active_subathon(true);
    let stream_id = control.vods()[0].stream_id.clone();
    for (old, new) in PUBLIC.into_iter().chain(CLOSED) {
        let (old, new) =
            (old.replace("=412", &format!("={stream_id}")), new.replace("=412", &format!("={stream_id}")));
        let answer = get_with_token(&server, &new, TOKEN).await;
        assert_eq!(answer.status, 200, "{new}: {}", answer.body);
        assert_eq!(answer.json().as_object().unwrap().keys().collect::<Vec<_>>(), ["data"], "{new}");
        if !old.is_empty() {
            let answer = get_with_token(&server, &old, TOKEN).await;
            assert_eq!(answer.status, 200, "{old}: {}", answer.body);
            let enveloped = ["/api/ws/ticket", "/api/v1/blog/feed"].contains(&old.as_str());
            assert_eq!(answer.json().get("data").is_some(), enveloped, "{old}");
        }
    }
}

#[tokio::test]
async fn an_error_has_code_and_message_and_in_v2_also_time_and_path_without_query() {
    let (server, _) = server().await;
    let old = get(&server, "/api/v1/subathon/current?x=1").await.json();
    assert_eq!(old, json!({ "error": { "code": "SB1", "message": "No active subathon found" } }));
    let new = get(&server, "/api/v2/subathon?x=1").await.json()["error"].clone();
    assert_eq!((&new["code"], &new["path"]), (&json!("SB1"), &json!("/api/v2/subathon")));
    assert!(new["timestamp"].is_i64());
}

#[tokio::test]
async fn a_method_other_than_get_has_a_code_in_v2_and_no_route_in_v1() {
    let (server, _) = server().await;
    for (path, status, code) in [("/api/v1/twitch/stream", 404, "AP3"), ("/api/v2/twitch/stream", 405, "AP2")]
    {
        for method in ["POST", "PUT", "DELETE"] {
            let answer = request(&server, method, path, "", "{}").await;
            assert_eq!((answer.status, &answer.json()["error"]["code"]), (status, &json!(code)));
        }
    }
}

#[tokio::test]
async fn finality_is_a_flag_in_v1_and_a_status_with_a_picture_in_v2() {
    let (server, control) = server().await;
    let mut week = control.schedule(2024, 20).unwrap();
    for (status, is_final) in [("confirmed", true), ("auto_discord", false), ("auto_twitch", false)] {
        week.status = status.to_owned();
        control.silently().schedule_change(week.clone());
        let old = super::payload(&server, "/api/v1/schedule?year=2024&week=20").await;
        let new = super::payload(&server, "/api/v2/schedule?year=2024&week=20").await;
        assert_eq!((&old["isFinal"], old.get("status"), old.get("imageUrl")), (&json!(is_final), None, None));
        assert_eq!((&new["status"], new.get("isFinal")), (&json!(status), None));
        assert!(new.get("imageUrl").is_some());
    }
}
