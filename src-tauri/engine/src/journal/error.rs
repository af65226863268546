//! What can go wrong with the journal.

use rusqlite::ErrorCode;

/// Why the journal did not take or give something.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The disk is full.
    #[error("The disk is full: Swarmbell cannot remember what it announced. Free some space.")]
    Full,
    /// The file, or its folder, cannot be written.
    #[error(
        "Swarmbell's folder cannot be written: it may ring twice after a restart. Check its permissions."
    )]
    ReadOnly,
    /// The disk does not take it, and does not say why.
    #[error(
        "Swarmbell's journal cannot be written: it may ring twice after a restart. Look whether the disk is full."
    )]
    Unwritable,
    /// The file is no journal, or was damaged.
    #[error("Swarmbell's journal is damaged.")]
    Corrupt,
    /// A newer version of the program wrote it.
    #[error("Swarmbell's journal was written by a newer version.")]
    TooNew,
    /// Anything else SQLite says.
    #[error("Swarmbell's journal does not answer ({0}).")]
    Sqlite(rusqlite::Error),
    /// A value that cannot be written as JSON.
    #[error("A value could not be written to the journal ({0}).")]
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
