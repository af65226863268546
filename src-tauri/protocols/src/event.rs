//! What all systems have in common: something happened, it has an identity, it can be said.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::news::{Article, GoalUpdate, Post, Story, Subathon};
use crate::schedule::{Entry, Week};
use crate::stream::{Channel, LiveStream, Recording};
use crate::time::UnixMillis;
use crate::trade::{Message, Signal, Swap, Task};
use crate::web::WebAddress;

/// The wire name of a kind of event, such as `streamOnline`: what is subscribed to and toggled.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventType(pub String);

impl EventType {
    /// The wire name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for EventType {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// Identity within one source: two events with the same key are the same thing told twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventKey(pub String);

impl EventKey {
    /// The key of a stream's start, however it is learnt: pushed, found running or missed.
    pub fn of_stream(id: &str) -> Self {
        Self(format!("live:{id}"))
    }
}

/// Something that happened, as an adapter understood it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The wire name of its kind.
    pub event_type: EventType,
    /// Its identity within the source.
    pub key: EventKey,
    /// How long `key` stands for this one thing: after it the same key is something new. `None` where a
    /// key never comes again.
    #[serde(default)]
    pub key_lifetime: Option<Duration>,
    /// Where `key` names a thing that changes: how it is since this event. Such an event is news when its
    /// version is another than the one told last, also when the thing went back to an older one.
    #[serde(default)]
    pub version: Option<String>,
    /// When it happened, by the server's clock; when it arrived, where the server says nothing.
    pub at: UnixMillis,
    /// How we learnt of it.
    pub via: Via,
    /// What it is about.
    pub subject: Subject,
    /// Where it was published, where a source has more than one such place: a channel or a stream.
    #[serde(default)]
    pub channel: Option<String>,
    /// Where a click leads, when the subject has a page of its own.
    pub page: Option<WebAddress>,
    /// The payload as it came, for the activity list and for templates. `Null` when it was too large to keep.
    pub payload: Value,
}

/// How an event was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// The server pushed it at the moment it happened.
    Push,
    /// A reply about the present said so; it may have begun long ago.
    Snapshot,
}

/// What an event is about, in terms no system owns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Subject {
    /// A stream started.
    Live(LiveStream),
    /// A stream of a second, rarely used channel started.
    SecretLive(LiveStream),
    /// The stream ended. Servers do not say which one.
    Ended,
    /// Title, category or language of the running stream changed.
    Changed {
        /// The title now.
        title: Option<String>,
        /// The category now.
        category: Option<String>,
    },
    /// A raid arrived (`from` is the raider) or left (`from` is the target).
    Raid {
        /// Incoming or outgoing.
        direction: Direction,
        /// The other channel.
        channel: Channel,
        /// People in the raid.
        party: Option<u64>,
    },
    /// A week of the schedule was published or changed.
    Schedule(Week),
    /// A subathon began, moved on or ended.
    Subathon(Subathon),
    /// A goal of a subathon was reached or done.
    Goal(GoalUpdate),
    /// An article was published or changed.
    Article(Article),
    /// Something was posted on another network.
    Post(Post),
    /// A news story that bears on markets.
    Story(Story),
    /// Somebody drew attention to a token.
    Signal(Box<Signal>),
    /// Somebody wrote about tokens.
    Message(Message),
    /// A token was bought or sold.
    Swap(Box<Swap>),
    /// Something of the user's own moved on.
    Task(Task),
    /// A planned stream starts soon.
    Reminder(Entry),
    /// A stream came and went unheard; this is its recording.
    Missed(Recording),
    /// Anything else; rings with a generic text.
    Other,
}

/// The way a raid goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Another channel brings its viewers.
    Incoming,
    /// Our viewers are sent elsewhere.
    Outgoing,
}
