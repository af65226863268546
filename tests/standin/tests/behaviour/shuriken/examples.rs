//! Section 8: what the examples show is said as they show it, and what they send is understood.

use std::time::Duration;

use serde_json::{Value, json};
use standin::{Config, Raised, Shuriken, TokenState};

use super::*;
use crate::examples::Examples;

const NOTICES: &str = "presence-user-u_5f21-notifications";

/// Names and values.
type Filter = &'static [(&'static str, &'static str)];

/// The payloads, each with the stream it is of and the filter it answers.
const PAYLOADS: [(&str, &str, Filter); 13] = [
    ("alpha.personal", "alpha.personal", &[]),
    ("alpha.signalFeedGlobal", "alpha.signalFeedGlobal", &[]),
    ("alpha.signalFeedNamed.feedMessage", "alpha.signalFeedNamed", &[("feedId", "feed_42")]),
    ("automation.updates", "automation.updates", &[]),
    (
        "evm.token.swaps",
        "evm.token.swaps",
        &[("chainId", "8453"), ("tokenAddress", "0x00000000000000000000000000000000000d3a01")],
    ),
    ("portfolio.notifications.claim", "portfolio.notifications", &[]),
    ("portfolio.notifications.strategy", "portfolio.notifications", &[]),
    ("portfolio.notifications.swap", "portfolio.notifications", &[]),
    ("svm.bondingCurve.creations", "svm.bondingCurve.creations", &[]),
    ("svm.token.poolInfo", "svm.token.poolInfo", &[("tokenAddress", TOKEN_ADDRESS)]),
    ("svm.token.swaps", "svm.token.swaps", &[("tokenAddress", TOKEN_ADDRESS)]),
    (
        "svm.wallet.nativeBalance",
        "svm.wallet.nativeBalance",
        &[("walletAddress", "DemoMaker11111111111111111111111111111111")],
    ),
    ("svm.wallet.nativeBalance", "svm.wallet.tokenBalances", &[("walletAddress", "w")]),
];

#[tokio::test]
async fn every_example_of_shuriken_is_said_or_understood() {
    let mut examples = Examples::of("shuriken");
    sessions(&mut examples).await;
    signing(&mut examples).await;
    dialogue(&mut examples).await;
    members(&mut examples).await;
    payloads(&mut examples).await;
    errors(&mut examples).await;
    refusals(&mut examples).await;
    examples.end();
}

async fn sessions(examples: &mut Examples) {
    for (name, wrapped) in [("http.session.response", true), ("http.session.response.unwrapped", false)] {
        let (server, _) = server_with(config(Shuriken { wrapped, ..Shuriken::default() })).await;
        let answer = bootstrap(&server, &examples.get("http.session.request")).await;
        let body = answer.json();
        examples.alike(name, &body);
        let example = examples.get(name);
        let told = |body: &Value| if wrapped { body["data"].clone() } else { body.clone() };
        for member in ["subscriptions", "session"] {
            assert_eq!(told(&body)[member], told(&example)[member], "{name}");
        }
        assert_eq!(told(&body)["connection"]["appKey"], told(&example)["connection"]["appKey"]);
        if wrapped {
            assert_eq!(body["requestId"], json!(answer.header("x-request-id").unwrap()));
        }
        let evm = bootstrap(&server, &examples.get("http.session.request.evm")).await;
        assert_eq!(evm.status, 200);
    }
    let (server, _) = shuriken().await;
    let catalogue = request(&server, "GET", "/api/v2/ws/streams", KEY, "").await.json();
    examples.alike("http.catalog.response", &catalogue);
    assert_eq!(catalogue["data"]["streams"].as_array().unwrap().len(), 21);
}

async fn signing(examples: &mut Examples) {
    let (server, _) = shuriken().await;
    client(&server).await;
    let mut asked = examples.get("http.auth.request.form");
    let (socket_id, channel) = (asked["socket_id"].clone(), asked["channel_name"].clone());
    let form =
        format!("socket_id={}&channel_name={}", socket_id.as_str().unwrap(), channel.as_str().unwrap());
    for body in [form, asked.to_string()] {
        let answer = request(&server, "POST", SIGN, KEY, &body).await;
        examples.same("http.auth.response.presence", &answer.json());
    }
    asked["channel_name"] = json!("private-signal-global");
    let answer = request(&server, "POST", SIGN, KEY, &asked.to_string()).await;
    examples.same("http.auth.response.private", &answer.json());
}

