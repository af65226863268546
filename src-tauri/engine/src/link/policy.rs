//! When the next attempt is made: the figures, and the decisions as a function of values.

use std::time::Duration;

use fastrand::Rng;
use swarmbell_protocols::Fault;
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::time::Steady;

use super::backoff::Backoff;

/// The figures of a link. The defaults are the product's; tests shorten them.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkPolicy {
    /// A whole attempt, from name lookup to the protocol's ready frame.
    pub attempt_within: Duration,
    /// The same right after a wake, when a network that is not there yet swallows the first packets.
    pub hasty_attempt_within: Duration,
    /// How many attempts after a wake are hasty.
    pub hasty_attempts: u32,
    /// First delay of the backoff; also the least time between two hasty attempts.
    pub backoff_first: Duration,
    /// Longest delay of the backoff.
    pub backoff_most: Duration,
    /// Fraction by which a delay may be longer or shorter.
    pub backoff_jitter: f64,
    /// After a clean close by the server the first attempt comes within this time: everybody was sent away
    /// at once.
    pub spread_after_close: Duration,
    /// A connection that was ready this long has earned a fresh backoff.
    pub settled_after: Duration,
    /// How long an old socket is given to say goodbye before it is dropped.
    pub goodbye_within: Duration,
    /// A wake is told more than once (tick, power events); a connection younger than this was made after it.
    pub fresh_for: Duration,
}

impl Default for LinkPolicy {
    fn default() -> Self {
        Self {
            attempt_within: Duration::from_secs(15),
            hasty_attempt_within: Duration::from_secs(4),
            hasty_attempts: 3,
            backoff_first: Duration::from_secs(1),
            backoff_most: Duration::from_secs(30),
            backoff_jitter: 0.2,
            spread_after_close: Duration::from_secs(2),
            settled_after: Duration::from_secs(30),
            goodbye_within: Duration::from_millis(500),
            fresh_for: Duration::from_secs(10),
        }
    }
}

/// How an attempt or a connection ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loss {
    /// What went wrong.
    pub(super) fault: Fault,
    /// How long the server wants to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// The server said goodbye, rather than the connection breaking.
    pub(super) clean: bool,
}

impl Loss {
    pub(super) fn of(fault: Fault) -> Self {
        Self { fault, retry_after: None, clean: false }
    }
}

/// What follows a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Try again at this moment.
    Try(Steady),
    /// Do not try until the user changed something.
    Stop,
}

/// Where a link stands in its attempts.
#[derive(Debug)]
pub(super) struct Course {
    policy: LinkPolicy,
    backoff: Backoff,
    rng: Rng,
    hasty_left: u32,
    /// The attempt under way, or that led to the present connection, was made after a wake.
    hasty: bool,
    started: Steady,
    ready_since: Option<Steady>,
    /// Until then the server wants to be left alone.
    held_until: Steady,
}

impl Course {
    pub(super) fn new(policy: LinkPolicy, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let backoff =
            Backoff::new(policy.backoff_first, policy.backoff_most, policy.backoff_jitter, rng.fork());
        Self {
            policy,
            backoff,
            rng,
            hasty_left: 0,
            hasty: false,
            started: Steady::default(),
            ready_since: None,
            held_until: Steady::default(),
        }
    }

    /// An attempt begins; the answer is its deadline.
    pub(super) fn begin(&mut self, now: Steady) -> Steady {
        self.started = now;
        self.ready_since = None;
        self.hasty = self.hasty_left > 0;
        self.hasty_left = self.hasty_left.saturating_sub(1);
        now.plus(if self.hasty { self.policy.hasty_attempt_within } else { self.policy.attempt_within })
    }

    /// The protocol's ready frame, or a good poll, came.
    pub(super) fn ready(&mut self, now: Steady) {
        self.ready_since = Some(now);
        self.hasty_left = 0;
        self.held_until = Steady::default();
    }

    /// How long the server wants the attempts to come to wait.
    pub(super) fn wish(&mut self, delays: Vec<Duration>) {
        self.backoff.wish(delays);
    }

    /// The attempt failed, or the connection was lost.
    pub(super) fn lost(&mut self, now: Steady, loss: &Loss) -> Next {
        let settled =
            self.ready_since.take().is_some_and(|since| since.until(now) >= self.policy.settled_after);
        if settled {
            self.backoff.reset();
        }
        let asked = match loss.fault.retry() {
            Retry::UntilChanged => return Next::Stop,
            Retry::After(wait) => Some(loss.retry_after.unwrap_or(wait)),
            Retry::Backoff => loss.retry_after,
        };
        if let Some(wait) = asked.filter(|wait| !wait.is_zero()) {
            return Next::Try(self.leave_alone(now, wait));
        }
        if self.hasty_left > 0 {
            return Next::Try(self.started.plus(self.policy.backoff_first).max(now));
        }
        let delay = if loss.clean && settled {
            self.policy.spread_after_close.mul_f64(self.rng.f64())
        } else {
            self.backoff.next().unwrap_or(self.policy.backoff_most)
        };
        Next::Try(now.plus(delay))
    }

    /// Whether what is under way was begun because of this wake, told once before.
    pub(super) fn is_after_wake(&self, now: Steady) -> bool {
        self.hasty && self.started.until(now) < self.policy.fresh_for
    }

    /// The machine woke up; the answer is when to connect afresh.
    pub(super) fn woke(&mut self, now: Steady) -> Steady {
        self.hasty_left = self.policy.hasty_attempts;
        self.backoff.reset();
        now.max(self.held_until)
    }

    /// The user wants an attempt now: also before the server's wait is over.
    pub(super) fn retry_now(&mut self) {
        self.held_until = Steady::default();
    }

    /// The server's wish overrules our own delay. A little is added, never taken off, so that not everybody
    /// comes back in the same instant.
    fn leave_alone(&mut self, now: Steady, wait: Duration) -> Steady {
        // Whatever the server wishes, an attempt that failed counts for the delays to come.
        let _ = self.backoff.next();
        let wait = wait.max(self.policy.backoff_first);
        self.held_until = now.plus(wait);
        self.held_until.plus(wait.mul_f64(self.policy.backoff_jitter * self.rng.f64()))
    }
}

#[cfg(test)]
mod tests;
