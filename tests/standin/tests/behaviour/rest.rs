use serde_json::json;

use crate::client::*;

#[tokio::test]
async fn public_answers_need_no_token() {
    let (server, _) = server().await;
    for path in ["/api/info", "/api/v2/twitch/stream", "/api/v2/schedule/latest", "/api/v2/schedule/weeks"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.json()["data"].is_object(), "{path}");
    }
}

#[tokio::test]
async fn a_week_needs_a_valid_token() {
    let (server, _) = server().await;
    let path = "/api/v2/schedule?year=2024&week=10";
    for (answer, code) in
        [(get(&server, path).await, "AU9"), (get_with_token(&server, path, "wrong").await, "AU11")]
    {
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (401, &json!(code)));
    }
    assert_eq!(get_with_token(&server, path, TOKEN).await.status, 200);
}

#[tokio::test]
async fn a_week_out_of_range_is_a_bad_query_and_a_week_never_stored_is_not_found() {
    let (server, _) = server().await;
    for query in ["", "week=0", "week=54", "week=x", "week=5&year=2022", "week=5&year=9999", "week=5&year="] {
        let answer = get_with_token(&server, &format!("/api/v2/schedule?{query}"), TOKEN).await;
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (400, &json!("AP4")), "{query}");
    }
    let answer = get_with_token(&server, "/api/v2/schedule?year=2023&week=10", TOKEN).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (404, &json!("SC1")));
}

#[tokio::test]
async fn an_unknown_route_is_refused_with_the_path_but_not_the_query() {
    let (server, _) = server().await;
    let error = get(&server, "/api/v2/schedul?week=3").await.json()["error"].clone();
    assert_eq!((&error["code"], &error["path"]), (&json!("AP3"), &json!("/api/v2/schedul")));
}

#[tokio::test]
async fn only_get_is_served() {
    let (server, _) = server().await;
    let answer = request(&server, "POST", "/api/v2/schedule/latest", "", "{}").await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (405, &json!("AP2")));
}

#[tokio::test]
async fn answers_say_how_long_they_may_be_kept() {
    let (server, _) = server().await;
    let stream = get(&server, "/api/v2/twitch/stream").await;
    assert_eq!(stream.header("cache-control"), Some("public, max-age=5"));
    let week = get_with_token(&server, "/api/v2/schedule?year=2024&week=10", TOKEN).await;
    assert_eq!(week.header("cache-control"), Some("private, max-age=300"));
    assert_eq!(week.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn requests_are_noted_with_what_the_client_sent() {
    let (server, control) = server().await;
    let headers = "Authorization: Bearer demo-token\r\nUser-Agent: Swarmbell/0.1.0\r\n";
    request(&server, "GET", "/api/v2/schedule?year=2024&week=10", headers, "").await;
    let noted = control.requests().pop().unwrap();
    assert_eq!((noted.method.as_str(), noted.path.as_str()), ("GET", "/api/v2/schedule?year=2024&week=10"));
    assert_eq!(noted.authorization.as_deref(), Some("Bearer demo-token"));
    assert_eq!(noted.user_agent.as_deref(), Some("Swarmbell/0.1.0"));
    assert_eq!((noted.status, noted.upgrade), (Some(200), false));
    assert!(noted.monotonic_ns > 0);
}