async fn dialogue(examples: &mut Examples) {
    let (server, control) = shuriken().await;
    let mut client = client(&server).await;
    examples.alike("connection_established", &client.established);
    assert_eq!(data(&client.established)["activity_timeout"], 30);
    client.socket.send(examples.get("subscribe.public").to_string()).await;
    examples.same("subscription_succeeded", &client.socket.json().await);
    for name in ["subscribe.private", "subscribe.presence"] {
        // Signed for another socket: understood, and refused.
        client.socket.send(examples.get(name).to_string()).await;
        let refused = client.socket.json().await;
        assert_eq!(refused["event"], "pusher:subscription_error");
        if name == "subscribe.presence" {
            let example = examples.get("subscription_error");
            assert_eq!((data(&refused), &refused["channel"]), (data(&example), &example["channel"]));
        }
    }
    control.close_channels(NOTICES, Some(json!("subscription failed")), Some(1));
    let refused = let_in(&server, &mut client, NOTICES).await;
    examples.same("subscription_error.plainText", &refused);
    let told = let_in(&server, &mut client, NOTICES).await;
    let example = examples.get("subscription_succeeded.presence");
    assert_eq!((data(&told), &told["event"]), (data(&example), &example["event"]));
    let_in(&server, &mut client, "private-signal-global").await;
    for (stream, filter) in [
        ("svm.token.swaps", vec![("tokenAddress", TOKEN_ADDRESS)]),
        ("portfolio.notifications", Vec::new()),
        ("alpha.signalFeedGlobal", Vec::new()),
    ] {
        let example = examples.get(&format!("event.{stream}"));
        control.raise(Raised::stream(stream, &filter, data(&example))).unwrap();
        let told = client.socket.json().await;
        assert!(told["data"].is_string());
        assert_eq!(
            (data(&told), &told["channel"], &told["event"]),
            (data(&example), &example["channel"], &json!("update"))
        );
    }
    let ping = examples.get("ping");
    examples.same("pong", &client.socket.ask(ping).await);
    client.socket.send(examples.get("pong").to_string()).await;
    client.socket.send(examples.get("unsubscribe").to_string()).await;
    assert!(client.hears_nothing().await);
    client.socket.send(r#"{"event":"client-a","channel":"private-signal-global"}"#).await;
    examples.same("error.nullCode", &client.socket.json().await);
}

/// A guest in the channel of a user sees the user come and go.
async fn members(examples: &mut Examples) {
    let (added, removed) = (examples.get("member_added"), examples.get("member_removed"));
    let channel = added["channel"].as_str().unwrap();
    let guests = std::iter::once(("sk_guest".to_owned(), json!({ "user_id": "u_guest" }))).collect();
    let shuriken = Shuriken { guests, user: data(&added), ..Shuriken::default() };
    let (server, control) = server_with(config(shuriken)).await;
    let (mut guest, mut user) = (client(&server).await, client(&server).await);
    control.accept_token("sk_guest");
    let key = "Authorization: Bearer sk_guest\r\n";
    let asked = json!({ "subscriptions": [{ "stream": "portfolio.notifications", "filter": {} }] });
    request(&server, "POST", SESSION, key, &asked.to_string()).await;
    let form = format!("socket_id={}&channel_name={channel}", guest.socket_id);
    let mut wanted = request(&server, "POST", SIGN, key, &form).await.json();
    wanted["channel"] = json!(channel);
    guest.subscribe(wanted).await;
    let_in(&server, &mut user, channel).await;
    user.command("unsubscribe", json!({ "channel": channel })).await;
    for example in [added, removed] {
        let said = guest.socket.json().await;
        assert_eq!((data(&said), &said["event"]), (data(&example), &example["event"]));
    }
}

async fn payloads(examples: &mut Examples) {
    let (server, control) = shuriken().await;
    for (name, stream, filter) in PAYLOADS {
        let members: serde_json::Map<String, Value> =
            filter.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let session = session(&server, &[(stream, Value::Object(members))]).await;
        let channel = session["subscriptions"][0]["channel"].as_str().unwrap();
        let mut client = greeted(&server, "/app/shk-demo-app?protocol=7", "pusher:").await;
        let_in(&server, &mut client, channel).await;
        let payload = examples.get(&format!("payload.{name}"));
        assert_eq!(control.raise(Raised::stream(stream, filter, payload.clone())).unwrap(), 1, "{name}");
        assert_eq!(data(&client.socket.json().await), payload);
    }
    let (server, control) = server_with(config(Shuriken { object_data: true, ..Shuriken::default() })).await;
    let mut client = client(&server).await;
    let_in(&server, &mut client, NOTICES).await;
    let claim = examples.get("payload.portfolio.notifications.claim");
    control.raise(Raised::stream("portfolio.notifications", &[], claim)).unwrap();
    examples.same("event.objectData", &client.socket.json().await);
}

async fn errors(examples: &mut Examples) {
    let (server, _) = shuriken().await;
    let mut socket = handshake(&server, "/app/other?protocol=7", None).await.unwrap();
    examples.same("error.4001", &socket.json().await);
    assert_eq!(socket.closed().await.0, 4001);
    let (ping_every, idle_close) = (Duration::from_millis(20), Duration::from_millis(200));
    let shuriken = Shuriken { string_errors: true, ..Shuriken::default() };
    let (server, _) = server_with(Config { ping_every, idle_close, ..config(shuriken) }).await;
    let mut client = client(&server).await;
    examples.same("ping", &client.socket.json().await);
    let said = client.socket.json().await;
    let example = examples.get("error.4201");
    assert_eq!((data(&said), said["data"].is_string()), (data(&example), true));
    assert_eq!(client.socket.closed().await.0, 4201);
}

async fn refusals(examples: &mut Examples) {
    let (server, control) = shuriken().await;
    let mut same = |name: &str, answer: Answer| {
        let (mut said, example) = (answer.json(), examples.get(&format!("http.error.{name}")));
        said["requestId"] = example["requestId"].clone();
        assert_eq!((answer.status.to_string().as_str(), said), (name, example));
    };
    let missing = json!({ "subscriptions": [{ "stream": "svm.token.swaps", "filter": {} }] });
    same("400", bootstrap(&server, &missing).await);
    same("401", request(&server, "POST", SESSION, "", "{}").await);
    control.token_state("sk_demo_secret", TokenState::Blocked);
    same("403", bootstrap(&server, &missing).await);
    control.token_state("sk_demo_secret", TokenState::Valid);
    control.refuse_code(SESSION, "INTERNAL_ERROR", Some(1)).unwrap();
    same("500", bootstrap(&server, &missing).await);
    control.limit("requests", 1, None).unwrap();
    control.rate_limits(true);
    bootstrap(&server, &missing).await;
    same("429", bootstrap(&server, &missing).await);
}
