//! The journal, on a real disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod activity;
mod damage;
mod keys;
mod migration;
mod shown;

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use swarmbell_engine::journal::{Journal, Recorded};
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, EventType, Subject, Via};
use swarmbell_protocols::time::UnixMillis;
use tempfile::TempDir;

pub(crate) const START: UnixMillis = UnixMillis(1_795_000_000_000);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);

/// A folder with a journal in it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("journal.sqlite3")
    }

    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        Path::new(&format!("{}{suffix}", self.path().display())).to_owned()
    }

    pub(crate) fn open(&self) -> Journal {
        let (journal, report) = Journal::open(&self.path(), START).unwrap();
        assert_eq!(report.notice, None);
        journal
    }
}

pub(crate) fn announce(journal: &mut Journal, name: &str, now: UnixMillis) {
    assert!(matches!(journal.record(&neuro(), &event(name), now).unwrap(), Recorded::New(_)));
    journal.announced(&neuro(), &event(name), now).unwrap();
}

pub(crate) fn neuro() -> SourceId {
    SourceId::neuro()
}

pub(crate) fn key(name: &str) -> EventKey {
    EventKey(name.to_owned())
}

pub(crate) fn event(name: &str) -> Event {
    Event {
        event_type: EventType::from("streamOnline"),
        key: key(name),
        key_lifetime: None,
        channel: None,
        version: None,
        at: UnixMillis(5),
        via: Via::Push,
        subject: Subject::Other,
        page: None,
        payload: json!({ "id": name }),
    }
}
