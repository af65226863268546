//! Fetching pictures over real sockets: what is asked, what is not, and what is not taken.

use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::SecretPlace;
use swarmbell_engine::http::{Http, PictureFault, PictureFile};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;

use crate::server::{Answer, Server, http};

fn origin(server: &Server) -> Origin {
    Origin::parse(&server.url("http", "")).unwrap()
}

/// Fetches from a path of a server, as the source that this server is. Its token is at hand.
async fn fetch(server: &Server, path: &str) -> Result<PictureFile, PictureFault> {
    fetch_for(&server.url("http", path), &origin(server)).await
}

async fn fetch_for(url: &str, own: &Origin) -> Result<PictureFile, PictureFault> {
    let secrets = Secrets::default();
    let place = SecretPlace { source: SourceId::neuro(), origin: own.clone(), with: Vec::new() };
    secrets.put(place, Secret::parse("tok").unwrap());
    Http::new(secrets, Clock::system()).picture(&url.parse().unwrap(), own).await
}

/// An answer with these headers and bytes.
fn answer(headers: &str, body: &[u8]) -> Answer {
    let head = format!("HTTP/1.1 200 OK\r\n{headers}\r\n");
    Answer::Raw([head.as_bytes(), body].concat())
}

fn png(body: &[u8]) -> Answer {
    answer("content-type: image/png\r\ncache-control: public, max-age=300\r\nage: 100\r\n", body)
}

fn redirect(to: &str) -> Answer {
    http(302, &format!("location: {to}\r\nset-cookie: session=1\r\n"), "")
}

#[tokio::test]
async fn a_picture_is_fetched_without_token_cookie_or_referer() {
    let server =
        Server::start(|asked| if asked.path == "/" { redirect("/x.png") } else { png(b"points") }).await;
    let file = fetch(&server, "/").await.unwrap();
    assert_eq!(file, PictureFile { bytes: b"points".to_vec(), fresh_for: Some(Duration::from_secs(200)) });
    for asked in server.asked() {
        let told = ["authorization", "cookie", "referer", "origin"].map(|name| asked.headers.get(name));
        assert_eq!(told, [None; 4]);
        assert_eq!(asked.headers["accept"], "image/png, image/jpeg, image/jpg, image/webp");
    }
}

#[tokio::test]
async fn a_picture_on_this_machine_is_asked_of_a_source_on_this_machine_only() {
    let source = Server::start(|_| png(b"")).await;
    let other = Server::start(|_| png(b"")).await;
    let elsewhere = Origin::parse("https://neuro.example").unwrap();
    for own in [origin(&source), elsewhere] {
        for url in [
            other.url("http", "/x.png"),
            other.url("https", "/x.png"),
            format!("http://localhost:{}/x.png", other.port),
            format!("https://localhost:{}/x.png", other.port),
            format!("https://[::ffff:127.0.0.1]:{}/x.png", other.port),
            "https://169.254.169.254/latest/meta-data".to_owned(),
            "http://192.0.2.1/x.png".to_owned(),
            "ftp://example.com/x.png".to_owned(),
            "https://user:secret@example.com/x.png".to_owned(),
        ] {
            assert_eq!(fetch_for(&url, &own).await, Err(PictureFault::Forbidden), "{url}");
        }
    }
    let from_elsewhere = Origin::parse("https://neuro.example").unwrap();
    let url = source.url("http", "/x.png");
    assert_eq!(fetch_for(&url, &from_elsewhere).await, Err(PictureFault::Forbidden));
    assert!(other.asked().is_empty() && source.asked().is_empty());
}

#[tokio::test]
async fn a_picture_is_not_followed_to_this_machine_or_into_a_private_network() {
    let other = Server::start(|_| png(b"")).await;
    for to in [
        "https://169.254.169.254/latest/meta-data".to_owned(),
        format!("https://127.0.0.1:{}/x.png", other.port),
        format!("http://127.0.0.1:{}/x.png", other.port),
        format!("https://[::1]:{}/x.png", other.port),
        format!("https://localhost:{}/x.png", other.port),
        "https://10.0.0.1/x.png".to_owned(),
        "http://example.com/x.png".to_owned(),
        "file:///etc/passwd".to_owned(),
        "//user@example.com/x.png".to_owned(),
    ] {
        let there = to.clone();
        let server = Server::start(move |_| redirect(&there)).await;
        assert_eq!(fetch(&server, "/x.png").await, Err(PictureFault::Forbidden), "{to}");
        assert_eq!(server.asked().len(), 1);
    }
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_picture_is_followed_three_times_and_not_a_fourth_time() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/0" => png(b"arrived"),
        "/1" => redirect("/0"),
        "/2" => redirect("/1"),
        "/3" => redirect("/2"),
        _ => redirect("/3"),
    })
    .await;
    assert_eq!(fetch(&server, "/3").await.unwrap().bytes, b"arrived");
    assert_eq!(fetch(&server, "/4").await, Err(PictureFault::Forbidden));
}

#[tokio::test]
async fn what_calls_itself_no_picture_is_none() {
    for kind in ["text/html", "image/svg+xml", "image/gif", "application/octet-stream", "image/pngx", ""] {
        let server = Server::start(move |_| answer(&format!("content-type: {kind}\r\n"), b"\x89PNG")).await;
        assert_eq!(fetch(&server, "/x.png").await, Err(PictureFault::OtherKind), "{kind}");
    }
    let server = Server::start(|_| answer("", b"\x89PNG")).await;
    assert_eq!(fetch(&server, "/x.png").await, Err(PictureFault::OtherKind));
    let server = Server::start(|_| answer("content-type: IMAGE/JPEG; q=1\r\n", b"x")).await;
    assert_eq!(
        fetch(&server, "/x.png").await.unwrap(),
        PictureFile { bytes: b"x".to_vec(), fresh_for: None }
    );
    let server = Server::start(|_| http(404, "content-type: image/png\r\n", "x")).await;
    assert_eq!(fetch(&server, "/x.png").await, Err(PictureFault::Refused(404)));
}

#[tokio::test]
async fn a_picture_above_4_mib_is_not_taken_whether_its_length_is_told_or_not() {
    let body = vec![7; 5 << 20];
    let told = format!("content-type: image/png\r\ncontent-length: {}\r\n", body.len());
    for headers in [told.as_str(), "content-type: image/png\r\n"] {
        let whole = answer(headers, &body);
        let server = Server::start(move |_| whole.clone()).await;
        assert_eq!(fetch(&server, "/x.png").await, Err(PictureFault::TooLarge));
    }
    let most = png(&vec![7; 4 << 20]);
    let server = Server::start(move |_| most.clone()).await;
    assert_eq!(fetch(&server, "/x.png").await.unwrap().bytes.len(), 4 << 20);
}
