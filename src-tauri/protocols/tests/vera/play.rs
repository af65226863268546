//! An adapter played with arbitrary inputs, and what must hold after every step.
//!
//! The fuzz target uses this file too, so it knows nothing of the test framework.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::adapter::{Ask, Input, Output, Request, RequestId, Subscription, Way};
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::vera::{Config, Names, Vera};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};

/// Nothing old is expected any more once it did not come for so long.
const QUIET: Duration = Duration::from_secs(5);

/// What was seen of an adapter so far.
pub struct Play {
    vera: Vera,
    config: Config,
    now: Now,
    under_way: BTreeMap<RequestId, Request>,
    /// The questions without an answer.
    asked: BTreeSet<Ask>,
    last_id: Option<RequestId>,
    is_open: bool,
    opening: bool,
    /// What is subscribed to on this connection.
    subscribed: BTreeSet<String>,
    /// When the first markets were, by both clocks.
    began: Option<Now>,
    /// When something old came last, or could have begun to.
    old_at: Option<Steady>,
    /// The position that was told last, and its time.
    position: Option<(String, Option<i64>)>,
}

impl Play {
    /// An adapter that has not started.
    pub fn new(has_key: bool, position: Option<String>, seed: u64) -> Self {
        let origin = |text| Origin::parse(text).expect("an origin");
        let config = Config {
            stream: origin("https://stream.vera.example"),
            api: origin("https://api.vera.example"),
            has_key,
            relevance: BTreeSet::new(),
            names: Names::default(),
            position,
            seed,
        };
        Self {
            vera: Vera::new(config.clone()),
            config,
            now: Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(1_795_201_300_000) },
            under_way: BTreeMap::new(),
            asked: BTreeSet::new(),
            last_id: None,
            is_open: false,
            opening: false,
            subscribed: BTreeSet::new(),
            began: None,
            old_at: None,
            position: None,
        }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until the next deadline, if there is one.
    pub fn advance_to_deadline(&mut self) {
        if let Some(deadline) = self.vera.deadline() {
            self.now.steady = self.now.steady.max(deadline);
        }
    }

    /// The adapter ends and another one is built with what was kept.
    pub fn restart(&mut self) {
        let position = self.position.as_ref().map(|(text, _)| text.clone());
        let position = position.or_else(|| self.config.position.clone());
        self.vera = Vera::new(Config { position, ..self.config.clone() });
        self.last_id = None;
        self.hang_up();
    }

    /// The id of the n-th request under way, or one that never was.
    pub fn id(&self, n: usize) -> RequestId {
        let known = self.under_way.keys().nth(n % (self.under_way.len() + 1));
        known.copied().unwrap_or(RequestId(u64::MAX))
    }

    /// One step, after which everything that must hold is checked.
    pub fn step(&mut self, input: Input<'_>) {
        let starts = matches!(input, Input::Start);
        let wants = matches!(input, Input::Wanted(_));
        match &input {
            Input::Start => self.hang_up(),
            Input::Closed { .. } => self.hang_up(),
            Input::Refused(_) => self.opening = false,
            Input::Opened => self.is_open |= std::mem::take(&mut self.opening),
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.under_way.remove(id),
            Input::Ask(ask) => _ = self.asked.insert(ask.clone()),
            _ => {}
        }
        let outputs = self.vera.step(self.now, input);
        for output in &outputs {
            match output {
                Output::Connect(connect) => {
                    assert!(starts && self.config.has_key, "a socket is asked for without an occasion");
                    assert!(connect.address.0.query().is_none() && connect.bearer.is_some());
                    self.opening = true;
                }
                Output::RequestFailed(Fault::TooMuchWanted { .. }) if wants => {}
                output => self.check(output),
            }
        }
        if let Some(deadline) = self.vera.deadline() {
            assert!(deadline > self.now.steady, "a deadline that has passed would spin");
        }
    }

    /// Every question has its answer.
    pub fn finish(self) {
        assert_eq!(self.asked, BTreeSet::new(), "questions without an answer");
    }

