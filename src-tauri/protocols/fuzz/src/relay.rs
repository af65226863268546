//! A story of what happens to the Relay adapter.

use std::collections::BTreeSet;

use arbitrary::{Arbitrary, Result, Unstructured};
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::channels::{Message, Question, Scope};

use crate::kit::example::texts;
use crate::kit::happens::{Happens, Player};
use crate::pusher::{Frame, Known, Name};
use crate::story::{self, Step};
use play::{Play, channels, connected};

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/relay/catalogue.rs"]
mod catalogue;
#[path = "../../tests/relay/play.rs"]
mod play;

/// An adapter and what happens to it, in order.
#[derive(Debug, Arbitrary)]
pub struct Story {
    has_secret: bool,
    authoriser: u8,
    seed: u64,
    happens: Vec<Step<Welcomed, Frame<Relay>, Answer, Wanted, Asks>>,
}

/// The channels and frames of the contract.
#[derive(Debug, Arbitrary)]
struct Relay;

impl Known for Relay {
    fn channels() -> Vec<String> {
        channels().into_iter().map(|name| name.0).collect()
    }

    fn frames() -> Vec<&'static str> {
        texts(catalogue::ALL, catalogue::is_frame)
    }
}

#[derive(Debug, Arbitrary)]
struct Welcomed(u8);

#[derive(Debug, Arbitrary)]
enum Wanted {
    Some(u16),
    /// Many channels at once.
    Many(u16),
}

#[derive(Debug, Arbitrary)]
enum Asks {
    Present,
    Publish(Vec<(Name<Relay>, String, String)>),
    Channels,
    Channel(Name<Relay>),
    Members(Name<Relay>),
    History(Option<Name<Relay>>, Option<String>),
    Log,
    Stats(u8),
    Health,
}

#[derive(Debug)]
struct Answer(Reply);

impl<'a> Arbitrary<'a> for Answer {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let bodies = texts(catalogue::ALL, |example| !catalogue::is_frame(example));
        story::reply(u, &bodies, r#"{"auth":"demo-relay-key:00"}"#).map(Self)
    }
}

impl Story {
    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::new(self.has_secret, self.authoriser, self.seed);
        self.happens.into_iter().for_each(|step| play.play(step.into()));
        play.finish();
    }
}

impl From<Welcomed> for Happens {
    fn from(Welcomed(socket): Welcomed) -> Self {
        connected(socket)
    }
}

impl From<Answer> for Reply {
    fn from(Answer(reply): Answer) -> Self {
        reply
    }
}

impl From<Wanted> for BTreeSet<Subscription> {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Some(bits) => story::some(channels(), bits),
            Wanted::Many(many) => (0..many % 400).map(|n| Subscription(format!("c{n}"))).collect(),
        }
    }
}

impl From<Asks> for Ask {
    fn from(asks: Asks) -> Self {
        let message = |(channel, event, data): (Name<Relay>, String, String)| Message {
            channel: channel.text(),
            event,
            data,
        };
        let scopes = [Scope::Server, Scope::App, Scope::Deliveries];
        Self::Channels(match asks {
            Asks::Present => return Self::Present,
            Asks::Publish(messages) => Question::Publish(messages.into_iter().map(message).collect()),
            Asks::Channels => Question::Channels,
            Asks::Channel(name) => Question::Channel { name: name.text() },
            Asks::Members(name) => Question::Members { channel: name.text() },
            Asks::History(channel, after) => Question::History { channel: channel.map(Name::text), after },
            Asks::Log => Question::Log,
            Asks::Stats(which) => Question::Stats(scopes[usize::from(which) % scopes.len()]),
            Asks::Health => Question::Health,
        })
    }
}
