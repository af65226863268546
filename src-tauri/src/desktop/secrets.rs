//! The keyring, on a thread of its own.
//!
//! The stores block, for ever when a locked keyring shows its prompt, and cannot be called inside an async
//! runtime. One thread makes one call after another, in the order they were asked for. Who waits longer than
//! [`ANSWER_WITHIN`] is told so; the true outcome follows when the call ends, such as after the prompt was
//! answered. A store that failed is built afresh for the next call, so a keyring service that comes later
//! is found.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use keyring_core::{CredentialStore, Entry, Error};
use swarmbell_engine::IDENTIFIER;
use swarmbell_engine::desktop::{Report, SecretId, SecretOrder, SecretOutcome, SecretPlace};
use swarmbell_protocols::secret::Secret;
use swarmbell_words::say;
use tokio::sync::oneshot;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::desktop::reports::Reports;

#[cfg_attr(target_os = "linux", path = "secrets/linux.rs")]
#[cfg_attr(windows, path = "secrets/windows.rs")]
#[cfg_attr(target_os = "macos", path = "secrets/macos.rs")]
mod system;

/// How long a keyring may take before the user is told that it does not answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Calls that may wait behind one that hangs.
const QUEUE: usize = 128;

/// The way to the keyring.
#[derive(Debug)]
pub struct Keyring {
    calls: SyncSender<Call>,
    reports: Reports,
}

struct Call {
    place: SecretPlace,
    order: SecretOrder,
    outcome: oneshot::Sender<SecretOutcome>,
}

impl Keyring {
    /// Starts the thread. It ends when this is dropped and the present call is over.
    pub fn start(reports: Reports) -> Self {
        let (calls, inbox) = sync_channel(QUEUE);
        let started = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || serve(&inbox));
        if let Err(error) = started {
            // Calls find their channel closed and are answered as "no service".
            tracing::error!(%error, "the keyring's thread was not started");
        }
        Self { calls, reports }
    }

    /// Reads, keeps or removes a secret; answered by [`Report::Secret`], twice when the first answer was
    /// [`SecretOutcome::TimedOut`].
    pub fn ask(&self, id: SecretId, place: SecretPlace, order: SecretOrder) {
        let (outcome, mut answer) = oneshot::channel();
        let call = Call { place: place.clone(), order, outcome };
        let refused = match self.calls.try_send(call) {
            Ok(()) => None,
            Err(std::sync::mpsc::TrySendError::Full(_)) => Some(SecretOutcome::Denied),
            Err(std::sync::mpsc::TrySendError::Disconnected(_)) => Some(SecretOutcome::NoService),
        };
        let reports = self.reports.clone();
        if let Some(outcome) = refused {
            reports.send(Report::Secret { id, place, outcome });
            return;
        }
        self.reports.runtime().spawn(async move {
            let outcome = match timeout(ANSWER_WITHIN, &mut answer).await {
                Ok(outcome) => outcome,
                Err(_) => {
                    let outcome = SecretOutcome::TimedOut;
                    reports.send(Report::Secret { id, place: place.clone(), outcome });
                    answer.await
                }
            };
            let outcome = outcome.unwrap_or(SecretOutcome::NoService);
            tracing::info!(outcome = name(&outcome), "the keyring answered");
            reports.send(Report::Secret { id, place, outcome });
        });
    }
}

/// The thread: one call after another, until nobody can ask any more.
fn serve(inbox: &Receiver<Call>) {
    let mut store = None;
    while let Ok(call) = inbox.recv() {
        let outcome = carry_out(&mut store, &call.place, &call.order);
        // Who asked is gone only when the program ends.
        let _ = call.outcome.send(outcome);
    }
}

fn carry_out(
    store: &mut Option<Arc<CredentialStore>>,
    place: &SecretPlace,
    order: &SecretOrder,
) -> SecretOutcome {
    let result = present(store).and_then(|store| entry(&store, place)).and_then(|entry| match order {
        SecretOrder::Find => found(entry.get_password()?),
        SecretOrder::Keep(secret) => {
            entry.set_password(secret.expose())?;
            Ok(SecretOutcome::Found(secret.clone()))
        }
        SecretOrder::Forget => entry.delete_credential().map(|()| SecretOutcome::Absent),
    });
    result.unwrap_or_else(|error| {
        if matches!(error, Error::NoEntry) {
            return SecretOutcome::Absent;
        }
        *store = None;
        let outcome = outcome_of(&error);
        tracing::warn!(outcome = name(&outcome), "the keyring failed");
        outcome
    })
}

fn present(store: &mut Option<Arc<CredentialStore>>) -> Result<Arc<CredentialStore>, Error> {
    match store {
        Some(store) => Ok(Arc::clone(store)),
        None => Ok(Arc::clone(store.insert(system::open()?))),
    }
}

fn entry(store: &Arc<CredentialStore>, place: &SecretPlace) -> Result<Entry, Error> {
    let account = place.account();
    let label = say!("keyring-label", origin = place.origin.to_string());
    let attributes: HashMap<&str, &str> = system::LABEL.iter().map(|name| (*name, label.as_str())).collect();
    store.build(IDENTIFIER, &account, Some(&attributes))
}

/// What was read.
fn found(value: String) -> Result<SecretOutcome, Error> {
    let value = Zeroizing::new(value);
    Ok(Secret::parse(&value).map_or(SecretOutcome::Unusable, SecretOutcome::Found))
}

/// Seven outcomes, told apart by the error's type.
fn outcome_of(error: &Error) -> SecretOutcome {
    match error {
        Error::NoEntry => SecretOutcome::Absent,
        Error::NoDefaultStore => SecretOutcome::NoService,
        Error::BadEncoding(_) => SecretOutcome::Unusable,
        Error::NoStorageAccess(cause) | Error::PlatformFailure(cause) => {
            let locked = matches!(error, Error::NoStorageAccess(_));
            system::outcome_of(cause.as_ref(), locked)
        }
        _ => SecretOutcome::Denied,
    }
}

/// The outcome for the log: never the value.
fn name(outcome: &SecretOutcome) -> &'static str {
    match outcome {
        SecretOutcome::Found(_) => "found",
        SecretOutcome::Absent => "absent",
        SecretOutcome::Unusable => "unusable",
        SecretOutcome::NoService => "no service",
        SecretOutcome::Locked => "locked",
        SecretOutcome::TimedOut => "timed out",
        SecretOutcome::Denied => "denied",
    }
}
