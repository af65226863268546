//! Being let into private channels (contract relay §3.5). The signature is made for one socket, so each connection
//! asks anew.

use serde_json::json;

use super::request::Purpose;
use super::{Authoriser, Relay};
use crate::adapter::{Answered, Output, Priority};
use crate::fault::Fault;
use crate::pusher::{Authorisation, Channel, Effect, read_authorisation};
use crate::time::Now;

impl Relay {
    pub(super) fn authorise(
        &mut self,
        now: Now,
        (channel, socket_id): (Channel, String),
        effects: &mut Vec<Effect>,
        out: &mut Vec<Output>,
    ) {
        let url = match &self.config.authoriser {
            Authoriser::None => Err(Fault::NeedsAuthoriser),
            Authoriser::Endpoint(url) => Ok(url.clone()),
            Authoriser::Server => self.below_app(&["auth"]).ok_or(Fault::NeedsAppId),
        };
        let url = match url {
            Ok(url) => url,
            Err(lacks) => {
                return self.pusher.authorised(now.steady, &channel, &socket_id, Err(lacks), effects);
            }
        };
        let mut body = json!({"socket_id": socket_id, "channel_name": channel.as_str()});
        if channel.is_presence()
            && let Some(members) = body.as_object_mut()
        {
            members.insert("channel_data".to_owned(), self.channel_data().into());
        }
        let purpose = Purpose::Authorisation { channel, socket_id };
        self.request(purpose, url, Some(&body), Priority::CatchUp, out);
    }

    /// An endpoint of somebody else's is another server than the one that is listened to, and is spoken of as such.
    fn of_authoriser(&self, fault: Fault, status: Option<u16>) -> Fault {
        match (&self.config.authoriser, fault) {
            // Any other status speaks of the address, which may be mistyped, and not of us.
            (Authoriser::Endpoint(_), Fault::ChannelRefused) if matches!(status, Some(401 | 403)) => {
                Fault::AuthoriserRefused
            }
            // How long to wait is worth more than who said so; a network that asks for a sign-in asks at every server.
            (Authoriser::Endpoint(_), fault @ (Fault::RateLimited { .. } | Fault::SignInPage)) => fault,
            (Authoriser::Endpoint(_), _) => Fault::AuthoriserFailed,
            (Authoriser::None | Authoriser::Server, fault) => fault,
        }
    }

    /// Who we are in a presence channel. Servers read either member as the id.
    fn channel_data(&self) -> String {
        let id = format!("swarmbell-{:016x}", self.config.seed);
        json!({"id": id, "user_id": id, "user_info": {"name": "Swarmbell"}}).to_string()
    }

    /// The request was answered.
    pub(super) fn authorisation_came(
        &mut self,
        now: Now,
        (channel, socket_id): (&Channel, &str),
        answer: Answered<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let status = answer.as_ref().map(|reply| reply.status).ok();
        let answer = answer.and_then(read_authorisation).map_err(|fault| self.of_authoriser(fault, status));
        let answer = answer.map(|read| Authorisation {
            // Who signs what was sent need not repeat it.
            channel_data: channel
                .is_presence()
                .then(|| read.channel_data.unwrap_or_else(|| self.channel_data())),
            auth: read.auth,
        });
        self.pusher.authorised(now.steady, channel, socket_id, answer, effects);
    }
}
