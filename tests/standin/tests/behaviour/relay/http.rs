//! The HTTP API.

use serde_json::{Value, json};
use standin::{Raised, Relay, Shape};

use super::*;

#[tokio::test]
async fn relay_asks_for_the_secret_of_the_app_except_where_it_signs_or_tells_its_health() {
    let (server, _) = relay(Shape::V030).await;
    for (method, path) in [
        ("POST", "/events"),
        ("POST", "/events/batch"),
        ("GET", "/events"),
        ("GET", "/events/log"),
        ("GET", "/channels"),
        ("GET", "/channels/builds"),
        ("GET", "/channels/builds/events"),
        ("GET", "/channels/presence-desk/users"),
        ("GET", "/metrics"),
        ("GET", "/stats"),
    ] {
        let path = format!("/apps/demo-app{path}");
        assert_eq!(request(&server, method, &path, "", "{}").await.status, 401, "{path}");
        let wrong = "Authorization: Bearer wrong\r\n";
        assert_eq!(request(&server, method, &path, wrong, "{}").await.status, 403, "{path}");
    }
    let asked = json!({ "socket_id": "1.2", "channel_name": "private-a" }).to_string();
    for (method, path) in [("POST", "/apps/demo-app/auth"), ("GET", "/stats"), ("GET", "/health")] {
        assert_eq!(request(&server, method, path, "", &asked).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn the_publisher_named_by_its_socket_is_not_told() {
    let (server, _) = relay(Shape::Seed).await;
    let (mut own, mut other) = (listener(&server, "builds").await, listener(&server, "builds").await);
    let event = json!({ "channel": "builds", "event": "done", "data": "x", "socket_id": own.socket_id });
    api(&server, "POST", "/events", &event).await;
    assert_eq!(other.socket.json().await["event"], "done");
    assert!(own.hears_nothing().await);
}

#[tokio::test]
async fn what_release_030_added_is_not_found_on_a_server_of_the_seed() {
    let (seed, _) = relay(Shape::Seed).await;
    let (newer, _) = relay(Shape::V030).await;
    for path in ["/metrics", "/stats"] {
        assert_eq!(api(&seed, "GET", path, &Value::Null).await.status, 404, "{path}");
        assert_eq!(api(&newer, "GET", path, &Value::Null).await.status, 200, "{path}");
    }
    assert_eq!(api(&seed, "GET", "/events", &Value::Null).await.status, 405);
}

#[tokio::test]
async fn the_pages_of_a_history_hold_every_event_once_newest_first() {
    let (server, control) = relay(Shape::V030).await;
    for number in 0..7 {
        control.silently().raise(Raised::channel("builds", "done", json!(number))).unwrap();
    }
    let (mut told, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/channels/builds/events?limit=3{cursor}");
        let page = api(&server, "GET", &path, &Value::Null).await.json();
        told.extend(page["events"].as_array().unwrap().iter().map(|event| event["data"].clone()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(json!(told), json!([6, 5, 4, 3, 2, 1, 0]));
}

#[tokio::test]
async fn only_what_somebody_listened_to_is_kept_and_so_much_of_a_channel() {
    let (server, control) = server_with(config(Relay { history_limit: 2, ..Relay::default() })).await;
    control.raise(Raised::channel("builds", "done", json!("unheard"))).unwrap();
    let _listener = listener(&server, "builds").await;
    for number in 0..3 {
        control.raise(Raised::channel("builds", "done", json!(number))).unwrap();
    }
    let kept = api(&server, "GET", "/channels/builds/events", &Value::Null).await.json();
    let kept: Vec<_> = kept["events"].as_array().unwrap().iter().map(|event| &event["data"]).collect();
    assert_eq!(kept, [&json!(2), &json!(1)]);
}

#[tokio::test]
async fn an_event_published_again_has_another_id_and_the_same_content() {
    let (server, _) = relay(Shape::V030).await;
    let mut client = listener(&server, "builds").await;
    api(&server, "POST", "/events", &json!({ "channel": "builds", "event": "done", "data": { "n": 1 } }))
        .await;
    let first = client.socket.text().await;
    let events = api(&server, "GET", "/events", &Value::Null).await.json();
    let id = events["events"][0]["id"].as_str().unwrap();
    let told = api(&server, "GET", &format!("/events/{id}"), &Value::Null).await.json();
    assert_eq!(told["delivered_to"], json!([client.socket_id]));
    let again = api(&server, "POST", &format!("/events/{id}/replay"), &Value::Null).await.json();
    assert_ne!(again["new_event_id"], json!(id));
    assert_eq!(client.socket.text().await, first);
}

#[tokio::test]
async fn an_application_signs_for_its_own_user_only_to_who_shows_its_token() {
    let endpoint_token = Some("app-session".to_owned());
    let (server, _) = server_with(config(Relay { endpoint_token, ..Relay::default() })).await;
    let asked = "socket_id=1.2&channel_name=presence-desk";
    let path = "/broadcasting/auth";
    assert_eq!(request(&server, "POST", path, "", asked).await.status, 403);
    let token = "Authorization: Bearer app-session\r\n";
    let signed = request(&server, "POST", path, token, asked).await.json();
    let member: Value = serde_json::from_str(signed["channel_data"].as_str().unwrap()).unwrap();
    assert_eq!(member["user_id"], "u-17");
    let json = json!({ "socket_id": "1.2", "channel_name": "presence-desk" }).to_string();
    assert_eq!(request(&server, "POST", path, token, &json).await.json(), signed);
}

#[tokio::test]
async fn any_page_may_ask_a_relay_server() {
    let (server, _) = relay(Shape::Seed).await;
    let answer = request(&server, "OPTIONS", "/apps/demo-app/events", "", "").await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(get(&server, "/health").await.header("access-control-allow-origin"), Some("*"));
}
