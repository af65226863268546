//! Rings on their way: handed to the desktop, held back, missed, and accepted lately.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::EventKey;
use swarmbell_protocols::time::{Steady, UnixMillis};
use tokio::sync::oneshot;

use crate::catchup::Found;
use crate::local::Answer;
use crate::ring::{RingId, Tally};
use crate::rules::{Grouping, MOST_HELD};
use crate::settings::SourceId;
use crate::updates::Release;

/// How many accepted keys are remembered beside the journal.
const ACCEPTED_CAPACITY: usize = 256;

/// How many events are kept that wait to be told: for a summary, or for a desktop that cannot show them. Of more the
/// number is told, and that settles them at once: a day's flood must not fill the memory.
const CAPACITY: usize = MOST_HELD;

/// After a ring was not accepted: the first wait until it is tried again, doubled each time up to
/// [`RETRY_CAP`]. A notification server that appears is not waited for.
const RETRY: Duration = Duration::from_secs(10);

const RETRY_CAP: Duration = Duration::from_secs(10 * 60);

/// Everything about rings that were not yet accepted, and what lately was.
#[derive(Debug, Default)]
pub(super) struct Rings {
    last: u64,
    /// Handed to the desktop and not yet accepted.
    pub(super) waiting: BTreeMap<RingId, Waiting>,
    /// Too many at once are told together when the crowd has passed.
    pub(super) grouping: Grouping<Pending>,
    /// Over before anybody heard of it: told together when all is known.
    pub(super) over: Vec<Pending>,
    /// Not taken by the desktop, for the moment it can.
    missed: VecDeque<Missed>,
    /// Told in this run, and until when that counts, for the time the journal cannot be written.
    accepted: VecDeque<Accepted>,
    /// When what was missed is tried again, and how often it was in vain.
    retry: Option<Steady>,
    failures: u32,
    /// Held events beyond those that are kept; what they were is told all the same.
    pub(super) held_beyond: Beyond,
    /// The same of what is over.
    pub(super) over_beyond: Beyond,
    /// Newer versions of things of which the desktop has an older one: what they change is known once that was told.
    later: Vec<Later>,
}

/// How many there are beyond those that are kept, by their sources: those can be removed before it is told.
#[derive(Debug, Default)]
pub(super) struct Beyond(BTreeMap<SourceId, Tally>);

impl Beyond {
    fn add(&mut self, pending: &Pending) {
        self.0.entry(pending.source.clone()).or_default().add(&pending.event);
    }

    fn forget_source(&mut self, source: &SourceId) {
        self.0.remove(source);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.values().map(Tally::count).sum()
    }

    /// All of them, to be told.
    pub(super) fn take(&mut self) -> Tally {
        std::mem::take(&mut self.0).into_values().fold(Tally::default(), Tally::and)
    }
}

/// A newer version of a thing.
#[derive(Debug)]
pub(super) struct Later {
    pub(super) source: SourceId,
    pub(super) event: Event,
    pub(super) found: Found,
}

/// An event that was told.
#[derive(Debug)]
struct Accepted {
    source: SourceId,
    key: EventKey,
    version: Option<String>,
    /// How long the key stands for this one event.
    until: Option<UnixMillis>,
}

/// An event that is to be told.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) source: SourceId,
    pub(super) event: Event,
    /// Its line in the journal.
    pub(super) row: Option<i64>,
}

/// An event whose ring the desktop did not take.
#[derive(Debug, Clone)]
pub(super) struct Missed {
    pub(super) source: SourceId,
    pub(super) event: Event,
    /// Since when it could have been told.
    pub(super) at: Steady,
}

/// A ring that the desktop has not answered for.
#[derive(Debug)]
pub(super) enum Waiting {
    /// Of these events; with a sound once it is shown.
    Events { told: Vec<Pending>, sounds: bool },
    /// Of nothing, for trying.
    Test { reply: oneshot::Sender<Answer> },
    /// What is told when the window is closed for the first time.
    Tray,
    /// That there is this version of the program.
    Update(Release),
}

impl Pending {
    /// Whether this is another version of the same thing.
    fn is_older(&self, source: &SourceId, event: &Event) -> bool {
        self.source == *source && self.event.key == event.key && self.event.version != event.version
    }
}

impl Waiting {
    fn told(&self) -> &[Pending] {
        match self {
            Self::Events { told, .. } => told,
            Self::Test { .. } | Self::Tray | Self::Update(_) => &[],
        }
    }
}

impl Rings {
    pub(super) fn next_id(&mut self) -> RingId {
        self.last += 1;
        RingId(self.last)
    }

    /// Whether the event is on its way already.
    pub(super) fn is_pending(&self, source: &SourceId, event: &Event) -> bool {
        self.pending().any(|pending| {
            pending.source == *source
                && pending.event.key == event.key
                && pending.event.version == event.version
        })
    }

    /// Takes away the older versions of a thing that were not handed to the desktop yet: nobody needs to hear what is
    /// not true any more.
    pub(super) fn supersede(&mut self, source: &SourceId, event: &Event) -> Vec<Pending> {
        let mut superseded = self.grouping.extract(|pending| pending.is_older(source, event));
        superseded.extend(self.over.extract_if(.., |pending| pending.is_older(source, event)));
        superseded
    }

    /// Keeps a version for later when the desktop has an older one; only the newest counts. Whether it was kept.
    pub(super) fn keep_for_later(&mut self, source: &SourceId, event: &Event, found: Found) -> bool {
        let told = self.waiting.values().flat_map(Waiting::told);
        let waits = told.into_iter().any(|pending| pending.is_older(source, event));
        if waits {
            self.later.retain(|later| later.source != *source || later.event.key != event.key);
            self.later.push(Later { source: source.clone(), event: event.clone(), found });
        }
        waits
    }

