//! `streamUpdate` is broadcast once in a while at most: what changes meanwhile is told at the end of it, in one.

use std::time::Duration;

use tokio::time::sleep;

use super::event::push;
use crate::clock::monotonic_ns;
use crate::shared::{Inner, Shared};

/// When the last one was sent, and whether one waits.
#[derive(Default)]
pub(crate) struct Throttle {
    sent_ns: Option<u64>,
    waiting: bool,
}

impl Throttle {
    /// Whether a change may be told now; otherwise it waits.
    pub(crate) fn admit(&mut self, every: Duration, now_ns: u64) -> bool {
        self.waiting = self.left(every, now_ns).is_some();
        if !self.waiting {
            self.sent_ns = Some(now_ns);
        }
        !self.waiting
    }

    /// What waits has become void: the stream is over.
    pub(crate) fn forget(&mut self) {
        self.waiting = false;
    }

    /// How long until the next may be told; none if it may be now.
    fn left(&self, every: Duration, now_ns: u64) -> Option<Duration> {
        let since = Duration::from_nanos(now_ns.saturating_sub(self.sent_ns?));
        every.checked_sub(since).filter(|left| !left.is_zero())
    }
}

/// Tells what waits once its time has come, as long as the server runs.
pub(crate) async fn tell_what_waits(shared: &Shared) {
    let every = shared.config.update_every;
    let mut changes = shared.changes();
    loop {
        let waiting = shared.read(|inner| {
            let throttle = &inner.neuro.updates;
            throttle.waiting.then(|| throttle.left(every, monotonic_ns()).unwrap_or_default())
        });
        match waiting {
            Some(left) if left.is_zero() => tell(shared),
            Some(left) => sleep(left).await,
            None if changes.changed().await.is_err() => return,
            None => {}
        }
    }
}

fn tell(shared: &Shared) {
    let due = |inner: &mut Inner| {
        let world = &mut inner.neuro;
        world.updates = Throttle { sent_ns: Some(monotonic_ns()), waiting: false };
        world.live.as_ref().map(super::Live::update)
    };
    if let Some(update) = shared.update(due) {
        push(shared, "streamUpdate", |_| update.clone());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Throttle;

    #[test]
    fn one_is_admitted_each_time_and_the_others_wait() {
        let mut throttle = Throttle::default();
        let mut admit = |at_ms: u64| throttle.admit(Duration::from_secs(2), at_ms * 1_000_000);
        assert_eq!(
            [admit(5), admit(6), admit(2004), admit(2005), admit(2006)],
            [true, false, false, true, false]
        );
    }
}
