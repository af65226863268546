//! The way back to the engine.

use swarmbell_engine::controller::Input;
use swarmbell_engine::desktop::Report;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// Sends reports to the controller from any thread, without waiting.
#[derive(Debug, Clone)]
pub struct Reports {
    inputs: mpsc::Sender<Input>,
    runtime: Handle,
}

impl Reports {
    /// Reports go to `inputs`; the rooms' tasks run on `runtime`.
    pub fn new(inputs: mpsc::Sender<Input>, runtime: Handle) -> Self {
        Self { inputs, runtime }
    }

    /// The runtime the rooms' tasks run on.
    pub fn runtime(&self) -> &Handle {
        &self.runtime
    }

    /// Tells the engine. While it is busy the report waits its turn; reports come at the pace of a person,
    /// so what waits is little.
    pub fn send(&self, report: Report) {
        match self.inputs.try_send(Input::Desktop(report)) {
            Ok(()) | Err(TrySendError::Closed(_)) => {}
            Err(TrySendError::Full(input)) => {
                let inputs = self.inputs.clone();
                self.runtime.spawn(async move {
                    // A controller that ended needs no reports.
                    let _ = inputs.send(input).await;
                });
            }
        }
    }
}
