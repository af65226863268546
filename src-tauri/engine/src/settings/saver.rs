//! Writes settings in the background, the newest only, so that nobody waits for a disk.

use swarmbell_words::say;
use tokio::sync::{mpsc, watch};

use super::{Settings, SettingsFile};
use crate::controller::Input;

/// Saves each change until the sender is gone. What was sent last is saved before this returns: a closed
/// channel still yields its unseen value.
pub async fn run(
    file: SettingsFile,
    mut changes: watch::Receiver<Settings>,
    inputs: mpsc::WeakSender<Input>,
) {
    while changes.changed().await.is_ok() {
        let settings = changes.borrow_and_update().clone();
        let file = file.clone();
        let outcome = match tokio::task::spawn_blocking(move || file.save(&settings)).await {
            Ok(saved) => saved.map_err(|error| error.to_string()),
            Err(error) => Err(say!("settings-unsaved", error = error.to_string())),
        };
        // While the controller ends nobody listens, and nobody needs to.
        if let Some(inputs) = inputs.upgrade() {
            let _ = inputs.try_send(Input::SettingsSaved(outcome));
        }
    }
}
