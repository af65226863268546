//! Do-not-disturb on macOS: the system tells programs nothing of it.

use crate::desktop::reports::Reports;

/// Nothing is told.
#[derive(Debug)]
pub struct Hush;

impl Hush {
    /// Nothing to do.
    pub fn start(_reports: &Reports) -> Self {
        Self
    }

    /// Nothing to do.
    pub fn rang(&self) {}
}

/// Nobody knows.
pub(in crate::desktop) fn hides() -> Option<swarmbell_engine::desktop::HushedBy> {
    None
}
