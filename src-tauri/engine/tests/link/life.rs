//! A link's life over real sockets: opened, kept, lost, opened again.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use swarmbell_engine::link::{ConnectionState, LinkOrder, LinkPolicy, LinkUpdate};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Probe, Way};
use tokio::net::TcpListener;

use crate::script::{Script, parts, run, short, types};
use crate::server::{Act, Answer, DEADLINE, Seen, Server, http, welcome};

#[tokio::test]
async fn a_link_is_connected_only_when_the_protocol_is_ready() {
    let server = Server::start(|_| Answer::Upgrade(Vec::new())).await;
    let mut link = run(Script::pushed_by(&server), short());
    server.until_opened(0).await;
    let state = link.news.until_state("the first state", Some).await;
    assert_eq!(state, ConnectionState::Connecting);
    server.act(0, Act::Text("welcome".into())).await;
    let state = link.news.until_state("the second state", Some).await;
    assert!(matches!(state, ConnectionState::Connected { via: Way::Push, .. }), "{state:?}");
}

#[tokio::test]
async fn a_cut_connection_is_opened_again() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    for round in 0..5 {
        link.news.until_connected().await;
        server.act(round, Act::Cut).await;
        assert_eq!(link.news.until_lost().await, Fault::Closed { code: None });
    }
    link.news.until_connected().await;
}

#[tokio::test]
async fn a_connection_closed_by_the_server_is_opened_again_and_the_code_is_told() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    server.act(0, Act::Close(1001)).await;
    assert_eq!(link.news.until_lost().await, Fault::Closed { code: Some(1001) });
    link.news.until_connected().await;
    assert_eq!(link.count("closed Some(1001)"), 1);
}

#[tokio::test]
async fn a_silent_connection_is_found_dead() {
    let server = Server::start(|_| welcome()).await;
    let soon = Duration::from_millis(150);
    let script = Script::pushed_by(&server).alive_within(soon, Probe::Ping, soon);
    let mut link = run(script, short());
    link.news.until_connected().await;
    server.act(0, Act::Mute).await;
    assert_eq!(link.news.until_lost().await, Fault::Silent);
    link.news.until_connected().await;
}

#[tokio::test]
async fn a_quiet_connection_that_answers_the_probe_stays_open() {
    let server = Server::start(|_| welcome()).await;
    let script = Script::pushed_by(&server).alive_within(
        Duration::from_millis(50),
        Probe::Ping,
        Duration::from_secs(5),
    );
    let mut link = run(script, short());
    link.news.until_connected().await;
    server
        .until("five pings", |seen| {
            let pings = seen.iter().filter(|seen| matches!(seen, Seen::Ping(0))).count();
            (pings >= 5).then_some(())
        })
        .await;
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_given_up() {
    let server = Server::start(|asked| if asked.number == 0 { Answer::Stall } else { welcome() }).await;
    let policy = LinkPolicy { attempt_within: Duration::from_millis(200), ..short() };
    let mut link = run(Script::pushed_by(&server), policy);
    assert_eq!(link.news.until_lost().await, Fault::TimedOut);
    server.until_gone(0).await;
    link.news.until_connected().await;
}

#[tokio::test]
async fn an_open_socket_without_the_ready_frame_is_given_up_too() {
    let silent = |number| if number == 0 { Answer::Upgrade(Vec::new()) } else { welcome() };
    let server = Server::start(move |asked| silent(asked.number)).await;
    let policy = LinkPolicy { attempt_within: Duration::from_millis(200), ..short() };
    let mut link = run(Script::pushed_by(&server), policy);
    assert_eq!(link.news.until_lost().await, Fault::TimedOut);
    server.until_gone(0).await;
    link.news.until_connected().await;
}

#[tokio::test]
async fn a_429_with_retry_after_is_obeyed() {
    let full = || http(429, "retry-after: 1\r\n", "Connection limit reached (max 5)");
    let server = Server::start(move |asked| if asked.number == 0 { full() } else { welcome() }).await;
    let mut link = run(Script::pushed_by(&server), short());
    assert_eq!(link.news.until_lost().await, Fault::TooManyConnections { limit: 5 });
    link.news.until_connected().await;
    let asked = server.asked();
    let waited = asked[1].at - asked[0].at;
    assert!(waited >= Duration::from_secs(1) && waited < Duration::from_secs(3), "{waited:?}");
}

#[tokio::test]
async fn a_terminal_fault_stops_the_attempts_until_the_user_tries_again() {
    let upgrades = AtomicUsize::new(0);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/poll" => http(200, "", "fine"),
        _ if upgrades.fetch_add(1, Relaxed) == 0 => http(401, "", "Invalid or expired token"),
        _ => welcome(),
    })
    .await;
    let policy = short();
    let poll = server.url("http", "/poll");
    let script = Script::pushed_by(&server).polling(&poll, policy.backoff_most);
    let mut link = run(script, policy);
    assert_eq!(link.news.until_lost().await, Fault::TokenRefused);
    // Each deadline is the longest backoff after the one before.
    link.until_logged("deadline", 3).await;
    assert_eq!(link.count("start"), 1, "no second attempt");
    link.handle.order(LinkOrder::Woke);
    link.handle.order(LinkOrder::RetryNow);
    link.news.until_connected().await;
    assert_eq!((link.count("retry"), link.count("start")), (1, 2));
}

