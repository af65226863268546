//! The keyring on macOS: the user's keychain.

use std::error::Error as StdError;
use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use keyring_core::{CredentialStore, Error};
use swarmbell_engine::desktop::SecretOutcome;

/// The store names its entries itself.
pub(super) const LABEL: Option<&str> = None;

/// Opens the user's keychain.
pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
    Ok(Store::new()?)
}

/// What the system's error means; `locked` when the store already knows it as a matter of access.
pub(super) fn outcome_of(_cause: &(dyn StdError + Send + Sync + 'static), locked: bool) -> SecretOutcome {
    if locked { SecretOutcome::Locked } else { SecretOutcome::Denied }
}
