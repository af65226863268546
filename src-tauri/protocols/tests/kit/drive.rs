//! An adapter driven through time.

use std::time::Duration;

use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::{Ask, Input, Output, Reply, RequestId, Subscription};
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::time::{Now, Steady, UnixMillis};

use super::outputs::request;

/// An adapter, and what time it is.
pub struct Drive<A> {
    /// The adapter.
    pub adapter: A,
    /// The time.
    pub now: Now,
}

impl<A: Adapter> Drive<A> {
    /// An adapter that has not started, at this moment.
    pub fn at(wall: UnixMillis, adapter: A) -> Self {
        Self { adapter, now: Now { steady: Steady(Duration::from_secs(1_000)), wall } }
    }

    /// One step.
    pub fn step(&mut self, input: Input<'_>) -> Vec<Output> {
        self.adapter.step(self.now, input)
    }

    /// A text frame comes.
    pub fn text(&mut self, text: &str) -> Vec<Output> {
        self.step(Input::Text(text))
    }

    /// From now on these are wanted.
    pub fn want(&mut self, names: &[&str]) -> Vec<Output> {
        self.step(Input::Wanted(&names.iter().copied().map(Subscription::from).collect()))
    }

    /// Something about channels is asked.
    pub fn ask(&mut self, question: Question) -> Vec<Output> {
        self.step(Input::Ask(Ask::Channels(question)))
    }

    /// A request is answered.
    pub fn reply(&mut self, id: RequestId, status: u16, body: &str) -> Vec<Output> {
        self.step(Input::Reply { id, reply: &Reply::new(status, body) })
    }

    /// The only request among the outputs is answered.
    pub fn answer(&mut self, outputs: &[Output], status: u16, body: &str) -> Vec<Output> {
        self.reply(request(outputs).id, status, body)
    }

    /// Something about channels is asked, and is answered.
    pub fn answered(&mut self, question: Question, status: u16, body: &str) -> Vec<Output> {
        let outputs = self.ask(question);
        self.answer(&outputs, status, body)
    }

    /// Time passes.
    pub fn advance(&mut self, by: Duration) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = self.now.wall.plus(by);
    }

    /// The time to the next deadline.
    pub fn until_deadline(&self) -> Option<Duration> {
        self.adapter.deadline().map(|deadline| self.now.steady.until(deadline))
    }

    /// Moves to the next deadline and serves it.
    pub fn serve_deadline(&mut self) -> Vec<Output> {
        let wait = self.until_deadline().expect("a deadline");
        self.advance(wait);
        self.step(Input::Deadline)
    }
}
