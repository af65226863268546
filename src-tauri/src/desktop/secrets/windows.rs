//! The keyring on Windows: the Credential Manager.

use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Error};
use swarmbell_engine::desktop::SecretOutcome;
use windows_native_keyring_store::Store;

/// The store names its entries itself.
pub(super) const LABEL: Option<&str> = None;

/// Opens the user's credentials.
pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
    Ok(Store::new()?)
}

/// What the system's error means; `locked` when the store already knows it as a matter of access: there is
/// no logon session that could keep credentials.
pub(super) fn outcome_of(_cause: &(dyn StdError + Send + Sync + 'static), locked: bool) -> SecretOutcome {
    if locked { SecretOutcome::NoService } else { SecretOutcome::Denied }
}
