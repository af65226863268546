//! Rings that wait for the server. There is room for a few; the newest are kept.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Rings that may wait. An hour without a server brings fewer.
pub(super) const ROOM: usize = 32;

/// A queue with many ends to push and one to take.
#[derive(Debug)]
pub(super) struct Queue<T> {
    rings: Mutex<Rings<T>>,
    changed: Notify,
}

#[derive(Debug)]
struct Rings<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let rings = Rings { waiting: VecDeque::new(), closed: false };
        Self { rings: Mutex::new(rings), changed: Notify::new() }
    }

    /// Adds a ring. The oldest is given back when there is no room for it any more, and each when nobody takes it.
    pub(super) fn push(&self, ring: T) -> Option<T> {
        let mut rings = self.lock();
        if rings.closed {
            return Some(ring);
        }
        let dropped = push(&mut rings.waiting, ring);
        drop(rings);
        self.changed.notify_one();
        dropped
    }

    /// Says that nobody takes rings any more. Those that wait are given back.
    #[cfg(any(windows, test))]
    pub(super) fn abandon(&self) -> VecDeque<T> {
        let mut rings = self.lock();
        rings.closed = true;
        std::mem::take(&mut rings.waiting)
    }

    /// Says that no more rings will come.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_one();
    }

    /// Waits for a ring and takes it. None when there will be no more. Cancel safe.
    pub(super) async fn next(&self) -> Option<T> {
        loop {
            {
                let mut rings = self.lock();
                if let Some(ring) = rings.waiting.pop_front() {
                    return Some(ring);
                }
                if rings.closed {
                    return None;
                }
            }
            self.changed.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Rings<T>> {
        self.rings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds a ring to a line of at most [`ROOM`], and gives the oldest back that has no room any more.
pub(super) fn push<T>(line: &mut VecDeque<T>, ring: T) -> Option<T> {
    line.push_back(ring);
    if line.len() > ROOM { line.pop_front() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_newest_rings_are_kept_and_the_oldest_are_given_back() {
        let queue = Queue::new();
        let dropped: Vec<u32> = (0..100).filter_map(|ring| queue.push(ring)).collect();
        assert_eq!(dropped, (0..68).collect::<Vec<_>>());
        queue.close();
        for ring in 68..100 {
            assert_eq!(queue.next().await, Some(ring));
        }
        assert_eq!(queue.next().await, None);
    }

    #[test]
    fn rings_that_nobody_takes_any_more_are_given_back() {
        let queue = Queue::new();
        assert_eq!((queue.push(1), queue.push(2)), (None, None));
        assert_eq!(queue.abandon(), [1, 2]);
        assert_eq!(queue.push(3), Some(3));
    }
}
