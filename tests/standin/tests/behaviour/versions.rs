//! Which versions are served, and in which forms.

use serde_json::json;
use standin::{Config, Presence, Server, Stream, Versions};

use crate::client::*;

async fn serving(versions: Versions) -> Server {
    server_with(Config { versions, ..unlimited() }).await.0
}

/// Status of a public answer, of a ticket and of a handshake on each version's path, and of `/api/info`.
async fn found(server: &Server) -> [u16; 7] {
    let mut statuses = Vec::new();
    for (stream, ticket, socket) in [
        ("/api/v1/twitch/stream", "/api/ws/ticket", "/api/ws"),
        ("/api/v2/twitch/stream", "/api/v2/ws/ticket", "/api/v2/ws"),
    ] {
        statuses.push(get(server, stream).await.status);
        statuses.push(get_with_token(server, ticket, TOKEN).await.status);
        let opened = handshake(server, socket, Some("Bearer demo-token")).await;
        statuses.push(opened.err().map_or(101, |refused| refused.0));
    }
    statuses.push(get(server, "/api/info").await.status);
    statuses.try_into().unwrap()
}

#[tokio::test]
async fn both_versions_are_served_unless_told_otherwise() {
    assert_eq!(found(&server().await.0).await, [200, 200, 101, 200, 200, 101, 200]);
}

#[tokio::test]
async fn a_server_of_one_version_does_not_know_the_other() {
    let (not_found, gone) = (Presence::NotFound, Presence::Gone);
    for (versions, expected) in [
        (Versions::v1_only(), [200, 200, 101, 404, 404, 404, 404]),
        (Versions::v2_only(not_found), [404, 404, 404, 200, 200, 101, 200]),
        (Versions::v2_only(gone), [410, 410, 410, 200, 200, 101, 200]),
        (Versions::neither(not_found), [404, 404, 404, 404, 404, 404, 404]),
        (Versions::neither(gone), [410, 410, 410, 410, 410, 410, 404]),
    ] {
        assert_eq!(found(&serving(versions).await).await, expected, "{versions:?}");
    }
}

#[tokio::test]
async fn the_served_versions_change_while_it_runs_and_the_sockets_of_a_lost_one_are_closed() {
    let (server, control) = server().await;
    let mut old = handshake(&server, "/api/ws", Some("Bearer demo-token")).await.unwrap();
    let mut new = connect(&server).await;
    assert_eq!(old.json().await["type"], "welcome");
    assert_eq!(control.versions(Versions::v2_only(Presence::Gone)), 1);
    assert_eq!(old.closed().await, (1001, "Server shutdown".to_owned()));
    assert!(new.is_quiet().await);
    assert_eq!(get(&server, "/api/v1/twitch/stream").await.status, 410);
    control.versions(Versions::default());
    assert_eq!(get(&server, "/api/v1/twitch/stream").await.status, 200);
}

#[tokio::test]
async fn info_says_which_versions_are_served_or_what_it_is_told_to_say() {
    let (server, control) = server().await;
    let said = get(&server, "/api/info").await.json()["data"].clone();
    assert_eq!(
        (&said["latestVersion"], &said["versions"]["v2"]["status"]),
        (&json!("v2"), &json!("current"))
    );
    assert_eq!(said["versions"]["v1"]["status"], "deprecated");
    control.versions(Versions::v2_only(Presence::NotFound));
    let said = get(&server, "/api/info").await.json()["data"].clone();
    assert_eq!(said["versions"]["v1"]["status"], "removed");
    let told = json!({ "latestVersion": "v3", "versions": { "v2": { "status": "deprecated" } } });
    control.info(Some(told.clone()));
    assert_eq!(get(&server, "/api/info").await.json()["data"], told);
}

#[tokio::test]
async fn v1_answers_bare_and_v2_in_data_of_the_same_stream() {
    let (server, control) = server().await;
    control.go_live(Stream::titled("hello"));
    let (old, new) =
        (get(&server, "/api/v1/twitch/stream").await, get(&server, "/api/v2/twitch/stream").await);
    assert_eq!(old.json()["title"], "hello");
    assert_eq!(json!({ "data": old.json() }), new.json());
}

#[tokio::test]
async fn every_answer_under_api_v1_announces_its_end() {
    let (server, _) = server().await;
    for path in ["/api/v1/twitch/stream", "/api/v1/schedule?week=1", "/api/v1/nothing"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.header("deprecation"), Some("true"), "{path}");
        assert_eq!(answer.header("sunset"), Some("2026-11-01T00:00:00.000Z"), "{path}");
        assert!(answer.header("link").unwrap().contains(r#"rel="deprecation""#), "{path}");
    }
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.header("deprecation"), None);
}

#[tokio::test]
async fn an_event_reaches_the_sockets_of_both_versions_each_in_its_form() {
    let (server, control) = server().await;
    let mut old = subscriber_of(&server, "/api/ws", &["scheduleUpdate"]).await;
    let mut new = subscriber(&server, &["scheduleUpdate"]).await;
    let week = control.release_next_week().unwrap();
    let (old, new) = (old.json().await["data"].clone(), new.json().await["data"].clone());
    assert_eq!(old["eventData"]["week"], week.week);
    assert_eq!((&old["eventData"]["isFinal"], old["eventData"].get("status")), (&json!(true), None));
    assert_eq!((&new["eventData"]["status"], new["eventData"].get("isFinal")), (&json!("confirmed"), None));
    assert_eq!(old["timestamp"], new["timestamp"]);
}

#[tokio::test]
async fn v1_has_no_application_ping_unless_told_otherwise() {
    let (server, control) = server().await;
    let mut socket = subscriber_of(&server, "/api/ws", &[]).await;
    let refused = socket.ask(json!({ "type": "ping" })).await;
    assert_eq!(refused["data"], json!({ "reason": "malformed", "message": "Unknown message type: ping" }));
    control.v1_answers_ping(true);
    assert!(socket.is_quiet().await);
}
