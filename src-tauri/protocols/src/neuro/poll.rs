//! When to ask for the present.
//!
//! Two things are asked for at intervals: the stream and the latest week. Each is in flight at most once.
//! While events are pushed the stream is still asked for now and then, so that a frame lost on the way is
//! not a start missed; the figures stay far below 30 requests a minute (contract neuro §5).

use std::time::Duration;

use crate::adapter::Priority;
use crate::time::Steady;

/// Between two looks at the stream while nothing is pushed.
pub(super) const STREAM_POLLED: Duration = Duration::from_secs(60);

/// Between two looks at the stream while its start would be pushed.
pub(super) const STREAM_PUSHED: Duration = Duration::from_secs(5 * 60);

/// Between two looks at the latest week.
pub(super) const LATEST: Duration = Duration::from_secs(30 * 60);

/// The answer may be older than what the socket just told: 5 s in caches, 10 s until the server looks again
/// (contract neuro §5).
pub(super) const STREAM_LAG: Duration = Duration::from_secs(15);

/// The same for the latest week, which is cached for a minute (contract neuro §5).
pub(super) const LATEST_LAG: Duration = Duration::from_secs(60);

/// After a failure: the first wait, doubled each time up to [`RETRY_CAP`].
const RETRY: Duration = Duration::from_secs(5);

const RETRY_CAP: Duration = Duration::from_secs(60);

/// A request made this long ago was made on the same occasion.
const SAME_MOMENT: Duration = Duration::from_secs(1);

/// Intervals vary by this part in both directions, so that clients do not ask in step.
const JITTER: f64 = 0.2;

/// What is asked for at intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Is the main channel live?
    Stream,
    /// The week published last.
    Latest,
}

/// The plan of what is asked when.
#[derive(Debug)]
pub(super) struct Poll {
    stream: Plan,
    latest: Plan,
    pushed: bool,
    /// Nothing is asked before; the server asked for a pause.
    hold: Steady,
    rng: fastrand::Rng,
}

#[derive(Debug, Default)]
struct Plan {
    /// The next regular look; `None` before the first start and while one is in flight.
    next: Option<Steady>,
    /// One more look, at which all that was doubtful before is known for sure.
    recheck: Option<Steady>,
    /// Asked again as soon as the answer in flight is here, since that may be too old.
    again: bool,
    /// Since when an answer is awaited.
    in_flight: Option<Steady>,
    urgent: Option<Priority>,
    failures: u32,
}

