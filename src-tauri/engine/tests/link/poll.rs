//! Links that poll, beside a socket or without one.

use std::time::Duration;

use swarmbell_engine::link::{ConnectionState, LinkOrder, LinkPolicy};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Way};

use crate::script::{Script, run, short};
use crate::server::{Act, Answer, Server, http, welcome};

const OFTEN: Duration = Duration::from_millis(40);
const RARELY: Duration = Duration::from_secs(3_600);

#[tokio::test]
async fn a_source_without_a_socket_is_connected_by_polling() {
    let server = Server::start(|_| http(200, "", "{}")).await;
    let mut link = run(Script::new().polling(&server.url("http", "/poll"), OFTEN), short());
    assert_eq!(link.news.until_connected().await, Way::Poll);
    server.until_asked(4).await;
}

#[tokio::test]
async fn a_failing_poll_is_told_and_polling_resumes_by_the_backoff() {
    let server = Server::start(|asked| match asked.number {
        1 | 2 => http(503, "", ""),
        _ => http(200, "", "{}"),
    })
    .await;
    let mut link = run(Script::new().polling(&server.url("http", "/poll"), RARELY), short());
    assert_eq!(link.news.until_connected().await, Way::Poll);
    link.handle.order(LinkOrder::Ask(Ask::Present));
    assert_eq!(link.news.until_lost().await, Fault::ServerError { status: 503 });
    assert_eq!(link.news.until_lost().await, Fault::ServerError { status: 503 });
    assert_eq!(link.news.until_connected().await, Way::Poll);
}

#[tokio::test]
async fn polls_go_on_while_the_socket_fails_and_do_not_hide_it() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/ws" => http(500, "", ""),
        _ => http(200, "", "{}"),
    })
    .await;
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), OFTEN);
    let mut link = run(script, short());
    for _ in 0..3 {
        let state = link.news.until_state("a state", Some).await;
        assert!(!matches!(state, ConnectionState::Connected { .. }), "{state:?}");
    }
    link.until_logged("reply {}", 3).await;
}

#[tokio::test]
async fn polls_go_on_after_a_terminal_fault_of_the_socket() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/ws" => http(401, "", "Invalid or expired token"),
        _ => http(200, "", "{}"),
    })
    .await;
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), OFTEN);
    let mut link = run(script, short());
    assert_eq!(link.news.until_lost().await, Fault::TokenRefused);
    let before = link.count("reply {}");
    link.until_logged("reply {}", before + 3).await;
    assert_eq!(server.asked().iter().filter(|asked| asked.path == "/ws").count(), 1);
}

#[tokio::test]
async fn a_failing_poll_does_not_end_a_socket_that_works() {
    let server = Server::start(|asked| if asked.path == "/ws" { welcome() } else { http(500, "", "") }).await;
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), OFTEN);
    let mut link = run(script, short());
    link.news.until_connected().await;
    link.news
        .until("a failed request", |update| match update {
            swarmbell_engine::link::LinkUpdate::RequestFailed(fault) => Some(fault),
            _ => None,
        })
        .await;
    let socket = server.asked().into_iter().find(|asked| asked.path == "/ws").unwrap();
    server.act(socket.number, Act::Text("event still here".into())).await;
    assert_eq!(link.news.until_event().await, "still here");
}

#[tokio::test]
async fn a_reply_to_an_older_attempt_is_dropped() {
    let server = Server::start(|asked| match (asked.path.as_str(), asked.number) {
        ("/ws", _) => welcome(),
        (_, 0 | 1) => Answer::Stall,
        _ => http(200, "", "young"),
    })
    .await;
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), RARELY);
    let mut link = run(script, short());
    link.news.until_connected().await;
    let asked = server.until_asked(2).await;
    let old = asked.iter().find(|asked| asked.path == "/poll").unwrap().number;
    link.handle.order(LinkOrder::Woke);
    link.news.until_connected().await;
    // The request of the former attempt was taken back, not only ignored.
    server.until_gone(old).await;
    link.until_logged("reply young", 1).await;
}

#[tokio::test]
async fn the_deadlines_of_an_adapter_are_served_while_no_socket_is_open() {
    let server = Server::start(|_| Answer::Stall).await;
    let policy = LinkPolicy { attempt_within: Duration::from_secs(30), ..short() };
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), OFTEN);
    let link = run(script, policy);
    link.until_logged("deadline", 3).await;
}

#[tokio::test]
async fn a_second_failure_of_the_same_attempt_does_not_put_off_the_next() {
    let server = Server::start(|_| http(503, "", "")).await;
    let policy = LinkPolicy { backoff_first: Duration::from_millis(400), ..short() };
    let policy = LinkPolicy { backoff_most: policy.backoff_first, ..policy };
    let mut link = run(Script::new().polling(&server.url("http", "/poll"), OFTEN), policy);
    link.news.until_lost().await;
    link.until_logged("deadline", 3).await;
    let state = link.news.until_state("the next state", Some).await;
    assert!(matches!(state, ConnectionState::Reconnecting { attempt: 2, next_try: None, .. }), "{state:?}");
}

#[tokio::test]
async fn a_wake_told_twice_opens_one_socket() {
    let server =
        Server::start(|asked| if asked.path == "/ws" { welcome() } else { http(200, "", "{}") }).await;
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), RARELY);
    let mut link = run(script, LinkPolicy { fresh_for: Duration::from_secs(60), ..short() });
    let sockets = || server.asked().iter().filter(|asked| asked.path == "/ws").count();
    link.news.until_connected().await;
    link.handle.order(LinkOrder::Woke);
    link.news.until_connected().await;
    link.until_logged("reply {}", 1).await;
    link.handle.order(LinkOrder::Woke);
    // Questions are obeyed after wakes: once this one is answered, the wake has had its effect.
    let answered = link.count("reply {}");
    link.handle.order(LinkOrder::Ask(Ask::Present));
    link.until_logged("reply {}", answered + 1).await;
    assert_eq!((sockets(), link.count("start")), (2, 2));
}

#[tokio::test]
async fn a_network_that_changes_right_after_a_wake_gets_a_fresh_socket() {
    let server = Server::start(|_| welcome()).await;
    let mut link =
        run(Script::pushed_by(&server), LinkPolicy { fresh_for: Duration::from_secs(60), ..short() });
    link.news.until_connected().await;
    link.handle.order(LinkOrder::Woke);
    link.news.until_connected().await;
    link.handle.order(LinkOrder::NetworkChanged);
    link.news.until_connected().await;
    assert_eq!((server.asked().len(), link.count("start")), (3, 3));
}
