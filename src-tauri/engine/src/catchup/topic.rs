//! What a gap can be in.

use std::fmt;

use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::ask::Feed;
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::event::EventType;

/// Something that goes on while nobody listens, and of which a source can tell what was missed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What is on the air.
    Live,
    /// The week published last.
    Schedule,
    /// What was published in a feed.
    Feed(Feed),
    /// Streams that came and went.
    Recordings,
    /// What was published in a channel, or in any.
    Published {
        /// Which one.
        channel: Option<String>,
    },
    /// What a server sends again by itself, once it is asked where to go on.
    Backfill,
    /// Whatever was told while somebody listened; what was not, nobody tells.
    Heard,
}

/// The accounts whose posts are told (contract neuro §2).
const ACCOUNTS: [&str; 3] = ["NeurosamaAI", "EvilNeuroAI", "Vedal987"];

/// The topics in which events of this kind are.
pub fn topics(kind: &EventType) -> Vec<Topic> {
    match kind.as_str() {
        "subathonUpdate" | "subathonGoalUpdate" => vec![Topic::Feed(Feed::Subathon)],
        "blogFeedUpdate" => vec![Topic::Feed(Feed::Blog)],
        "xFeedNewEntries" => {
            ACCOUNTS.map(|user| Topic::Feed(Feed::Posts { user: user.to_owned() })).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

impl Topic {
    /// Whether this is its question, for whichever page of the answer.
    pub fn is_asked_by(&self, ask: &Ask) -> bool {
        match (self, ask) {
            (Self::Published { channel }, Ask::Channels(Question::History { channel: asked, .. })) => {
                channel == asked
            }
            _ => self.ask().as_ref() == Some(ask),
        }
    }

    /// The question whose answer closes a gap in it; `None` where adapters ask by themselves.
    pub fn ask(&self) -> Option<Ask> {
        match self {
            Self::Live | Self::Schedule | Self::Backfill | Self::Heard => None,
            Self::Published { channel } => {
                Some(Ask::Channels(Question::History { channel: channel.clone(), after: None }))
            }
            Self::Feed(feed) => Some(Ask::Feed(feed.clone())),
            Self::Recordings => Some(Ask::Recordings),
        }
    }
}

/// The name under which its cursor is kept.
impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Live => f.write_str("live"),
            Self::Schedule => f.write_str("schedule"),
            Self::Feed(Feed::Subathon) => f.write_str("feed:subathon"),
            Self::Feed(Feed::Blog) => f.write_str("feed:blog"),
            Self::Feed(Feed::Posts { user }) => write!(f, "feed:posts/{user}"),
            Self::Recordings => f.write_str("recordings"),
            Self::Published { channel: None } => f.write_str("published"),
            Self::Published { channel: Some(channel) } => write!(f, "published/{channel}"),
            Self::Backfill => f.write_str("backfill"),
            Self::Heard => f.write_str("heard"),
        }
    }
}
