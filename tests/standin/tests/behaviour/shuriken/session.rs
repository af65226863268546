//! The REST part.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use standin::{Raised, Rotation, Shuriken};

use super::*;

#[tokio::test]
async fn each_stream_and_filter_has_a_channel_of_its_own() {
    let (server, _) = shuriken().await;
    let catalogue = request(&server, "GET", "/api/v2/ws/streams", KEY, "").await.json();
    let mut channels = BTreeSet::new();
    let streams = catalogue["data"]["streams"].as_array().unwrap();
    for stream in streams {
        for value in ["one", "two"] {
            let filters = stream["filters"].as_array().unwrap().iter();
            let filter: serde_json::Map<String, Value> =
                filters.map(|filter| (filter["name"].as_str().unwrap().to_owned(), json!(value))).collect();
            let session = session(&server, &[(stream["id"].as_str().unwrap(), Value::Object(filter))]).await;
            let said = &session["subscriptions"][0];
            assert_eq!(said["visibility"], stream["visibility"]);
            channels.insert(said["channel"].as_str().unwrap().to_owned());
        }
    }
    let with_filter = streams.iter().filter(|stream| stream["filters"] != json!([])).count();
    assert_eq!(channels.len(), streams.len() + with_filter);
}

#[tokio::test]
async fn an_unknown_stream_is_an_error_or_left_out_and_a_closed_one_is_forbidden() {
    let asked = json!({ "subscriptions": [
        { "stream": "coffee.ready", "filter": {} },
        { "stream": "automation.updates", "filter": {} },
    ] });
    let (server, _) = shuriken().await;
    let answer = bootstrap(&server, &asked).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (400, &json!("INVALID_PARAMS")));
    let leaving_out = Shuriken { leaves_unknown_out: true, ..Shuriken::default() };
    let (server, _) = server_with(config(leaving_out.clone())).await;
    let said = bootstrap(&server, &asked).await.json();
    assert_eq!(said["data"]["subscriptions"].as_array().unwrap().len(), 1);
    let closed_streams = vec!["automation.updates".to_owned()];
    let (server, _) = server_with(config(Shuriken { closed_streams, ..leaving_out })).await;
    assert_eq!(bootstrap(&server, &asked).await.json()["error"]["code"], "FORBIDDEN");
}

#[tokio::test]
async fn a_filter_of_anything_but_text_is_refused() {
    let (server, _) = shuriken().await;
    let filter = json!({ "chainId": 8453, "tokenAddress": "0x1" });
    let asked = json!({ "subscriptions": [{ "stream": "evm.token.swaps", "filter": filter }] });
    assert_eq!(bootstrap(&server, &asked).await.json()["error"]["code"], "INVALID_PARAMS");
    assert_eq!(request(&server, "POST", SESSION, KEY, "{").await.status, 400);
}

#[tokio::test]
async fn what_is_not_there_is_told_in_the_form_of_errors() {
    let (server, _) = server_with(config(Shuriken { catalogue: false, ..Shuriken::default() })).await;
    for path in ["/api/v2/ws/streams", "/api/v2/nothing"] {
        let answer = request(&server, "GET", path, KEY, "").await;
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (404, &json!("NOT_FOUND")));
    }
    let wrong = request(&server, "GET", SESSION, KEY, "").await;
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (400, &json!("NO_ROUTE")));
}

#[tokio::test]
async fn host_port_and_app_key_change_with_each_session_and_the_old_key_ends() {
    let rotation = Rotation { app_key: true, host: true, port: true };
    let (server, _) =
        server_with(config(Shuriken { rotation, further_ports: 1, ..Shuriken::default() })).await;
    let mut places = Vec::new();
    for _ in 0..3 {
        let session = session(&server, &[("automation.updates", json!({}))]).await;
        places.push(session["connection"].clone());
    }
    for member in ["wsHost", "wsPort", "appKey"] {
        assert_ne!(places[0][member], places[1][member], "{member}");
    }
    assert_eq!(places[0]["wsPort"], places[2]["wsPort"]);
    let old = format!("/app/{}?protocol=7", places[1]["appKey"].as_str().unwrap());
    let mut socket = handshake(&server, &old, None).await.unwrap();
    assert_eq!(data(&socket.json().await)["code"], 4001);
    // The same is served at the other port.
    let port = places[1]["wsPort"].as_u64().unwrap();
    let answer = request_at(&format!("127.0.0.1:{port}"), "POST", SESSION, KEY, "{").await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn only_channels_of_the_keys_own_sessions_are_signed() {
    let (server, control) = shuriken().await;
    let client = client(&server).await;
    assert_eq!(signed(&server, &client, "private-signal-global").await.status, 200);
    assert_eq!(signed(&server, &client, "presence-user-u_5f21-automation").await.status, 403);
    let form = format!("socket_id={}&channel_name=private-signal-global", client.socket_id);
    assert_eq!(request(&server, "POST", SIGN, "", &form).await.status, 401);
    control.accept_token("sk_other");
    let other = "Authorization: Bearer sk_other\r\n";
    assert_eq!(request(&server, "POST", SIGN, other, &form).await.status, 403);
}

#[tokio::test]
async fn the_alpha_feeds_have_dotted_names_where_that_is_so() {
    let (server, control) = server_with(config(Shuriken { dotted_names: true, ..Shuriken::default() })).await;
    let name = |name: &str| json!({ "subscriptions": [{ "stream": name, "filter": {} }] });
    assert_eq!(bootstrap(&server, &name("alpha.signalFeedGlobal")).await.status, 400);
    assert_eq!(bootstrap(&server, &name("alpha.signalFeed.global")).await.status, 200);
    assert!(control.raise(Raised::stream("alpha.signalFeed.global", &[], json!({}))).is_ok());
}

#[tokio::test]
async fn signals_nobody_heard_are_found_among_the_calls() {
    let (server, control) = shuriken().await;
    let signal = |platform: &str, token: &str| {
        let latest = json!({ "id": "sig_1", "source": { "sourceType": platform }, "priceUsd": 0.25 });
        let meta = json!({ "symbol": "PADL", "name": "Paddle Coin" });
        json!({ "tokenAddress": token, "network": "sol", "latestSignal": latest, "tokenMeta": meta })
    };
    for (platform, token) in [("x", "one"), ("x", "one"), ("telegram", "two")] {
        let raised = Raised::stream("alpha.signalFeedGlobal", &[], signal(platform, token));
        assert_eq!(control.silently().raise(raised).unwrap(), 0);
    }
    let calls = request(&server, "GET", "/api/v2/alpha/global-calls?platform=x", KEY, "").await.json();
    let calls = &calls["data"];
    assert_eq!((&calls["platform"], &calls["totalCount"]), (&json!("x"), &json!(1)));
    assert_eq!(
        (&calls["calls"][0]["mentionCount"], &calls["calls"][0]["priceUsd"]),
        (&json!(2), &json!("0.25"))
    );
    let recent = request(&server, "GET", "/api/v2/alpha/recent-calls?limit=1", KEY, "").await.json();
    assert_eq!(recent["data"]["calls"].as_array().unwrap().len(), 1);
}
