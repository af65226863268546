//! Section 5: how often may be asked, and how long an answer is kept.

use standin::{Config, Control, Server};

use super::refused;
use crate::client::*;

async fn limited() -> (Server, Control) {
    let tokens = ["demo-token", "another"].map(str::to_owned).to_vec();
    server_with(Config { tokens, ..Config::default() }).await
}

/// Asks until it is refused for asking too often: how many were let pass, and the code.
async fn until_refused(server: &Server, path: &str, token: Option<&str>) -> (u32, String) {
    for passed in 0..=400 {
        let (status, code) = refused(server, path, token).await;
        if status == 429 {
            return (passed, code);
        }
    }
    panic!("{path} was never refused");
}

#[tokio::test]
async fn each_resource_is_limited_as_documented_and_says_so_with_its_code() {
    for (path, token, passed, code) in [
        ("/api/v2/schedule/search?query=kar", Some(TOKEN), 2, "RL7"),
        ("/api/v1/schedule/search?query=kar", Some(TOKEN), 2, "RL7"),
        ("/api/v2/blog", Some(TOKEN), 16, "RL9"),
        ("/api/v1/blog/feed", Some(TOKEN), 16, "RL2"),
        ("/api/v2/x-feed?user=Vedal987", Some(TOKEN), 16, "RL9"),
        ("/api/v2/ws/ticket", Some(TOKEN), 10, "RL6"),
        ("/api/ws/ticket", Some(TOKEN), 10, "RL6"),
        ("/api/v2/twitch/stream", None, 30, "RL3"),
        ("/api/v2/twitch/stream", Some("wrong"), 30, "RL3"),
        ("/api/v2/twitch/vods", None, 30, "RL3"),
        ("/api/v2/twitch/stream", Some(TOKEN), 100, "RL4"),
        ("/api/v1/twitch/vods", Some(TOKEN), 100, "RL4"),
        ("/api/test/geterror?code=AP1", None, 100, "RL4"),
        ("/api/v1/twitch/stream", None, 300, "RL5"),
        ("/api/info", None, 300, "RL5"),
    ] {
        let (server, _) = limited().await;
        assert_eq!(until_refused(&server, path, token).await, (passed, code.to_owned()), "{path} {token:?}");
    }
}

#[tokio::test]
async fn the_seventh_search_of_a_minute_is_refused_however_slowly_they_come() {
    let (server, control) = limited().await;
    control.limit("RL7", 1000, None).unwrap();
    let path = "/api/v2/schedule/search?query=kar";
    assert_eq!(until_refused(&server, path, Some(TOKEN)).await, (6, "RL8".to_owned()));
    assert_eq!(get_with_token(&server, path, "another").await.status, 200);
}

#[tokio::test]
async fn resources_with_the_same_limit_are_counted_apart() {
    let (server, _) = limited().await;
    assert_eq!(until_refused(&server, "/api/v2/blog", Some(TOKEN)).await.0, 16);
    assert_eq!(until_refused(&server, "/api/v2/x-feed?user=Vedal987", Some(TOKEN)).await.0, 16);
    assert_eq!(get_with_token(&server, "/api/v2/twitch/vods", TOKEN).await.status, 200);
}

#[tokio::test]
async fn limits_are_lowered_shortened_and_switched_while_it_runs() {
    let (server, control) = limited().await;
    control.limit("RL3", 2, Some(100)).unwrap();
    let path = "/api/v2/twitch/stream";
    assert_eq!(until_refused(&server, path, None).await, (2, "RL3".to_owned()));
    control.rate_limits(false);
    assert_eq!(get(&server, path).await.status, 200);
    control.rate_limits(true);
    assert_eq!(until_refused(&server, path, None).await.0, 2);
    assert!(control.limit("AP3", 2, None).is_err());
    // The next window begins by itself.
    while get(&server, path).await.status == 429 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn each_answer_says_how_long_it_may_be_kept() {
    let (server, control) = server().await;
    let id = control.vods()[0].stream_id.clone();
    for (path, kept) in [
        ("/api/v1/schedule?week=20&year=2024", "private, max-age=1800"),
        ("/api/v2/schedule?week=20&year=2024", "private, max-age=300"),
        ("/api/v1/schedule/latest", "public, max-age=60"),
        ("/api/v2/schedule/latest", "public, max-age=60"),
        ("/api/v1/schedule/search?query=kar", "private, max-age=30"),
        ("/api/v2/schedule/search?query=kar", "private, max-age=60"),
        ("/api/v1/twitch/stream", "public, max-age=30"),
        ("/api/v2/twitch/stream", "public, max-age=5"),
        ("/api/v2/twitch/vods", "private, max-age=900"),
        (&format!("/api/v2/twitch/vod?id={id}"), "private, max-age=3600"),
        ("/api/v2/blog", "private, max-age=900"),
        ("/api/v2/x-feed?user=Vedal987", "private, max-age=120"),
        ("/api/v2/ws/ticket", "no-store"),
    ] {
        let answer = get_with_token(&server, path, TOKEN).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some(kept)), "{path}");
    }
}
