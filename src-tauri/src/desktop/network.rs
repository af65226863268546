//! Tells when the machine has other addresses, or another way out, than before.
//!
//! The system says that *something* about the network changed, far more often than it matters: containers come and go,
//! leases are renewed, privacy addresses rotate. So each time the network is looked at, and only a difference that
//! could have ended a connection is told, once for a burst, when it has calmed down.
//!
//! - `look` reads addresses and ways out, and knows which of them matter.
//! - `unix` hears the kernel's news on a socket of `linux` or `macos`.
//! - `windows` has the system call back.

#[cfg_attr(unix, path = "network/unix.rs")]
#[cfg_attr(windows, path = "network/windows.rs")]
mod changes;
mod look;

use std::io;
use std::time::Duration;

use swarmbell_engine::desktop::Report;
use tokio::time::timeout;

use self::changes::Changes;
use self::look::Look;
use crate::desktop::reports::Reports;

/// A burst is over when nothing changed for this long: a lease, its routes and its names come one after another.
const CALM: Duration = Duration::from_secs(1);

/// A network that never calms down is told about this often.
const LONGEST_BURST: Duration = Duration::from_secs(10);

/// Watches for as long as the program runs.
#[derive(Debug)]
pub struct Network;

impl Network {
    /// [`Report::NetworkChanged`] tells of each change that matters.
    pub fn start(reports: &Reports) -> Self {
        let reports = reports.clone();
        reports.runtime().clone().spawn(async move {
            if let Err(error) = watch(&reports).await {
                tracing::warn!(%error, "changes of the network are not seen");
            }
        });
        Self
    }
}

async fn watch(reports: &Reports) -> io::Result<()> {
    // What changes before anybody listens is found by the first look.
    let mut known = Look::now();
    let mut changes = Changes::open()?;
    loop {
        if burst(&mut known, &mut changes).await? {
            tracing::info!("the network changed");
            reports.send(Report::NetworkChanged);
        }
        changes.next().await?;
    }
}

/// Looks until the network has calmed down. Whether something happened that matters.
async fn burst(known: &mut Look, changes: &mut Changes) -> io::Result<bool> {
    let mut burst = Burst::begin(known);
    burst.look(Look::now());
    let until_calm = async {
        while let Ok(change) = timeout(CALM, changes.next()).await {
            change?;
            burst.look(Look::now());
        }
        io::Result::Ok(())
    };
    if let Ok(ended) = timeout(LONGEST_BURST, until_calm).await {
        ended?;
    }
    burst.look(Look::now());
    Ok(burst.mattered)
}

/// Changes that follow each other closely. A network that was away and is back within a burst did matter: what was
/// connected may be dead.
struct Burst<'known> {
    known: &'known mut Look,
    mattered: bool,
}

impl<'known> Burst<'known> {
    fn begin(known: &'known mut Look) -> Self {
        Self { known, mattered: false }
    }

    fn look(&mut self, now: Look) {
        if *self.known != now {
            *self.known = now;
            self.mattered = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::look::tests::network;
    use super::*;

    #[test]
    fn an_address_that_was_away_and_is_back_within_a_burst_did_matter() {
        let mut known = network(&["192.168.1.5"]);
        let mut burst = Burst::begin(&mut known);
        burst.look(network(&["192.168.1.5"]));
        assert!(!burst.mattered);
        burst.look(network(&[]));
        burst.look(network(&["192.168.1.5"]));
        assert!(burst.mattered);
    }
}
