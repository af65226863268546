//! Sleep on Linux: logind's `PrepareForSleep` on the system bus.

use futures_util::StreamExt;
use swarmbell_engine::desktop::Report;
use zbus::proxy::CacheProperties;

use crate::desktop::bus::{Attempts, Bus};
use crate::desktop::reports::Reports;

/// `org.freedesktop.login1(5)`, the part used here.
#[zbus::proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1",
    gen_blocking = false
)]
trait Manager {
    /// The machine is about to sleep (`true`), or woke up (`false`).
    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

/// Listens for as long as the program runs.
#[derive(Debug)]
pub struct Power;

impl Power {
    /// [`Report::Woke`] tells of each wake.
    pub fn start(reports: &Reports) -> Self {
        reports.runtime().spawn(listen(reports.clone()));
        Self
    }
}

async fn listen(reports: Reports) {
    let mut attempts = Attempts::new("sleep");
    loop {
        let ended = watch(&reports, &mut attempts).await;
        tokio::time::sleep(attempts.failed(ended)).await;
    }
}

/// Ends with the bus. A logind that appears later is heard, too.
async fn watch(reports: &Reports, attempts: &mut Attempts) -> zbus::Result<()> {
    let bus = Bus::System.connect().await?;
    let logind = ManagerProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
    let mut signals = logind.receive_prepare_for_sleep().await?;
    attempts.connected();
    while let Some(signal) = signals.next().await {
        if let Ok(PrepareForSleepArgs { start: false, .. }) = signal.args() {
            reports.send(Report::Woke);
        }
    }
    Ok(())
}
