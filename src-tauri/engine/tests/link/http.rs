//! The HTTP client over real sockets: where a secret goes, redirects, limits, faults.

use std::time::Duration;

use swarmbell_engine::USER_AGENT;
use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::SecretPlace;
use swarmbell_engine::http::{Http, PictureFault, UpgradeFailure};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Address, Body, Connect, Priority, Reply, Request, RequestId};
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::secret::{Secret, SecretRef};
use swarmbell_protocols::web::Origin;

use crate::server::{Answer, Server, http};

const TOKEN: &str = "tok-seen-by-its-own-server-only";

/// A client that holds the token for this server.
fn client(server: &Server) -> Http {
    let secrets = Secrets::default();
    let origin = Origin::parse(&server.url("http", "")).unwrap();
    secrets.put(
        SecretPlace { source: SourceId::neuro(), origin, with: Vec::new() },
        Secret::parse(TOKEN).unwrap(),
    );
    Http::new(secrets, Clock::system())
}

async fn get(client: &Http, url: &str) -> Result<Reply, Fault> {
    ask(client, url, None).await
}

async fn ask(client: &Http, url: &str, body: Option<Body>) -> Result<Reply, Fault> {
    let request = Request {
        id: RequestId(1),
        address: Address(url.parse().unwrap()),
        body,
        bearer: Some(SecretRef::Token),
        priority: Priority::User,
        limits: Vec::new(),
        follow: true,
        patience: Request::PATIENT,
    };
    client.request(&SourceId::neuro(), &request).await
}

async fn upgrade(client: &Http, url: &str) -> Result<(), UpgradeFailure> {
    let connect = Connect { address: Address(url.parse().unwrap()), bearer: Some(SecretRef::Token) };
    client.upgrade(&SourceId::neuro(), &connect).await.map(drop)
}

fn redirect(to: &str) -> Answer {
    http(302, &format!("location: {to}\r\nset-cookie: session=1\r\n"), "")
}

/// The `Authorization` headers that a server was sent, request by request.
fn authorizations(server: &Server) -> Vec<Option<String>> {
    server.asked().into_iter().map(|mut asked| asked.headers.remove("authorization")).collect()
}

fn with_token() -> Option<String> {
    Some(format!("Bearer {TOKEN}"))
}

#[tokio::test]
async fn a_request_carries_the_token_of_its_origin_and_says_who_asks() {
    let server = Server::start(|_| http(200, "", "hello")).await;
    let reply = get(&client(&server), &server.url("http", "/a?b=c")).await.unwrap();
    assert_eq!(reply, Reply::new(200, *b"hello"));
    let asked = &server.asked()[0];
    assert_eq!(asked.path, "/a?b=c");
    assert_eq!(asked.headers["user-agent"], USER_AGENT);
    assert_eq!(authorizations(&server), [with_token()]);
}

#[tokio::test]
async fn a_token_is_sent_to_its_own_origin_only() {
    let own = Server::start(|_| http(200, "", "")).await;
    let other = Server::start(|_| http(200, "", "")).await;
    let client = client(&own);
    get(&client, &other.url("http", "/")).await.unwrap();
    // The same server under another name is another origin.
    get(&client, &format!("http://localhost:{}/", own.port)).await.unwrap();
    let _ = upgrade(&client, &other.url("ws", "/ws")).await;
    assert_eq!(authorizations(&other), [None, None]);
    assert_eq!(authorizations(&own), [None]);
}

#[tokio::test]
async fn a_token_is_never_sent_to_another_origin_by_a_redirect() {
    let other = Server::start(|_| http(200, "", "elsewhere")).await;
    let there = other.url("http", "/landing");
    let own = Server::start(move |_| redirect(&there)).await;
    let reply = get(&client(&own), &own.url("http", "/")).await.unwrap();
    assert_eq!(reply.body, b"elsewhere");
    assert_eq!(authorizations(&own), [with_token()]);
    assert_eq!(authorizations(&other), [None]);
    assert!(!other.asked()[0].headers.contains_key("cookie"));
}

#[tokio::test]
async fn a_redirect_within_the_origin_keeps_the_token() {
    let server =
        Server::start(|asked| if asked.path == "/" { redirect("/next") } else { http(200, "", "") }).await;
    get(&client(&server), &server.url("http", "/")).await.unwrap();
    assert_eq!(authorizations(&server), [with_token(), with_token()]);
}

#[tokio::test]
async fn three_redirects_are_followed_and_a_fourth_is_not() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/0" => http(200, "", "arrived"),
        "/1" => redirect("/0"),
        "/2" => redirect("/1"),
        "/3" => redirect("/2"),
        _ => redirect("/3"),
    })
    .await;
    let client = client(&server);
    assert_eq!(get(&client, &server.url("http", "/3")).await.unwrap().body, b"arrived");
    assert_eq!(get(&client, &server.url("http", "/4")).await, Err(Fault::Refused { status: 302 }));
    assert_eq!(server.asked().len(), 8);
}

