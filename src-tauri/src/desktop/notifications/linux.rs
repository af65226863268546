//! Notifications on Linux: `org.freedesktop.Notifications` over one kept connection.
//!
//! The connection outlives every notification, since GNOME closes the notifications of a client that went
//! away and no signal reaches one that is not there. Signals are subscribed to before anything is sent. A
//! task of its own owns all of it; calls to the server run beside it, so a server that hangs does not keep
//! clicks from being told.
//!
//! - `image` is the bell beside the text.
//! - `server` is the interface and what the present server can do.
//! - `shown` remembers what a click on which notification means.
//! - `session` is the life of one connection.

#[path = "linux/image.rs"]
mod image;
#[path = "linux/server.rs"]
mod server;
#[path = "linux/session.rs"]
mod session;
#[path = "linux/shown.rs"]
mod shown;

use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Delivery, Report};
use swarmbell_engine::ring::Ring;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::time::timeout;

use self::session::{End, Session};
use self::shown::Shown;
use super::{ANSWER_WITHIN, QUEUE};
use crate::desktop::activation::Activation;
use crate::desktop::reports::Reports;

/// A bus that is gone is tried again this soon, doubling up to [`RETRY_MAX`]. A ring tries at once.
const RETRY_MIN: Duration = Duration::from_secs(1);
const RETRY_MAX: Duration = Duration::from_secs(60);

/// The way to the notification server.
#[derive(Debug)]
pub struct Notifications {
    rings: mpsc::Sender<Ring>,
    reports: Reports,
}

impl Notifications {
    /// Starts the task that keeps the connection. It ends when this is dropped.
    pub fn start(reports: Reports, activation: Activation, clock: Clock) -> Self {
        let (rings, inbox) = mpsc::channel(QUEUE);
        let keeper = Keeper { reports: reports.clone(), activation, shown: Shown::new(clock) };
        reports.runtime().spawn(keeper.run(inbox));
        Self { rings, reports }
    }

    /// Shows a ring; answered by [`Report::Delivered`].
    pub fn show(&self, ring: Ring) {
        if let Err(TrySendError::Full(ring) | TrySendError::Closed(ring)) = self.rings.try_send(ring) {
            self.reports.send(Report::Delivered { id: ring.id, delivery: Delivery::TimedOut });
        }
    }

    /// Clicks are told by the bus; nothing travels as text.
    pub fn redeem(&self, _nonce: &str) {}
}

/// What outlives a connection.
struct Keeper {
    reports: Reports,
    activation: Activation,
    shown: Shown,
}

impl Keeper {
    async fn run(mut self, mut inbox: mpsc::Receiver<Ring>) {
        let mut retry = RETRY_MIN;
        // Rings that came while there was no connection; sent as soon as there is one.
        let mut waiting = None;
        loop {
            match timeout(ANSWER_WITHIN, Session::open()).await {
                Ok(Ok(session)) => {
                    retry = RETRY_MIN;
                    match session.serve(&mut self, &mut inbox, waiting.take()).await {
                        End::NobodyRings => return,
                        End::BusLost => tracing::info!("the session bus went away"),
                    }
                }
                Ok(Err(error)) => {
                    tracing::warn!(%error, "no session bus");
                    self.undelivered(waiting.take(), Delivery::NoServer);
                }
                Err(_) => self.undelivered(waiting.take(), Delivery::TimedOut),
            }
            tokio::select! {
                ring = inbox.recv() => match ring {
                    Some(ring) => waiting = Some(ring),
                    None => return,
                },
                () = tokio::time::sleep(retry) => retry = (retry * 2).min(RETRY_MAX),
            }
        }
    }

    fn undelivered(&self, ring: Option<Ring>, delivery: Delivery) {
        if let Some(ring) = ring {
            self.reports.send(Report::Delivered { id: ring.id, delivery });
        }
    }
}