impl Poll {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            stream: Plan::default(),
            latest: Plan::default(),
            pushed: false,
            hold: Steady::default(),
            rng: fastrand::Rng::with_seed(seed),
        }
    }

    /// A new epoch: what was in flight is void, everything is asked for at once, nothing is pushed yet.
    pub(super) fn start(&mut self, now: Steady) {
        self.pushed = false;
        for plan in [&mut self.stream, &mut self.latest] {
            *plan = Plan { failures: plan.failures, ..Plan::default() };
            plan.want(now, Priority::CatchUp);
        }
    }

    /// Events are pushed from `now` on. What began before is found by one look at once; what the answer to
    /// that was too old to hold, by a second look.
    pub(super) fn push_begins(&mut self, now: Steady) {
        self.pushed = true;
        for plan in [&mut self.stream, &mut self.latest] {
            plan.again = plan.in_flight.is_some();
            plan.want(now, Priority::CatchUp);
        }
        self.stream.recheck(now.plus(STREAM_LAG));
        self.latest.recheck(now.plus(LATEST_LAG));
    }

    /// Nothing is pushed any more.
    pub(super) fn push_ends(&mut self, now: Steady) {
        self.pushed = false;
        let soon = now.plus(self.jittered(STREAM_POLLED));
        self.stream.next = self.stream.next.map(|next| next.min(soon));
    }

    /// Somebody wants to know now; an answer under way is good enough.
    pub(super) fn want(&mut self, now: Steady) {
        self.stream.want(now, Priority::User);
        self.latest.want(now, Priority::User);
    }

    /// The machine woke up: what was asked for before is too old.
    pub(super) fn woke(&mut self, now: Steady) {
        for plan in [&mut self.stream, &mut self.latest] {
            // A start at the same moment has asked already.
            let fresh = plan.in_flight.is_some_and(|asked| now < asked.plus(SAME_MOMENT));
            plan.again |= plan.in_flight.is_some() && !fresh;
            plan.want(now, Priority::CatchUp);
        }
    }

    /// Looks once more at `at`.
    pub(super) fn recheck(&mut self, topic: Topic, at: Steady) {
        self.plan(topic).recheck(at);
    }

    /// Nothing is asked before `until`.
    pub(super) fn hold(&mut self, until: Steady) {
        self.hold = self.hold.max(until);
    }

    /// A topic that is to be asked for now, which is in flight from then on.
    pub(super) fn take_due(&mut self, now: Steady) -> Option<(Topic, Priority)> {
        if now < self.hold {
            return None;
        }
        let stream = self.stream.take_due(now, Priority::CatchUp).map(|urgency| (Topic::Stream, urgency));
        stream
            .or_else(|| self.latest.take_due(now, Priority::Prefetch).map(|urgency| (Topic::Latest, urgency)))
    }

    /// The answer of a topic is here, and it was good.
    pub(super) fn answered(&mut self, now: Steady, topic: Topic) {
        let interval = match topic {
            Topic::Stream if self.pushed => STREAM_PUSHED,
            Topic::Stream => STREAM_POLLED,
            Topic::Latest => LATEST,
        };
        let next = now.plus(self.jittered(interval));
        let plan = self.plan(topic);
        plan.failures = 0;
        plan.landed(next);
        if std::mem::take(&mut plan.again) {
            plan.want(now, Priority::CatchUp);
        }
    }

    /// No good answer came for a topic; what was wanted is still wanted, a little later.
    pub(super) fn failed(&mut self, now: Steady, topic: Topic) {
        let failures = self.plan(topic).failures;
        let wait = RETRY.saturating_mul(1 << failures.min(5)).min(RETRY_CAP);
        let next = now.plus(self.jittered(wait));
        let plan = self.plan(topic);
        plan.failures = failures.saturating_add(1);
        plan.again = false;
        plan.landed(next);
    }

    /// When something is due next.
    pub(super) fn deadline(&self) -> Option<Steady> {
        let due = [self.stream.due(), self.latest.due()].into_iter().flatten().min()?;
        Some(due.max(self.hold))
    }

    fn plan(&mut self, topic: Topic) -> &mut Plan {
        match topic {
            Topic::Stream => &mut self.stream,
            Topic::Latest => &mut self.latest,
        }
    }

    fn jittered(&mut self, interval: Duration) -> Duration {
        interval.mul_f64(1.0 - JITTER + 2.0 * JITTER * self.rng.f64())
    }
}

impl Plan {
    fn want(&mut self, now: Steady, urgency: Priority) {
        self.urgent = Some(self.urgent.map_or(urgency, |urgent| urgent.min(urgency)));
        if self.in_flight.is_none() {
            self.next = Some(now);
        }
    }

    fn recheck(&mut self, at: Steady) {
        // The later look answers what the earlier one was for.
        self.recheck = Some(self.recheck.map_or(at, |recheck| recheck.max(at)));
    }

    fn landed(&mut self, next: Steady) {
        self.in_flight = None;
        self.next = Some(next);
    }

    fn due(&self) -> Option<Steady> {
        let next = self.next.filter(|_| self.in_flight.is_none())?;
        Some(self.recheck.map_or(next, |recheck| next.min(recheck)))
    }

    fn take_due(&mut self, now: Steady, usual: Priority) -> Option<Priority> {
        self.due().filter(|due| *due <= now)?;
        let rechecks = self.recheck.take_if(|recheck| *recheck <= now).is_some();
        self.in_flight = Some(now);
        self.next = None;
        let urgent = self.urgent.take();
        Some(if rechecks { Priority::CatchUp } else { urgent.unwrap_or(usual) })
    }
}
