//! Opening the file: made when missing, moved aside when broken, done without when it cannot be written.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;
use url::Url;

use super::{Journal, JournalError, schema};

/// What happened on opening, for the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenReport {
    /// One sentence when something was lost or cannot be kept.
    pub notice: Option<String>,
    /// Nothing is kept after this run.
    pub in_memory: bool,
}

impl OpenReport {
    fn lost(notice: String) -> Self {
        Self { notice: Some(notice), in_memory: false }
    }

    fn in_memory(error: &JournalError) -> Self {
        Self { notice: Some(error.to_string()), in_memory: true }
    }
}

/// The first bytes of a write-ahead log, by the byte order of its sums (file format of SQLite, section 4.1).
const LOG_BEGINS: [[u8; 4]; 2] = [[0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83]];

/// The write-ahead log is cut back to this many bytes after a burst.
const LOG_BYTES: u32 = 1024 * 1024;

impl Journal {
    /// Opens the journal at `path`, and prunes it. A broken file, or one of a newer program, is moved aside;
    /// when nothing can be written the journal goes on in memory with what the file knew; the report says so.
    /// Fails only where SQLite cannot work at all.
    pub fn open(path: &Path, now: UnixMillis) -> Result<(Self, OpenReport), JournalError> {
        let (was_there, log_is_lost) = (path.exists(), is_no_log(&with(path, "-wal")));
        let error = match Self::open_file(path, now) {
            Ok((journal, was_empty)) => {
                let emptied = (was_there && was_empty).then(|| say!("journal-emptied"));
                let notice = emptied.or_else(|| log_is_lost.then(|| say!("journal-log-lost")));
                return Ok((journal, OpenReport { notice, in_memory: false }));
            }
            Err(error) => error,
        };
        let error = if matches!(error, JournalError::Corrupt | JournalError::TooNew) {
            match Self::begin_anew(path, now) {
                Ok((journal, aside)) => {
                    return Ok((journal, OpenReport::lost(begun_anew(&error, &aside))));
                }
                Err(error) => error,
            }
        } else {
            error
        };
        let journal = Self { home: Some(path.to_owned()), ..Self::in_memory()? };
        if let Err(error) = journal.learn_from(path) {
            tracing::info!(%error, "nothing is known from earlier runs");
        }
        Ok((journal, OpenReport::in_memory(&error)))
    }

