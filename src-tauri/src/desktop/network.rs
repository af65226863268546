//! Tells when the machine has another way out than before, or lost an address.
//!
//! The system says that *something* about the network changed, far more often than it matters: containers come and go,
//! leases are renewed, privacy addresses rotate. So each time the network is looked at, and only a difference that
//! could have ended a connection is told, once for a burst, when it has calmed down.
//!
//! - `look` reads addresses and ways out, and knows which of them matter.
//! - `unix` hears the kernel's news on a socket of `linux` or `macos`; `news` tells which of macOS' are heeded.
//! - `windows` has the system call back.

#[cfg_attr(unix, path = "network/unix.rs")]
#[cfg_attr(windows, path = "network/windows.rs")]
mod changes;
mod look;
#[cfg(any(target_os = "macos", test))]
mod news;

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use swarmbell_engine::desktop::Report;
use tokio::time::{sleep, timeout};

use self::changes::Changes;
use self::look::Look;
use crate::desktop::reports::Reports;

/// A burst is over when nothing changed for this long: a lease, its routes and its names come one after another.
const CALM: Duration = Duration::from_secs(1);

/// A network that never calms down is told about this often.
const LONGEST_BURST: Duration = Duration::from_secs(10);

/// Least time between two looks, however much news there is: looking itself makes some systems tell news.
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

/// A look that failed is made up for after this long, if no news come before.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// When the system stops telling of changes, it is asked for them anew after this long.
const LISTEN_AGAIN: Duration = Duration::from_secs(30);

/// Watches for as long as the program runs.
#[derive(Debug)]
pub struct Network;

impl Network {
    /// [`Report::NetworkChanged`] tells of each change that matters.
    pub fn start(reports: &Reports) -> Self {
        let reports = reports.clone();
        reports.runtime().clone().spawn(async move {
            // What changes while nobody listens is found by the first look after that.
            let mut known = Known::default();
            known.see(Look::now());
            loop {
                let Err(error) = watch(&mut known, &reports).await;
                tracing::warn!(%error, "changes of the network are not seen");
                sleep(LISTEN_AGAIN).await;
            }
        });
        Self
    }
}

/// Ends with what tells of changes.
async fn watch(known: &mut Known, reports: &Reports) -> io::Result<Infallible> {
    let mut changes = Changes::open()?;
    loop {
        if burst(known, &mut changes).await? {
            tracing::info!("the network changed");
            reports.send(Report::NetworkChanged);
        }
        sleep(BETWEEN_LOOKS).await;
        if known.is_doubtful {
            // Without news there is a look all the same.
            if let Ok(change) = timeout(LOOK_AGAIN, changes.next()).await {
                change?;
            }
        } else {
            changes.next().await?;
        }
    }
}

/// Looks until the network has calmed down. Whether something happened that matters: also when a network was away and
/// is back, what was connected may be dead.
async fn burst(known: &mut Known, changes: &mut Changes) -> io::Result<bool> {
    let mut mattered = known.see(Look::now());
    let until_calm = async {
        sleep(BETWEEN_LOOKS).await;
        while let Ok(change) = timeout(CALM, changes.next()).await {
            change?;
            mattered |= known.see(Look::now());
            sleep(BETWEEN_LOOKS).await;
        }
        io::Result::Ok(())
    };
    if let Ok(ended) = timeout(LONGEST_BURST, until_calm).await {
        ended?;
    }
    Ok(mattered | known.see(Look::now()))
}

/// What was seen last.
#[derive(Debug, Default)]
struct Known {
    look: Option<Look>,
    /// The last look failed: there may be more to see.
    is_doubtful: bool,
}

impl Known {
    /// Whether what is seen could have ended a connection. A look that failed, and the first one, tell of no change.
    fn see(&mut self, look: io::Result<Look>) -> bool {
        self.is_doubtful = look.is_err();
        match look {
            Ok(look) => {
                let before = self.look.replace(look);
                before.zip(self.look.as_ref()).is_some_and(|(before, now)| before.could_break(now))
            }
            Err(error) => {
                tracing::warn!(%error, "the network cannot be looked at");
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::look::tests::network;
    use super::*;

    #[test]
    fn an_address_that_was_seen_to_be_away_is_a_change_though_it_is_back() {
        let mut known = Known::default();
        let seen =
            [&["192.168.1.5"][..], &[], &["192.168.1.5"]].map(|addresses| known.see(Ok(network(addresses))));
        assert_eq!(seen, [false, true, false]);
    }

    #[test]
    fn a_look_that_failed_is_no_change_and_a_change_behind_it_is_seen_by_the_next() {
        let mut known = Known::default();
        assert!(!known.see(Ok(network(&["192.168.1.5"]))));
        assert!(!known.see(Err(io::ErrorKind::Other.into())) && known.is_doubtful);
        assert!(!known.see(Ok(network(&["192.168.1.5"]))) && !known.is_doubtful);
        assert!(!known.see(Err(io::ErrorKind::Other.into())));
        assert!(known.see(Ok(network(&["10.0.0.7"]))));
    }
}
