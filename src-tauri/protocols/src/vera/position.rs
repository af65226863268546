//! Where a later connection goes on (contract vera §2.4): the event that was seen last, and when the server took it
//! in.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::member;
use crate::time::UnixMillis;

/// What was missed is sent by the socket for so long; all beyond must be asked for.
pub(super) const BACKFILL: Duration = Duration::from_secs(60 * 60);

/// By how much the clocks of this machine and of the server may differ.
const CLOCKS_DIFFER: Duration = Duration::from_secs(5 * 60);

/// A moment up to which everything was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// The event that was seen last; none was before the first one.
    #[serde(default)]
    pub(super) last_event_id: Option<String>,
    /// When the server took it in, as far as it said.
    #[serde(default)]
    ingested_at: Option<UnixMillis>,
    /// When it was heard, by the clock of this machine.
    heard_at: UnixMillis,
}

impl Position {
    /// Nothing was seen yet; what happens from now on is of interest.
    pub(super) fn beginning(now: UnixMillis) -> Self {
        Self { last_event_id: None, ingested_at: None, heard_at: now }
    }

    /// This event was heard now.
    pub(super) fn of(id: &str, ingested_at: Option<UnixMillis>, now: UnixMillis) -> Self {
        // One from the future would be the last one for ever.
        let ingested_at = ingested_at.filter(|at| *at <= now.plus(CLOCKS_DIFFER));
        Self { last_event_id: Some(id.to_owned()), ingested_at, heard_at: now }
    }

    /// Reads what was kept; `None` when it is nothing we wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let position: Self = serde_json::from_str(text).ok()?;
        let last_event_id = position.last_event_id.filter(|id| member::identifier(id).is_some());
        Some(Self { last_event_id, ..position })
    }

    /// What is kept.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The later one of both. What the server does not date is later only than what it does not date either.
    pub(super) fn later(self, other: Self) -> Self {
        let moves = match (self.ingested_at, other.ingested_at) {
            (Some(known), Some(new)) => known <= new,
            (known, new) => known.is_none() || new.is_some(),
        };
        if moves { other } else { self }
    }

    /// From when on events are asked for, so that none is left out.
    pub(super) fn since(&self) -> UnixMillis {
        self.ingested_at.unwrap_or_else(|| self.heard_at.minus(CLOCKS_DIFFER))
    }

    /// Whether the socket sends all that was missed.
    pub(super) fn is_within_backfill(&self, now: UnixMillis) -> bool {
        self.last_event_id.is_some() && self.ingested_at.is_some_and(|at| now.since(at) <= BACKFILL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(1_795_201_300_000);

    #[test]
    fn a_position_survives_being_kept() {
        let position = Position::of("evt_1", Some(UnixMillis(1_795_201_200_000)), NOW);
        assert_eq!(Position::read(&position.text()), Some(position));
        for text in ["", "7", "{}", r#"{"heard_at":"x"}"#] {
            assert_eq!(Position::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_position_goes_on_only() {
        let at = |millis| Position::of("evt", Some(UnixMillis(millis)), NOW);
        let undated = Position::of("evt_2", None, NOW);
        assert_eq!(at(5).later(at(3)), at(5));
        assert_eq!(at(3).later(at(5)), at(5));
        assert_eq!(at(3).later(undated.clone()), at(3));
        assert_eq!(undated.clone().later(at(3)), at(3));
        assert_eq!(Position::beginning(NOW).later(undated.clone()), undated);
    }

    #[test]
    fn an_event_from_the_future_is_not_dated() {
        let far = Position::of("evt", Some(NOW.plus(Duration::from_secs(3_600))), NOW);
        assert_eq!(far, Position::of("evt", None, NOW));
    }
}
