//! The activity list: what happened, newest first, page by page.

use rusqlite::{Connection, OptionalExtension, params};
use swarmbell_protocols::time::UnixMillis;

use super::{Journal, JournalError};
use crate::ring::Action;
use crate::settings::SourceId;

/// What is written of an event that rang, at the beginning of its verdict.
pub const RANG: &str = "rang";

/// Of one that changed once more before it was told.
pub const SUPERSEDED: &str = "not told: it changed again";

/// Of one that was told with many others, without a word of its own.
pub const TOLD_BY_NUMBER: &str = "told by its number";

/// Of one whose ring was not accepted.
pub const UNDELIVERED: &str = "not delivered";

/// A line of the activity list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which row.
    pub id: i64,
    /// Whose event.
    pub source: String,
    /// The wire name of its kind.
    pub event_type: String,
    /// When it happened.
    pub at: UnixMillis,
    /// When it was first seen.
    pub seen_at: UnixMillis,
    /// What became of it, such as `rang`; `None` when that was never decided.
    pub verdict: Option<String>,
    /// When that was decided.
    pub decided_at: Option<UnixMillis>,
    /// What its ring says, or would have said; `None` in rows of older versions.
    pub title: Option<String>,
    /// The second line of it.
    pub body: Option<String>,
    /// Whether a click leads anywhere.
    pub leads: bool,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Older ones than this row.
    pub before: Option<i64>,
    /// Of this source only.
    pub source: Option<SourceId>,
    /// Only what rang, or only what did not.
    pub rang: Option<bool>,
}

/// What a ring says, or would have said, and where a click on it leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Words<'a> {
    /// The first line.
    pub title: &'a str,
    /// The second.
    pub body: &'a str,
    /// What a click does, where it leads anywhere.
    pub click: Option<&'a Action>,
}

pub(super) const LIST: &str =
    "SELECT id, source, event_type, at, seen_at, verdict, decided_at, title, body, click IS NOT NULL FROM events
    WHERE (?1 IS NULL OR id < ?1) AND (?2 IS NULL OR source = ?2)
        AND (?3 IS NULL OR ?3 = (verdict IS NOT NULL AND verdict GLOB ?4 || '*')) ORDER BY id DESC LIMIT ?5";
pub(super) const SET_VERDICT: &str = "UPDATE events SET verdict = ?2, decided_at = ?3 WHERE id = ?1";
pub(super) const SET_WORDS: &str = "UPDATE events SET title = ?2, body = ?3, click = ?4 WHERE id = ?1";
pub(super) const CLICK: &str = "SELECT click FROM events WHERE id = ?1";

impl Journal {
    /// Writes beside an event what became of it.
    pub fn set_verdict(&mut self, row: i64, verdict: &str, now: UnixMillis) -> Result<(), JournalError> {
        self.connection.prepare_cached(SET_VERDICT)?.execute(params![row, verdict, now.0])?;
        Ok(())
    }

    /// Writes beside an event what its ring says.
    pub fn set_words(&mut self, row: i64, words: &Words<'_>) -> Result<(), JournalError> {
        let click = words.click.map(serde_json::to_string).transpose()?;
        self.connection.prepare_cached(SET_WORDS)?.execute(params![row, words.title, words.body, click])?;
        Ok(())
    }

    /// What happened, newest first.
    pub fn list(&self, listed: &Listed, limit: u32) -> Result<Vec<Row>, JournalError> {
        let mut query = self.connection.prepare_cached(LIST)?;
        let source = listed.source.as_ref().map(SourceId::as_str);
        let rows = query.query_map(params![listed.before, source, listed.rang, RANG, limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a click on a line does; nothing for one that is not there any more or was written by an older version.
    pub fn click(&self, row: i64) -> Result<Option<Action>, JournalError> {
        let mut query = self.connection.prepare_cached(CLICK)?;
        let click: Option<Option<String>> = query.query_row([row], |row| row.get(0)).optional()?;
        Ok(click.flatten().and_then(|click| serde_json::from_str(&click).ok()))
    }

    /// Empties the list. What was announced stays announced.
    pub fn clear(&mut self) -> Result<(), JournalError> {
        let write = self.connection.transaction()?;
        clear(&write)?;
        write.commit()?;
        Ok(())
    }
}

fn clear(write: &Connection) -> rusqlite::Result<()> {
    write.execute("DELETE FROM events", [])?;
    // Numbers of lines are given anew: none may be taken for one of before.
    write.execute("UPDATE keys SET event = NULL", [])?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        source: row.get(1)?,
        event_type: row.get(2)?,
        at: UnixMillis(row.get(3)?),
        seen_at: UnixMillis(row.get(4)?),
        verdict: row.get(5)?,
        decided_at: row.get::<_, Option<i64>>(6)?.map(UnixMillis),
        title: row.get(7)?,
        body: row.get(8)?,
        leads: row.get(9)?,
    })
}
