//! The way back to the engine.

use swarmbell_engine::controller::Input;
use swarmbell_engine::desktop::Report;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// Reports that may wait while the engine is busy. They come at the pace of a person and of rings, so an engine this
/// far behind has stopped.
const WAITING: usize = 1_024;

/// Sends reports to the controller from any thread, without waiting, in the order they were sent.
#[derive(Debug, Clone)]
pub struct Reports {
    waiting: mpsc::Sender<Report>,
    runtime: Handle,
}

impl Reports {
    /// Reports go to `inputs`; the rooms' tasks run on `runtime`.
    pub fn new(inputs: mpsc::Sender<Input>, runtime: Handle) -> Self {
        let (waiting, mut leaving) = mpsc::channel(WAITING);
        runtime.spawn(async move {
            while let Some(report) = leaving.recv().await {
                // A controller that ended needs no reports.
                if inputs.send(Input::Desktop(report)).await.is_err() {
                    return;
                }
            }
        });
        Self { waiting, runtime }
    }

    /// The runtime the rooms' tasks run on.
    pub fn runtime(&self) -> &Handle {
        &self.runtime
    }

    /// Tells the engine.
    pub fn send(&self, report: Report) {
        if let Err(mpsc::error::TrySendError::Full(report)) = self.waiting.try_send(report) {
            tracing::error!(?report, "the engine takes no reports");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn reports_reach_a_busy_engine_in_order_and_a_stuck_one_costs_bounded_memory() {
        let (inputs, mut inbox) = mpsc::channel(1);
        let reports = Reports::new(inputs, Handle::current());
        for number in 0..10_000 {
            reports.send(Report::TrayHost(number % 2 == 0));
        }
        assert_eq!(reports.waiting.max_capacity() - reports.waiting.capacity(), WAITING);
        drop(reports);
        let mut expected = true;
        let mut heard = 0;
        while let Some(Input::Desktop(report)) = inbox.recv().await {
            assert_eq!(report, Report::TrayHost(expected));
            expected = !expected;
            heard += 1;
        }
        assert_eq!(heard, WAITING);
    }
}