#[tokio::test]
async fn a_server_that_tells_its_figures_with_the_ready_frame_is_found_dead_by_them() {
    let server = Server::start(|_| Answer::Upgrade(Vec::new())).await;
    let mut link = run(Script::pushed_by(&server), short());
    server.until_opened(0).await;
    server.act(0, Act::Text("welcome, be quick".into())).await;
    link.news.until_connected().await;
    server.act(0, Act::Mute).await;
    assert_eq!(link.news.until_lost().await, Fault::Silent);
}

#[tokio::test]
async fn when_something_else_is_wanted_a_link_that_wanted_too_much_tries_again() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.handle.order(LinkOrder::Wanted(types(&["a", "b"])));
    link.news.until_connected().await;
    server.act(0, Act::Text("too much".into())).await;
    assert_eq!(link.news.until_lost().await, Fault::TooMuchWanted { limit: 1 });
    link.handle.order(LinkOrder::Wanted(types(&["a", "b"])));
    link.handle.order(LinkOrder::Woke);
    link.until_logged("woke", 1).await;
    assert_eq!(link.count("start"), 1, "what is wanted is the same");
    link.handle.order(LinkOrder::Wanted(types(&["a"])));
    link.news.until_connected().await;
    assert_eq!(link.count("start"), 2);
}

#[tokio::test]
async fn a_retry_while_connected_is_the_protocols_to_answer() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    link.handle.order(LinkOrder::RetryNow);
    link.until_logged("retry", 1).await;
    server.act(0, Act::Text("event after".into())).await;
    assert_eq!(link.news.until_event().await, "after", "over the same connection");
    assert_eq!(link.count("start"), 1);
}

