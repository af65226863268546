//! The one owner of gaps: open → fetch → merge → cursor.
//!
//! While a source is not connected, things happen that nobody tells us. Each time it becomes usable a gap is
//! open on every topic that is listened to, from the topic's cursor (until when all was known) to now. What can
//! be known of the gap is fetched; what was not seen before is merged by its key, like anything that is pushed;
//! then the cursor moves. Pushed events ring at once meanwhile: only the cursor waits.
//!
//! - this file is [`Catchup`], the open gaps of one source: when to ask what, again and again until it is known.
//! - `topic` names what a gap can be in, and the question that closes it.
//! - `merge` says what an answer means: nothing new, news, or something that is over.
//!
//! Invariants: a question is under way at most once; a gap stays open until it was answered, or cannot be;
//! nothing here waits, asks the clock or touches the disk.

mod merge;
#[cfg(test)]
mod tests;
mod topic;

use std::collections::BTreeMap;
use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::time::{Steady, UnixMillis};

pub use merge::{Found, missed};
pub use topic::{Topic, topics};

/// An answer that took longer does not come any more, or comes late and is welcome then.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// After a failure: the first wait, doubled each time up to [`RETRY_CAP`].
const RETRY: Duration = Duration::from_secs(10);

const RETRY_CAP: Duration = Duration::from_secs(10 * 60);

/// How long what is over is collected before it is summed up, when some answers do not come.
pub const COLLECT_WITHIN: Duration = ANSWER_WITHIN;

/// Pages of one answer at most; servers keep ten with a hundred events each (contract relay §2.3).
const MOST_PAGES: u32 = 50;

/// Shorter absences hide no whole stream worth a word.
const ABSENCE: Duration = Duration::from_secs(5 * 60);

/// Lists of recordings are cached for 15 minutes (contract neuro §5): what ended just before we came back is in
/// them after that.
const RECORDINGS_LAG: Duration = Duration::from_secs(16 * 60);

/// Where nothing is pushed, feeds are looked at this often.
const FEEDS_POLLED: Duration = Duration::from_secs(30 * 60);

/// The open gaps of one source.
#[derive(Debug, Default)]
pub struct Catchup {
    gaps: BTreeMap<Topic, Gap>,
    /// What is over is collected until then.
    collecting_until: Option<Steady>,
    /// When the feeds are looked at again, where nothing is pushed.
    refresh: Option<Steady>,
}

/// What is not known of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gap {
    /// Until when all was known; `None` when nothing ever was, so that nothing in the answer is news.
    since: Option<UnixMillis>,
    stage: Stage,
    failures: u32,
    /// Pages of the answer that were asked for.
    pages: u32,
    /// The summary waits for it: it is asked for the first time.
    awaited: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The adapter asks by itself, or the topic waits for another one.
    Waiting,
    /// To be asked then.
    Due(Steady),
    /// Asked; no answer by then is a failure.
    Asked(Steady),
}

impl Catchup {
    /// The source became usable: a gap is open on each of these topics since its cursor. `pushed`: from now on
    /// what happens is told.
    pub fn connected(
        &mut self,
        now: Steady,
        at: UnixMillis,
        cursors: Vec<(Topic, Option<UnixMillis>)>,
        pushed: bool,
    ) {
        self.gaps.clear();
        for (topic, since) in cursors {
            self.open(now, at, topic, since);
        }
        self.collecting_until = Some(now.plus(COLLECT_WITHIN));
        self.refresh = (!pushed).then(|| now.plus(FEEDS_POLLED));
    }

    /// A topic is listened to from now on.
    pub fn open(&mut self, now: Steady, at: UnixMillis, topic: Topic, since: Option<UnixMillis>) {
        let stage = match topic {
            Topic::Live | Topic::Schedule | Topic::Backfill | Topic::Heard => Stage::Waiting,
            Topic::Feed(_) | Topic::Published { .. } => Stage::Due(now),
            // Only after what is live now is known: a running stream may have a recording already.
            Topic::Recordings if since.is_some_and(|since| at.since(since) >= ABSENCE) => Stage::Waiting,
            Topic::Recordings => return,
        };
        self.gaps.insert(topic, Gap { since, stage, failures: 0, pages: 0, awaited: true });
    }

    /// Nobody listens to a topic any more.
    pub fn close(&mut self, topic: &Topic) {
        self.gaps.remove(topic);
    }

    /// Whether something of a topic is not known yet.
    pub fn is_open(&self, topic: &Topic) -> bool {
        self.gaps.contains_key(topic)
    }

