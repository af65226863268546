//! An adapter driven through time.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output, Request, Subscription};
use swarmbell_protocols::news::Relevance;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::vera::{Config, Names, Vera};
use swarmbell_protocols::web::Origin;

use crate::kit::drive::Drive;
pub(crate) use crate::kit::outputs::*;
pub(crate) use crate::vera::catalogue::text as example;

/// A moment between the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_300_000);

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const HOUR: Duration = Duration::from_secs(3_600);
pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// Both markets of the examples.
pub(crate) const MARKETS: [&str; 2] = ["polymarket_0x19bbf3c8d455", "polymarket_0x7c41d0e2aa90"];

pub(crate) type Session = Drive<Vera>;

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
        Self::at(WALL, Vera::new(config))
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

    /// The same at this time.
    fn fresh_at(wall: UnixMillis) -> Self {
        let mut session = Self::at(wall, Vera::new(config()));
        session.want(&MARKETS);
        session.step(Input::Start);
        session.step(Input::Opened);
        session
    }

    pub(crate) fn reconnect(&mut self) -> Vec<Output> {
        self.step(Input::Closed { code: None });
        self.step(Input::Start);
        self.step(Input::Opened)
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
    let mut session = Session::fresh_at(WALL.minus(ago));
    session.text(&event(id, session.now.wall));
    positions(&session.serve_deadline()).pop().expect("a position")
}

/// What a connection kept that saw nothing, so long before [`WALL`].
pub(crate) fn kept_nothing(ago: Duration) -> String {
    let mut session = Session::fresh_at(WALL.minus(ago));
    positions(&session.serve_deadline()).pop().expect("a position")
}

pub(crate) fn keys(outputs: &[Output]) -> Vec<String> {
    events(outputs).into_iter().map(|event| event.key.0).collect()
}

/// The values of a parameter of a request.
pub(crate) fn parameter(request: &Request, name: &str) -> Vec<String> {
    let pairs = request.address.0.query_pairs();
    pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
}
