//! What leads from the settings of an older version to those of this one, a step a version.
//!
//! A step sees whatever stood in the file: it takes over what it understands and leaves the rest as it is.

mod to_2;

use serde_json::Value;

/// Turns the JSON of one version into that of the next.
pub(super) type Migration = fn(Value) -> Value;

/// `MIGRATIONS[n]` leads from version n + 1 to n + 2.
pub(super) const MIGRATIONS: &[Migration] = &[to_2::migrate];