    fn hang_up(&mut self) {
        self.under_way.clear();
        self.subscribed.clear();
        (self.opening, self.is_open, self.began, self.old_at) = (false, false, None, None);
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Send(text) => self.check_sent(text),
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => assert!(*way == Way::Push && self.is_open),
            Output::Event(event) => self.check_event(event),
            Output::Position(position) => self.check_position(position),
            Output::Fault(fault) => {
                check_wait(fault);
                self.hang_up();
            }
            Output::RequestFailed(fault) => check_wait(fault),
            Output::Unanswered(ask, fault) => {
                check_wait(fault);
                assert!(self.asked.remove(ask), "nobody asked {ask:?}");
            }
            Output::Note(note) => assert!(note.len() < 100, "a note holds more than a note: {note}"),
            Output::Snapshot(_) | Output::Available(_) | Output::Backoff(_) | Output::Connect(_) => {
                panic!("{output:?}")
            }
        }
    }

    fn check_sent(&mut self, text: &str) {
        assert!(self.is_open, "sent while nothing may be sent");
        let message: Value = serde_json::from_str(text).expect("JSON");
        let markets: Vec<String> = serde_json::from_value(message["markets"].clone()).expect("markets");
        assert!(!markets.is_empty());
        let subscribes = message["action"] == "subscribe";
        for market in markets {
            let changed =
                if subscribes { self.subscribed.insert(market) } else { self.subscribed.remove(&market) };
            assert!(changed, "what is so already was asked for");
        }
        assert!(self.subscribed.len() <= 500, "more than the server takes");
        let first = subscribes && self.began.is_none();
        assert!(first || message.get("last_event_id").is_none(), "only the first one resumes");
        if first {
            self.began = Some(self.now);
            self.old_at = Some(self.now.steady);
        }
    }

    fn check_request(&mut self, request: &Request) {
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        assert!(self.is_open, "nothing is asked for without a connection");
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.config.api));
        assert!(request.bearer.is_some() && !request.limits.is_empty());
        assert!(!request.address.0.query_pairs().any(|(name, _)| name == "key"));
        assert!(request.address.0.as_str().len() <= 8_000, "an address that servers refuse");
        self.under_way.insert(request.id, request.clone());
        assert!(self.under_way.len() <= 20, "too much under way");
    }

    fn check_event(&mut self, event: &Event) {
        if event.via == Via::Snapshot {
            self.old_at = Some(self.now.steady);
        }
        assert!((1..=100).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
        assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
        let Subject::Story(story) = &event.subject else { panic!("{event:?}") };
        let texts = [&story.headline, &story.publication, &story.summary].into_iter().flatten();
        assert!(texts.into_iter().all(|text| text.chars().count() <= 500), "a text was not cut");
        assert!(story.markets.len() <= 20);
        let stored = serde_json::to_string(event).expect("an event can be stored");
        assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
        serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
    }

    fn check_position(&mut self, text: &str) {
        assert!(self.began.is_some(), "a position without a subscription");
        let quiet = self.old_at.is_some_and(|old| old.until(self.now.steady) >= QUIET);
        assert!(quiet, "something old may still come");
        let read: Value = serde_json::from_str(text).expect("JSON");
        let at = read["ingested_at"].as_i64();
        if let Some((_, Some(before))) = &self.position {
            assert!(at.is_some_and(|at| at >= *before), "the position goes back");
        }
        self.position = Some((text.to_owned(), at));
    }
}

fn check_wait(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
}

/// Some markets.
pub fn markets(many: usize) -> BTreeSet<Subscription> {
    (0..many).map(|market| Subscription(format!("polymarket_0x{market:064}"))).collect()
}

/// The message of an event that was taken in then.
pub fn record(id: &str, ingested_at: &Value, related: &Value) -> Value {
    let event = serde_json::json!({"id": id, "ingested_at": ingested_at});
    serde_json::json!({"type": "event", "event": event, "related_markets": related})
}