    /// What was kept for later and need not wait any longer.
    pub(super) fn take_later(&mut self) -> Vec<Later> {
        let told: Vec<&Pending> = self.waiting.values().flat_map(Waiting::told).collect();
        let ready =
            |later: &mut Later| !told.iter().any(|pending| pending.is_older(&later.source, &later.event));
        self.later.extract_if(.., ready).collect()
    }

    /// Whether the event was accepted in this run.
    pub(super) fn was_accepted(&self, source: &SourceId, event: &Event, now: UnixMillis) -> bool {
        // Of a thing that changes only the version told last counts.
        let newest = self.accepted.iter().rev().find(|told| told.key == event.key && told.source == *source);
        newest.is_some_and(|told| told.version == event.version && told.until.is_none_or(|until| now < until))
    }

    pub(super) fn remember(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        if self.accepted.len() == ACCEPTED_CAPACITY {
            self.accepted.pop_front();
        }
        self.accepted.push_back(Accepted {
            source: source.clone(),
            key: event.key.clone(),
            version: event.version.clone(),
            until: event.key_lifetime.map(|lifetime| now.plus(lifetime)),
        });
    }

    /// The journal is another one: no line of it belongs to anything that waits.
    pub(super) fn forget_rows(&mut self) {
        let waiting = self.waiting.values_mut().flat_map(|waiting| match waiting {
            Waiting::Events { told, .. } => told.as_mut_slice(),
            Waiting::Test { .. } | Waiting::Tray | Waiting::Update(_) => &mut [],
        });
        let pending = waiting.chain(self.grouping.held_mut()).chain(&mut self.over);
        pending.for_each(|pending| pending.row = None);
    }

    /// Whether something of a source is on its way, or waits.
    pub(super) fn has_pending_of(&self, source: &SourceId) -> bool {
        self.pending().any(|pending| pending.source == *source)
            || self.missed.iter().any(|missed| missed.source == *source)
    }

    fn pending(&self) -> impl Iterator<Item = &Pending> {
        let waiting = self.waiting.values().flat_map(Waiting::told);
        waiting.chain(self.grouping.held()).chain(&self.over)
    }

    /// A source is gone: nothing of it waits any more, and nothing is written of what the desktop was given already.
    pub(super) fn forget_source(&mut self, source: &SourceId) {
        for waiting in self.waiting.values_mut() {
            if let Waiting::Events { told, .. } = waiting {
                told.retain(|pending| pending.source != *source);
            }
        }
        self.over.retain(|pending| pending.source != *source);
        self.later.retain(|later| later.source != *source);
        self.missed.retain(|missed| missed.source != *source);
        self.grouping.retain(|pending| pending.source != *source);
        self.held_beyond.forget_source(source);
        self.over_beyond.forget_source(source);
    }

    /// Keeps an event that is over for the summary; of very many the first. One that is only counted is given back.
    #[must_use = "what is given back is told by no ring of its own"]
    pub(super) fn over(&mut self, pending: Pending) -> Option<Pending> {
        if self.over.len() < CAPACITY {
            self.over.push(pending);
            return None;
        }
        self.over_beyond.add(&pending);
        Some(pending)
    }

    /// Keeps an event until the ring that tells all that wait. One that is only counted is given back.
    #[must_use = "what is given back is told by no ring of its own"]
    pub(super) fn hold(&mut self, pending: Pending) -> Option<Pending> {
        let beyond = self.grouping.hold(pending)?;
        self.held_beyond.add(&beyond);
        Some(beyond)
    }

    /// Keeps an event that the desktop did not take.
    pub(super) fn miss(&mut self, pending: Pending, at: Steady) {
        if self.missed.len() == CAPACITY {
            self.missed.pop_front();
        }
        let Pending { source, event, .. } = pending;
        self.missed.push_back(Missed { source, event, at });
    }

    /// Forgets what was missed and is not to be told any more. Whether that leaves nothing to be delivered.
    pub(super) fn forget_missed(&mut self, is_over: impl Fn(&Missed) -> bool) -> bool {
        let before = self.missed.len();
        self.missed.retain(|missed| !is_over(missed));
        self.missed.len() < before && self.nothing_is_left()
    }

    /// Whether nothing waits for the desktop, neither handed to it nor to be tried again.
    pub(super) fn nothing_is_left(&self) -> bool {
        self.missed.is_empty() && self.waiting.values().all(|waiting| waiting.told().is_empty())
    }

    pub(super) fn take_missed(&mut self) -> VecDeque<Missed> {
        std::mem::take(&mut self.missed)
    }

    /// The desktop took a ring.
    pub(super) fn succeeded(&mut self) {
        self.retry = None;
        self.failures = 0;
    }

    /// The desktop did not take a ring: when to try again.
    pub(super) fn failed(&mut self, now: Steady) {
        let wait = RETRY.saturating_mul(1 << self.failures.min(6)).min(RETRY_CAP);
        self.failures = self.failures.saturating_add(1);
        self.retry = Some(now.plus(wait));
    }

    /// When what was missed is to be tried again.
    pub(super) fn retry(&self) -> Option<Steady> {
        self.retry
    }

    /// Whether that moment has come; once each time.
    pub(super) fn retries(&mut self, now: Steady) -> bool {
        self.retry.take_if(|retry| *retry <= now).is_some()
    }
}
