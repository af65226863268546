//! What clicks on rings mean that were shown, for the bell that is started after this one.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use swarmbell_protocols::time::UnixMillis;

use super::{Journal, JournalError};
use crate::desktop::{CLICK_LIFETIME, ShownRing};
use crate::ring::Action;
use crate::settings::SourceId;

/// Rings kept at most; the oldest go first.
const MAX_SHOWN: u32 = 512;

pub(super) const KEEP: &str =
    "INSERT OR REPLACE INTO shown (mark, until, meaning, source) VALUES (?1, ?2, ?3, ?4)";
pub(super) const EXPIRE: &str = "DELETE FROM shown WHERE until <= ?1";
pub(super) const FORGET: &str = "DELETE FROM shown WHERE mark = ?1";
/// One kept for longer than a click lives was kept under a wrong clock.
pub(super) const KEPT: &str =
    "SELECT mark, until, meaning, source FROM shown WHERE until > ?1 AND until <= ?2
    ORDER BY until DESC LIMIT ?3";

/// What clicks on one ring mean, as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Meaning {
    click: Action,
    buttons: Vec<Action>,
}

/// As it is read: mark, until when, meaning, source.
type Row = (String, UnixMillis, String, Option<String>);

impl Journal {
    /// Keeps what clicks on a ring mean that was shown.
    pub fn keep_shown(&mut self, ring: &ShownRing) -> Result<(), JournalError> {
        let meaning = Meaning { click: ring.click.clone(), buttons: ring.buttons.clone() };
        let meaning = serde_json::to_string(&meaning)?;
        // Pages lie on the disk for a day, and no longer.
        self.connection.prepare_cached(EXPIRE)?.execute([ring.until.minus(CLICK_LIFETIME).0])?;
        self.connection.prepare_cached(KEEP)?.execute(params![
            ring.mark,
            ring.until.0,
            meaning,
            ring.source.as_ref().map(SourceId::as_str),
        ])?;
        Ok(())
    }

    /// Forgets a ring whose clicks mean nothing any more.
    pub fn forget_shown(&mut self, mark: &str) -> Result<(), JournalError> {
        self.connection.prepare_cached(FORGET)?.execute([mark])?;
        Ok(())
    }

    /// The rings whose clicks still mean something, the newest first.
    pub fn shown(&self, now: UnixMillis) -> Result<Vec<ShownRing>, JournalError> {
        let mut query = self.connection.prepare_cached(KEPT)?;
        let rows = query.query_map(params![now.0, now.plus(CLICK_LIFETIME).0, MAX_SHOWN], |row| {
            Ok((row.get(0)?, UnixMillis(row.get(1)?), row.get(2)?, row.get(3)?))
        })?;
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        // One of another shape, or with a page that is none, means nothing.
        let read = |(mark, until, meaning, source): Row| {
            let Meaning { click, buttons } = serde_json::from_str(&meaning).ok()?;
            let source = source.and_then(|source| SourceId::try_from(source).ok());
            Some(ShownRing { mark, source, until, click, buttons })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }
}

/// Forgets the clicks whose time is over, and those beyond the bound.
pub(super) fn prune(connection: &Connection, now: UnixMillis) -> Result<(), JournalError> {
    connection.execute(
        "DELETE FROM shown WHERE until <= ?1 OR mark NOT IN (
             SELECT mark FROM shown ORDER BY until DESC LIMIT ?2)",
        params![now.0, MAX_SHOWN],
    )?;
    Ok(())
}
