//! A lock on a file, held by one process at a time.

use std::fs::{File, TryLockError};
use std::path::Path;

/// Held until it is dropped, or until its process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it.
    #[error("another process holds it")]
    Held,
    /// The file cannot be made, or its disk knows no locks.
    #[error(transparent)]
    Refused(#[from] std::io::Error),
}

impl Lock {
    /// Takes the lock of this file, which is made where it is missing. Waits for nobody.
    pub fn take(path: &Path) -> Result<Self, LockError> {
        let file = File::create(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
