//! A clock moved by hand.

use std::sync::Arc;
use std::time::Duration;

use swarmbell_protocols::time::UnixMillis;
use tokio::sync::watch;

use super::Reading;

/// The hands of a manual clock. Clones move together.
#[derive(Debug, Clone)]
pub(super) struct Hands(Arc<watch::Sender<Reading>>);

impl Hands {
    pub(super) fn new(wall: UnixMillis) -> Self {
        let start = Reading { steady: Duration::ZERO, awake: Duration::ZERO, wall };
        Self(Arc::new(watch::Sender::new(start)))
    }

    pub(super) fn read(&self) -> Reading {
        *self.0.borrow()
    }

    pub(super) fn advance(&self, by: Duration) {
        self.0.send_modify(|hands| {
            hands.steady += by;
            hands.awake += by;
            hands.wall = hands.wall.plus(by);
        });
    }

    pub(super) fn suspend(&self, asleep: Duration) {
        self.0.send_modify(|hands| {
            hands.steady += asleep;
            hands.wall = hands.wall.plus(asleep);
        });
    }

    /// Returns as soon as the steady hand has reached this moment.
    pub(super) async fn reached(&self, moment: Duration) {
        // `self` holds the sender, so the channel cannot end under the wait.
        let _ = self.0.subscribe().wait_for(|hands| hands.steady >= moment).await;
    }

    /// Returns as soon as the hands stand elsewhere than in `last`, with the one that stands still in sleep.
    pub(super) async fn moved(&self, last: Reading) -> Duration {
        let mut hands = self.0.subscribe();
        let moved = hands.wait_for(|hands| *hands != last).await;
        moved.map_or(last.awake, |hands| hands.awake)
    }
}
