//! Relay, as it is set up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::{Ask, Subscription};
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::relay;
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::web::Origin;
use swarmbell_words::say;
use ts_rs::TS;
use url::Url;

use super::{Listen, Missing, Proof, Start, says};
use crate::catchup::Topic;
use crate::settings::RingRule;

/// A server one runs oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Relay {
    /// The server.
    #[ts(type = "string")]
    pub origin: Origin,
    /// The app's key, which opens the socket.
    pub app_key: String,
    /// The app's id, for everything but the socket.
    #[serde(default)]
    pub app_id: Option<String>,
    /// Who lets into private channels.
    #[serde(default)]
    pub authoriser: RelayAuthoriser,
    /// The channels to listen to.
    #[serde(default)]
    #[ts(type = "string[]")]
    pub channels: BTreeSet<Subscription>,
}

/// Who lets into private and presence channels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelayAuthoriser {
    /// Nobody: only public channels can be listened to.
    #[default]
    Nobody,
    /// The server, which lets anybody in.
    Server,
    /// An endpoint of an application, by its address as it was entered.
    Endpoint(String),
}

impl RelayAuthoriser {
    /// The endpoint's address; `None` for one that cannot be used, and where there is none.
    fn endpoint(&self) -> Option<Url> {
        let Self::Endpoint(endpoint) = self else { return None };
        Url::parse(endpoint.trim()).ok().filter(|url| Origin::of(url).is_ok())
    }
}

/// Of more channels than this what was missed is asked for together.
const ASKED_ONE_BY_ONE: usize = 20;

impl Listen for Relay {
    fn id(&self) -> &'static str {
        "relay"
    }

    fn origin(&self) -> Origin {
        self.origin.clone()
    }

    fn speaks_to(&self) -> Vec<Origin> {
        let lets_in = self.authoriser.endpoint().and_then(|endpoint| Origin::of(&endpoint).ok());
        std::iter::once(self.origin()).chain(lets_in).collect()
    }

    fn server(&self) -> String {
        format!("{} {} {}", self.origin, self.app_key, self.app_id.as_deref().unwrap_or_default())
    }

    fn missing(&self) -> Option<Missing> {
        let named = |text: &str| (1..=200).contains(&text.len()) && !text.chars().any(char::is_control);
        if !named(&self.app_key) {
            return Some(Missing::AppKey);
        }
        if self.app_id.as_deref().is_some_and(|id| !named(id)) {
            return Some(Missing::AppId);
        }
        let unusable =
            matches!(self.authoriser, RelayAuthoriser::Endpoint(_)) && self.authoriser.endpoint().is_none();
        unusable.then_some(Missing::Authoriser)
    }

    fn adapter(&self, start: Start) -> Box<dyn Adapter> {
        Box::new(relay::Relay::new(relay::Config {
            origin: self.origin.clone(),
            app_key: self.app_key.clone(),
            app_id: self.app_id.clone(),
            authoriser: match &self.authoriser {
                RelayAuthoriser::Nobody => relay::Authoriser::None,
                RelayAuthoriser::Server => relay::Authoriser::Server,
                RelayAuthoriser::Endpoint(_) => {
                    self.authoriser.endpoint().map_or(relay::Authoriser::None, relay::Authoriser::Endpoint)
                }
            },
            has_secret: start.has_secret,
            position: start.position,
            seed: start.seed,
        }))
    }

    fn wanted(&self) -> BTreeSet<Subscription> {
        self.channels.clone()
    }

    fn secret(&self) -> SecretWords {
        relay::SECRET
    }

    fn proof(&self) -> Proof {
        self.app_id.as_ref().map_or(Proof::Connection, |_| Proof::Answer(Ask::Channels(Question::Channels)))
    }

    fn rules(&self) -> Vec<RingRule> {
        let title = "{title|headline|name|@kind}";
        let body = "{message|text|body|description|status|@channel}";
        vec![RingRule { rings: true, says: says(title, body, Some("{url|link}")), ..RingRule::default() }]
    }

    fn missed(&self, has_secret: bool) -> Vec<Topic> {
        // Who may publish is told everything else too.
        if !self.publishes(has_secret) {
            return Vec::new();
        }
        if self.channels.len() > ASKED_ONE_BY_ONE {
            return vec![Topic::Published { channel: None }];
        }
        let channel = |name: &Subscription| Topic::Published { channel: Some(name.as_str().to_owned()) };
        self.channels.iter().map(channel).collect()
    }

    fn unknowable(&self, has_secret: bool) -> Option<String> {
        (!self.publishes(has_secret)).then(|| say!("relay-unknowable"))
    }

    fn offered(&self, has_secret: bool) -> Option<Ask> {
        self.publishes(has_secret).then_some(Ask::Channels(Question::Channels))
    }

    fn publishes(&self, has_secret: bool) -> bool {
        has_secret && self.app_id.is_some()
    }
}
