//! Opening a WebSocket through the HTTP client.

use std::time::Duration;

use reqwest::header::{
    CONNECTION, HeaderMap, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use reqwest::{Response, StatusCode, Upgraded};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Connect, Reply};
use swarmbell_protocols::web::Origin;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use url::Url;

use super::{Http, asks_for_sign_in, failure, is_page};
use crate::settings::SourceId;

/// Largest message that is read. The largest known is below 100 KB; four times a megabyte leaves room for a
/// server that grows and bounds what a hostile one can make us hold.
pub const MAX_MESSAGE_BYTES: usize = 4 << 20;
/// Largest body of a refusal that is read; they are one line of text.
const MAX_REFUSAL_BYTES: usize = 64 << 10;
/// A refusal counts by its status when its body does not come.
const REFUSAL_BODY_WITHIN: Duration = Duration::from_secs(2);
/// Frames here are small and rare; the library's default of 128 KiB each way would be idle memory.
const BUFFER_BYTES: usize = 8 << 10;

/// Why no socket was opened.
#[derive(Debug, Clone, PartialEq)]
pub enum UpgradeFailure {
    /// The server answered with something other than 101.
    Refused(Reply),
    /// There was no answer, or none that is HTTP.
    Fault(Fault),
}

impl From<Fault> for UpgradeFailure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Http {
    /// Opens a WebSocket. Takes as long as the server likes: the caller holds the deadline. Messages above
    /// [`MAX_MESSAGE_BYTES`] end the connection with an error.
    pub async fn upgrade(
        &self,
        source: &SourceId,
        connect: &Connect,
    ) -> Result<WebSocketStream<Upgraded>, UpgradeFailure> {
        let url = as_http(&connect.address.0).ok_or(Fault::Unreachable)?;
        let origin = Origin::of(&url).map_err(|_| Fault::Tls)?;
        let secret = self.secret(source, &origin, connect.bearer);
        let key = generate_key();
        let asked = self
            .asked(&url, None, secret.as_ref())?
            .header(CONNECTION, "Upgrade")
            .header(UPGRADE, "websocket")
            .header(SEC_WEBSOCKET_VERSION, "13")
            .header(SEC_WEBSOCKET_KEY, &key);
        let response = asked.send().await.map_err(|error| failure::fault(&error))?;
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            let is_page = is_page(&response);
            let refusal = self.refusal(response).await;
            if asks_for_sign_in(&refusal, is_page) {
                return Err(Fault::SignInPage.into());
            }
            return Err(UpgradeFailure::Refused(refusal));
        }
        if !is_websocket(response.headers(), &key) {
            return Err(Fault::Unreadable.into());
        }
        let upgraded = response.upgrade().await.map_err(|error| failure::fault(&error))?;
        Ok(WebSocketStream::from_raw_socket(upgraded, Role::Client, Some(config())).await)
    }

    async fn refusal(&self, response: Response) -> Reply {
        let bare = self.head(&response);
        let deadline = self.0.clock.now().steady.plus(REFUSAL_BODY_WITHIN);
        let whole = self.within(deadline, self.reply(response, MAX_REFUSAL_BYTES)).await;
        // The status alone says most of it.
        whole.ok().and_then(Result::ok).unwrap_or(bare)
    }
}

fn as_http(address: &Url) -> Option<Url> {
    let scheme = match address.scheme() {
        "ws" => "http",
        "wss" => "https",
        _ => return None,
    };
    let mut url = address.clone();
    url.set_scheme(scheme).ok()?;
    Some(url)
}

/// RFC 6455 §4.1: what the client must find in the answer before it speaks.
fn is_websocket(headers: &HeaderMap, key: &str) -> bool {
    let names_it =
        headers.get(UPGRADE).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"));
    let accepted = derive_accept_key(key.as_bytes());
    names_it && headers.get(SEC_WEBSOCKET_ACCEPT).is_some_and(|value| value.as_bytes() == accepted.as_bytes())
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(BUFFER_BYTES)
        // Each frame leaves at once; nothing here is worth collecting.
        .write_buffer_size(0)
        .max_message_size(Some(MAX_MESSAGE_BYTES))
        .max_frame_size(Some(MAX_MESSAGE_BYTES))
}
