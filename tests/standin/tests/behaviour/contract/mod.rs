//! The contract of NeuroInfoAPI, walked section by section.

mod s1_envelope;
mod s2_payloads;
mod s2_rest;
mod s3_events;
mod s3_socket;
mod s4_codes;
mod s5_limits;
mod s7_examples;
pub(crate) mod shape;

use serde_json::Value;
use standin::Server;

use crate::client::*;

/// What is asked for without a token, as (v1, v2); an empty path is one the version does not have.
const PUBLIC: [(&str, &str); 7] = [
    ("/api/v1/schedule/latest", "/api/v2/schedule/latest"),
    ("/api/v1/schedule/weeks", "/api/v2/schedule/weeks"),
    ("/api/v1/schedule/devstreamtimes", "/api/v2/devstream/times"),
    ("/api/v1/twitch/stream", "/api/v2/twitch/stream"),
    ("/api/v1/subathon/current", "/api/v2/subathon"),
    ("/api/v1/subathon/years", "/api/v2/subathon/years"),
    ("", "/api/info"),
];

/// What is asked for with a token.
const CLOSED: [(&str, &str); 8] = [
    ("/api/v1/schedule?year=2024&week=20", "/api/v2/schedule?year=2024&week=20"),
    ("/api/v1/schedule/search?query=karaoke", "/api/v2/schedule/search?query=karaoke"),
    ("/api/v1/twitch/vods", "/api/v2/twitch/vods"),
    ("/api/v1/twitch/vod?streamId=412", "/api/v2/twitch/vod?id=412"),
    ("/api/v1/subathon?year=2024", "/api/v2/subathon?year=2024"),
    ("/api/v1/blog/feed", "/api/v2/blog"),
    ("/api/ws/ticket", "/api/v2/ws/ticket"),
    ("", "/api/v2/x-feed?user=NeurosamaAI"),
];

/// The code of a refusal and its status.
async fn refused(server: &Server, path: &str, token: Option<&str>) -> (u16, String) {
    let answer = match token {
        Some(token) => get_with_token(server, path, token).await,
        None => get(server, path).await,
    };
    let code = answer.json()["error"]["code"].as_str().unwrap_or_default().to_owned();
    (answer.status, code)
}

/// The payload of an answer to a token, out of its envelope.
async fn payload(server: &Server, path: &str) -> Value {
    let answer = get_with_token(server, path, TOKEN).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let body = answer.json();
    if path.starts_with("/api/v2/") { body["data"].clone() } else { body }
}