#[tokio::test]
async fn a_refusal_that_may_pass_is_tried_again() {
    let server = Server::start(|asked| match asked.number {
        0 => http(500, "", "Upgrade failed"),
        1 => http(200, "content-type: text/html\r\n", "<h1>Sign in to the Wi-Fi</h1>"),
        2 => http(302, "location: /elsewhere\r\n", ""),
        3 => Answer::WrongKey,
        4 => Answer::Raw(b"220 mail.example ESMTP\r\n".to_vec()),
        5 => Answer::Raw(Vec::new()),
        _ => welcome(),
    })
    .await;
    let mut link = run(Script::pushed_by(&server), short());
    assert_eq!(link.news.until_lost().await, Fault::ServerError { status: 500 });
    assert_eq!(link.news.until_lost().await, Fault::SignInPage);
    assert_eq!(link.news.until_lost().await, Fault::Refused { status: 302 });
    assert_eq!(link.news.until_lost().await, Fault::Unreadable);
    assert_eq!(link.news.until_lost().await, Fault::Unreachable);
    assert_eq!(link.news.until_lost().await, Fault::Unreachable);
    link.news.until_connected().await;
    assert!(server.asked().iter().all(|asked| asked.path == "/ws"), "no redirect was followed");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_until_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut script = Script::new();
    script.socket = Some(format!("ws://127.0.0.1:{port}/ws").parse().unwrap());
    let mut link = run(script, short());
    for _ in 0..3 {
        assert_eq!(link.news.until_lost().await, Fault::Unreachable);
    }
    let _server = Server::on(port, |_| welcome()).await;
    link.news.until_connected().await;
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_told_apart_from_one_that_is_not_there() {
    let server = Server::start(|_| welcome()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ =
                tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let mut script = Script::pushed_by(&server);
    script.socket = Some(format!("wss://127.0.0.1:{port}/ws").parse().unwrap());
    let mut link = run(script, short());
    assert_eq!(link.news.until_lost().await, Fault::Tls);
}

#[tokio::test]
async fn a_name_without_an_address_is_told_as_such() {
    let mut script = Script::new();
    script.socket = Some("wss://no-such-host.invalid/ws".parse().unwrap());
    let mut link = run(script, short());
    assert_eq!(link.news.until_lost().await, Fault::NoAddress);
}

#[tokio::test]
async fn the_old_socket_is_closed_before_the_next_opens() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    link.handle.order(LinkOrder::Woke);
    let state = link.news.until_state("the next state", Some).await;
    assert_eq!(state, ConnectionState::Connecting);
    link.news.until_connected().await;
    let seen = server.seen();
    let goodbye = seen.iter().position(|seen| matches!(seen, Seen::Goodbye(0, Some(1000))));
    let gone = seen.iter().position(|seen| matches!(seen, Seen::Gone(0)));
    let asked = seen.iter().position(|seen| matches!(seen, Seen::Asked(asked) if asked.number == 1));
    assert!(goodbye.unwrap() < gone.unwrap() && gone.unwrap() < asked.unwrap(), "{seen:#?}");
    // What the wake makes the adapter ask belongs to the new attempt.
    assert_eq!(*link.log.borrow(), ["start", "start", "woke"]);
}

#[tokio::test]
async fn after_a_wake_a_dead_old_socket_holds_nothing_up() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    server.act(0, Act::Mute).await;
    let begin = Instant::now();
    link.handle.order(LinkOrder::Woke);
    link.news.until_connected().await;
    assert!(begin.elapsed() < Duration::from_secs(3), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn a_replacing_link_connects_after_the_former_one_has_closed() {
    let server = Server::start(|_| welcome()).await;
    let mut former = run(Script::pushed_by(&server), short());
    former.news.until_connected().await;
    let (parts, mut news) = parts(Script::pushed_by(&server), short(), 256);
    let _link = former.handle.replace(parts);
    news.until_connected().await;
    let seen = server.seen();
    let gone = seen.iter().position(|seen| matches!(seen, Seen::Gone(0)));
    let asked = seen.iter().position(|seen| matches!(seen, Seen::Asked(asked) if asked.number == 1));
    assert!(gone.unwrap() < asked.unwrap(), "{seen:#?}");
}

#[tokio::test]
async fn a_replacing_link_waits_no_longer_than_the_goodbye_may_take() {
    let server = Server::start(|_| welcome()).await;
    let mut former = run(Script::pushed_by(&server), short());
    former.news.until_connected().await;
    server.act(0, Act::Mute).await;
    let (parts, mut news) = parts(Script::pushed_by(&server), short(), 256);
    let begin = Instant::now();
    let _link = former.handle.replace(parts);
    news.until_connected().await;
    let waited = begin.elapsed();
    assert!(waited >= short().goodbye_within && waited < Duration::from_secs(3), "{waited:?}");
}

#[tokio::test]
async fn what_is_wanted_reaches_the_open_socket() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    link.handle.order(LinkOrder::Wanted(types(&["streamOnline"])));
    server.until_text("want streamOnline").await;
}

#[tokio::test]
async fn dropping_the_handle_ends_every_task() {
    let server = Server::start(|asked| if asked.path == "/ws" { welcome() } else { Answer::Stall }).await;
    let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    let script = Script::pushed_by(&server).polling(&server.url("http", "/poll"), Duration::from_secs(60));
    let mut link = run(script, short());
    link.news.until_connected().await;
    server.until_asked(2).await;
    drop(link.handle);
    server.until_seen("the goodbye", |seen| matches!(seen, Seen::Goodbye(_, Some(1000)))).await;
    server.until_gone(0).await;
    server.until_gone(1).await;
    let ended = tokio::time::timeout(DEADLINE, async {
        while tasks() > before {
            tokio::task::yield_now().await;
        }
    });
    assert!(ended.await.is_ok(), "{} tasks, {before} before", tasks());
    while let Some(input) = link.news.0.recv().await {
        drop(input);
    }
}

#[tokio::test]
async fn a_link_whose_controller_is_gone_ends() {
    let server = Server::start(|_| welcome()).await;
    let mut link = run(Script::pushed_by(&server), short());
    link.news.until_connected().await;
    drop(link.news);
    server.act(0, Act::Text("event 1".into())).await;
    server.until_gone(0).await;
}

#[tokio::test]
async fn attempts_are_counted_and_the_next_one_is_announced() {
    let server = Server::start(|asked| if asked.number < 3 { http(500, "", "") } else { welcome() }).await;
    let mut link = run(Script::pushed_by(&server), short());
    let mut states = Vec::new();
    link.news
        .until("the connection", |update| {
            let LinkUpdate::State(state) = update else { return None };
            let connected = matches!(state, ConnectionState::Connected { .. });
            states.push(match state {
                ConnectionState::Connecting => "connecting".to_owned(),
                ConnectionState::Reconnecting { attempt, next_try, .. } => {
                    format!("{attempt} {}", if next_try.is_some() { "waited for" } else { "under way" })
                }
                state => format!("{state:?}"),
            });
            connected.then_some(())
        })
        .await;
    states.pop();
    assert_eq!(
        states,
        [
            "connecting",
            "2 waited for",
            "2 under way",
            "3 waited for",
            "3 under way",
            "4 waited for",
            "4 under way"
        ]
    );
}