    /// A journal that ends with the program.
    pub fn in_memory() -> Result<Self, JournalError> {
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection)?;
        Ok(Self::over(connection))
    }

    /// Reads the whole file looking for damage; a few milliseconds at its full size. On `Corrupt` call
    /// [`Journal::rebuild`].
    pub fn check(&self) -> Result<(), JournalError> {
        let verdict: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" { Ok(()) } else { Err(JournalError::Corrupt) }
    }

    /// Whether it is kept where it should be. What was deleted meanwhile takes writes that nobody will read. (Windows
    /// deletes no open file.)
    pub fn is_in_place(&self) -> bool {
        self.home.as_ref().is_none_or(|home| !self.is_in_memory() && home.exists())
    }

    fn is_in_memory(&self) -> bool {
        self.connection.path().is_none_or(str::is_empty)
    }

    /// Opens the file anew where it was deleted, or could not be written before. What this one knows is not in it.
    /// `None` while that is in vain.
    pub fn reopen(&self, now: UnixMillis) -> Option<(Self, OpenReport)> {
        let (journal, report) = Self::open(self.home.as_ref()?, now).ok()?;
        if report.in_memory {
            return None;
        }
        let deleted = (!self.is_in_memory()).then(|| say!("journal-deleted"));
        Some((journal, OpenReport { notice: report.notice.or(deleted), in_memory: false }))
    }

    /// Moves a damaged file aside and begins anew; a journal in memory is emptied.
    pub fn rebuild(self, now: UnixMillis) -> Result<(Self, OpenReport), JournalError> {
        let Some(path) = self.connection.path().filter(|path| !path.is_empty()).map(PathBuf::from) else {
            return Ok((Self::in_memory()?, OpenReport::default()));
        };
        // Windows renames no open file.
        drop(self);
        match Self::begin_anew(&path, now) {
            Ok((journal, aside)) => {
                // What can still be read of it need not ring again.
                if let Err(error) = journal.learn_from(&aside) {
                    tracing::warn!(%error, "nothing could be saved of the damaged journal");
                }
                Ok((journal, OpenReport::lost(begun_anew(&JournalError::Corrupt, &aside))))
            }
            Err(error) => Ok((Self::in_memory()?, OpenReport::in_memory(&error))),
        }
    }

    /// The journal in this file, and whether there was nothing in it.
    fn open_file(path: &Path, now: UnixMillis) -> Result<(Self, bool), JournalError> {
        let mut connection = Connection::open(path)?;
        // SQLite opens a protected file for reading only, without a word.
        if connection.is_readonly("main")? {
            return Err(JournalError::ReadOnly);
        }
        // Nobody else writes; what is locked is another program's backup, which must not make the bell wait.
        connection.busy_timeout(Duration::ZERO)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
        let was_empty = schema::migrate(&mut connection)?;
        let mut journal = Self { home: Some(path.to_owned()), ..Self::over(connection) };
        journal.understand()?;
        match journal.prune(now) {
            // Somebody else is at the file for the moment; it is pruned later.
            Err(JournalError::Sqlite(error)) => tracing::info!(%error, "the journal was not pruned"),
            pruned => pruned?,
        }
        Ok((journal, was_empty))
    }

    /// A file of the right version whose tables are others is as good as damaged.
    fn understand(&self) -> Result<(), JournalError> {
        for sql in super::STATEMENTS {
            self.connection.prepare_cached(sql).map_err(|error| JournalError::from(error).misfit())?;
        }
        Ok(())
    }

    fn begin_anew(path: &Path, now: UnixMillis) -> Result<(Self, PathBuf), JournalError> {
        let aside = move_aside(path, now).map_err(|_| JournalError::ReadOnly)?;
        let (journal, _) = Self::open_file(path, now)?;
        Ok((journal, aside))
    }

    /// Takes over what a file that can only be read knows, so that nothing announced rings again.
    fn learn_from(&self, path: &Path) -> Result<(), JournalError> {
        let path = std::path::absolute(path).map_err(|_| JournalError::ReadOnly)?;
        let mut address = Url::from_file_path(path).map_err(|()| JournalError::ReadOnly)?;
        // Where the log cannot be opened, as in a folder that is read-only, the file alone is read.
        let (with_log, without_log) = ("mode=ro", "immutable=1");
        address.set_query(Some(with_log));
        self.copy_from(&address).or_else(|_| {
            address.set_query(Some(without_log));
            self.copy_from(&address)
        })
    }

    fn copy_from(&self, address: &Url) -> Result<(), JournalError> {
        self.connection.execute("ATTACH DATABASE ?1 AS file", [address.as_str()])?;
        let copied = self.copy_attached();
        self.connection.execute("DETACH DATABASE file", [])?;
        copied
    }

    fn copy_attached(&self) -> Result<(), JournalError> {
        let version = |schema: &str| -> rusqlite::Result<i64> {
            self.connection.pragma_query_value(Some(schema), "user_version", |row| row.get(0))
        };
        if version("file")? != version("main")? {
            return Err(JournalError::TooNew);
        }
        // Each table for itself: of a damaged file some may be whole.
        let copy = |table| {
            self.connection.execute(&format!("INSERT INTO main.{table} SELECT * FROM file.{table}"), [])
        };
        let copied: Vec<_> = schema::TABLES.into_iter().map(copy).collect();
        copied.into_iter().try_for_each(|copied| Ok(copied.map(drop)?))
    }
}

fn begun_anew(why: &JournalError, aside: &Path) -> String {
    say!("journal-moved", why = why.to_string(), path = aside.display().to_string())
}

/// Whether there is something in the place of a write-ahead log that is none: SQLite begins a new one without a word.
fn is_no_log(path: &OsStr) -> bool {
    let mut first = [0; 4];
    match File::open(path).and_then(|mut log| log.read(&mut first)) {
        Ok(0) | Err(_) => false,
        Ok(_) => !LOG_BEGINS.contains(&first),
    }
}

/// Moves the file and its companions out of the way; the answer is the file's new place.
fn move_aside(path: &Path, now: UnixMillis) -> std::io::Result<PathBuf> {
    let name = |millis: i64| path.with_file_name(format!("journal-broken-{millis}.sqlite3"));
    let aside = (now.0..=i64::MAX).map(name).find(|aside| !aside.exists()).ok_or(ErrorKind::AlreadyExists)?;
    std::fs::rename(path, &aside)?;
    // A log left behind would be played into the new file.
    for companion in ["-wal", "-shm"] {
        match std::fs::rename(with(path, companion), with(&aside, companion)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

fn with(path: &Path, companion: &str) -> OsString {
    let mut name = path.as_os_str().to_owned();
    name.push(companion);
    name
}
