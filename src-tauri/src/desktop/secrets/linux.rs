//! The keyring on Linux: the Secret Service.

use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Error};
use secret_service::Error as ServiceError;
use swarmbell_engine::desktop::SecretOutcome;
use zbus_secret_service_keyring_store::Store;

/// The attribute under which a keyring's own program shows an entry.
pub(super) const LABEL: Option<&str> = Some("label");

/// Connects to the Secret Service.
pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
    Ok(Store::new()?)
}

/// What the service's error means; `locked` when the store already knows it as a matter of access.
pub(super) fn outcome_of(cause: &(dyn StdError + Send + Sync + 'static), locked: bool) -> SecretOutcome {
    match cause.downcast_ref::<ServiceError>() {
        Some(ServiceError::Locked | ServiceError::Prompt | ServiceError::PromptDisconnected) => {
            SecretOutcome::Locked
        }
        Some(ServiceError::Unavailable) => SecretOutcome::NoService,
        Some(ServiceError::Zbus(error)) => of_bus(error),
        Some(ServiceError::ZbusFdo(error)) => of_method(error),
        // `NoResult`: the service runs and has no collection to keep anything in, and makes none.
        Some(_) => SecretOutcome::Denied,
        None if locked => SecretOutcome::Locked,
        None => SecretOutcome::NoService,
    }
}

fn of_bus(error: &zbus::Error) -> SecretOutcome {
    match error {
        zbus::Error::MethodError(name, ..) => of_name(name.as_str()),
        zbus::Error::FDO(error) => of_method(error),
        _ => SecretOutcome::NoService,
    }
}

fn of_method(error: &zbus::fdo::Error) -> SecretOutcome {
    use zbus::fdo::Error as Fdo;
    match error {
        Fdo::AccessDenied(_) | Fdo::AuthFailed(_) => SecretOutcome::Denied,
        Fdo::NoReply(_) | Fdo::Timeout(_) | Fdo::TimedOut(_) => SecretOutcome::TimedOut,
        Fdo::ZBus(error) => of_bus(error),
        _ => SecretOutcome::NoService,
    }
}

fn of_name(name: &str) -> SecretOutcome {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => SecretOutcome::Locked,
        "org.freedesktop.DBus.Error.AccessDenied" => SecretOutcome::Denied,
        "org.freedesktop.DBus.Error.NoReply" | "org.freedesktop.DBus.Error.TimedOut" => {
            SecretOutcome::TimedOut
        }
        _ => SecretOutcome::NoService,
    }
}
