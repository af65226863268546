//! The event systems that can be added: what each needs to know, and what the engine must know of it.
//!
//! A system is a folder among the protocols, which speaks it; a file here, which says how it is set up, what rings by
//! default and what can be known after a gap; and a variant of [`System`]. NeuroInfoAPI, the first source, has settings,
//! rules and texts of its own.

mod missing;
mod relay;
mod shuriken;
mod vera;

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::{Ask, Subscription};
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::web::Origin;
use ts_rs::TS;

pub use missing::Missing;
pub use relay::{Relay, RelayAuthoriser};
pub use shuriken::Shuriken;
pub use vera::Vera;

use crate::catchup::Topic;
use crate::settings::{RingRule, Says};

/// An event system, and what it needs to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum System {
    /// A server one runs oneself, into whose channels anybody with its secret publishes.
    Relay(Relay),
    /// Streams of trading.
    Shuriken(Shuriken),
    /// News stories, each with the prediction markets it bears on.
    Vera(Box<Vera>),
}

/// What an adapter is built with, besides the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Whether the source's secret is at hand.
    pub has_secret: bool,
    /// Where an earlier connection ended, in the adapter's own words.
    pub position: Option<String>,
    /// Seeds what varies.
    pub seed: u64,
}

/// What shows that a secret is the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// That there is a connection.
    Connection,
    /// That it lasts so long: it is opened with any secret, and closed when that is looked at.
    Lasting(Duration),
    /// The answer to this question: the connection needs no secret.
    Answer(Ask),
}

/// What the engine must know of a system.
pub trait Listen {
    /// The name of the system, as it is written in ids.
    fn id(&self) -> &'static str;
    /// The server under which its secret is kept.
    fn origin(&self) -> Origin;
    /// Further servers that belong to it, to which the secret is sent too.
    fn further_origins(&self) -> Vec<Origin> {
        Vec::new()
    }
    /// All servers that it is asked at or told by.
    fn speaks_to(&self) -> Vec<Origin> {
        std::iter::once(self.origin()).chain(self.further_origins()).collect()
    }
    /// Names the server, and what is listened to as whom: a source with another one starts anew.
    fn server(&self) -> String {
        self.speaks_to().iter().map(|origin| format!("{origin} ")).collect()
    }
    /// What is missing before it can be listened to.
    fn missing(&self) -> Option<Missing> {
        None
    }
    /// The adapter that speaks it.
    fn adapter(&self, start: Start) -> Box<dyn Adapter>;
    /// What is to be heard of.
    fn wanted(&self) -> BTreeSet<Subscription>;
    /// How its secret is spoken of.
    fn secret(&self) -> SecretWords;
    /// What shows that its secret is the right one.
    fn proof(&self) -> Proof {
        Proof::Connection
    }
    /// Which events ring, and what they say, where the user chose nothing.
    fn rules(&self) -> Vec<RingRule>;
    /// In what there is a gap after an absence.
    fn missed(&self, has_secret: bool) -> Vec<Topic>;
    /// What stays unknown after a gap, as a sentence; `None` where all is told.
    fn unknowable(&self, has_secret: bool) -> Option<String>;
    /// The question for what can be subscribed to; `None` where nobody tells.
    fn offered(&self, _has_secret: bool) -> Option<Ask> {
        None
    }
    /// Whether something can be published into it.
    fn publishes(&self, _has_secret: bool) -> bool {
        false
    }
}

impl System {
    /// What the engine must know of it.
    pub fn listen(&self) -> &dyn Listen {
        match self {
            Self::Relay(relay) => relay,
            Self::Shuriken(shuriken) => shuriken,
            Self::Vera(vera) => vera.as_ref(),
        }
    }
}

/// What a ring says by default; the texts are constants, which a test fills.
fn says(title: &str, body: &str, page: Option<&str>) -> Option<Says> {
    let page = page.and_then(|page| page.to_owned().try_into().ok());
    Some(Says { title: title.to_owned().try_into().ok()?, body: body.to_owned().try_into().ok()?, page })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
