//! What the controller writes to the journal and reads from it, and what the user is told when that fails.
//!
//! A journal that does not answer stops nothing: what is known in this run still counts. But it is said once, since
//! after a restart something may ring twice; and a journal found damaged is moved aside and begun anew.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

use super::{Controller, Notice, NoticeKind};
use crate::catchup::Topic;
use crate::desktop::ShownRing;
use crate::journal::{Journal, JournalError, Recorded, Words};
use crate::ring::{Action, Ring};
use crate::settings::SourceId;

/// A journal that is not where it should be is looked for this often, at most.
const REOPENED_EVERY: Duration = Duration::from_secs(30);

impl Controller {
    /// Looks for damage once the tray shows, so that nobody waits for it.
    pub(super) fn check_journal(&mut self) {
        match self.journal.check() {
            Ok(()) => return,
            Err(JournalError::Corrupt) => self.rebuild_journal(),
            Err(error) => return tracing::warn!(%error, "the journal could not be looked at"),
        }
        self.publish();
    }

    fn rebuild_journal(&mut self) {
        let meanwhile = match Journal::in_memory() {
            Ok(meanwhile) => meanwhile,
            Err(error) => return self.notice(NoticeKind::JournalWrites, error.to_string()),
        };
        let damaged = std::mem::replace(&mut self.journal, meanwhile);
        self.rings.forget_rows();
        // A disk that breaks one file after another is not fed with more of them.
        if std::mem::replace(&mut self.rebuilt, true) {
            return self.notice(NoticeKind::JournalWrites, say!("journal-damaged-again"));
        }
        match damaged.rebuild(self.clock.now().wall) {
            Ok((journal, report)) => {
                self.journal = journal;
                if let Some(Notice { kind, sentence }) = Notice::of_journal(report) {
                    self.notice(kind, sentence);
                }
            }
            Err(error) => self.notice(NoticeKind::JournalWrites, error.to_string()),
        }
    }

    /// Opens the journal's file anew when it was deleted under our hands, or could not be written before: what is still
    /// true and was told is written again. Tried once in a while.
    fn reopen_journal(&mut self, now: UnixMillis) {
        let steady = self.clock.now().steady;
        if self.reopens_at.is_some_and(|at| steady < at) {
            return;
        }
        self.reopens_at = Some(steady.plus(REOPENED_EVERY));
        let Some((journal, report)) = self.journal.reopen(now) else { return };
        self.journal = journal;
        self.reopens_at = None;
        self.unwritten.clear();
        self.forget_notice(NoticeKind::JournalWrites);
        self.rings.forget_rows();
        if let Some(Notice { kind, sentence }) = Notice::of_journal(report) {
            self.notice(kind, sentence);
        }
        let source = SourceId::neuro();
        let published = self.state.neuro.published.values().cloned();
        let mut told: Vec<Event> = self.state.neuro.live.iter().cloned().chain(published).collect();
        told.retain(|event| self.rings.was_accepted(&source, event, now));
        for event in told {
            self.write_announced(&source, &event, now);
            self.told(&event, now);
        }
    }

    /// What the journal took; `None`, and a word to the user, when it did not.
    fn written<T>(&mut self, outcome: Result<T, JournalError>, what: &'static str) -> Option<T> {
        match outcome {
            Ok(value) => {
                // On a full disk something small still finds room: it does not mean that all is well.
                if self.unwritten.remove(what) && self.unwritten.is_empty() {
                    self.forget_notice(NoticeKind::JournalWrites);
                }
                Some(value)
            }
            Err(error) => {
                tracing::warn!(%error, what, "not written to the journal");
                if matches!(error, JournalError::Corrupt) {
                    self.rebuild_journal();
                } else {
                    self.unwritten.insert(what);
                    self.notice(NoticeKind::JournalWrites, error.to_string());
                }
                None
            }
        }
    }

    /// The event's line in the journal, if it is news; `Some(None)` when it is but could not be written.
    pub(super) fn record(
        &mut self,
        source: &SourceId,
        event: &Event,
        now: UnixMillis,
    ) -> Option<Option<i64>> {
        if !self.journal.is_in_place() {
            self.reopen_journal(now);
        }
        let accepted = self.rings.was_accepted(source, event, now);
        let recorded = match self.journal.record(source, event, now) {
            // For what is on file already nothing was written: that proves nothing.
            Ok(known @ (Recorded::Announced | Recorded::Unannounced(_))) => Some(known),
            outcome => self.written(outcome, "an event"),
        };
        match recorded {
            Some(Recorded::Announced) => None,
            // Accepted, but the journal could not be told so at that moment.
            Some(Recorded::New(_) | Recorded::Unannounced(_)) if accepted => {
                self.write_announced(source, event, now);
                None
            }
            Some(Recorded::New(row) | Recorded::Unannounced(row)) => Some(Some(row)),
            None => (!accepted).then_some(None),
        }
    }

