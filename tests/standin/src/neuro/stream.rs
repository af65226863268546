//! Stream and raid payloads.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::pictures;

/// A stream to begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Stream {
    /// Stream id; none lets the server choose a fresh one.
    pub id: Option<String>,
    /// Title.
    pub title: String,
    /// Category.
    pub game: Game,
    /// Language code.
    pub language: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Mature audience flag.
    pub is_mature: bool,
    /// Viewers.
    pub viewer_count: u64,
    /// Unix milliseconds; none is the present.
    pub started_at: Option<i64>,
    /// URL template with `{width}` and `{height}`; none is one of this server.
    pub thumbnail_url: Option<String>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Game {
    /// Category id.
    pub id: String,
    /// Name.
    pub name: String,
}

impl Default for Stream {
    fn default() -> Self {
        Self {
            id: None,
            title: "building a raft out of bad ideas".to_owned(),
            game: Game { id: "516575".to_owned(), name: "Raft".to_owned() },
            language: "en".to_owned(),
            tags: ["English", "AI", "Vtuber"].map(str::to_owned).to_vec(),
            is_mature: false,
            viewer_count: 6120,
            started_at: None,
            thumbnail_url: None,
        }
    }
}

impl Stream {
    /// A default stream with this title.
    #[must_use]
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// Changes to the running stream; none keeps what is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct StreamUpdate {
    /// New title.
    pub title: Option<String>,
    /// New category.
    pub game: Option<Game>,
    /// New language code.
    pub language: Option<String>,
    /// New mature audience flag.
    pub is_mature: Option<bool>,
}

/// The form of a live stream on the wire.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Live {
    is_live: bool,
    pub(crate) id: String,
    pub(crate) title: String,
    game: Game,
    pub(crate) language: String,
    tags: Vec<String>,
    is_mature: bool,
    viewer_count: u64,
    pub(crate) started_at: i64,
    thumbnail_url: String,
}

impl Live {
    pub(crate) fn new(
        stream: Stream,
        authority: &str,
        fresh_id: impl FnOnce() -> String,
        now_ms: i64,
    ) -> Self {
        let own_picture = || pictures::address(authority, "live-{width}x{height}");
        Self {
            is_live: true,
            id: stream.id.unwrap_or_else(fresh_id),
            title: stream.title,
            game: stream.game,
            language: stream.language,
            tags: stream.tags,
            is_mature: stream.is_mature,
            viewer_count: stream.viewer_count,
            started_at: stream.started_at.unwrap_or(now_ms),
            thumbnail_url: stream.thumbnail_url.unwrap_or_else(own_picture),
        }
    }

    /// The stream with what the server filled in.
    pub(crate) fn described(&self) -> Stream {
        let live = self.clone();
        Stream {
            id: Some(live.id),
            title: live.title,
            game: live.game,
            language: live.language,
            tags: live.tags,
            is_mature: live.is_mature,
            viewer_count: live.viewer_count,
            started_at: Some(live.started_at),
            thumbnail_url: Some(live.thumbnail_url),
        }
    }

    pub(crate) fn change(&mut self, update: StreamUpdate) {
        let StreamUpdate { title, game, language, is_mature } = update;
        self.title = title.unwrap_or_else(|| std::mem::take(&mut self.title));
        self.game = game.unwrap_or_else(|| self.game.clone());
        self.language = language.unwrap_or_else(|| std::mem::take(&mut self.language));
        self.is_mature = is_mature.unwrap_or(self.is_mature);
    }

    /// The data of `streamUpdate`: no id, tags, viewers or `isLive`.
    pub(crate) fn update(&self) -> Value {
        json!({
            "title": self.title,
            "game": self.game,
            "language": self.language,
            "isMature": self.is_mature,
        })
    }
}

/// What `/twitch/stream` and `streamOffline` say when nothing runs.
pub(crate) fn offline() -> Value {
    json!({ "isLive": false })
}

/// Which way a raid goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Another channel raids ours.
    Incoming,
    /// Our channel raids another.
    Outgoing,
}

/// Event type and data of a raid; the channel's id follows from its name, so the same name is the same channel.
pub(crate) fn raid(direction: Direction, display_name: &str, viewers: u64) -> (&'static str, Value) {
    let event_type = match direction {
        Direction::Incoming => "streamRaidIncoming",
        Direction::Outgoing => "streamRaidOutgoing",
    };
    let name = display_name.to_lowercase();
    let number = name.bytes().fold(17_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let id = (10_000_000 + number % 90_000_000).to_string();
    let channel = json!({ "displayName": display_name, "name": name, "id": id });
    (event_type, json!({ "channel": channel, "viewerCount": viewers }))
}
