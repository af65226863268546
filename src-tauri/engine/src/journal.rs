//! What happened, and what was announced. The only SQL.
//!
//! - this file is [`Journal`]: the questions and answers.
//! - `activity` is the list of what happened.
//! - `open` opens, checks and repairs the file; `schema` is its tables and their versions.
//! - `shown` is what clicks on rings mean that were shown.
//! - `prune` forgets what is too old or too much.
//! - `error` is what can go wrong, in one sentence each.
//!
//! An event and its identity key are written in one transaction. Whether a key was *announced* is a fact of
//! its own, written only after the desktop accepted the ring: a crash in between repeats one ring rather than
//! losing one. The file runs in WAL mode with `synchronous=NORMAL`: it is never corrupted by a crash, and only a
//! power cut can lose the last fraction of a second.

mod activity;
mod error;
mod open;
mod prune;
mod schema;
mod shown;

use std::path::PathBuf;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use swarmbell_protocols::Event;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::WebAddress;

use crate::settings::SourceId;

pub use activity::{Listed, RANG, Row, SUPERSEDED, TOLD_BY_NUMBER, UNDELIVERED, Words};
pub use error::JournalError;
pub use open::OpenReport;
pub use prune::{EVENT_LIFETIME, KEY_LIFETIME, MAX_CACHED, MAX_EVENTS, MIN_KEYS};

/// The memory of the bell.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    /// Events since the last pruning.
    unpruned: u32,
    /// Where it is kept, or would be if it could be written; nowhere on purpose without.
    home: Option<PathBuf>,
}

/// What the journal knew of an event when it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// Never seen, or not in this version; written as this row.
    New(i64),
    /// Seen, but nobody was told: a crash, a pause or a missing notification server came in between.
    Unannounced(i64),
    /// Announced, or settled for good.
    Announced,
}

/// What is on file of a key.
struct Known {
    event: Option<i64>,
    is_announced: bool,
    version: Option<String>,
    told: Option<String>,
    seen_at: UnixMillis,
}

impl Known {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            event: row.get(0)?,
            is_announced: row.get::<_, Option<i64>>(1)?.is_some(),
            version: row.get(2)?,
            told: row.get(3)?,
            seen_at: UnixMillis(row.get(4)?),
        })
    }

    /// Whether what is on file is to say that the event was seen now: in another version, perhaps after one that
    /// nobody was told and that is over; or long after, so that what still stands in a feed is not forgotten.
    fn is_outdated(&self, event: &Event, now: UnixMillis) -> bool {
        let lasts = event.key_lifetime.is_none();
        self.version != event.version || (lasts && now.since(self.seen_at) > SEEN_AGAIN)
    }

    /// What this says of an event with the same key; `None` when the event is news.
    fn recorded(&self, event: &Event) -> Option<Recorded> {
        let announced = match &event.version {
            Some(_) => self.told == event.version,
            None => self.is_announced,
        };
        if announced {
            return Some(Recorded::Announced);
        }
        self.event.filter(|_| self.version == event.version).map(Recorded::Unannounced)
    }
}

fn expires(event: &Event, now: UnixMillis) -> Option<i64> {
    event.key_lifetime.map(|lifetime| now.plus(lifetime).0)
}

/// A key with a lifetime that was seen this far in the future was seen under a wrong clock: its lifetime counts
/// from a moment that will not come for long.
const CLOCK_SLACK: Duration = Duration::from_secs(5 * 60);

/// A key that is seen again is noted as such no more often than this.
const SEEN_AGAIN: Duration = Duration::from_secs(24 * 60 * 60);

const KNOWN: &str = "SELECT event, announced_at, version, told, seen_at FROM keys
    WHERE source = ?1 AND key = ?2 AND (expires_at IS NULL OR (expires_at > ?3 AND seen_at <= ?4))";
const ADD_EVENT: &str =
    "INSERT INTO events (source, key, event_type, at, seen_at, via, payload, subject, page)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const ADD_KEY: &str = "INSERT INTO keys (source, key, event, seen_at, expires_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (source, key) DO UPDATE SET event = ?3, seen_at = ?4,
    announced_at = NULL, expires_at = ?5, version = ?6, told = iif(?6 IS NULL, NULL, told)";
const SEE_AGAIN: &str = "UPDATE keys SET version = ?3, seen_at = iif(expires_at IS NULL, ?4, seen_at) WHERE source = ?1 AND key = ?2";
const ANNOUNCE: &str = "INSERT INTO keys (source, key, seen_at, announced_at, expires_at, version, told)
    VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?5) ON CONFLICT (source, key) DO UPDATE SET announced_at = ?3, told = ?5";