    pub(super) fn write_verdict(&mut self, row: Option<i64>, verdict: &str) {
        if let Some(row) = row {
            let outcome = self.journal.set_verdict(row, verdict, self.clock.now().wall);
            self.written(outcome, "a verdict");
        }
    }

    /// Keeps beside an event what its ring says, for the activity list.
    pub(super) fn write_words(&mut self, row: Option<i64>, ring: &Ring) {
        if let Some(row) = row {
            let click = Some(&ring.click).filter(|click| matches!(click, Action::Open(_)));
            let words = Words { title: &ring.title, body: &ring.body, click };
            let outcome = self.journal.set_words(row, &words);
            self.written(outcome, "the words of an event");
        }
    }

    pub(super) fn write_announced(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        let outcome = self.journal.announced(source, event, now);
        self.written(outcome, "an announced key");
    }

    /// Keeps what clicks on a ring mean for the bell that is started after this one.
    pub(super) fn keep_shown(&mut self, ring: &ShownRing) {
        if ring.source.as_ref().is_some_and(|source| self.state.sources.get(source).is_none()) {
            // It was shown while its source was removed.
            return;
        }
        let outcome = self.journal.keep_shown(ring);
        self.written(outcome, "a click's meaning");
    }

    /// Forgets a ring whose clicks mean nothing any more.
    pub(super) fn forget_shown(&mut self, mark: &str) {
        let outcome = self.journal.forget_shown(mark);
        self.written(outcome, "a click");
    }

    /// Until when all of a topic is known.
    pub(super) fn cursor(&self, source: &SourceId, topic: &Topic) -> Option<UnixMillis> {
        let cursor = |topic: Topic| {
            let cursor = self.journal.cursor(source, &topic.to_string());
            cursor.inspect_err(|error| tracing::warn!(%error, "the journal gave no cursor")).ok().flatten()
        };
        self.parts(source, topic).into_iter().filter_map(cursor).min()
    }

    /// Moves the cursor of a topic; `None` forgets it.
    pub(super) fn set_cursor(&mut self, source: &SourceId, topic: &Topic, at: Option<UnixMillis>) {
        let parts: Vec<String> = self.parts(source, topic).iter().map(Topic::to_string).collect();
        let outcome = self.journal.move_cursors(source, &parts, at);
        self.written(outcome, "a cursor");
    }

    /// The topics that have cursors of their own: what was published in any channel is known channel by channel, however
    /// it is asked for.
    fn parts(&self, source: &SourceId, topic: &Topic) -> Vec<Topic> {
        if *topic != (Topic::Published { channel: None }) {
            return vec![topic.clone()];
        }
        let channels = self.wanted_channels(source).into_iter();
        channels.map(|channel| Topic::Published { channel: Some(channel.0) }).collect()
    }

    /// The channels of a source that are listened to.
    pub(super) fn wanted_channels(&self, source: &SourceId) -> BTreeSet<Subscription> {
        let added = self.state.settings.sources.get(source);
        added.map(|added| added.system.listen().wanted()).unwrap_or_default()
    }

    /// Keeps a value for later runs and for the time without a network.
    pub(super) fn cache<T: Serialize>(&mut self, source: &SourceId, name: &str, value: &T, now: UnixMillis) {
        let outcome = self.journal.cache_put(source, name, value, now);
        self.written(outcome, "a value");
    }

    /// A value that was kept.
    pub(super) fn cached<T: DeserializeOwned>(&self, source: &SourceId, name: &str) -> Option<T> {
        let value = self.journal.cache_get(source, name);
        value.inspect_err(|error| tracing::warn!(%error, name, "the journal gave no value")).ok().flatten()
    }

    /// All values that were kept under names that begin like this.
    pub(super) fn all_cached<T: DeserializeOwned>(&self, source: &SourceId, prefix: &str) -> Vec<T> {
        let values = self.journal.cache_all(source, prefix);
        values
            .inspect_err(|error| tracing::warn!(%error, prefix, "the journal gave no values"))
            .unwrap_or_default()
    }

    /// Empties the activity list.
    pub(super) fn clear_activity(&mut self) {
        self.rings.forget_rows();
        let outcome = self.journal.clear();
        self.written(outcome, "what was cleared");
    }

    /// Everything that was written about a source is removed.
    pub(super) fn forget_source(&mut self, source: &SourceId) {
        let outcome = self.journal.forget(source);
        self.written(outcome, "what was forgotten");
    }
}