#[tokio::test]
async fn a_redirect_to_cleartext_elsewhere_is_not_followed() {
    let server = Server::start(|_| redirect("http://192.0.2.1/")).await;
    let reply = get(&client(&server), &server.url("http", "/")).await;
    assert_eq!(reply, Err(Fault::Refused { status: 302 }));
}

#[tokio::test]
async fn an_upgrade_carries_the_token_and_its_redirect_is_refused() {
    let other = Server::start(|_| http(200, "", "")).await;
    let there = other.url("http", "/ws");
    let own = Server::start(move |_| redirect(&there)).await;
    let refused = upgrade(&client(&own), &own.url("ws", "/ws")).await;
    assert!(matches!(refused, Err(UpgradeFailure::Refused(Reply { status: 302, .. }))), "{refused:?}");
    assert_eq!(authorizations(&own), [with_token()]);
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_network_that_asks_for_a_sign_in_is_told_as_such() {
    let page = "<!DOCTYPE html><title>Welcome to the hotel</title>";
    for (status, kind) in [(200, "content-type: text/html; charset=utf-8\r\n"), (511, "")] {
        let server = Server::start(move |_| http(status, kind, page)).await;
        let client = client(&server);
        assert_eq!(get(&client, &server.url("http", "/")).await, Err(Fault::SignInPage));
        let refused = upgrade(&client, &server.url("ws", "/ws")).await;
        assert_eq!(refused, Err(UpgradeFailure::Fault(Fault::SignInPage)));
    }
    let sentence = Fault::SignInPage.sentence(swarmbell_protocols::neuro::SECRET);
    assert!(sentence.starts_with("A web page answered instead of the server."), "{sentence}");
    assert!(Fault::SignInPage.needs_user() && Fault::SignInPage.retry() == Retry::Backoff);
}

#[tokio::test]
async fn an_answer_that_is_no_page_is_none_however_it_is_called() {
    let called_a_page = "content-type: text/html\r\n";
    let server = Server::start(move |_| http(200, called_a_page, r#" {"auth":"key:signature"}"#)).await;
    let reply = get(&client(&server), &server.url("http", "/")).await.unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (200, br#" {"auth":"key:signature"}"#.as_slice()));
}

#[tokio::test]
async fn an_error_that_comes_as_a_page_counts_by_its_status() {
    let server = Server::start(|_| http(502, "content-type: text/html\r\n", "<h1>Bad gateway</h1>")).await;
    assert_eq!(get(&client(&server), &server.url("http", "/")).await.unwrap().status, 502);
}

#[tokio::test]
async fn the_text_of_a_refused_upgrade_can_be_read() {
    let text = "Connection limit reached (max 5)";
    let server = Server::start(move |_| http(429, "retry-after: 7\r\n", text)).await;
    let refused = upgrade(&client(&server), &server.url("ws", "/ws")).await;
    let retry_after = Some(Duration::from_secs(7));
    let reply = Reply { retry_after, ..Reply::new(429, text) };
    assert_eq!(refused, Err(UpgradeFailure::Refused(reply)));
}

#[tokio::test]
async fn a_refusal_whose_text_never_comes_counts_by_its_status() {
    let head = b"HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nNot";
    let server = Server::start(move |_| Answer::RawOpen(head.to_vec())).await;
    let refused = upgrade(&client(&server), &server.url("ws", "/ws")).await;
    assert!(matches!(refused, Err(UpgradeFailure::Refused(Reply { status: 404, .. }))), "{refused:?}");
}

#[tokio::test]
async fn a_body_without_end_is_cut_at_4_mib() {
    let body = "x".repeat(6 << 20);
    let server = Server::start(move |_| http(200, "", &body)).await;
    let reply = get(&client(&server), &server.url("http", "/")).await.unwrap();
    assert_eq!(reply.body.len(), 4 << 20);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_unreadable() {
    let server =
        Server::start(|_| Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec())).await;
    assert_eq!(get(&client(&server), &server.url("http", "/")).await, Err(Fault::Unreadable));
}

#[tokio::test]
async fn cleartext_to_another_machine_is_refused_before_anything_is_sent() {
    let server = Server::start(|_| http(200, "", "")).await;
    let client = client(&server);
    assert_eq!(get(&client, "http://192.0.2.1/").await, Err(Fault::Tls));
    assert_eq!(upgrade(&client, "ws://192.0.2.1/").await, Err(UpgradeFailure::Fault(Fault::Tls)));
}

#[tokio::test]
async fn two_requests_use_two_connections_so_that_none_waits_on_a_dead_one() {
    let keep = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let server = Server::start(move |_| Answer::RawOpen(keep.to_vec())).await;
    let client = client(&server);
    get(&client, &server.url("http", "/")).await.unwrap();
    get(&client, &server.url("http", "/")).await.unwrap();
    server.until_gone(0).await;
    assert_eq!(server.asked().iter().map(|asked| asked.number).max(), Some(1));
}

/// Runs one test of this file once more in a process whose system proxy is this server.
async fn again_with_proxy(test: &str, proxy: &Server) {
    let proxy = format!("http://127.0.0.1:{}", proxy.port);
    let output = tokio::task::spawn_blocking({
        let test = format!("http::{test}");
        move || {
            std::process::Command::new(std::env::current_exe().unwrap())
                .args([test.as_str(), "--exact", "--nocapture"])
                .env(BEHIND_PROXY, "1")
                .envs(["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].map(|name| (name, &proxy)))
                .env_remove("no_proxy")
                .env_remove("NO_PROXY")
                .output()
                .unwrap()
        }
    })
    .await
    .unwrap();
    let ran = String::from_utf8_lossy(&output.stdout).contains("1 passed");
    assert!(output.status.success() && ran, "{output:?}");
}

const BEHIND_PROXY: &str = "SWARMBELL_TEST_BEHIND_PROXY";

#[tokio::test]
async fn what_is_meant_for_this_machine_passes_no_proxy() {
    if std::env::var_os(BEHIND_PROXY).is_some() {
        let server = Server::start(|_| http(200, "", "direct")).await;
        let reply = get(&client(&server), &server.url("http", "/")).await.unwrap();
        assert_eq!(reply.body, b"direct");
        return;
    }
    let proxy = Server::start(|_| http(502, "", "")).await;
    again_with_proxy("what_is_meant_for_this_machine_passes_no_proxy", &proxy).await;
    assert!(proxy.asked().is_empty());
}

#[tokio::test]
async fn requests_and_upgrades_to_elsewhere_go_through_the_systems_proxy() {
    if std::env::var_os(BEHIND_PROXY).is_some() {
        let client = Http::new(Secrets::default(), Clock::system());
        assert_eq!(get(&client, "https://no-such-host.invalid/").await, Err(Fault::Unreachable));
        let refused = upgrade(&client, "wss://no-such-host.invalid/").await;
        assert_eq!(refused, Err(UpgradeFailure::Fault(Fault::Unreachable)));
        return;
    }
    let proxy = Server::start(|_| http(502, "", "")).await;
    again_with_proxy("requests_and_upgrades_to_elsewhere_go_through_the_systems_proxy", &proxy).await;
    let paths: Vec<String> = proxy.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(paths, ["no-such-host.invalid:443", "no-such-host.invalid:443"]);
}

#[tokio::test]
async fn pictures_go_through_the_systems_proxy_and_none_of_them_into_its_network() {
    if std::env::var_os(BEHIND_PROXY).is_some() {
        let client = Http::new(Secrets::default(), Clock::system());
        let own = Origin::parse("https://neuro.example").unwrap();
        for (host, expected) in [
            ("no-such-host.invalid", PictureFault::Fault(Fault::Unreachable)),
            ("localhost", PictureFault::Forbidden),
            ("printer.local", PictureFault::Forbidden),
            ("10.0.0.1", PictureFault::Forbidden),
        ] {
            let url = format!("https://{host}/x.png").parse().unwrap();
            assert_eq!(client.picture(&url, &own).await, Err(expected), "{host}");
        }
        return;
    }
    let proxy = Server::start(|_| http(502, "", "")).await;
    again_with_proxy("pictures_go_through_the_systems_proxy_and_none_of_them_into_its_network", &proxy).await;
    let paths: Vec<String> = proxy.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(paths, ["no-such-host.invalid:443"]);
}

#[tokio::test]
async fn what_is_posted_comes_as_json_or_as_a_form_with_the_secret() {
    let server = Server::start(|_| http(200, "", "{}")).await;
    let client = client(&server);
    let fields = vec![("socket_id".to_owned(), "1.2".to_owned()), ("channel".to_owned(), "a b&c".to_owned())];
    for body in [Body::Json(r#"{"a":1}"#.to_owned()), Body::Form(fields)] {
        ask(&client, &server.url("http", "/session"), Some(body)).await.unwrap();
    }
    let asked = server.asked();
    let told = |n: usize| (asked[n].headers["content-type"].as_str(), asked[n].body.as_str());
    assert_eq!(told(0), ("application/json", r#"{"a":1}"#));
    assert_eq!(told(1), ("application/x-www-form-urlencoded", "socket_id=1.2&channel=a+b%26c"));
    for asked in &asked {
        assert_eq!(asked.method, "POST");
        assert_eq!(asked.headers["authorization"], format!("Bearer {TOKEN}"));
    }
}

#[tokio::test]
async fn what_is_posted_is_not_posted_again_elsewhere() {
    let server = Server::start(|_| http(307, "location: /elsewhere\r\n", "")).await;
    let reply =
        ask(&client(&server), &server.url("http", "/"), Some(Body::Json("{}".to_owned()))).await.unwrap();
    assert_eq!(reply.status, 307);
    assert_eq!(server.asked().len(), 1);
}
