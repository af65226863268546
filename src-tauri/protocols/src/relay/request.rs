//! The requests that are under way, and which id stands for which.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use url::Url;

use super::{Config, Relay};
use crate::adapter::{Address, Body, Limit, Output, Priority, Request, RequestId};
use crate::ask::channels::Question;
use crate::pusher::Channel;
use crate::secret::SecretRef;
use crate::web::Origin;

/// More questions are not asked at once.
const QUESTIONS: usize = 16;

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

    fn question(self) -> Option<Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Authorisation { .. } => None,
        }
    }
}

/// All requests of this epoch that have not been answered. Ids are never used again.
#[derive(Debug, Default)]
pub(super) struct Requests {
    next: u64,
    under_way: BTreeMap<RequestId, Purpose>,
}

impl Requests {
    /// Forgets everything that is under way. Answers the questions among it.
    pub(super) fn void(&mut self) -> Vec<Question> {
        std::mem::take(&mut self.under_way).into_values().filter_map(Purpose::question).collect()
    }

    /// Whether this is being asked already.
    pub(super) fn asks(&self, question: &Question) -> bool {
        self.questions().any(|asked| asked == question)
    }

    /// Whether one more question makes sense.
    pub(super) fn has_room(&self) -> bool {
        self.questions().count() < QUESTIONS
    }

    fn questions(&self) -> impl Iterator<Item = &Question> {
        self.under_way.values().filter_map(|purpose| match purpose {
            Purpose::Question(question) => Some(question),
            Purpose::Authorisation { .. } => None,
        })
    }

    /// Notes a request and names it.
    pub(super) fn add(&mut self, purpose: Purpose) -> RequestId {
        let id = RequestId(self.next);
        self.next = self.next.wrapping_add(1);
        self.under_way.insert(id, purpose);
        id
    }

    /// What `id` is for; `None` when it is void or unknown.
    pub(super) fn take(&mut self, id: RequestId) -> Option<Purpose> {
        self.under_way.remove(&id)
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
        }));
    }
}

/// The app's secret goes to the server only, whoever else authorises channels.
fn bearer(config: &Config, url: &Url) -> Option<SecretRef> {
    let own = Origin::of(url).as_ref() == Ok(&config.origin);
    (config.has_secret && own).then_some(SecretRef::Token)
}
