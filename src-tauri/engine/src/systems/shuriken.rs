//! Shuriken, as it is set up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::{Ask, Subscription};
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::shuriken;
use swarmbell_protocols::web::Origin;
use swarmbell_words::say;
use ts_rs::TS;

use super::{Listen, Missing, Start};
use crate::catchup::Topic;
use crate::settings::RingRule;

/// Streams of trading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shuriken {
    /// The API; the key goes there and nowhere else.
    #[ts(type = "string")]
    pub api: Origin,
    /// Where the API tells which streams there are; without it the known ones are told.
    #[serde(default)]
    pub catalogue: Option<String>,
    /// The streams to listen to, such as `evm.token.swaps?chainId=8453&tokenAddress=0x3a01`.
    #[serde(default)]
    #[ts(type = "string[]")]
    pub streams: BTreeSet<Subscription>,
}

/// Of these streams lists are kept (contract shuriken §7).
const LISTED: [&str; 2] = ["alpha.signalFeedGlobal", "alpha.signalFeedPersonal"];

/// What rings by default: what is about the user, or was picked by people. Trades and balances come by the second.
const RINGING: [&str; 3] = ["alpha.*", "portfolio.notifications", "automation.updates"];

impl Listen for Shuriken {
    fn id(&self) -> &'static str {
        "shuriken"
    }

    fn origin(&self) -> Origin {
        self.api.clone()
    }

    fn missing(&self) -> Option<Missing> {
        if self
            .catalogue
            .as_deref()
            .is_some_and(|path| self.api.join(path).is_none() || !path.starts_with('/'))
        {
            return Some(Missing::Catalogue);
        }
        let unknown = self.streams.iter().any(|name| shuriken::Stream::parse(name.as_str()).is_none());
        unknown.then_some(Missing::Stream)
    }

    fn adapter(&self, start: Start) -> Box<dyn Adapter> {
        Box::new(shuriken::Shuriken::new(shuriken::Config {
            api: self.api.clone(),
            has_key: start.has_secret,
            catalogue: self.catalogue.clone(),
            position: start.position,
        }))
    }

    fn wanted(&self) -> BTreeSet<Subscription> {
        self.streams.clone()
    }

    fn secret(&self) -> SecretWords {
        shuriken::SECRET
    }

    fn rules(&self) -> Vec<RingRule> {
        let kinds = RINGING.map(str::to_owned).to_vec();
        vec![RingRule { kinds, rings: true, ..RingRule::default() }]
    }

    fn missed(&self, has_secret: bool) -> Vec<Topic> {
        let listed =
            LISTED.into_iter().filter(|name| has_secret && self.streams.contains(&Subscription::from(*name)));
        listed.map(|name| Topic::Published { channel: Some(name.to_owned()) }).collect()
    }

    fn unknowable(&self, _has_secret: bool) -> Option<String> {
        let all_listed = self.streams.iter().all(|name| LISTED.contains(&name.as_str()));
        (!all_listed).then(|| say!("shuriken-unknowable"))
    }

    fn offered(&self, _has_secret: bool) -> Option<Ask> {
        Some(Ask::Channels(Question::Catalogue))
    }
}
