use serde_json::json;
use standin::Scenario;

use crate::client::*;

#[tokio::test]
async fn the_demo_goes_live_once_somebody_is_subscribed() {
    let (server, control) = server().await;
    let demo = Scenario::load("demo").unwrap();
    let playing = tokio::spawn(async move { demo.play(&control, |_| {}).await });
    let mut socket = subscriber(&server, &["streamOnline"]).await;
    assert_eq!(socket.json().await["data"]["eventType"], "streamOnline");
    playing.abort();
}

#[tokio::test]
async fn the_demo_goes_live_once_somebody_has_asked_for_the_stream() {
    let (server, control) = server().await;
    let demo = Scenario::load("demo").unwrap();
    let steps = control.clone();
    let playing = tokio::spawn(async move { demo.play(&steps, |_| {}).await });
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.json()["data"]["isLive"], false);
    let mut polls = tokio::time::interval(std::time::Duration::from_millis(50));
    let live = async {
        while get(&server, "/api/v2/twitch/stream").await.json()["data"]["isLive"] == false {
            polls.tick().await;
        }
    };
    tokio::time::timeout(SOON, live).await.unwrap();
    playing.abort();
}

#[tokio::test]
async fn a_step_that_fails_is_told_and_the_next_is_played() {
    let (_server, control) = server().await;
    let scenario: Scenario = serde_json::from_value(json!({ "steps": [
        { "do": { "verb": "update_stream", "title": "nothing runs" } },
        { "do": { "verb": "go_live" } },
    ] }))
    .unwrap();
    let mut told = Vec::new();
    scenario.play(&control, |done| told.push(done.result)).await;
    assert_eq!(told[0], "no stream runs");
    assert!(told[1]["id"].is_string());
}

#[test]
fn every_built_in_scenario_can_be_read_and_others_are_named_in_the_error() {
    for name in ["demo", "evening", "relay", "shuriken", "vera"] {
        assert!(!Scenario::load(name).unwrap().steps.is_empty());
    }
    assert!(Scenario::load("no-such-scenario").unwrap_err().to_string().contains("no-such-scenario"));
}
