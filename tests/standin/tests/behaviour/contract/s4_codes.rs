//! Section 4: the error codes and their samples.

use serde_json::json;
use standin::Versions;

use super::refused;
use crate::client::*;

const CODES: [&str; 38] = [
    "AP1", "AP2", "AP3", "AP4", "SC1", "SC2", "SC3", "SC4", "VD1", "VD2", "SB1", "SB2", "SB3", "SB4", "BL1",
    "XF1", "AU1", "AU2", "AU3", "AU4", "AU5", "AU6", "AU8", "AU9", "AU10", "AU11", "AU12", "AU13", "AU14",
    "AU15", "RL2", "RL3", "RL4", "RL5", "RL6", "RL7", "RL8", "RL9",
];

#[tokio::test]
async fn the_sample_of_each_code_comes_with_418_in_the_form_of_the_newest_version() {
    let (server, control) = server().await;
    for (versions, members) in [
        (Versions::default(), &["code", "message", "path", "timestamp"][..]),
        (Versions::v1_only(), &["code", "message"][..]),
    ] {
        control.versions(versions);
        for code in CODES {
            let answer = get(&server, &format!("/api/test/geterror?code={code}")).await;
            let error = answer.json()["error"].clone();
            assert_eq!((answer.status, &error["code"]), (418, &json!(code)));
            let mut names: Vec<&String> = error.as_object().unwrap().keys().collect();
            names.sort();
            assert_eq!(names, members, "{code}");
            assert!(!error["message"].as_str().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn there_is_no_sample_of_a_code_that_is_not() {
    let (server, _) = server().await;
    for query in ["", "?code=", "?code=AU7", "?code=RL1", "?code=ap1", "?code=XX9"] {
        let answer = get(&server, &format!("/api/test/geterror{query}")).await;
        assert_eq!((answer.status, answer.json()), (404, json!({ "error": "Not Found" })), "{query}");
    }
}

#[tokio::test]
async fn any_code_can_be_had_anywhere_in_the_form_of_the_version() {
    let (server, control) = server().await;
    for (code, status) in [("AP1", 500), ("AU12", 500), ("AU15", 403), ("RL2", 429)] {
        for path in ["/api/v1/twitch/stream", "/api/v2/twitch/stream"] {
            control.refuse_code(path, code, Some(1)).unwrap();
            assert_eq!(refused(&server, path, None).await, (status, code.to_owned()));
            assert_eq!(get(&server, path).await.status, 200);
        }
    }
    control.refuse_code("/api/v2/", "AP1", None).unwrap();
    control.clear_faults();
    assert_eq!(get(&server, "/api/v2/twitch/stream").await.status, 200);
    assert!(control.refuse_code("/", "AU7", None).is_err());
}