    /// The source is not usable any more; its gaps are opened anew when it is.
    pub fn lost(&mut self) {
        *self = Self::default();
    }

    /// A topic was answered. The answer is the gap that it closes, as the time since when nothing was known;
    /// `None` when there was none.
    pub fn answered(&mut self, now: Steady, topic: &Topic) -> Option<Option<UnixMillis>> {
        let gap = self.gaps.remove(topic)?;
        if *topic == Topic::Live
            && let Some(recordings) = self.gaps.get_mut(&Topic::Recordings)
        {
            recordings.stage = Stage::Due(now);
        }
        let since = gap.since;
        if *topic == Topic::Recordings && gap.awaited {
            let stage = Stage::Due(now.plus(RECORDINGS_LAG));
            self.gaps.insert(Topic::Recordings, Gap { stage, awaited: false, ..gap });
        }
        Some(since)
    }

    /// The answer goes on on another page. Whether that is to be asked for: a server that never ends is not followed
    /// for ever.
    pub fn turns_page(&mut self, now: Steady, topic: &Topic) -> bool {
        let Some(gap) = self.gaps.get_mut(topic) else { return false };
        gap.pages = gap.pages.saturating_add(1);
        gap.stage = Stage::Asked(now.plus(ANSWER_WITHIN));
        gap.pages < MOST_PAGES
    }

    /// A question found no answer: it is asked again later, unless nothing can change that.
    pub fn unanswered(&mut self, now: Steady, ask: &Ask, fault: &Fault) {
        let topic = self.gaps.keys().find(|topic| topic.is_asked_by(ask)).cloned();
        let Some(topic) = topic else { return };
        if fault.retry() == Retry::UntilChanged {
            self.gaps.remove(&topic);
        } else if let Some(gap) = self.gaps.get_mut(&topic) {
            let wait = match fault.retry() {
                Retry::After(wait) => wait,
                Retry::Backoff | Retry::UntilChanged => Duration::ZERO,
            };
            gap.fail(now, wait);
        }
    }

    /// The questions that are to be asked now.
    pub fn due(&mut self, now: Steady) -> Vec<Ask> {
        let mut asks = Vec::new();
        for (topic, gap) in &mut self.gaps {
            if matches!(gap.stage, Stage::Asked(until) if until <= now) {
                gap.fail(now, Duration::ZERO);
            }
            if let (Stage::Due(at), Some(ask)) = (gap.stage, topic.ask())
                && at <= now
            {
                (gap.stage, gap.pages) = (Stage::Asked(now.plus(ANSWER_WITHIN)), 0);
                asks.push(ask);
            }
        }
        asks
    }

    /// Whether it is time to look at the feeds again, where nothing is pushed; once each time.
    pub fn refreshes(&mut self, now: Steady) -> bool {
        let due = self.refresh.is_some_and(|at| at <= now);
        if due {
            self.refresh = Some(now.plus(FEEDS_POLLED));
            self.collecting_until = Some(now.plus(COLLECT_WITHIN));
        }
        due
    }

    /// What is over is collected from now on, unless it is already.
    pub fn collect(&mut self, now: Steady) {
        self.collecting_until.get_or_insert(now.plus(COLLECT_WITHIN));
    }

    /// Whether everything that is over has been collected, or need not be waited for any longer; once each time.
    pub fn collected(&mut self, now: Steady) -> bool {
        let Some(until) = self.collecting_until else { return false };
        let done = until <= now || !self.gaps.values().any(|gap| gap.awaited && gap.failures == 0);
        if done {
            self.collecting_until = None;
        }
        done
    }

    /// Whether what is over is still being collected.
    pub fn is_collecting(&self) -> bool {
        self.collecting_until.is_some()
    }

    /// When [`Catchup::due`], [`Catchup::refreshes`] or [`Catchup::collected`] has something to say.
    pub fn deadline(&self) -> Option<Steady> {
        let stages = self.gaps.values().filter_map(|gap| match gap.stage {
            Stage::Waiting => None,
            Stage::Due(at) | Stage::Asked(at) => Some(at),
        });
        stages.chain(self.collecting_until).chain(self.refresh).min()
    }
}

impl Gap {
    fn fail(&mut self, now: Steady, at_least: Duration) {
        let wait = RETRY.saturating_mul(1 << self.failures.min(6)).min(RETRY_CAP).max(at_least);
        self.failures = self.failures.saturating_add(1);
        self.stage = Stage::Due(now.plus(wait));
    }
}
