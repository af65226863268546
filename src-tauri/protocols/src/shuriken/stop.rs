//! How often the server wanted no connection (contract shuriken §5.4). A close that means *stop* may only mean that
//! the app or the host has changed, which another session tells; so one is forgiven, until a connection lasted again.

use std::time::Duration;

use crate::time::Steady;

/// A connection that was ready this long has shown that the session was right.
const LASTED: Duration = Duration::from_secs(60);

/// The stops since a connection lasted.
#[derive(Debug, Default)]
pub(super) struct Stops {
    forgiven: bool,
    ready_since: Option<Steady>,
}

impl Stops {
    /// The handshake is done.
    pub(super) fn ready(&mut self, now: Steady) {
        self.ready_since = Some(now);
    }

    /// The connection is over.
    pub(super) fn closed(&mut self, now: Steady) {
        if self.ready_since.take().is_some_and(|since| since.until(now) >= LASTED) {
            self.forgiven = false;
        }
    }

    /// The server said stop, and the connection is over; whether that is forgiven.
    pub(super) fn forgive(&mut self) -> bool {
        !std::mem::replace(&mut self.forgiven, true)
    }
}
