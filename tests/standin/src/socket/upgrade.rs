//! The handshake of RFC 6455, section 4.2, once the server has decided to accept.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{
    CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use axum::response::Response;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::gate::is_upgrade;

/// An accepted handshake: the answer to give, and the stream that follows it.
pub(crate) struct Handshake {
    pub(crate) response: Response,
    pub(crate) pending: Pending,
}

/// The stream to come once the answer has been written.
pub(crate) struct Pending(OnUpgrade);

/// Accepts the handshake; none if the request is not one.
pub(crate) fn handshake(request: &mut Request) -> Option<Handshake> {
    let headers = request.headers();
    let version = headers.get(SEC_WEBSOCKET_VERSION).is_some_and(|version| version == "13");
    let key = headers.get(SEC_WEBSOCKET_KEY)?;
    if !is_upgrade(headers) || !version {
        return None;
    }
    let accept = HeaderValue::try_from(derive_accept_key(key.as_bytes())).ok()?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    Some(Handshake { response, pending: Pending(hyper::upgrade::on(request)) })
}

impl Pending {
    /// The framed stream; none if the client left before it began.
    pub(crate) async fn stream(self) -> Option<WebSocketStream<TcpStream>> {
        let parts = self.0.await.ok()?.downcast::<TokioIo<TcpStream>>().ok()?;
        let read = parts.read_buf.to_vec();
        Some(WebSocketStream::from_partially_read(parts.io.into_inner(), read, Role::Server, None).await)
    }
}
