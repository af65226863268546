//! Asking for something public that is the same as last time as a rule.

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::SecretPlace;
use swarmbell_engine::http::{Changed, Http};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::Fault;
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;

use crate::server::{Server, http};

/// Asks a path of a server whose token is at hand.
async fn ask(server: &Server, path: &str, mark: Option<&str>) -> Result<Option<Changed>, Fault> {
    let secrets = Secrets::default();
    let origin = Origin::parse(&server.url("http", "")).unwrap();
    let place = SecretPlace { source: SourceId::neuro(), origin, with: Vec::new() };
    secrets.put(place, Secret::parse("tok").unwrap());
    let url = server.url("http", path).parse().unwrap();
    Http::new(secrets, Clock::system()).if_changed(&url, mark).await
}

#[tokio::test]
async fn what_is_as_it_was_is_not_sent_again_and_no_secret_goes_along() {
    let server = Server::start(|asked| match asked.headers.get("if-none-match").map(String::as_str) {
        Some("\"1\"") => http(304, "", ""),
        _ if asked.path == "/old" => http(301, "location: /new\r\n", ""),
        _ => http(200, "etag: \"1\"\r\n", "all"),
    })
    .await;
    let all = Changed { body: b"all".to_vec(), mark: Some("\"1\"".to_owned()) };
    assert_eq!(ask(&server, "/old", None).await, Ok(Some(all.clone())));
    assert_eq!(ask(&server, "/new", Some("\"1\"")).await, Ok(None));
    assert_eq!(ask(&server, "/new", Some("\"2\"")).await, Ok(Some(all)));
    for asked in server.asked() {
        assert!(["authorization", "cookie", "referer"].iter().all(|name| !asked.headers.contains_key(*name)));
    }
}

#[tokio::test]
async fn a_question_for_something_public_never_leaves_its_server() {
    let other = Server::start(|_| http(200, "", "elsewhere")).await;
    for away in [other.url("http", "/"), other.url("https", "/"), "https://evil.example/".to_owned()] {
        let server = Server::start(move |_| http(302, &format!("location: {away}\r\n"), "")).await;
        assert_eq!(ask(&server, "/", None).await, Err(Fault::Refused { status: 302 }));
    }
    assert!(other.asked().is_empty());
    let circle = Server::start(|_| http(302, "location: /\r\n", "")).await;
    assert!(matches!(ask(&circle, "/", None).await, Err(Fault::Refused { .. })));
    assert_eq!(circle.asked().len(), 4);
}

#[tokio::test]
async fn an_answer_that_is_too_large_or_marked_too_long_is_not_kept() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/large" => http(200, "", &"x".repeat((1 << 20) + 1)),
        _ => http(200, &format!("etag: \"{}\"\r\n", "x".repeat(500)), "all"),
    })
    .await;
    assert_eq!(ask(&server, "/large", None).await, Err(Fault::Unreadable));
    assert_eq!(ask(&server, "/", None).await, Ok(Some(Changed { body: b"all".to_vec(), mark: None })));
    let cleartext = "http://example.com/".parse().unwrap();
    let asked = Http::new(Secrets::default(), Clock::system()).if_changed(&cleartext, None).await;
    assert_eq!(asked, Err(Fault::Tls), "cleartext is spoken to this machine only");
}
