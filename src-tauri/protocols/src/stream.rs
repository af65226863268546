//! Streams, live and recorded, in the terms of any system that has them.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::picture::PictureAddress;
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// A stream that is on the air. All texts are as the server sent them and untrusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveStream {
    /// The platform's id of this broadcast; the identity that rings once.
    pub id: String,
    /// The stream's title.
    pub title: Option<String>,
    /// What is played or done, such as "Just Chatting".
    pub category: Option<String>,
    /// Words the streamer put on it.
    #[serde(default)]
    pub tags: Vec<String>,
    /// People watching when the server looked.
    pub viewers: Option<u64>,
    /// When the broadcast began.
    pub started_at: Option<UnixMillis>,
    /// Where a picture of it is, which changes while it goes on.
    #[serde(default)]
    pub picture: Option<PictureAddress>,
    /// The channel's page.
    pub page: WebAddress,
}

/// A stream that is over and can be watched again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// The platform's id of the broadcast it was; [`LiveStream::id`] while it was live.
    pub stream_id: String,
    /// The recording's title.
    pub title: Option<String>,
    /// When the broadcast began.
    pub started_at: Option<UnixMillis>,
    /// How long it is.
    pub length: Option<Duration>,
    /// Where it can be watched.
    pub page: WebAddress,
}

/// A channel at the other end of a raid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// The platform's id.
    pub id: Option<String>,
    /// The login name, part of the channel's address.
    pub login: Option<String>,
    /// The name as people write it.
    pub name: String,
}
