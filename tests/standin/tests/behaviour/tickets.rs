//! One-time tickets.

use std::time::Duration;

use standin::{Config, Server};

use crate::client::*;

const REFUSED: (u16, &str) = (401, "Invalid or expired ticket");

async fn ticket(server: &Server, path: &str) -> String {
    let answer = get_with_token(server, path, TOKEN).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    answer.json()["data"]["ticket"].as_str().unwrap().to_owned()
}

/// Opens a socket by a ticket, under a token that is not valid.
async fn open(server: &Server, path: &str, ticket: &str) -> Result<Socket, (u16, String)> {
    let path = format!("{path}?ticket={ticket}");
    handshake(server, &path, Some("Bearer wrong")).await.map_err(|refused| (refused.0, refused.2))
}

fn refused(opened: Result<Socket, (u16, String)>) -> bool {
    opened.is_err_and(|(status, text)| (status, text.as_str()) == REFUSED)
}

#[tokio::test]
async fn a_ticket_opens_one_socket_of_its_version_whatever_the_header_says() {
    let (server, _) = server().await;
    for (issuer, path) in [("/api/ws/ticket", "/api/ws"), ("/api/v2/ws/ticket", "/api/v2/ws")] {
        let ticket = ticket(&server, issuer).await;
        assert!(ticket.len() == 32 && ticket.chars().all(|digit| digit.is_ascii_hexdigit()), "{ticket}");
        let mut socket = open(&server, path, &ticket).await.map_err(|_| "refused").unwrap();
        assert_eq!(socket.json().await["type"], "welcome");
        assert!(refused(open(&server, path, &ticket).await));
    }
    let ticket = ticket(&server, "/api/ws/ticket").await;
    assert!(refused(open(&server, "/api/v2/ws", &ticket).await));
}

#[tokio::test]
async fn a_ticket_is_gone_with_its_first_use_even_if_it_was_late() {
    let ticket_life = Duration::ZERO;
    let (server, _) = server_with(Config { ticket_life, ..unlimited() }).await;
    let ticket = ticket(&server, "/api/v2/ws/ticket").await;
    assert!(refused(open(&server, "/api/v2/ws", &ticket).await));
    assert!(refused(open(&server, "/api/v2/ws", &ticket).await));
}

#[tokio::test]
async fn a_ticket_is_worth_no_more_than_the_token_behind_it() {
    let (server, control) = server().await;
    let ticket = ticket(&server, "/api/v2/ws/ticket").await;
    control.revoke_token(TOKEN);
    assert!(refused(open(&server, "/api/v2/ws", &ticket).await));
}

#[tokio::test]
async fn a_ticket_needs_a_token() {
    let (server, _) = server().await;
    for (path, missing, invalid) in [("/api/ws/ticket", "AU1", "AU2"), ("/api/v2/ws/ticket", "AU9", "AU11")] {
        assert_eq!(get(&server, path).await.json()["error"]["code"], missing);
        assert_eq!(get_with_token(&server, path, "wrong").await.json()["error"]["code"], invalid);
    }
}