const PUT: &str = "INSERT OR REPLACE INTO cache (source, name, body, as_of) VALUES (?1, ?2, ?3, ?4)";
const GET: &str = "SELECT body FROM cache WHERE source = ?1 AND name = ?2";
const GET_ALL: &str = "SELECT body FROM cache WHERE source = ?1 AND name GLOB ?2 || '*'";
const MOVE_CURSOR: &str = "INSERT OR REPLACE INTO cursors (source, topic, at) VALUES (?1, ?2, ?3)";
const CURSOR: &str = "SELECT at FROM cursors WHERE source = ?1 AND topic = ?2";
const DROP_CURSOR: &str = "DELETE FROM cursors WHERE source = ?1 AND topic = ?2";

/// All of them, prepared on opening: a file they do not fit is found out then.
const STATEMENTS: [&str; 19] = [
    KNOWN,
    ADD_EVENT,
    ADD_KEY,
    SEE_AGAIN,
    ANNOUNCE,
    activity::SET_VERDICT,
    activity::SET_WORDS,
    activity::LIST,
    activity::CLICK,
    PUT,
    GET,
    GET_ALL,
    MOVE_CURSOR,
    CURSOR,
    DROP_CURSOR,
    shown::KEEP,
    shown::EXPIRE,
    shown::FORGET,
    shown::KEPT,
];

impl Journal {
    fn over(connection: Connection) -> Self {
        Self { connection, unpruned: 0, home: None }
    }

    /// Writes an event down and says what was known of its key. The same key after its lifetime is new; a key
    /// without one never is, whatever the clock says.
    pub fn record(
        &mut self,
        source: &SourceId,
        event: &Event,
        now: UnixMillis,
    ) -> Result<Recorded, JournalError> {
        let write = self.connection.transaction()?;
        let known = write
            .prepare_cached(KNOWN)?
            .query_row(params![source.as_str(), event.key.0, now.0, now.plus(CLOCK_SLACK).0], Known::read)
            .optional()?;
        if let Some(recorded) = known.as_ref().and_then(|known| known.recorded(event)) {
            if known.is_some_and(|known| known.is_outdated(event, now)) {
                write.prepare_cached(SEE_AGAIN)?.execute(params![
                    source.as_str(),
                    event.key.0,
                    event.version,
                    now.0
                ])?;
                write.commit()?;
            }
            return Ok(recorded);
        }
        let via = serde_json::to_value(event.via)?;
        write.prepare_cached(ADD_EVENT)?.execute(params![
            source.as_str(),
            event.key.0,
            event.event_type.as_str(),
            event.at.0,
            now.0,
            via.as_str().unwrap_or_default(),
            serde_json::to_string(&event.payload)?,
            serde_json::to_string(&event.subject)?,
            event.page.as_ref().map(WebAddress::as_str),
        ])?;
        let id = write.last_insert_rowid();
        write.prepare_cached(ADD_KEY)?.execute(params![
            source.as_str(),
            event.key.0,
            id,
            now.0,
            expires(event, now),
            event.version,
        ])?;
        write.commit()?;
        self.prune_sometimes(now);
        Ok(Recorded::New(id))
    }

    /// Remembers that an event was announced, or settled for good. To be called once the desktop accepted the
    /// ring; the event need not have been recorded.
    pub fn announced(
        &mut self,
        source: &SourceId,
        event: &Event,
        now: UnixMillis,
    ) -> Result<(), JournalError> {
        self.connection.prepare_cached(ANNOUNCE)?.execute(params![
            source.as_str(),
            event.key.0,
            now.0,
            expires(event, now),
            event.version,
        ])?;
        Ok(())
    }

    /// Whether an event was announced, or settled for good.
    pub fn is_announced(
        &self,
        source: &SourceId,
        event: &Event,
        now: UnixMillis,
    ) -> Result<bool, JournalError> {
        let known = self
            .connection
            .prepare_cached(KNOWN)?
            .query_row(params![source.as_str(), event.key.0, now.0, now.plus(CLOCK_SLACK).0], Known::read)
            .optional()?;
        Ok(known.and_then(|known| known.recorded(event)) == Some(Recorded::Announced))
    }

