//! What has to be entered before a system can be listened to.

use swarmbell_words::say;

/// What of a source's settings is missing, or cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The key of a Relay app.
    #[error("{}", say!("relay-app-key"))]
    AppKey,
    /// The id of a Relay app, which may be left out.
    #[error("{}", say!("relay-app-id"))]
    AppId,
    /// The address of who authorises channels.
    #[error("{}", say!("relay-authoriser"))]
    Authoriser,
    /// The path of Shuriken's catalogue.
    #[error("{}", say!("shuriken-catalogue"))]
    Catalogue,
    /// The name of a stream of Shuriken.
    #[error("{}", say!("shuriken-stream"))]
    Stream,
}
