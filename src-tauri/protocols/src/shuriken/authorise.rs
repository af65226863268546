//! Being let into channels that not everybody may enter (contract shuriken §5.2). The signature is made for one
//! socket, so each connection asks anew.

use super::Shuriken;
use super::request::Purpose;
use crate::adapter::{Body, Output, Priority};
use crate::pusher::Channel;
use crate::time::Now;

impl Shuriken {
    pub(super) fn authorise(
        &mut self,
        now: Now,
        (channel, socket_id): (Channel, String),
        out: &mut Vec<Output>,
    ) {
        let url = match self.authoriser.clone() {
            Ok(url) => url,
            Err(fault) => {
                return self.pusher.authorised(
                    now.steady,
                    &channel,
                    &socket_id,
                    Err(fault),
                    &mut self.effects,
                );
            }
        };
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = vec![field("socket_id", &socket_id), field("channel_name", channel.as_str())];
        let purpose = Purpose::Authorisation { channel, socket_id };
        self.request(purpose, url, Some(Body::Form(form)), Priority::CatchUp, out);
    }
}
