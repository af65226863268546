//! The values of secrets, for the time they are used.
//!
//! The keyring is read once; after that the value lives here, under the one origin it was stored for.
//! [`http`](crate::http) asks for it by source and origin, so a request towards another origin finds none.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::Origin;

use crate::desktop::SecretPlace;
use crate::settings::SourceId;

/// Secrets by source and origin. Clones share one content.
#[derive(Debug, Clone, Default)]
pub struct Secrets(Arc<RwLock<HashMap<SecretPlace, Secret>>>);

impl Secrets {
    /// The secret of a source for exactly this origin.
    pub fn get(&self, source: &SourceId, origin: &Origin) -> Option<Secret> {
        let place = SecretPlace { source: source.clone(), origin: origin.clone(), with: Vec::new() };
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    /// Holds a secret for its origin.
    pub fn put(&self, place: SecretPlace, secret: Secret) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(place, secret);
    }

    /// Forgets a secret.
    pub fn remove(&self, place: &SecretPlace) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(place);
    }
}
