//! A story of what happens to the Shuriken adapter.

use std::collections::BTreeSet;

use arbitrary::{Arbitrary, Result, Unstructured};
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::channels::Question;

use crate::kit::example::texts;
use crate::kit::happens::{Happens, Player};
use crate::pusher::{Frame, Known, Name};
use crate::story::{self, Step};
use play::{Play, connected, session, streams};

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/shuriken/catalogue.rs"]
mod catalogue;
#[path = "../../tests/shuriken/play.rs"]
mod play;

/// An adapter and what happens to it, in order.
#[derive(Debug, Arbitrary)]
pub struct Story {
    has_no_key: bool,
    local: bool,
    catalogue: bool,
    happens: Vec<Step<Connected, Frame<Shuriken>, Answer, Wanted, Asks>>,
}

/// The streams and frames of the contract. A session names the channels; in these, like the streams.
#[derive(Debug, Arbitrary)]
struct Shuriken;

impl Known for Shuriken {
    fn channels() -> Vec<String> {
        streams().into_iter().map(|name| name.0).collect()
    }

    fn frames() -> Vec<&'static str> {
        texts(catalogue::ALL, catalogue::is_frame)
    }
}

#[derive(Debug, Arbitrary)]
struct Connected(u8, u16);

#[derive(Debug, Arbitrary)]
struct Wanted(u16);

#[derive(Debug, Arbitrary)]
enum Asks {
    Present,
    Catalogue,
    History(Name<Shuriken>, Option<String>),
    Health,
}

#[derive(Debug)]
struct Answer(Reply);

impl<'a> Arbitrary<'a> for Answer {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let bodies = texts(catalogue::ALL, catalogue::is_body);
        if bool::arbitrary(u)? {
            return story::reply(u, &bodies, r#"{"auth":"shk-demo-app:00"}"#).map(Self);
        }
        let places: Vec<(Name<Shuriken>, Name<Shuriken>)> = Arbitrary::arbitrary(u)?;
        let places: Vec<_> =
            places.into_iter().map(|(stream, channel)| (stream.text(), channel.text())).collect();
        story::reply(u, &bodies, &session(&places)).map(Self)
    }
}

impl Story {
    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::new(!self.has_no_key, self.local, self.catalogue);
        self.happens.into_iter().for_each(|step| play.play(step.into()));
        play.finish();
    }
}

impl From<Connected> for Happens {
    fn from(Connected(socket, bits): Connected) -> Self {
        connected(socket, &story::some(streams(), bits))
    }
}

impl From<Answer> for Reply {
    fn from(Answer(reply): Answer) -> Self {
        reply
    }
}

impl From<Wanted> for BTreeSet<Subscription> {
    fn from(Wanted(bits): Wanted) -> Self {
        story::some(streams(), bits)
    }
}

impl From<Asks> for Ask {
    fn from(asks: Asks) -> Self {
        Self::Channels(match asks {
            Asks::Present => return Self::Present,
            Asks::Catalogue => Question::Catalogue,
            Asks::History(name, after) => Question::History { channel: Some(name.text()), after },
            Asks::Health => Question::Health,
        })
    }
}
