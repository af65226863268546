//! Connections to a bus that may be absent, hang, or go away.

use std::time::Duration;

use tokio::time::timeout;
use zbus::Connection;

/// How long a bus may take to take a client.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// A bus that is gone is tried again this soon, doubling up to [`PAUSE_MAX`].
const PAUSE_MIN: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// Which of the two buses of a machine.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bus {
    /// The one of this user's session.
    Session,
    /// The one of the machine.
    System,
}

impl Bus {
    /// Connects, or says within a few seconds that there is nobody to connect to.
    pub(super) async fn connect(self) -> zbus::Result<Connection> {
        let connecting = async {
            match self {
                Self::Session => Connection::session().await,
                Self::System => Connection::system().await,
            }
        };
        let hangs = |_| zbus::Error::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
        timeout(CONNECT_WITHIN, connecting).await.map_err(hangs)?
    }
}

/// The pauses between attempts to reach a bus, and what is said about them: a bus that is not there is told once.
#[derive(Debug)]
pub(super) struct Attempts {
    what: &'static str,
    pause: Duration,
    told: bool,
}

impl Attempts {
    /// The first attempt is about to be made for the sake of `what`.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, pause: PAUSE_MIN, told: false }
    }

    /// It worked: the next failure is a new one.
    pub(super) fn succeeded(&mut self) {
        *self = Self::new(self.what);
    }

    /// There was no bus, or it went away. How long to wait before the next attempt.
    pub(super) fn failed(&mut self, outcome: zbus::Result<()>) -> Duration {
        if !std::mem::replace(&mut self.told, true) {
            let error = outcome.err().map(|error| error.to_string());
            tracing::info!(error, what = self.what, "no bus");
        }
        let pause = self.pause;
        self.pause = (self.pause * 2).min(PAUSE_MAX);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bus_that_stays_away_is_tried_ever_more_rarely_up_to_a_minute() {
        let mut attempts = Attempts::new("test");
        let pauses: Vec<u64> = (0..8).map(|_| attempts.failed(Ok(())).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        attempts.succeeded();
        assert_eq!(attempts.failed(Ok(())), PAUSE_MIN);
    }
}
