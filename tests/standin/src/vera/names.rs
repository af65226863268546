//! The names that no public page spells out (contract, sections 2, 3 and 5). They are this project's reading, and no
//! proof of the real server.

/// The member of a client's message that holds its verb.
pub(super) const ACTION: &str = "action";
pub(super) const SUBSCRIBE: &str = "subscribe";
pub(super) const UNSUBSCRIBE: &str = "unsubscribe";
/// The member with markets, both ways.
pub(super) const MARKETS: &str = "markets";
pub(super) const RELEVANCE: &str = "relevance";
/// The member with the event after which a stream goes on.
pub(super) const LAST_EVENT_ID: &str = "last_event_id";

/// Types of messages.
pub(super) const SUBSCRIBED: &str = "subscribed";
pub(super) const UNSUBSCRIBED: &str = "unsubscribed";
pub(super) const WARNING: &str = "warning";
pub(super) const TRUNCATED: &str = "backfill_truncated";
/// The third member of a confirmation.
pub(super) const SUBSCRIBED_AT: &str = "subscribed_at";

/// Members of messages about errors, on the stream and by REST.
pub(super) const CODE: &str = "code";
pub(super) const MESSAGE: &str = "message";
pub(super) const ERROR: &str = "error";
/// Codes of errors on the stream.
pub(super) const INVALID_JSON: &str = "invalid_json";
pub(super) const UNKNOWN_ACTION: &str = "unknown_action";
pub(super) const CAP_EXCEEDED: &str = "subscription_cap_exceeded";

/// Members of a page.
pub(super) const DATA: &str = "data";
pub(super) const HAS_MORE: &str = "has_more";

/// Members of a record that are looked at here.
pub(super) const BUCKET: &str = "/event/aggregate_event_relevance/bucket";
pub(super) const TIER: &str = "/event/source/credibility_tier";
pub(super) const MARKET_ID: &str = "market_id";
pub(super) const VENUE: &str = "venue";
pub(super) const QUESTION: &str = "question";
pub(super) const STATUS: &str = "/snapshot/status";
pub(super) const PASSED: &str = "/momentum/passed";
