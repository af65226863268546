//! What requests are for, and how they are made.

use std::time::Duration;

use serde_json::Value;
use url::Url;

use super::{Config, Relay};
use crate::adapter::{Address, Body, Limit, Output, Priority, Request};
use crate::ask::channels::Question;
use crate::pusher::Channel;
use crate::request;
use crate::secret::SecretRef;
use crate::web::Origin;

const MINUTE: Duration = Duration::from_secs(60);

/// The server's limit of publications (contract relay §2.6).
const PUBLISHING: &[Limit] = &[Limit { scope: "relay publish", most: 1_000, per: MINUTE }];

/// What we allow ourselves of everything else, for which no limit is known.
const ASKING: &[Limit] = &[Limit { scope: "relay", most: 300, per: MINUTE }];

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be let into a channel.
    Authorisation { channel: Channel, socket_id: String },
    /// To answer a question, or to publish something.
    Question(Question),
}

impl Purpose {
    fn limits(&self) -> &'static [Limit] {
        match self {
            Self::Question(Question::Publish(_)) => PUBLISHING,
            Self::Question(_) | Self::Authorisation { .. } => ASKING,
        }
    }
}

impl request::Purpose for Purpose {
    fn question(&self) -> Option<&Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Authorisation { .. } => None,
        }
    }
}

impl Relay {
    /// An address of the server; what its segments hold cannot lead out of them.
    pub(super) fn below_origin(&self, segments: &[&str]) -> Option<Url> {
        let mut url = self.config.origin.join("/")?;
        url.path_segments_mut().ok()?.pop_if_empty().extend(segments);
        Some(url)
    }

    /// An address of the app.
    pub(super) fn below_app(&self, segments: &[&str]) -> Option<Url> {
        let app = ["apps", self.config.app_id.as_deref()?];
        self.below_origin(&[&app, segments].concat())
    }

    pub(super) fn request(
        &mut self,
        purpose: Purpose,
        url: Url,
        body: Option<&Value>,
        priority: Priority,
        out: &mut Vec<Output>,
    ) {
        out.push(Output::Request(Request {
            bearer: bearer(&self.config, &url),
            limits: purpose.limits().to_vec(),
            id: self.requests.add(purpose),
            address: Address(url),
            body: body.map(|body| Body::Json(body.to_string())),
            priority,
            follow: true,
            patience: Request::PATIENT,
        }));
    }
}

/// The app's secret goes to the server only, whoever else authorises channels.
fn bearer(config: &Config, url: &Url) -> Option<SecretRef> {
    let own = Origin::of(url).as_ref() == Ok(&config.origin);
    (config.has_secret && own).then_some(SecretRef::Token)
}
