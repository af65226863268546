//! Answers that still hold, so that nobody is asked for what was just told (contract neuro §5).

use std::collections::BTreeMap;

use crate::adapter::{Ask, Snapshot};
use crate::ask::Feed;
use crate::event::{Event, Subject};
use crate::time::Steady;

/// More answers are not kept; a window shows a few weeks and lists at a time.
const KEPT: usize = 32;

/// Answers to questions, each until it is too old.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<Ask, (Steady, Snapshot)>);

impl Kept {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps an answer until it is too old. The one that would be too old first makes room.
    pub(super) fn keep(&mut self, now: Steady, ask: Ask, snapshot: Snapshot, until: Steady) {
        self.0.retain(|_, (until, _)| now < *until);
        if until <= now {
            self.0.remove(&ask);
            return;
        }
        self.0.insert(ask, (until, snapshot));
        if self.0.len() > KEPT {
            let oldest = self.0.iter().min_by_key(|(_, (until, _))| *until).map(|(ask, _)| ask.clone());
            oldest.and_then(|ask| self.0.remove(&ask));
        }
    }

    /// The answer to a question, if there is one that still holds.
    pub(super) fn fresh(&self, now: Steady, ask: &Ask) -> Option<&Snapshot> {
        self.0.get(ask).filter(|(until, _)| now < *until).map(|(_, snapshot)| snapshot)
    }

    /// Forgets the answers that what was just pushed makes old.
    pub(super) fn pushed(&mut self, event: &Event) {
        match &event.subject {
            Subject::Schedule(changed) => self.0.retain(|ask, _| match ask {
                Ask::Week { year, week } => (*year, *week) != (changed.year, changed.week),
                Ask::Search(_) => false,
                _ => true,
            }),
            Subject::Ended => self.0.retain(|ask, _| !matches!(ask, Ask::Recordings | Ask::Recording { .. })),
            Subject::Article(_) => self.forget(&Feed::Blog),
            Subject::Post(post) => self.forget(&Feed::Posts { user: post.user.clone() }),
            _ => {}
        }
    }

    fn forget(&mut self, feed: &Feed) {
        self.0.remove(&Ask::Feed(feed.clone()));
    }
}
