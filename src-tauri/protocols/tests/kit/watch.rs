//! What was seen of an adapter, and what must hold of any.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Request, RequestId};
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::{Event, Fault};

/// The time, the requests without an answer, and the questions without one.
#[derive(Debug)]
pub struct Watch {
    /// The time.
    pub now: Now,
    /// The requests of this epoch without an answer.
    pub under_way: BTreeMap<RequestId, Request>,
    /// The questions without an answer.
    pub asked: BTreeSet<Ask>,
    last_id: Option<RequestId>,
}

impl Watch {
    /// Nothing was seen so far.
    pub fn at(wall: i64) -> Self {
        let now = Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(wall) };
        Self { now, under_way: BTreeMap::new(), asked: BTreeSet::new(), last_id: None }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until then.
    pub fn reach(&mut self, deadline: Option<Steady>) {
        self.now.steady = self.now.steady.max(deadline.unwrap_or_default());
    }

    /// The id of the n-th request under way, or one that never was.
    pub fn id(&self, n: usize) -> RequestId {
        let known = self.under_way.keys().nth(n % (self.under_way.len() + 1));
        known.copied().unwrap_or(RequestId(u64::MAX))
    }

    /// The id of the first request under way.
    pub fn first(&self) -> Option<RequestId> {
        self.under_way.keys().next().copied()
    }

    /// What the input means for requests and questions.
    pub fn input(&mut self, input: &Input<'_>) {
        match input {
            Input::Start => self.under_way.clear(),
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.under_way.remove(id),
            Input::Ask(ask) if *ask != Ask::Present => _ = self.asked.insert(ask.clone()),
            _ => {}
        }
    }

    /// A request is made.
    pub fn request(&mut self, request: &Request) {
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        assert!(!request.limits.is_empty(), "a request that no limit counts");
        self.under_way.insert(request.id, request.clone());
    }

    /// A question was answered, one way or the other.
    pub fn answered(&mut self, ask: &Ask) {
        assert!(self.asked.remove(ask), "nobody asked {ask:?}");
    }

    /// What must hold of a deadline.
    pub fn deadline(&self, deadline: Option<Steady>) {
        if let Some(deadline) = deadline {
            assert!(deadline > self.now.steady, "a deadline that has passed would spin");
        }
    }
}

/// What an answer about channels answers; nothing where it was not asked for.
pub fn question(answer: &Answer) -> Option<Question> {
    Some(match answer.clone() {
        Answer::Published(messages) => Question::Publish(messages),
        Answer::Channels(_) => Question::Channels,
        Answer::Channel { name, .. } => Question::Channel { name },
        Answer::Members { channel, .. } => Question::Members { channel },
        Answer::History { channel, after, .. } => Question::History { channel, after },
        Answer::Log(_) => Question::Log,
        Answer::Stats { scope, .. } => Question::Stats(scope),
        Answer::Health => Question::Health,
        Answer::Catalogue(_) => Question::Catalogue,
        Answer::Subscription { .. } => return None,
    })
}

/// What must hold of any fault.
pub fn check_fault(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
    assert!(fault.sentence().len() < 300 && fault.sentence().ends_with('.'));
}

/// What must hold of any note.
pub fn check_note(note: &str) {
    assert!(note.len() < 100, "a note holds more than a note: {note}");
}

/// What must hold of anything that is kept for the next start.
pub fn check_position(position: &str) {
    assert!(position.len() <= 256 * 1024, "{} bytes are kept", position.len());
}

/// What must hold of any event whose key has so many bytes at most.
pub fn check_event(event: &Event, key_bytes: usize) {
    assert!((1..=key_bytes).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
    assert!((1..=200).contains(&event.event_type.as_str().len()));
    assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
    let stored = serde_json::to_string(event).expect("an event can be stored");
    assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
    serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
}
