//! Section 5: what the examples show is said as they show it, and what they send is understood.

use serde_json::{Value, json};
use standin::{Raised, Relay, Shape};

use super::*;
use crate::examples::Examples;

#[tokio::test]
async fn every_example_of_relay_is_said_or_understood() {
    let mut examples = Examples::of("relay");
    greetings(&mut examples).await;
    dialogue(&mut examples).await;
    presence(&mut examples, Shape::Seed, "").await;
    presence(&mut examples, Shape::V030, ".v030").await;
    signing(&mut examples).await;
    lists(&mut examples, Shape::Seed, "").await;
    lists(&mut examples, Shape::V030, ".v030").await;
    records(&mut examples).await;
    refusals(&mut examples).await;
    examples.end();
}

async fn greetings(examples: &mut Examples) {
    for (name, relay) in [
        ("connection_established", Relay::default()),
        ("connection_established.stringData", Relay { string_data: true, ..Relay::default() }),
        ("connection_established.v030", Relay::of(Shape::V030)),
    ] {
        let (server, _) = server_with(config(relay)).await;
        let mut said = client(&server).await;
        examples.alike(name, &said.established);
        let example = examples.get(name);
        assert_eq!(said.established["event"], example["event"]);
        assert_eq!(data(&said.established)["activity_timeout"], data(&example)["activity_timeout"]);
        assert!(said.hears_nothing().await);
    }
}

async fn dialogue(examples: &mut Examples) {
    let (server, control) = relay(Shape::V030).await;
    let mut client = client(&server).await;
    client.socket.send(examples.get("subscribe.public").to_string()).await;
    examples.same("subscription_succeeded", &client.socket.json().await);
    for (published, told) in [
        ("http.publish.request", "event.stringData"),
        ("http.publish.request.objectData.v030", "event.objectData"),
    ] {
        let answer = api(&server, "POST", "/events", &examples.get(published)).await;
        examples.same("http.publish.response", &answer.json());
        examples.same(told, &client.socket.json().await);
    }
    control.raise(Raised::channel("builds", "note", json!("deploy window opens at 17:00"))).unwrap();
    examples.same("event.plainText", &client.socket.json().await);
    let answer = api(&server, "POST", "/events/batch", &examples.get("http.batch.request")).await;
    examples.same("http.batch.response", &answer.json());
    examples.same("event.stringData", &client.socket.json().await);
    let ping = examples.get("ping");
    examples.same("pong", &client.socket.ask(ping).await);
    client.socket.send(examples.get("unsubscribe").to_string()).await;
    assert!(client.hears_nothing().await);
    assert!(control.subscriptions().is_empty());
    client.socket.send(examples.get("subscribe.replay.v030").to_string()).await;
    assert_eq!(client.socket.json().await["event"], "relay:subscription_succeeded");
    examples.same("error.4000", &client.subscribe(json!("{}")).await);
    for name in ["subscribe.private", "subscribe.presence"] {
        // Signed for another socket: understood, and refused.
        client.socket.send(examples.get(name).to_string()).await;
        examples.same("error.4009", &client.socket.json().await);
    }
    let (mut one, _) = let_in(&server, "private-orders", None).await;
    let (mut other, _) = let_in(&server, "private-orders", None).await;
    let typed = examples.get("client_event");
    other.socket.send(typed.to_string()).await;
    assert_eq!(one.socket.json().await, typed);
    control.restart(std::time::Duration::ZERO).unwrap();
    examples.same("error.4200", &one.socket.json().await);
}

async fn presence(examples: &mut Examples, shape: Shape, suffix: &str) {
    let (server, _) = relay(shape).await;
    let member = |id: &str, name: &str| json!({ "id": id, "user_id": id, "user_info": { "name": name } });
    let (mut first, answer) = let_in(&server, "presence-desk", Some(&member("u-17", "Mira"))).await;
    assert_eq!(answer["data"]["presence"]["count"], 1);
    let (second, answer) = let_in(&server, "presence-desk", Some(&member("u-23", "Tomas"))).await;
    first.socket.json().await;
    let name = format!("subscription_succeeded.presence{suffix}");
    let mut example = examples.get(&name);
    if shape == Shape::V030 {
        let hash = &mut example["data"]["presence"]["hash"];
        *hash = json!({
            first.socket_id.clone(): hash["482913.776201"],
            second.socket_id.clone(): hash["190022.651440"],
        });
    }
    assert_eq!(answer, example, "{name}");
    let users = api(&server, "GET", "/channels/presence-desk/users", &Value::Null).await;
    examples.same("http.users.response", &users.json());
    let (third, _) = let_in(&server, "presence-desk", Some(&member("u-31", "Aiko"))).await;
    examples.same("member_added", &first.socket.json().await);
    drop(third);
    examples.same("member_removed", &first.socket.json().await);
    if shape == Shape::V030 {
        let nameless = json!({ "user_id": "u-31", "user_info": { "name": "Aiko" } });
        let (_nameless, _) = let_in(&server, "presence-desk", Some(&nameless)).await;
        examples.same("member_added.idNull.v030", &first.socket.json().await);
        let (server, _) = relay(shape).await;
        let (_nobody, answer) = let_in(&server, "presence-desk", None).await;
        examples.same("subscription_succeeded.presence.empty.v030", &answer);
    }
}

