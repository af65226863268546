//! Kinds of events in words.

use swarmbell_words::say;

use super::text::clean;

/// A kind of event in words; the wire name where this version knows no better.
pub fn label(event_type: &str) -> String {
    say!("kind", kind = clean(event_type))
}
