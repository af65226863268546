//! The X feeds of the three accounts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The accounts a feed can be asked for.
pub(crate) const ACCOUNTS: [&str; 3] = ["NeurosamaAI", "EvilNeuroAI", "Vedal987"];

/// A feed's answer holds so many entries.
const SHOWN: usize = 20;
/// The moment X counts its ids from, Unix milliseconds.
const X_EPOCH_MS: i64 = 1_288_834_974_657;

/// Something to post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Post {
    /// In whose feed.
    pub user: String,
    /// Plain text.
    pub content: String,
    /// What it is.
    #[serde(default)]
    pub kind: PostKind,
    /// Whom it answers or repeats.
    #[serde(default)]
    pub other: Option<String>,
    /// Address of a picture.
    #[serde(default)]
    pub image: Option<String>,
    /// Address of a video.
    #[serde(default)]
    pub video: Option<String>,
}

/// What a post is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// A post of its own.
    #[default]
    Tweet,
    /// An answer to another's.
    Reply,
    /// Another's, repeated.
    Retweet,
}

impl Post {
    /// A plain post in somebody's feed.
    #[must_use]
    pub fn new(user: &str, content: &str) -> Self {
        let (user, content) = (user.to_owned(), content.to_owned());
        Self { user, content, kind: PostKind::Tweet, other: None, image: None, video: None }
    }

    fn of_kind(self, kind: PostKind, other: &str) -> Self {
        Self { kind, other: Some(other.to_owned()), ..self }
    }
}

/// Entries by account, newest first.
pub(crate) struct Feeds {
    entries: BTreeMap<String, Vec<Value>>,
    posted: i64,
}

impl Feeds {
    /// Feeds with one entry of each kind.
    pub(crate) fn begun(now_ms: i64) -> Self {
        const HOUR_MS: i64 = 3_600_000;
        let mut feeds = Self { entries: BTreeMap::new(), posted: 0 };
        for (user, other) in ACCOUNTS.iter().zip(ACCOUNTS.iter().cycle().skip(1)) {
            let image = Some("https://media.example.net/img/paddle.jpg".to_owned());
            let video = Some("https://media.example.net/vid/leak.mp4".to_owned());
            let tweet = Post { image, ..Post::new(user, "going live in ten minutes, bring a paddle") };
            let retweet = Post { video, ..Post::new(user, "the raft has a leak") };
            feeds.post(&tweet, now_ms - 7 * HOUR_MS);
            feeds.post(&Post::new(user, "no comment").of_kind(PostKind::Reply, other), now_ms - 6 * HOUR_MS);
            feeds.post(&retweet.of_kind(PostKind::Retweet, other), now_ms - 5 * HOUR_MS);
        }
        feeds
    }

    pub(crate) fn forget(&mut self) {
        self.entries.clear();
    }

    /// The newest entries of an account; none when there is nothing of it.
    pub(crate) fn told(&self, user: &str) -> Option<&[Value]> {
        let entries = self.entries.get(user)?;
        entries.get(..SHOWN.min(entries.len()))
    }

    /// Puts a post on top of its feed and gives the entry made of it.
    pub(crate) fn post(&mut self, post: &Post, now_ms: i64) -> Value {
        self.posted += 1;
        let entry = entry(post, &id(now_ms, self.posted), now_ms);
        self.entries.entry(post.user.clone()).or_default().insert(0, entry.clone());
        entry
    }
}

/// An id as X makes it: the time above 22 other bits.
fn id(at_ms: i64, number: i64) -> String {
    ((at_ms.saturating_sub(X_EPOCH_MS) << 22) | (number & 0x3F_FFFF)).to_string()
}

fn status(user: &str, id: &str) -> String {
    format!("https://x.com/{user}/status/{id}")
}

fn entry(post: &Post, own_id: &str, now_ms: i64) -> Value {
    let other = post.other.as_deref().unwrap_or("EvilNeuroAI");
    let author = if post.kind == PostKind::Retweet { other } else { &post.user };
    let mut entry = Map::new();
    let mut put = |name: &str, value: Value| entry.insert(name.to_owned(), value);
    match post.kind {
        PostKind::Tweet => put("type", json!("tweet")),
        PostKind::Reply => {
            let before = id(now_ms - 100_000, 1);
            let answered = json!({
                "id": before,
                "content": "who took my paddle",
                "createdTimestamp": now_ms - 100_000,
                "media": [],
            });
            put(
                "replyTo",
                json!({ "username": other, "statusId": before, "url": status(other, &before), "post": answered }),
            );
            put("type", json!("reply"))
        }
        PostKind::Retweet => {
            put("retweetedBy", json!({ "username": post.user }));
            put("type", json!("retweet"))
        }
    };
    put("author", json!({ "username": author }));
    put("url", json!(status(author, own_id)));
    put("id", json!(own_id));
    put("createdTimestamp", json!(now_ms));
    put("content", json!(post.content));
    put("media", json!(media(post)));
    Value::Object(entry)
}

fn media(post: &Post) -> Vec<Value> {
    let image = post.image.iter().map(|url| json!({ "type": "image", "url": url }));
    let video = post.video.iter().map(|url| {
        let poster = format!("{url}.jpg");
        json!({ "type": "video", "url": url, "posterUrl": poster, "mimeType": "video/mp4" })
    });
    image.chain(video).collect()
}
