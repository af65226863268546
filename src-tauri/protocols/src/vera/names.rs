//! The names on the wire that no public page spells out (contract vera §2, §4, §5): our reading of them, in one
//! place, so that a settings file can correct them. What the pages do name stands where it is read.

use serde::{Deserialize, Serialize};

/// Names of members, verbs and codes. Where several are listed, the first that holds something counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    /// The member of a sent message with its verb.
    pub action: String,
    /// The verb that adds markets.
    pub subscribe: String,
    /// The verb that takes markets away.
    pub unsubscribe: String,
    /// The member with the ids of markets.
    pub markets: String,
    /// The member with the relevance that is wanted.
    pub relevance: String,
    /// The member with the event after which to go on.
    pub last_event_id: String,
    /// The type of the message which says that not all of what was missed is sent.
    pub truncated: String,
    /// The member of an error message that says which error.
    pub error_code: String,
    /// What such a code holds when more is subscribed to than the server takes.
    pub cap: String,
    /// The headline of a story.
    pub headline: Vec<String>,
    /// What it is about.
    pub summary: Vec<String>,
    /// The id of a related market.
    pub market_id: Vec<String>,
    /// The question of a market.
    pub question: Vec<String>,
    /// The object with the prices of a market.
    pub snapshot: String,
    /// The price of yes.
    pub yes_price: String,
    /// The price of no.
    pub no_price: String,
    /// The member of a refusal by HTTP with everything about it.
    pub error: String,
}

impl Default for Names {
    fn default() -> Self {
        let name = str::to_owned;
        let list = |names: &[&str]| names.iter().copied().map(str::to_owned).collect();
        Self {
            action: name("action"),
            subscribe: name("subscribe"),
            unsubscribe: name("unsubscribe"),
            markets: name("markets"),
            relevance: name("relevance"),
            last_event_id: name("last_event_id"),
            truncated: name("backfill_truncated"),
            error_code: name("code"),
            cap: name("cap"),
            headline: list(&["headline", "title", "summary"]),
            summary: list(&["summary", "text"]),
            market_id: list(&["market_id", "id"]),
            question: list(&["question", "title"]),
            snapshot: name("snapshot"),
            yes_price: name("yes_price"),
            no_price: name("no_price"),
            error: name("error"),
        }
    }
}
