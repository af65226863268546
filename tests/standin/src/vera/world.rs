//! The stories, and what each socket wants to hear of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{Story, Vera, names};
use crate::state::Connection;

/// What is true at the moment.
#[derive(Default)]
pub(crate) struct World {
    /// In the order they were taken in.
    stories: Vec<Kept>,
    /// By the number of the socket.
    listeners: HashMap<u64, Listener>,
    /// Requests by REST this month.
    pub(super) requests: u64,
}

/// A story as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) record: Value,
    pub(super) ingested_ms: i64,
    pub(super) markets: BTreeSet<String>,
}

/// What a socket said about itself beyond its markets.
#[derive(Default)]
struct Listener {
    /// Everything if empty.
    relevance: BTreeSet<String>,
    /// It has subscribed once.
    begun: bool,
}

/// What a resumption brings.
pub(super) struct Backfill {
    pub(super) records: Vec<Value>,
    /// Not all of what was missed is among them.
    pub(super) truncated: bool,
}

impl Kept {
    pub(super) fn id(&self) -> &str {
        self.text("/event/id")
    }

    pub(super) fn text(&self, pointer: &str) -> &str {
        self.record.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn related(&self) -> &[Value] {
        self.record.get("related_markets").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }
}

impl World {
    /// Takes a story in.
    pub(super) fn take_in(&mut self, story: Story, now_ms: i64) -> Kept {
        let (record, ingested_ms) = story.into_record(now_ms);
        let mut kept = Kept { record, ingested_ms, markets: BTreeSet::new() };
        let ids = kept.related().iter().filter_map(|market| market.get(names::MARKET_ID)?.as_str());
        kept.markets = ids.map(str::to_owned).collect();
        self.stories.push(kept.clone());
        kept
    }

    pub(super) fn stories(&self) -> impl Iterator<Item = &Kept> {
        self.stories.iter()
    }

    /// The markets the stories were about, each as the last of them has it.
    pub(super) fn markets(&self) -> BTreeMap<String, Value> {
        let related = self.stories.iter().flat_map(Kept::related);
        related
            .filter_map(|market| Some((market.get(names::MARKET_ID)?.as_str()?.to_owned(), market.clone())))
            .collect()
    }

    /// Whether a socket wants to hear of a story.
    pub(super) fn wants(&self, own: &Connection, story: &Kept) -> bool {
        let about = match story.markets.is_empty() {
            true => !own.subscriptions.is_empty(),
            false => own.subscriptions.iter().any(|market| story.markets.contains(market)),
        };
        let relevance = self.listeners.get(&own.id).map(|listener| &listener.relevance);
        about
            && relevance.is_none_or(|wanted| wanted.is_empty() || wanted.contains(story.text(names::BUCKET)))
    }

    /// Notes what relevance a socket wants, if it says so; whether this is its first subscription.
    pub(super) fn subscribes(&mut self, connection: u64, relevance: Option<BTreeSet<String>>) -> bool {
        let listener = self.listeners.entry(connection).or_default();
        if let Some(relevance) = relevance {
            listener.relevance = relevance;
        }
        !std::mem::replace(&mut listener.begun, true)
    }

    pub(super) fn forget(&mut self, connection: u64) {
        self.listeners.remove(&connection);
    }

    /// What a socket missed after an event. One nobody knows lies too far back.
    pub(super) fn backfill(&self, vera: &Vera, own: &Connection, after: &str, now_ms: i64) -> Backfill {
        let known = self.stories.iter().rposition(|story| story.id() == after);
        let missed = self.stories.iter().skip(known.map_or(0, |at| at + 1));
        let missed: Vec<&Kept> = missed.filter(|story| self.wants(own, story)).collect();
        let oldest_ms = now_ms - i64::try_from(vera.backfill_time().as_millis()).unwrap_or(i64::MAX);
        let recent: Vec<&&Kept> = missed.iter().filter(|story| story.ingested_ms >= oldest_ms).collect();
        let skipped = recent.len().saturating_sub(vera.backfill_events);
        let mut records: Vec<Value> =
            recent.into_iter().skip(skipped).map(|story| story.record.clone()).collect();
        let truncated = known.is_none() || records.len() < missed.len();
        if vera.backfill_newest_first {
            records.reverse();
        }
        Backfill { records, truncated }
    }
}
