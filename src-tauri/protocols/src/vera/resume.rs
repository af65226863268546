//! Going on where a former connection ended (contract vera §2.4).
//!
//! What was missed is sent in no stated order and without an end. So the position moves only once nothing older than
//! the connection came for a while, and nothing is left to be asked for; until then the old one is kept, or a crash
//! half-way would lose the rest.

use std::time::Duration;

use super::position::Position;
use super::record::Record;
use crate::event::Via;
use crate::time::{Now, Steady, UnixMillis};

/// Once nothing old came for this long, nothing old is expected any more.
pub(super) const QUIET: Duration = Duration::from_secs(5);

/// Which events were seen, and which of them would not be missed by a later connection.
#[derive(Debug)]
pub(super) struct Resume {
    /// The position from which a connection goes on.
    kept: Option<Position>,
    /// The one from which this connection went on.
    from: Option<Position>,
    /// The one that was told last, to be kept over restarts.
    told: Option<Position>,
    /// The one that is to be kept next.
    seen: Option<Position>,
    /// When the first markets were subscribed to on this connection.
    since: Option<UnixMillis>,
    /// Until then something old may still come.
    quiet_at: Option<Steady>,
}

impl Resume {
    /// Goes on from what was kept, if anything was.
    pub(super) fn new(kept: Option<&str>) -> Self {
        let kept = kept.and_then(Position::read);
        Self { seen: kept.clone(), told: kept.clone(), kept, from: None, since: None, quiet_at: None }
    }

    /// A new connection begins: what was not kept will be sent again.
    pub(super) fn start(&mut self) {
        let (kept, told) = (self.kept.take(), self.told.take());
        *self = Self { seen: kept.clone(), kept, told, from: None, since: None, quiet_at: None };
    }

    /// Whether markets were subscribed to on this connection.
    pub(super) fn is_under_way(&self) -> bool {
        self.since.is_some()
    }

    /// The first markets are subscribed to now. The answer is the position to go on from; the very first connection
    /// has none, but should it be cut at once, the next one goes on from here.
    pub(super) fn begin(&mut self, now: Now) -> Option<&Position> {
        self.since = Some(now.wall);
        self.quiet_at = Some(now.steady.plus(QUIET));
        self.from.clone_from(&self.kept);
        self.kept.get_or_insert_with(|| Position::beginning(now.wall));
        self.seen.get_or_insert_with(|| Position::beginning(now.wall));
        self.from.as_ref()
    }

    /// The position from which this connection went on.
    pub(super) fn from(&self) -> Option<&Position> {
        self.from.as_ref()
    }

    /// An event was pushed. The answer is how it was learnt.
    pub(super) fn pushed(&mut self, now: Now, record: &Record) -> Via {
        let old = record.age().zip(self.since).is_some_and(|(age, since)| age < since);
        self.see(now, record, old);
        if old { Via::Snapshot } else { Via::Push }
    }

    /// An event was found by asking.
    pub(super) fn found(&mut self, now: Now, record: &Record) {
        self.see(now, record, true);
    }

    fn see(&mut self, now: Now, record: &Record, old: bool) {
        let new = Position::of(&record.id, record.ingested_at, now.wall);
        self.seen = Some(match self.seen.take() {
            Some(seen) => seen.later(new),
            None => new,
        });
        if old {
            self.quiet_at = Some(now.steady.plus(QUIET));
        }
    }

    /// The position that is to be kept from now on, when it is another one. `asking`: something is left to be asked
    /// for.
    pub(super) fn take_moved(&mut self, now: Steady, asking: bool) -> Option<String> {
        if self.quiet_at.is_some_and(|quiet_at| quiet_at <= now) {
            self.quiet_at = None;
        }
        if self.since.is_none() || self.quiet_at.is_some() || asking || self.seen == self.told {
            return None;
        }
        self.kept.clone_from(&self.seen);
        self.told.clone_from(&self.seen);
        self.told.as_ref().map(Position::text)
    }

    /// When quiet will be reached.
    pub(super) fn deadline(&self) -> Option<Steady> {
        self.quiet_at
    }
}