    /// Until when all of a topic is known; `None` when nothing of it ever was.
    pub fn cursor(&self, source: &SourceId, topic: &str) -> Result<Option<UnixMillis>, JournalError> {
        let mut query = self.connection.prepare_cached(CURSOR)?;
        let at = query.query_row(params![source.as_str(), topic], |row| row.get(0)).optional()?;
        Ok(at.map(UnixMillis))
    }

    /// Moves the cursors of topics; `None` forgets that anything of them was known.
    pub fn move_cursors(
        &mut self,
        source: &SourceId,
        topics: &[String],
        at: Option<UnixMillis>,
    ) -> Result<(), JournalError> {
        let write = self.connection.transaction()?;
        for topic in topics {
            match at {
                Some(at) => {
                    write.prepare_cached(MOVE_CURSOR)?.execute(params![source.as_str(), topic, at.0])?
                }
                None => write.prepare_cached(DROP_CURSOR)?.execute(params![source.as_str(), topic])?,
            };
        }
        write.commit()?;
        Ok(())
    }

    /// Removes everything of a source.
    pub fn forget(&mut self, source: &SourceId) -> Result<(), JournalError> {
        let write = self.connection.transaction()?;
        for table in schema::BY_SOURCE {
            write.execute(&format!("DELETE FROM {table} WHERE source = ?1"), [source.as_str()])?;
        }
        write.commit()?;
        Ok(())
    }

    /// Keeps a value for the time without a network; the newest of each name stays.
    pub fn cache_put<T: Serialize>(
        &mut self,
        source: &SourceId,
        name: &str,
        value: &T,
        as_of: UnixMillis,
    ) -> Result<(), JournalError> {
        let body = serde_json::to_string(value)?;
        self.connection.prepare_cached(PUT)?.execute(params![source.as_str(), name, body, as_of.0])?;
        Ok(())
    }

    /// A value kept before. One that no longer reads counts as absent.
    pub fn cache_get<T: DeserializeOwned>(
        &self,
        source: &SourceId,
        name: &str,
    ) -> Result<Option<T>, JournalError> {
        let body = self
            .connection
            .prepare_cached(GET)?
            .query_row(params![source.as_str(), name], |row| row.get::<_, String>(0))
            .optional()?;
        // A value of an older shape is fetched anew; nothing is lost by it.
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
    }

    /// All values kept under names that begin like this. Those that no longer read are left out.
    pub fn cache_all<T: DeserializeOwned>(
        &self,
        source: &SourceId,
        prefix: &str,
    ) -> Result<Vec<T>, JournalError> {
        let mut query = self.connection.prepare_cached(GET_ALL)?;
        let bodies = query.query_map(params![source.as_str(), prefix], |row| row.get::<_, String>(0))?;
        let bodies: Vec<String> = bodies.collect::<Result<_, _>>()?;
        Ok(bodies.iter().filter_map(|body| serde_json::from_str(body).ok()).collect())
    }
}

#[cfg(test)]
impl Journal {
    /// No page is left: from now on the disk is full, or, with `false`, not any more.
    pub(crate) fn fill_disk(&self, full: bool) {
        let pages: i64 = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let most = if full { pages } else { i64::from(u32::MAX) - 1 };
        self.connection.pragma_update(None, "max_page_count", most).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use swarmbell_protocols::event::{EventKey, EventType, Subject, Via};

    use super::*;

    #[test]
    fn a_full_disk_is_told_in_a_sentence_and_nothing_half_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite3");
        let (mut journal, _) = Journal::open(&path, UnixMillis(1)).unwrap();
        journal.fill_disk(true);
        let event = |payload: Value| Event {
            event_type: EventType::from("streamOnline"),
            key: EventKey("a".to_owned()),
            key_lifetime: None,
            channel: None,
            version: None,
            at: UnixMillis(1),
            via: Via::Push,
            subject: Subject::Other,
            page: None,
            payload,
        };
        let large = event(Value::String("x".repeat(100_000)));
        let error = journal.record(&SourceId::neuro(), &large, UnixMillis(1)).unwrap_err();
        assert!(matches!(error, JournalError::Full), "{error:?}");
        assert!(error.to_string().contains("Free some space"));
        assert_eq!(journal.list(&Listed::default(), 10).unwrap(), []);
        let recorded = journal.record(&SourceId::neuro(), &event(Value::Null), UnixMillis(1)).unwrap();
        assert!(matches!(recorded, Recorded::New(_)));
    }
}
