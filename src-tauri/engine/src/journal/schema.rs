//! The tables, and how older files become the newest.

use rusqlite::Connection;

use super::JournalError;

/// One step a version: `MIGRATIONS[n]` leads from version n to n + 1.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        event_type TEXT NOT NULL,
        at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL,
        via TEXT NOT NULL,
        payload TEXT NOT NULL,
        verdict TEXT
    ) STRICT;
    CREATE INDEX events_by_source ON events (source, id);
    -- event: the row it was recorded with; NULL when that could not be written.
    -- expires_at: NULL where a key never comes again.
    CREATE TABLE keys (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        event INTEGER,
        seen_at INTEGER NOT NULL,
        announced_at INTEGER,
        expires_at INTEGER,
        UNIQUE (source, key)
    ) STRICT;
    CREATE TABLE cache (
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        as_of INTEGER NOT NULL,
        PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID;
", "
    -- What an event is about, so that the activity list can say it; NULL in rows of version 1.
    ALTER TABLE events ADD COLUMN subject TEXT;
    ALTER TABLE events ADD COLUMN page TEXT;
    -- version: of a thing that changes, the one seen last; told: the one announced last.
    ALTER TABLE keys ADD COLUMN version TEXT;
    ALTER TABLE keys ADD COLUMN told TEXT;
    -- Version 1 knew each content of a week by a key of its own, `schedule:2026/47:` and 16 digits of its hash.
    INSERT OR REPLACE INTO keys (source, key, event, seen_at, announced_at, expires_at, version, told)
        SELECT source, substr(key, 1, length(key) - 17), event, seen_at, announced_at, expires_at,
            substr(key, -16), CASE WHEN announced_at IS NULL THEN NULL ELSE substr(key, -16) END
        FROM keys WHERE key GLOB 'schedule:*/*:????????????????' ORDER BY announced_at IS NOT NULL, id;
    DELETE FROM keys WHERE key GLOB 'schedule:*/*:????????????????';
    -- Until when all of a topic is known.
    CREATE TABLE cursors (
        source TEXT NOT NULL,
        topic TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (source, topic)
    ) STRICT, WITHOUT ROWID;
", "
    -- What clicks mean on rings that were shown; meaning is JSON.
    CREATE TABLE shown (
        mark TEXT PRIMARY KEY,
        until INTEGER NOT NULL,
        meaning TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
", "
    -- NULL where a ring tells of several sources, and in rows of version 3.
    ALTER TABLE shown ADD COLUMN source TEXT;
", "
    -- What the ring of an event says, or would have said, and what a click on it does (JSON); NULL in older rows.
    ALTER TABLE events ADD COLUMN title TEXT;
    ALTER TABLE events ADD COLUMN body TEXT;
    ALTER TABLE events ADD COLUMN click TEXT;
    -- When what became of it was decided.
    ALTER TABLE events ADD COLUMN decided_at INTEGER;
"];

/// The tables whose rows are of one source, as far as they are of any.
pub(super) const BY_SOURCE: [&str; 5] = ["events", "keys", "cache", "cursors", "shown"];

/// The tables of the newest version.
pub(super) const TABLES: [&str; 5] = ["events", "keys", "cache", "cursors", "shown"];

/// Brings a file to the newest version. A file of a newer program is refused; one whose tables a step does not
/// fit is as good as damaged. The answer is whether there was nothing in it.
pub(super) fn migrate(connection: &mut Connection) -> Result<bool, JournalError> {
    migrate_by(connection, MIGRATIONS).map_err(JournalError::misfit)
}

fn migrate_by(connection: &mut Connection, steps: &[&str]) -> Result<bool, JournalError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let Some(open) = usize::try_from(version).ok().and_then(|version| steps.get(version..)) else {
        return Err(JournalError::TooNew);
    };
    for (step, sql) in (version + 1..).zip(open) {
        let write = connection.transaction()?;
        write.execute_batch(sql)?;
        write.pragma_update(None, "user_version", step)?;
        write.commit()?;
    }
    Ok(version == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_file_takes_only_the_steps_it_lacks() {
        let mut connection = Connection::open_in_memory().unwrap();
        let one = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);";
        let two = "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;";
        migrate_by(&mut connection, &[one]).unwrap();
        assert_eq!(version(&connection), 1);
        migrate_by(&mut connection, &[one, two]).unwrap();
        migrate_by(&mut connection, &[one, two]).unwrap();
        assert_eq!(version(&connection), 2);
        let y: i64 = connection.query_row("SELECT y FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(y, 2);
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        let broken = "CREATE TABLE b (x INTEGER); INSERT INTO absent VALUES (1);";
        assert!(migrate_by(&mut connection, &[MIGRATIONS[0], broken]).is_err());
        assert_eq!(version(&connection), 1);
        assert!(connection.prepare("SELECT x FROM b").is_err());
        connection.prepare("SELECT id FROM events").unwrap();
    }
}
