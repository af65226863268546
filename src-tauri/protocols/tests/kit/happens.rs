//! What may happen to an adapter, in any order.

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Reply, Subscription};
use swarmbell_protocols::time::Steady;

use super::watch::Watch;

/// One thing that may happen. A request is named by its place among those that are under way.
#[derive(Debug, Clone)]
pub enum Happens {
    /// A new attempt begins.
    Start,
    /// Somebody wants another attempt.
    Retry,
    /// The socket is open.
    Opened,
    /// The socket closed.
    Closed(Option<u16>),
    /// The upgrade was refused.
    Refused(Reply),
    /// A text frame comes.
    Text(String),
    /// A binary frame comes.
    Binary(Vec<u8>),
    /// A request is answered.
    Reply(usize, Reply),
    /// A request finds no answer.
    NoReply(usize, Fault),
    /// The next deadline comes.
    Deadline,
    /// The machine woke up.
    Woke,
    /// Something is wanted.
    Wanted(BTreeSet<Subscription>),
    /// Something is asked.
    Ask(Ask),
    /// Time passes, and the wall clock is set.
    TimePasses(Duration, i64),
    /// All of this, one after the other.
    InTurn(Vec<Happens>),
}

/// An adapter that is watched while things happen to it.
pub trait Player {
    /// One step, after which everything that must hold is checked.
    fn step(&mut self, input: Input<'_>);

    /// What was seen so far.
    fn watch(&mut self) -> &mut Watch;

    /// The adapter's next deadline.
    fn deadline(&self) -> Option<Steady>;

    /// Something happens.
    fn play(&mut self, happens: Happens) {
        match happens {
            Happens::Start => self.step(Input::Start),
            Happens::Retry => self.step(Input::Retry),
            Happens::Opened => self.step(Input::Opened),
            Happens::Closed(code) => self.step(Input::Closed { code }),
            Happens::Refused(reply) => self.step(Input::Refused(&reply)),
            Happens::Text(text) => self.step(Input::Text(&text)),
            Happens::Binary(bytes) => self.step(Input::Binary(&bytes)),
            Happens::Reply(which, reply) => {
                let id = self.watch().id(which);
                self.step(Input::Reply { id, reply: &reply });
            }
            Happens::NoReply(which, fault) => {
                let id = self.watch().id(which);
                self.step(Input::NoReply { id, fault });
            }
            Happens::Deadline => {
                let deadline = self.deadline();
                self.watch().reach(deadline);
                self.step(Input::Deadline);
            }
            Happens::Woke => self.step(Input::Woke),
            Happens::Wanted(wanted) => self.step(Input::Wanted(&wanted)),
            Happens::Ask(ask) => self.step(Input::Ask(ask)),
            Happens::TimePasses(by, wall) => self.watch().advance(by, wall),
            Happens::InTurn(all) => all.into_iter().for_each(|happens| self.play(happens)),
        }
    }

    /// No request is answered and a new attempt begins: then every question has its answer.
    fn finish(&mut self) {
        while let Some(id) = self.watch().first() {
            self.step(Input::NoReply { id, fault: Fault::TimedOut });
        }
        self.step(Input::Start);
        assert_eq!(self.watch().asked, BTreeSet::new(), "questions without an answer");
    }
}
