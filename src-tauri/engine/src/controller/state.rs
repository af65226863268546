//! Everything the bell knows, as plain values.

use std::collections::BTreeSet;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::event::{EventType, Subject};
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::{Origin, WebAddress};

use crate::desktop::Delivery;
use crate::link::ConnectionState;
use crate::settings::Settings;
use crate::view::TokenView;

/// Everything the bell knows. The views are computed from it and from nothing else.
#[derive(Debug, Clone)]
pub struct State {
    /// The user's choices.
    pub settings: Settings,
    /// The NeuroInfoAPI source.
    pub neuro: NeuroState,
    /// How the delivery of the last ring failed; `None` when it was accepted.
    pub undelivered: Option<Delivery>,
    /// Whether there is a tray to show the icon in.
    pub tray_host: bool,
    /// What the user should know.
    pub notices: Vec<Notice>,
    /// When the bell started.
    pub started_at: UnixMillis,
}

/// One sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; there is one at most of each.
    pub topic: Topic,
    /// What happened and what to do.
    pub sentence: String,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What was found at the start, such as settings that were moved aside.
    Start(usize),
    /// The settings cannot be saved.
    Settings,
    /// The journal was damaged.
    Journal,
    /// A page could not be opened.
    Opener,
}

/// What is known of the NeuroInfoAPI source.
#[derive(Debug, Clone)]
pub struct NeuroState {
    /// The server in use; the settings' own unless the command line named another.
    pub origin: Origin,
    /// How the connection is.
    pub connection: ConnectionState,
    /// What is known of the token.
    pub token: TokenView,
    /// The start of the stream on the air, as the event it was or would have been.
    pub live: Option<Event>,
    /// The week published last.
    pub week: Option<KnownWeek>,
    /// What the server offers to push, as far as it said.
    pub available: BTreeSet<EventType>,
}

/// A week and the age of the knowledge.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct KnownWeek {
    /// The week.
    pub week: Week,
    /// When the server told.
    pub as_of: UnixMillis,
}

impl State {
    /// The state before anything is known.
    pub fn new(settings: Settings, origin: Origin, notices: Vec<String>, now: UnixMillis) -> Self {
        let notices = notices.into_iter().enumerate();
        Self {
            settings,
            neuro: NeuroState {
                origin,
                connection: ConnectionState::Disconnected,
                token: TokenView::Asking,
                live: None,
                week: None,
                available: BTreeSet::new(),
            },
            undelivered: None,
            tray_host: true,
            notices: notices.map(|(n, sentence)| Notice { topic: Topic::Start(n), sentence }).collect(),
            started_at: now,
        }
    }
}

impl NeuroState {
    /// The stream on the air.
    pub fn stream(&self) -> Option<&LiveStream> {
        match self.live.as_ref().map(|event| &event.subject) {
            Some(Subject::Live(stream)) => Some(stream),
            _ => None,
        }
    }

    /// The page *Open stream* leads to.
    pub fn page(&self) -> Option<WebAddress> {
        self.stream().map(|stream| stream.page.clone()).or_else(|| WebAddress::twitch_channel(CHANNEL))
    }

    /// Whether events arrive at all, one way or the other.
    pub fn connected_by(&self) -> Option<Way> {
        match self.connection {
            ConnectionState::Connected { via, .. } => Some(via),
            _ => None,
        }
    }
}

/// Login of the main channel (contract neuro §8).
const CHANNEL: &str = "vedal987";
