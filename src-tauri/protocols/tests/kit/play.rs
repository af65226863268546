//! An adapter that is watched while things happen to it.

use std::collections::BTreeSet;
use std::fmt::Debug;

use swarmbell_protocols::adapter::{Input, Output};
use swarmbell_protocols::{Adapter, Fault};

use super::happens::Happens;
use super::holds;
use super::watch::Watch;

/// What must hold of one adapter, beyond what must hold of any; it remembers what it has seen.
pub trait Rules: Debug + Sized {
    /// The adapter.
    type Adapter: Adapter;
    /// What it is built with.
    type Config: Clone + Debug;

    /// The bytes of an event's key at most.
    const KEY_BYTES: usize;
    /// Whether a question about the present has an answer of its own.
    const ANSWERS_PRESENT: bool = false;

    /// An adapter that has not started.
    fn adapter(config: Self::Config) -> Self::Adapter;

    /// Nothing was seen so far.
    fn new(config: &Self::Config) -> Self;

    /// The next adapter is built with this position.
    fn keep(_config: &mut Self::Config, _position: &str) {}

    /// Another adapter takes its place.
    fn restarted(&mut self);

    /// What is about to be told to the adapter.
    fn before(&mut self, input: &Input<'_>);

    /// What it says. `watch` has seen it already.
    fn check(&mut self, watch: &Watch, output: &Output);

    /// It said all.
    fn after(&self) {}
}

/// An adapter, and what was seen of it so far.
pub struct Play<R: Rules> {
    config: R::Config,
    adapter: R::Adapter,
    watch: Watch,
    rules: R,
}

impl<R: Rules> Play<R> {
    /// An adapter that has not started.
    pub fn new(config: R::Config) -> Self {
        let (adapter, rules) = (R::adapter(config.clone()), R::new(&config));
        Self { config, adapter, watch: Watch::new(R::ANSWERS_PRESENT), rules }
    }

    /// One step, after which everything that must hold is checked.
    fn step(&mut self, input: Input<'_>) {
        self.watch.input(&input);
        self.rules.before(&input);
        for output in &self.adapter.step(self.watch.now, input) {
            holds::output(output, R::KEY_BYTES);
            self.watch.output(output);
            self.rules.check(&self.watch, output);
            if let Output::Position(position) = output {
                R::keep(&mut self.config, position);
            }
        }
        self.rules.after();
        holds::deadline(self.watch.now.steady, self.adapter.deadline());
        holds::liveness(&self.adapter.liveness());
    }

    /// Something happens.
    pub fn play(&mut self, happens: Happens) {
        match happens {
            Happens::Start => self.step(Input::Start),
            Happens::Retry => self.step(Input::Retry),
            Happens::Opened => self.step(Input::Opened),
            Happens::Closed(code) => self.step(Input::Closed { code }),
            Happens::Refused(reply) => self.step(Input::Refused(&reply)),
            Happens::Text(text) => self.step(Input::Text(&text)),
            Happens::Binary(bytes) => self.step(Input::Binary(&bytes)),
            Happens::Reply(which, reply) => {
                self.step(Input::Reply { id: self.watch.id(which), reply: &reply });
            }
            Happens::NoReply(which, fault) => self.step(Input::NoReply { id: self.watch.id(which), fault }),
            Happens::Deadline => {
                self.watch.reach(self.adapter.deadline());
                self.step(Input::Deadline);
            }
            Happens::Woke => self.step(Input::Woke),
            Happens::Wanted(wanted) => self.step(Input::Wanted(&wanted)),
            Happens::Ask(ask) => self.step(Input::Ask(ask)),
            Happens::Restart => self.restart(),
            Happens::TimePasses(by, wall) => self.watch.advance(by, wall),
            Happens::InTurn(all) => all.into_iter().for_each(|happens| self.play(happens)),
        }
    }

    fn restart(&mut self) {
        self.adapter = R::adapter(self.config.clone());
        self.watch.restart();
        self.rules.restarted();
    }

    /// No request is answered and a new attempt begins: then every question has its answer.
    pub fn finish(mut self) {
        while let Some(id) = self.watch.first() {
            self.step(Input::NoReply { id, fault: Fault::TimedOut });
        }
        self.step(Input::Start);
        assert_eq!(self.watch.asked, BTreeSet::new(), "questions without an answer");
    }
}
