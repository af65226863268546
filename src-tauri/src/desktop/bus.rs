//! Connections to a bus that may be absent, hang, or go away.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use zbus::Connection;
use zbus::fdo::{self, DBusProxy};
use zbus::names::{BusName, OwnedUniqueName};

/// How long a bus may take to take a client.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// A bus that is gone is tried again this soon, doubling up to [`PAUSE_MAX`].
const PAUSE_MIN: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// A connection that held for this long did work. A bus that closes each one at once is one that is gone.
const HELD: Duration = Duration::from_secs(5);

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
        within(CONNECT_WITHIN, connecting).await
    }
}

/// What comes of this, or the error that [`is_slow`] knows.
pub(super) async fn within<T>(
    limit: Duration,
    work: impl Future<Output = zbus::Result<T>>,
) -> zbus::Result<T> {
    let slow = |_| zbus::Error::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
    timeout(limit, work).await.map_err(slow)?
}

/// Whether nobody answered in time.
pub(super) fn is_slow(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(error) if error.kind() == std::io::ErrorKind::TimedOut)
}

/// Who owns a name now, if anybody does.
pub(super) async fn owner_of(
    names: &DBusProxy<'_>,
    name: BusName<'_>,
) -> zbus::Result<Option<OwnedUniqueName>> {
    match names.get_name_owner(name).await {
        Ok(owner) => Ok(Some(owner)),
        Err(fdo::Error::NameHasNoOwner(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The pauses between attempts to reach a bus, and what is said about them: a bus that is not there is told once.
#[derive(Debug)]
pub(super) struct Attempts {
    what: &'static str,
    pause: Duration,
    told: bool,
    connected: Option<Instant>,
}

impl Attempts {
    /// The first attempt is about to be made for the sake of `what`.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, pause: PAUSE_MIN, told: false, connected: None }
    }

    /// The bus took us. When it holds for a while, the next failure is a new one.
    pub(super) fn connected(&mut self) {
        self.connected = Some(Instant::now());
    }

    /// There was no bus, or it went away. How long to wait before the next attempt.
    pub(super) fn failed(&mut self, outcome: zbus::Result<()>) -> Duration {
        self.failed_after(self.connected.map(|connected| connected.elapsed()), outcome)
    }

    fn failed_after(&mut self, held: Option<Duration>, outcome: zbus::Result<()>) -> Duration {
        if held.is_some_and(|held| held >= HELD) {
            *self = Self::new(self.what);
        }
        self.connected = None;
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
    }

    #[test]
    fn a_bus_that_closes_each_connection_at_once_is_one_that_stays_away() {
        let mut attempts = Attempts::new("test");
        let pauses: Vec<u64> = (0..3)
            .map(|_| attempts.failed_after(Some(Duration::from_millis(20)), Ok(())).as_secs())
            .collect();
        assert_eq!(pauses, [1, 2, 4]);
        assert_eq!(attempts.failed_after(Some(HELD), Ok(())), PAUSE_MIN);
    }
}
