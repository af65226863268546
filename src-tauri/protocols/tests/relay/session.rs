//! An adapter driven through time.

use swarmbell_protocols::adapter::{Input, Output};
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::relay::{Authoriser, Config, Relay};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::Origin;
use url::Url;

use crate::kit::drive::Drive;
pub(crate) use crate::kit::outputs::*;
pub(crate) use crate::kit::pusher::sent_words;
use crate::kit::pusher::succeeded;

/// The text of one of the contract's examples.
macro_rules! example {
    ($name:expr) => {
        crate::relay::catalogue::text($name)
    };
}
pub(crate) use example;

pub(crate) const ORIGIN: &str = "https://relay.example:6001";

/// An endpoint of the application, elsewhere.
pub(crate) const ENDPOINT: &str = "https://shop.example/broadcasting/auth";

/// A moment shortly after the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_340_000);

pub(crate) type Session = Drive<Relay>;

/// What the adapter is told in most tests: it has everything.
pub(crate) fn config() -> Config {
    Config {
        origin: Origin::parse(ORIGIN).unwrap(),
        app_key: "demo-relay-key".to_owned(),
        app_id: Some("demo-app".to_owned()),
        authoriser: Authoriser::Endpoint(Url::parse(ENDPOINT).unwrap()),
        has_secret: true,
        position: None,
        seed: 7,
    }
}

impl Session {
    pub(crate) fn new(config: Config) -> Self {
        Self::at(WALL, Relay::new(config))
    }

    /// The socket is open, the handshake is not done.
    pub(crate) fn open() -> Self {
        let mut session = Self::new(config());
        session.step(Input::Start);
        session.step(Input::Opened);
        session
    }

    /// The handshake is done; these channels are asked for, the answers are not there.
    pub(crate) fn ready(channels: &[&str]) -> (Self, Vec<Output>) {
        Self::ready_with(config(), channels)
    }

    pub(crate) fn ready_with(config: Config, channels: &[&str]) -> (Self, Vec<Output>) {
        let mut session = Self::new(config);
        session.want(channels);
        session.step(Input::Start);
        session.step(Input::Opened);
        let outputs = session.text(example!("connection_established.json"));
        (session, outputs)
    }

    /// These public channels are subscribed.
    pub(crate) fn subscribed(channels: &[&str]) -> Self {
        let (mut session, _) = Self::ready(channels);
        for channel in channels {
            session.succeed(channel);
        }
        session
    }

    /// The server confirms a channel.
    pub(crate) fn succeed(&mut self, channel: &str) -> Vec<Output> {
        self.text(&succeeded(channel))
    }
}

/// What a server, asked this by somebody who has the secret, is understood to say.
pub(crate) fn answered(question: &Question, status: u16, body: &str) -> Vec<Output> {
    Session::new(config()).answered(question.clone(), status, body)
}

/// Who is told to be there.
pub(crate) fn members(outputs: &[Output]) -> Option<Vec<String>> {
    answers(outputs).into_iter().find_map(|answer| match answer {
        Answer::Members { members, .. } => Some(members.into_iter().map(|member| member.id).collect()),
        _ => None,
    })
}
