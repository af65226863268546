//! How much a story bears on its markets, in Vera's words (contract vera §3, §4.4).

use serde_json::Value;

use crate::news::Relevance;

/// The word on the wire.
pub(super) fn word(level: Relevance) -> &'static str {
    match level {
        Relevance::Low => "low",
        Relevance::Moderate => "moderate",
        Relevance::High => "high",
    }
}

/// The level of an event: the `bucket` of any object directly in it that is about relevance.
pub(super) fn read(event: &Value) -> Option<Relevance> {
    let about = event.as_object()?.iter().filter(|(name, _)| name.contains("relevance"));
    about.filter_map(|(_, object)| object.get("bucket")?.as_str()).find_map(level)
}

fn level(bucket: &str) -> Option<Relevance> {
    let levels = [Relevance::Low, Relevance::Moderate, Relevance::High];
    levels.into_iter().find(|level| word(*level).eq_ignore_ascii_case(bucket.trim()))
}
