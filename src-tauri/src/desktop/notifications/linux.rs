//! Notifications on Linux: `org.freedesktop.Notifications` over one kept connection.
//!
//! The connection outlives every notification, since GNOME closes the notifications of a client that went
//! away and no signal reaches one that is not there. Signals are subscribed to before anything is sent. A
//! task of its own owns all of it; calls to the server run beside it, so a server that hangs does not keep
//! clicks from being told.
//!
//! - `image` is the bell beside the text.
//! - `server` is the interface and what the present server can do.
//! - `calls` is what was put to a server and not answered yet.
//! - `shown` remembers what a click on which notification means.
//! - `session` is the life of one connection.

#[path = "linux/calls.rs"]
mod calls;
#[path = "linux/image.rs"]
mod image;
#[path = "linux/server.rs"]
mod server;
#[path = "linux/session.rs"]
mod session;
#[path = "linux/shown.rs"]
mod shown;

use std::sync::Arc;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Delivery, Report, ShownRing};
use swarmbell_engine::ring::{Ring, RingId};

use self::session::{End, Session};
use self::shown::Shown;
use super::ANSWER_WITHIN;
use super::queue::Queue;
use crate::desktop::activation::Activation;
use crate::desktop::bus::{Attempts, within};
use crate::desktop::hush::{Hush, Readings};
use crate::desktop::reports::Reports;

/// The way to the notification server.
#[derive(Debug)]
pub struct Notifications {
    rings: Arc<Queue<Ring>>,
    reports: Reports,
}

impl Notifications {
    /// Starts the task that keeps the connection. It ends when this is dropped. `earlier` was shown by bells before
    /// this one.
    pub fn start(
        reports: Reports,
        activation: Activation,
        clock: Clock,
        hush: &Hush,
        earlier: Vec<ShownRing>,
    ) -> Self {
        let rings = Arc::new(Queue::new());
        let (shown, readings) = (Shown::new(clock, earlier), hush.readings());
        let keeper = Keeper { reports: reports.clone(), activation, shown, readings };
        reports.runtime().spawn(keeper.run(Arc::clone(&rings)));
        Self { rings, reports }
    }

    /// Shows a ring; answered by [`Report::Delivered`].
    pub fn show(&self, ring: Ring) {
        if let Some(oldest) = self.rings.push(ring) {
            self.reports.send(Report::Delivered { id: oldest.id, delivery: Delivery::Refused });
        }
    }

    /// Clicks are told by the bus; nothing travels as text.
    pub fn redeem(&self, _nonce: &str) {}
}

impl Drop for Notifications {
    fn drop(&mut self) {
        self.rings.close();
    }
}

/// What outlives a connection.
struct Keeper {
    reports: Reports,
    activation: Activation,
    shown: Shown,
    readings: Readings,
}

impl Keeper {
    async fn run(mut self, rings: Arc<Queue<Ring>>) {
        let mut attempts = Attempts::new("notifications");
        // A server found on a new connection is one that appeared, if there was none to send to before.
        let mut without = false;
        // A ring that came while there was no connection. It tries at once.
        let mut ring = None;
        loop {
            let outcome = match within(ANSWER_WITHIN, Session::open()).await {
                Ok(session) => {
                    attempts.connected();
                    match session.serve(&mut self, &rings, ring.take(), without).await {
                        End::NobodyRings => return,
                        End::BusLost => Ok(()),
                    }
                }
                Err(error) => Err(error),
            };
            without = true;
            let pause = attempts.failed(outcome);
            if let Some(ring) = ring.take() {
                self.tell(ring.id, Delivery::NoServer);
            }
            tokio::select! {
                next = rings.next() => match next {
                    Some(next) => ring = Some(next),
                    None => return,
                },
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    fn tell(&self, id: RingId, delivery: Delivery) {
        self.reports.send(Report::Delivered { id, delivery });
    }
}
