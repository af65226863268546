//! Forgetting what is too old or too much.

use std::time::Duration;

use rusqlite::params;
use swarmbell_protocols::time::UnixMillis;

use super::{Journal, JournalError, shown};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Events kept for a source at most.
pub const MAX_EVENTS: u32 = 5_000;

/// How long events are kept.
pub const EVENT_LIFETIME: Duration = DAY.saturating_mul(90);

/// How long a key is remembered that names no lifetime of its own.
pub const KEY_LIFETIME: Duration = DAY.saturating_mul(90);

/// The newest keys of a source stay whatever their age: a clock that was wrong for a moment repeats no ring.
pub const MIN_KEYS: u32 = 1_000;

/// Cached values kept for a source at most; ten years of weeks.
pub const MAX_CACHED: u32 = 520;

/// Pruning comes after so many new events, a millisecond's work.
const PRUNE_EVERY: u32 = 500;

impl Journal {
    /// Forgets events, keys and cached values beyond their bounds. Happens by itself on opening and after
    /// every few hundred events.
    pub fn prune(&mut self, now: UnixMillis) -> Result<(), JournalError> {
        self.unpruned = 0;
        let write = self.connection.transaction()?;
        write.execute("DELETE FROM keys WHERE expires_at <= ?1", [now.0])?;
        write.execute(
            "DELETE FROM keys WHERE seen_at < ?1 AND id NOT IN (
                 SELECT id FROM (
                     SELECT id, row_number() OVER (PARTITION BY source ORDER BY id DESC) AS place FROM keys
                 ) WHERE place <= ?2)",
            params![before(now, KEY_LIFETIME), MIN_KEYS],
        )?;
        write.execute("DELETE FROM events WHERE seen_at < ?1", [before(now, EVENT_LIFETIME)])?;
        write.execute(
            "DELETE FROM events WHERE id IN (
                 SELECT id FROM (
                     SELECT id, row_number() OVER (PARTITION BY source ORDER BY id DESC) AS place FROM events
                 ) WHERE place > ?1)",
            [MAX_EVENTS],
        )?;
        write.execute(
            "DELETE FROM cache WHERE (source, name) IN (
                 SELECT source, name FROM (
                     SELECT source, name, row_number() OVER (PARTITION BY source ORDER BY as_of DESC) AS place
                     FROM cache
                 ) WHERE place > ?1)",
            [MAX_CACHED],
        )?;
        shown::prune(&write, now)?;
        write.commit()?;
        Ok(())
    }

    pub(super) fn prune_sometimes(&mut self, now: UnixMillis) {
        self.unpruned += 1;
        if self.unpruned >= PRUNE_EVERY
            && let Err(error) = self.prune(now)
        {
            tracing::warn!(%error, "the journal was not pruned");
        }
    }
}

fn before(now: UnixMillis, age: Duration) -> i64 {
    now.0.saturating_sub(i64::try_from(age.as_millis()).unwrap_or(i64::MAX))
}