async fn signing(examples: &mut Examples) {
    let (server, _) = relay(Shape::Seed).await;
    for kind in ["private", "presence"] {
        let asked = examples.get(&format!("http.auth.request.{kind}"));
        let answer = request(&server, "POST", "/apps/demo-app/auth", "", &asked.to_string()).await;
        examples.same(&format!("http.auth.response.{kind}"), &answer.json());
    }
}

async fn lists(examples: &mut Examples, shape: Shape, suffix: &str) {
    let (server, _) = relay(shape).await;
    let mut listeners = Vec::new();
    for _ in 0..3 {
        listeners.push(listener(&server, "builds").await);
    }
    for id in ["u-17", "u-23"] {
        listeners.push(let_in(&server, "presence-desk", Some(&json!({ "id": id }))).await.0);
    }
    let all = api(&server, "GET", "/channels", &Value::Null).await;
    examples.same(&format!("http.channels.response{suffix}"), &all.json());
    let name = if shape == Shape::Seed { "builds" } else { "presence-desk" };
    let one = api(&server, "GET", &format!("/channels/{name}"), &Value::Null).await;
    examples.same(&format!("http.channel.response{suffix}"), &one.json());
    examples.same("http.health.response", &get(&server, "/health").await.json());
    let stats = get(&server, "/stats").await.json();
    examples.alike("http.stats.response", &stats);
    assert_eq!((&stats["connections"], &stats["apps"][0]["channels"]), (&json!(5), &json!(2)));
}

async fn records(examples: &mut Examples) {
    let (server, _) = relay(Shape::V030).await;
    let history = "/channels/builds/events";
    let empty = api(&server, "GET", history, &Value::Null).await;
    examples.same("http.history.response.empty.v030", &empty.json());
    let _listener = listener(&server, "builds").await;
    let mut first = examples.get("http.publish.request.objectData.v030");
    for _ in 0..2 {
        api(&server, "POST", "/events", &first).await;
    }
    first.as_object_mut().unwrap().remove("socket_id");
    api(&server, "POST", "/events", &first).await;
    let page = api(&server, "GET", &format!("{history}?limit=2"), &Value::Null).await.json();
    let mut example = examples.get("http.history.response.v030");
    for event in example["events"].as_array_mut().unwrap() {
        event["data"] = first["data"].clone();
    }
    let unlike = crate::contract::shape::difference("", &page, &example);
    assert_eq!(unlike, None, "{page}");
    let events = api(&server, "GET", "/events", &Value::Null).await;
    examples.alike("http.events.response.v030", &events.json());
    let log = api(&server, "GET", "/events/log", &Value::Null).await;
    examples.alike("http.events_log.response", &log.json());
    let metrics = api(&server, "GET", "/metrics", &Value::Null).await;
    examples.alike("http.metrics.response.v030", &metrics.json());
    let stats = api(&server, "GET", "/stats", &Value::Null).await;
    examples.alike("http.app_stats.response.v030", &stats.json());
}

async fn refusals(examples: &mut Examples) {
    let (server, control) = relay(Shape::Seed).await;
    let wrong = "Authorization: Bearer wrong\r\n";
    control.limit("publish", 5, None).unwrap();
    control.rate_limits(true);
    for (status, path, headers, body) in [
        (400, "/apps/demo-app/events", SECRET, "{"),
        (401, "/apps/other/events", SECRET, "{}"),
        (403, "/apps/demo-app/events", wrong, "{}"),
        (422, "/apps/demo-app/events", SECRET, "{}"),
        (404, "/apps/demo-app/channels/builds", SECRET, ""),
    ] {
        let method = if status == 404 { "GET" } else { "POST" };
        let answer = request(&server, method, path, headers, body).await;
        assert_eq!(answer.status, status);
        examples.same(&format!("http.error.{status}"), &answer.json());
    }
    request(&server, "POST", "/apps/demo-app/events", SECRET, "{}").await;
    let answer = request(&server, "POST", "/apps/demo-app/events", SECRET, "{}").await;
    assert_eq!(answer.status, 429);
    examples.same("http.error.429", &answer.json());
    control.rate_limits(false);
    control.refuse_code("/apps/demo-app/channels", "403", Some(1)).unwrap();
    let answer = api(&server, "GET", "/channels", &Value::Null).await;
    examples.same("http.error.403", &answer.json());
}
