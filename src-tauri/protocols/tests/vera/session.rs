//! An adapter driven through time.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output, Reply, Request, RequestId, Subscription};
use swarmbell_protocols::news::Relevance;
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::vera::{Config, Names, Vera};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};

pub(crate) use crate::catalogue::text as example;

/// A moment between the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_300_000);

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const HOUR: Duration = Duration::from_secs(3_600);
pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// Both markets of the examples.
pub(crate) const MARKETS: [&str; 2] = ["polymarket_0x19bbf3c8d455", "polymarket_0x7c41d0e2aa90"];

pub(crate) struct Session {
    pub(crate) vera: Vera,
    pub(crate) now: Now,
}

pub(crate) fn config() -> Config {
    Config {
        stream: Origin::parse("https://stream.vera.example").unwrap(),
        api: Origin::parse("https://api.vera.example").unwrap(),
        has_key: true,
        relevance: BTreeSet::new(),
        names: Names::default(),
        position: None,
        seed: 7,
    }
}

/// Two of the three levels.
pub(crate) fn important() -> BTreeSet<Relevance> {
    BTreeSet::from([Relevance::Moderate, Relevance::High])
}

impl Session {
    pub(crate) fn new(config: Config) -> Self {
        let now = Now { steady: Steady(Duration::from_secs(1_000)), wall: WALL };
        Self { vera: Vera::new(config), now }
    }

    /// Both markets of the examples are wanted, and the socket is asked for.
    pub(crate) fn opening(config: Config) -> (Self, Vec<Output>) {
        let mut session = Self::new(config);
        session.want(&MARKETS);
        let outputs = session.step(Input::Start);
        (session, outputs)
    }

    /// The socket is open too; the outputs are those of its opening.
    pub(crate) fn open(config: Config) -> (Self, Vec<Output>) {
        let (mut session, _) = Self::opening(config);
        let outputs = session.step(Input::Opened);
        (session, outputs)
    }

    /// Open for the first time, with nothing missed.
    pub(crate) fn fresh() -> Self {
        Self::open(config()).0
    }

    pub(crate) fn step(&mut self, input: Input<'_>) -> Vec<Output> {
        self.vera.step(self.now, input)
    }

    pub(crate) fn text(&mut self, text: &str) -> Vec<Output> {
        self.step(Input::Text(text))
    }

    pub(crate) fn want(&mut self, markets: &[&str]) -> Vec<Output> {
        self.step(Input::Wanted(&wanted(markets)))
    }

    pub(crate) fn reply(&mut self, id: RequestId, status: u16, body: &str) -> Vec<Output> {
        self.step(Input::Reply { id, reply: &Reply::new(status, body) })
    }

    pub(crate) fn reconnect(&mut self) -> Vec<Output> {
        self.step(Input::Closed { code: None });
        self.step(Input::Start);
        self.step(Input::Opened)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = self.now.wall.plus(by);
    }

    /// The time to the next deadline.
    pub(crate) fn until_deadline(&self) -> Option<Duration> {
        self.vera.deadline().map(|deadline| self.now.steady.until(deadline))
    }

    /// Moves to the next deadline and serves it.
    pub(crate) fn serve_deadline(&mut self) -> Vec<Output> {
        let wait = self.until_deadline().expect("a deadline");
        self.advance(wait);
        self.step(Input::Deadline)
    }

    /// An event that the server took in so long ago, or not yet.
    pub(crate) fn event(&self, id: &str, ago: Duration) -> String {
        event(id, self.now.wall.minus(ago))
    }
}

pub(crate) fn wanted(markets: &[&str]) -> BTreeSet<Subscription> {
    markets.iter().copied().map(Subscription::from).collect()
}

pub(crate) fn iso(at: UnixMillis) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap().to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A record of an event that the server took in then.
pub(crate) fn record(id: &str, ingested_at: UnixMillis) -> Value {
    json!({"event": {"id": id, "ingested_at": iso(ingested_at)}, "related_markets": [], "meta": {}})
}

/// The message that pushes it.
pub(crate) fn event(id: &str, ingested_at: UnixMillis) -> String {
    let mut message = record(id, ingested_at);
    message["type"] = json!("event");
    message.to_string()
}

/// A page of records.
pub(crate) fn page(records: &[Value], next: Option<&str>) -> String {
    json!({"data": records, "next_cursor": next, "has_more": next.is_some()}).to_string()
}

/// What a connection kept that saw this event, taken in so long before [`WALL`], last.
pub(crate) fn kept(id: &str, ago: Duration) -> String {
    let mut session = Session::fresh();
    session.now.wall = WALL.minus(ago);
    session.reconnect();
    session.text(&event(id, session.now.wall));
    positions(&session.serve_deadline()).pop().expect("a position")
}

/// What a connection kept that saw nothing, so long before [`WALL`].
pub(crate) fn kept_nothing(ago: Duration) -> String {
    let mut session = Session::fresh();
    session.now.wall = WALL.minus(ago);
    session.reconnect();
    positions(&session.serve_deadline()).pop().expect("a position")
}

macro_rules! those {
    ($name:ident, $variant:ident, $of:ty) => {
        pub(crate) fn $name(outputs: &[Output]) -> Vec<$of> {
            let told = |output: &Output| match output {
                Output::$variant(told) => Some(told.clone()),
                _ => None,
            };
            outputs.iter().filter_map(told).collect()
        }
    };
}

those!(requests, Request, Request);
those!(events, Event, Event);
those!(faults, Fault, Fault);
those!(failed, RequestFailed, Fault);
those!(positions, Position, String);
those!(notes, Note, String);

/// What was sent, as JSON.
pub(crate) fn sent(outputs: &[Output]) -> Vec<Value> {
    let frame = |output: &Output| match output {
        Output::Send(text) => Some(serde_json::from_str(text).expect("JSON")),
        _ => None,
    };
    outputs.iter().filter_map(frame).collect()
}

pub(crate) fn keys(outputs: &[Output]) -> Vec<String> {
    events(outputs).into_iter().map(|event| event.key.0).collect()
}

/// The only request among the outputs.
pub(crate) fn request(outputs: &[Output]) -> Request {
    let [request] = &requests(outputs)[..] else { panic!("{outputs:?}") };
    request.clone()
}

/// The values of a parameter of a request.
pub(crate) fn parameter(request: &Request, name: &str) -> Vec<String> {
    let pairs = request.address.0.query_pairs();
    pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
}
