//! Vera, as it is set up.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::news::Relevance;
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::vera;
use swarmbell_protocols::web::Origin;
use ts_rs::TS;

use super::{Listen, Proof, Start};
use crate::catchup::Topic;
use crate::settings::RingRule;

/// A key that is not taken is told of by a close of the open socket (contract vera §2.6), which comes at once.
const CLOSED_WITHIN: Duration = Duration::from_secs(3);

/// News stories, each with the prediction markets it bears on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Vera {
    /// The server that pushes.
    #[ts(type = "string")]
    pub stream: Origin,
    /// The server that is asked. The key is sent to both, and to no other.
    #[ts(type = "string")]
    pub api: Origin,
    /// The markets to hear of, by their ids.
    #[serde(default)]
    #[ts(type = "string[]")]
    pub markets: BTreeSet<Subscription>,
    /// How much a story must bear on its markets to be told; all are told when nothing is chosen.
    #[serde(default)]
    #[ts(type = "(\"low\" | \"moderate\" | \"high\")[]")]
    pub relevance: BTreeSet<Relevance>,
    /// Names on the wire that differ from what Swarmbell expects.
    #[serde(default)]
    #[ts(skip)]
    pub names: vera::Names,
}

impl Listen for Vera {
    fn id(&self) -> &'static str {
        "vera"
    }

    fn origin(&self) -> Origin {
        self.api.clone()
    }

    fn further_origins(&self) -> Vec<Origin> {
        vec![self.stream.clone()]
    }

    fn adapter(&self, start: Start) -> Box<dyn Adapter> {
        Box::new(vera::Vera::new(vera::Config {
            stream: self.stream.clone(),
            api: self.api.clone(),
            has_key: start.has_secret,
            relevance: self.relevance.clone(),
            names: self.names.clone(),
            position: start.position,
            seed: start.seed,
        }))
    }

    fn wanted(&self) -> BTreeSet<Subscription> {
        self.markets.clone()
    }

    fn secret(&self) -> SecretWords {
        vera::SECRET
    }

    fn proof(&self) -> Proof {
        Proof::Lasting(CLOSED_WITHIN)
    }

    fn rules(&self) -> Vec<RingRule> {
        vec![RingRule { rings: true, ..RingRule::default() }]
    }

    fn missed(&self, _has_secret: bool) -> Vec<Topic> {
        vec![Topic::Backfill]
    }

    fn unknowable(&self, _has_secret: bool) -> Option<String> {
        None
    }
}
