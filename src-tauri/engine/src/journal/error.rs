//! What can go wrong with the journal.

use rusqlite::ErrorCode;
use swarmbell_words::say;

/// Why the journal did not take or give something.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The disk is full.
    #[error("{}", say!("journal-full"))]
    Full,
    /// The file, or its folder, cannot be written.
    #[error("{}", say!("journal-read-only"))]
    ReadOnly,
    /// The disk does not take it, and does not say why.
    #[error("{}", say!("journal-unwritable"))]
    Unwritable,
    /// The file is no journal, or was damaged.
    #[error("{}", say!("journal-corrupt"))]
    Corrupt,
    /// A newer version of the program wrote it.
    #[error("{}", say!("journal-too-new"))]
    TooNew,
    /// Anything else SQLite says.
    #[error("{}", say!("journal-silent", error = _0.to_string()))]
    Sqlite(rusqlite::Error),
    /// A value that cannot be written as JSON.
    #[error("{}", say!("journal-value", error = _0.to_string()))]
    Json(#[from] serde_json::Error),
}

impl JournalError {
    /// The same, but a statement that the tables do not fit counts as damage. (A lock that somebody else holds
    /// does not.)
    pub(super) fn misfit(self) -> Self {
        match self {
            Self::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => Self::Corrupt,
            other => other,
        }
    }
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::SystemIoFailure) => Self::Unwritable,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt,
            _ => Self::Sqlite(error),
        }
    }
}
