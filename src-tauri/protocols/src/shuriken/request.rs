//! What requests are for, and how they are made.

use std::time::Duration;

use url::Url;

use super::Shuriken;
use super::stream::Stream;
use crate::adapter::{Address, Body, Limit, Output, Priority, Request};
use crate::ask::channels::Question;
use crate::pusher::Channel;
use crate::request;
use crate::secret::SecretRef;
use crate::web::Origin;

/// What we allow ourselves, for the server's own figures are unpublished (contract shuriken §2.3).
const LIMITS: &[Limit] = &[Limit { scope: "shuriken", most: 120, per: Duration::from_secs(60) }];

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To learn where these streams are.
    Session(Vec<Stream>),
    /// To be let into a channel.
    Authorisation { channel: Channel, socket_id: String },
    /// To answer a question.
    Question(Question),
}

impl request::Purpose for Purpose {
    fn question(&self) -> Option<&Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Session(_) | Self::Authorisation { .. } => None,
        }
    }
}

impl Shuriken {
    pub(super) fn request(
        &mut self,
        purpose: Purpose,
        url: Url,
        body: Option<Body>,
        priority: Priority,
        out: &mut Vec<Output>,
    ) {
        // Whoever made the address: the key goes to the API only.
        let own = Origin::of(&url).as_ref() == Ok(&self.config.api);
        out.push(Output::Request(Request {
            id: self.requests.add(purpose),
            bearer: (own && self.config.has_key).then_some(SecretRef::Token),
            address: Address(url),
            body,
            priority,
            limits: LIMITS.to_vec(),
            follow: true,
            patience: Request::PATIENT,
        }));
    }
}
