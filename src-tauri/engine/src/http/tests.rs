//! Limits and deadlines, by a clock moved by hand and over real sockets.

use swarmbell_protocols::adapter::{Address, Limit, Priority, RequestId};
use swarmbell_protocols::time::UnixMillis;

use super::*;

use crate::test_server::{Answer, Server, http};

fn request(url: &str, priority: Priority) -> Request {
    let limits = vec![Limit { scope: "all", most: 30, per: Duration::from_secs(60) }];
    let address = Address(url.parse().unwrap());
    Request {
        id: RequestId(1),
        address,
        body: None,
        bearer: None,
        priority,
        limits,
        follow: true,
        patience: Request::PATIENT,
    }
}

/// Makes a request in the background.
fn ask(client: &Http, server: &Server, priority: Priority) -> tokio::task::JoinHandle<Result<Reply, Fault>> {
    let client = client.clone();
    let request = request(&server.url("http", "/"), priority);
    tokio::spawn(async move { client.request(&SourceId::neuro(), &request).await })
}

/// Makes a request under the server's other name, which has a budget of its own: what might have been asked
/// before has been asked when this returns.
async fn another_origin_is_served(client: &Http, server: &Server) {
    let request = request(&format!("http://localhost:{}/", server.port), Priority::User);
    client.request(&SourceId::neuro(), &request).await.unwrap();
}

fn by_hand() -> (Http, Clock) {
    let clock = Clock::manual(UnixMillis(0));
    (Http::new(Secrets::default(), clock.clone()), clock)
}

#[tokio::test]
async fn a_request_that_hangs_is_given_up_after_10_s() {
    let server = Server::start(|_| Answer::Stall).await;
    let (client, clock) = by_hand();
    let hanging = ask(&client, &server, Priority::User);
    server.until_asked(1).await;
    clock.advance(Duration::from_millis(9_999));
    tokio::task::yield_now().await;
    assert!(!hanging.is_finished());
    clock.advance(Duration::from_millis(1));
    assert_eq!(hanging.await.unwrap(), Err(Fault::TimedOut));
    server.until_gone(0).await;
}

#[tokio::test]
async fn a_body_that_trickles_is_given_up_after_10_s_too() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    let server = Server::start(move |_| Answer::RawOpen(head.to_vec())).await;
    let (client, clock) = by_hand();
    let hanging = ask(&client, &server, Priority::User);
    server.until_asked(1).await;
    clock.advance(REQUEST_WITHIN);
    assert_eq!(hanging.await.unwrap(), Err(Fault::TimedOut));
}

#[tokio::test]
async fn after_a_429_nothing_is_asked_until_the_wait_has_passed() {
    let server = Server::start(|asked| match asked.number {
        0 => http(429, "retry-after: 30\r\n", ""),
        _ => http(200, "", "{}"),
    })
    .await;
    let (client, clock) = by_hand();
    let limited = ask(&client, &server, Priority::User).await.unwrap().unwrap();
    assert_eq!((limited.status, limited.retry_after), (429, Some(Duration::from_secs(30))));
    let waiting = ask(&client, &server, Priority::CatchUp);
    clock.advance(Duration::from_millis(29_999));
    another_origin_is_served(&client, &server).await;
    assert_eq!(server.asked().len(), 2);
    clock.advance(Duration::from_millis(1));
    assert_eq!(waiting.await.unwrap().unwrap().status, 200);
}

#[tokio::test]
async fn a_wait_longer_than_two_minutes_is_told_instead_of_waited_for() {
    let server = Server::start(|_| http(429, "retry-after: 600\r\n", "")).await;
    let (client, _clock) = by_hand();
    ask(&client, &server, Priority::User).await.unwrap().unwrap();
    let refused = ask(&client, &server, Priority::CatchUp).await.unwrap();
    assert_eq!(refused, Err(Fault::RateLimited { wait_secs: 600 }));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_request_beyond_the_budget_waits_for_its_turn() {
    let server = Server::start(|_| http(200, "", "{}")).await;
    let (client, clock) = by_hand();
    for _ in 0..27 {
        ask(&client, &server, Priority::CatchUp).await.unwrap().unwrap();
    }
    let waiting = ask(&client, &server, Priority::CatchUp);
    another_origin_is_served(&client, &server).await;
    assert_eq!(server.asked().len(), 28);
    clock.advance(Duration::from_secs(60));
    assert_eq!(waiting.await.unwrap().unwrap().status, 200);
}

#[tokio::test]
async fn a_picture_that_trickles_is_given_up_after_10_s() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 100\r\n\r\n\x89PNG";
    let server = Server::start(move |_| Answer::RawOpen(head.to_vec())).await;
    let (client, clock) = by_hand();
    let own = Origin::parse(&server.url("http", "")).unwrap();
    let url = server.url("http", "/x.png").parse().unwrap();
    let trickling = tokio::spawn(async move { client.picture(&url, &own).await });
    server.until_asked(1).await;
    clock.advance(REQUEST_WITHIN);
    assert_eq!(trickling.await.unwrap(), Err(PictureFault::Fault(Fault::TimedOut)));
    server.until_gone(0).await;
}

#[tokio::test]
async fn a_picture_at_a_name_that_leads_to_a_private_address_is_not_asked() {
    // Where the name leads to is a port that is listened at: who connects is seen.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let to_this_machine: LookUp = |_| Box::pin(async { Ok(vec!["127.0.0.1:0".parse().unwrap()]) });
    let client = Http::looking_up(Secrets::default(), Clock::system(), to_this_machine);
    let own = Origin::parse("https://neuro.example").unwrap();
    let url = format!("https://rebound.example:{port}/x.png").parse().unwrap();
    assert_eq!(client.picture(&url, &own).await, Err(PictureFault::Forbidden));
    let connected = listener.accept().map(drop).map_err(|error| error.kind());
    assert_eq!(connected, Err(std::io::ErrorKind::WouldBlock));
}
