//! An adapter played with arbitrary inputs, and what must hold after every step.
//!
//! The fuzz target uses this file too, so it knows nothing of the test framework.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use swarmbell_protocols::adapter::{Input, Output, Request, RequestId, Snapshot, Way};
use swarmbell_protocols::event::{EventType, Subject};
use swarmbell_protocols::neuro::{Config, Neuro};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};

/// What was seen of an adapter so far.
pub struct Play {
    neuro: Neuro,
    origin: Origin,
    has_token: bool,
    now: Now,
    /// The requests of this epoch without an answer.
    pub under_way: BTreeMap<RequestId, Request>,
    last_id: Option<RequestId>,
    may_send: bool,
    token_refused: bool,
}

impl Play {
    /// An adapter that has not started.
    pub fn new(has_token: bool, seed: u64) -> Self {
        let origin = Origin::parse("https://neuro.example").expect("an origin");
        Self {
            neuro: Neuro::new(Config { origin: origin.clone(), has_token, seed }),
            origin,
            has_token,
            now: Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(1_795_201_300_000) },
            under_way: BTreeMap::new(),
            last_id: None,
            may_send: false,
            token_refused: false,
        }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until the next deadline, if there is one.
    pub fn advance_to_deadline(&mut self) {
        if let Some(deadline) = self.neuro.deadline() {
            self.now.steady = self.now.steady.max(deadline);
        }
    }

    /// The id of the n-th request under way, or one that never was.
    pub fn id(&self, n: usize) -> RequestId {
        let known = self.under_way.keys().nth(n % (self.under_way.len() + 1));
        known.copied().unwrap_or(RequestId(u64::MAX))
    }

    /// One step, after which everything that must hold is checked.
    pub fn step(&mut self, input: Input<'_>) {
        let starts = matches!(input, Input::Start);
        match &input {
            Input::Start => {
                self.under_way.clear();
                self.may_send = false;
                self.token_refused = false;
            }
            Input::Closed { .. } | Input::Refused(_) => self.may_send = false,
            Input::Reply { id, .. } | Input::NoReply { id, .. } => {
                self.under_way.remove(id);
            }
            _ => {}
        }
        let outputs = self.neuro.step(self.now, input);
        let connects = outputs.iter().filter(|output| matches!(output, Output::Connect(_))).count();
        assert_eq!(connects, usize::from(starts && self.has_token), "a socket is asked for at a start only");
        for output in &outputs {
            self.check(output);
        }
        if let Some(deadline) = self.neuro.deadline() {
            assert!(deadline > self.now.steady, "a deadline that has passed would spin");
        }
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Connect(connect) => assert_eq!(Origin::of(&connect.address.0).as_ref(), Ok(&self.origin)),
            Output::Send(text) => {
                assert!(self.may_send, "sent while nothing may be sent: {text}");
                assert!(!text.contains("xFeedUpdate"));
            }
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => {
                assert_eq!(*way == Way::Push, self.has_token, "ready the wrong way");
                self.may_send = *way == Way::Push;
            }
            Output::Event(event) => check_event(event),
            Output::Snapshot(Snapshot::Live(Some(event))) => check_event(event),
            Output::Snapshot(Snapshot::Latest(event)) => check_event(event),
            Output::Snapshot(Snapshot::Week { found: Some(week), .. }) => {
                assert!((1..=53).contains(&week.week) && week.entries.len() <= 100);
            }
            Output::Snapshot(_) => {}
            Output::Available(types) => assert!(!types.contains(&EventType::from("xFeedUpdate"))),
            Output::Fault(fault) => self.check_fault(fault),
            Output::RequestFailed(fault) | Output::Unanswered(_, fault) => check_wait(fault),
            Output::Note(note) => assert!(note.len() < 100, "a note holds more than a note: {note}"),
        }
    }

    fn check_request(&mut self, request: &Request) {
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.origin));
        assert!(request.bearer.is_none() || (self.has_token && !self.token_refused), "a token goes along");
        let same = self.under_way.values().any(|other| other.address == request.address);
        assert!(!same, "asked for twice at a time");
        self.under_way.insert(request.id, request.clone());
        assert!(self.under_way.len() <= 18, "too much under way");
    }

    fn check_fault(&mut self, fault: &Fault) {
        check_wait(fault);
        if fault.needs_user() && self.has_token {
            self.token_refused = true;
            self.may_send = false;
        }
    }
}

fn check_wait(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
}

fn check_event(event: &Event) {
    assert!((1..=2_200).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
    assert!((1..=100).contains(&event.event_type.as_str().len()));
    assert_ne!(event.event_type.as_str(), "xFeedUpdate");
    assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
    let texts: Vec<&Option<String>> = match &event.subject {
        Subject::Live(stream) | Subject::SecretLive(stream) => vec![&stream.title, &stream.category],
        Subject::Changed { title, category } => vec![title, category],
        Subject::Raid { channel, .. } => vec![&channel.login, &channel.id],
        _ => Vec::new(),
    };
    assert!(texts.into_iter().flatten().all(|text| text.chars().count() <= 500), "a text was not cut");
    let stored = serde_json::to_string(event).expect("an event can be stored");
    assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
    serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
}

/// All names the contract knows, one it does not, and the twin.
pub fn event_types() -> BTreeSet<EventType> {
    const NAMES: [&str; 13] = [
        "streamOnline",
        "streamUpdate",
        "streamOffline",
        "secretneuroaccountOnline",
        "streamRaidIncoming",
        "streamRaidOutgoing",
        "scheduleUpdate",
        "subathonUpdate",
        "subathonGoalUpdate",
        "blogFeedUpdate",
        "xFeedNewEntries",
        "xFeedUpdate",
        "coffeeReady",
    ];
    NAMES.into_iter().map(EventType::from).collect()
}
