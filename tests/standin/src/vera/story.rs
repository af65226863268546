//! A story and its record (contract, section 4).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::names;
use crate::clock::seconds;
use crate::shared::random_hex;

/// A story; what is left out is filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Story {
    /// A fresh one unless given.
    pub id: Option<String>,
    /// The headline.
    pub headline: String,
    /// The summary.
    pub summary: String,
    /// Who published it.
    pub publication: String,
    /// Where.
    pub url: String,
    /// `low`, `moderate` or `high`.
    pub relevance: String,
    /// `t1`, `t2` or `t3`.
    pub credibility_tier: String,
    /// The markets it is about. A story about none is told to every socket that has subscribed to something.
    pub markets: Vec<String>,
    /// Whether the markets moved with it.
    pub moved: bool,
    /// When it was published, Unix milliseconds; half a minute before it was taken in unless given.
    pub published_ms: Option<i64>,
    /// When it was taken in, Unix milliseconds; now unless given.
    pub ingested_ms: Option<i64>,
    /// The whole record, in place of one made from the rest.
    pub record: Option<Value>,
}

impl Default for Story {
    fn default() -> Self {
        Self {
            id: None,
            headline: "Council schedules ferry funding vote for Monday".to_owned(),
            summary: "A committee cleared the plan; the full vote follows next week.".to_owned(),
            publication: "Harbor Wire".to_owned(),
            url: "https://news.example.net/ferry-vote".to_owned(),
            relevance: "high".to_owned(),
            credibility_tier: "t2".to_owned(),
            markets: Vec::new(),
            moved: true,
            published_ms: None,
            ingested_ms: None,
            record: None,
        }
    }
}

impl Story {
    /// A story of this headline about these markets.
    #[must_use]
    pub fn about(headline: &str, markets: &[&str]) -> Self {
        let markets = markets.iter().map(|market| (*market).to_owned()).collect();
        Self { headline: headline.to_owned(), markets, ..Self::default() }
    }

    /// A story with exactly this record.
    #[must_use]
    pub fn verbatim(record: Value) -> Self {
        Self { record: Some(record), ..Self::default() }
    }

    /// The record, and when it was taken in.
    pub(super) fn into_record(self, now_ms: i64) -> (Value, i64) {
        let ingested_ms = self.ingested_ms.unwrap_or(now_ms);
        let Some(record) = self.record else { return (self.made(ingested_ms), ingested_ms) };
        let told = record.pointer("/event/ingested_at").and_then(Value::as_str);
        let told = told.and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
        let told_ms = self.ingested_ms.or(told.map(|at| at.timestamp_millis())).unwrap_or(now_ms);
        (record, told_ms)
    }

    fn made(&self, ingested_ms: i64) -> Value {
        let published_ms = self.published_ms.unwrap_or(ingested_ms - 30_000);
        let related: Vec<Value> =
            self.markets.iter().map(|market| self.related(market, ingested_ms)).collect();
        json!({
            "event": {
                "id": self.id.clone().unwrap_or_else(|| format!("evt_{}", random_hex(12))),
                "source": {
                    "publication": self.publication,
                    "url": self.url,
                    "published_at": seconds(published_ms),
                    "credibility_tier": self.credibility_tier,
                },
                "ingested_at": seconds(ingested_ms),
                "headline": self.headline,
                "summary": self.summary,
                "aggregate_event_relevance": self.relevance(),
            },
            "related_markets": related,
            "meta": {
                "schema_version": "demo-1",
                "record_version": "1",
                "generated_at": seconds(ingested_ms),
                "not_investment_advice": true,
                "not_trading_signal": true,
                "terms": "https://vera.example.net/terms",
            },
        })
    }

    fn relevance(&self) -> Value {
        json!({
            "bucket": self.relevance,
            "basis": { "signals": ["named_entity", "topic_match", "recency"], "method": "demo-rules" },
            "version": "demo-1",
        })
    }

    fn related(&self, market: &str, at_ms: i64) -> Value {
        let venue = market.split('_').next().unwrap_or(market);
        json!({
            names::MARKET_ID: market,
            names::VENUE: venue,
            names::QUESTION: format!("What becomes of {market}?"),
            "outcomes": {
                "yes": { "id": format!("{market}_yes"), "label": "Yes" },
                "no": { "id": format!("{market}_no"), "label": "No" },
            },
            "interpretation": {
                "relation": "direct",
                "direction": "supports_yes",
                "rationale": "The story names the market's subject.",
                "event_relevance": self.relevance(),
                "version": "demo-1",
            },
            "snapshot": {
                "yes_price": 0.58,
                "no_price": 0.43,
                "currency": "USD",
                "status": "open",
                "volume_24h": 18240.5,
                "volume_total": 402_110.0,
                "rank": 3,
                "event_count_24h": 6,
                "as_of": seconds(at_ms),
            },
            "momentum": {
                "passed": self.moved,
                "magnitude": 1.4,
                "window": "6h",
                "direction": "up",
                "computed_at": seconds(at_ms),
            },
            "note": "demo",
        })
    }
}
