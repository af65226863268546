//! What is said on the stream (contract, section 2).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Cap, Vera, names};
use crate::clock::seconds;
use crate::shared::{Inner, Shared};
use crate::socket::{Dialogue, Heard, Heartbeat, Order, Sign};

/// The close of a subscription beyond the cap.
const CAP: (u16, &str) = (4002, "subscription would exceed cap");

/// The dialogue on one stream.
pub(super) struct Stream {
    pub(super) shared: Arc<Shared>,
    pub(super) vera: Arc<Vera>,
    pub(super) connection: u64,
    /// Why it is closed as soon as it is open.
    pub(super) unwelcome: Option<(u16, &'static str)>,
}

/// The message that tells of an event.
pub(super) fn event(record: &Value) -> String {
    let mut members = Map::from_iter([("type".to_owned(), json!("event"))]);
    members.extend(record.as_object().cloned().unwrap_or_default());
    Value::Object(members).to_string()
}

impl Dialogue for Stream {
    fn greet(&mut self) -> Vec<Order> {
        self.unwelcome.map(|(code, reason)| Order::close(code, reason)).into_iter().collect()
    }

    fn heartbeat(&self) -> Heartbeat {
        let config = &self.shared.config;
        Heartbeat {
            ping_every: Some(config.ping_every),
            ask: None,
            idle: config.idle_close,
            sign: Sign::Pong,
            end: Vec::new(),
        }
    }

    fn answer(&mut self, heard: &Heard) -> Vec<Order> {
        let message: Option<Value> = match heard {
            Heard::Text(text) => serde_json::from_str(text).ok(),
            Heard::Binary => None,
        };
        let Some(message) = message.filter(Value::is_object) else {
            return vec![error(names::INVALID_JSON, "message is not valid JSON")];
        };
        match message.get(names::ACTION).and_then(Value::as_str).unwrap_or_default() {
            names::SUBSCRIBE => self.subscribe(&message),
            names::UNSUBSCRIBE => self.unsubscribe(&message),
            other => vec![error(names::UNKNOWN_ACTION, &format!("unknown action: {other}"))],
        }
    }

    fn ended(&mut self) {
        self.shared.update(|inner| inner.vera.forget(self.connection));
    }
}

impl Stream {
    /// Adds markets to those that are subscribed to.
    fn subscribe(&self, message: &Value) -> Vec<Order> {
        let added = texts(message, names::MARKETS).unwrap_or_default();
        let relevance =
            texts(message, names::RELEVANCE).map(|words| words.into_iter().collect::<BTreeSet<_>>());
        let now_ms = self.shared.clock.now_ms();
        self.shared.update(|inner| {
            let Some(own) = inner.connection(self.connection) else { return Vec::new() };
            let mut markets = own.subscriptions.clone();
            let new: Vec<String> = added.into_iter().filter(|market| !markets.contains(market)).collect();
            markets.extend(new);
            let over = markets.len().saturating_sub(self.vera.most_markets());
            match self.vera.cap {
                Cap::Closes if over > 0 => return vec![Order::close(CAP.0, CAP.1)],
                Cap::Error if over > 0 => {
                    return vec![error(names::CAP_EXCEEDED, "too many markets on this connection")];
                }
                Cap::DropsOldest | Cap::Error | Cap::Closes => drop(markets.drain(..over)),
            }
            own.subscriptions.clone_from(&markets);
            let first = inner.vera.subscribes(self.connection, relevance);
            let mut said = vec![confirmation(names::SUBSCRIBED, &markets, now_ms)];
            if over == 0 && markets.len() > self.vera.markets {
                said.push(self.warning(markets.len()));
            }
            let after = message.get(names::LAST_EVENT_ID).and_then(Value::as_str).filter(|_| first);
            said.extend(after.into_iter().flat_map(|after| self.missed(inner, after, now_ms)));
            said
        })
    }

    fn unsubscribe(&self, message: &Value) -> Vec<Order> {
        let removed = texts(message, names::MARKETS).unwrap_or_default();
        let now_ms = self.shared.clock.now_ms();
        let rest = self.shared.update(|inner| {
            let own = inner.connection(self.connection)?;
            own.subscriptions.retain(|market| !removed.contains(market));
            Some(own.subscriptions.clone())
        });
        rest.map(|rest| confirmation(names::UNSUBSCRIBED, &rest, now_ms)).into_iter().collect()
    }

    /// What was missed after an event, behind the word that it is not all, where it is not.
    fn missed(&self, inner: &mut Inner, after: &str, now_ms: i64) -> Vec<Order> {
        let Some(own) = inner.connection(self.connection).cloned() else { return Vec::new() };
        let backfill = inner.vera.backfill(&self.vera, &own, after, now_ms);
        let truncated = backfill.truncated.then(|| {
            Order::text(
                json!({ "type": names::TRUNCATED, names::MESSAGE: "gap exceeds backfill window" })
                    .to_string(),
            )
        });
        let events = backfill
            .records
            .iter()
            .map(|record| Order::Text { text: event(record), event_type: Some("event".to_owned()) });
        truncated.into_iter().chain(events).collect()
    }

    fn warning(&self, subscribed: usize) -> Order {
        let warning = json!({
            "type": names::WARNING,
            names::MESSAGE: "subscription count above soft limit",
            "subscribed": subscribed,
            "limit": self.vera.markets,
        });
        Order::text(warning.to_string())
    }
}

/// What is subscribed to now.
fn confirmation(kind: &str, markets: &[String], now_ms: i64) -> Order {
    let said = json!({ "type": kind, names::MARKETS: markets, names::SUBSCRIBED_AT: seconds(now_ms) });
    Order::text(said.to_string())
}

fn error(code: &str, message: &str) -> Order {
    Order::text(json!({ "type": "error", names::CODE: code, names::MESSAGE: message }).to_string())
}

/// The texts of a list; none if there is no list.
fn texts(message: &Value, name: &str) -> Option<Vec<String>> {
    let list = message.get(name)?.as_array()?;
    Some(list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}
