//! A ring that was shown, as far as a click on it matters.

use std::time::Duration;

use swarmbell_protocols::time::UnixMillis;

use crate::ring::Action;
use crate::settings::SourceId;

/// How long a click on a ring works: from a notification centre it is clicked hours later.
pub const CLICK_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// What clicks on a ring mean that was shown. It is kept in the journal, so that a click works after the bell
/// was started anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRing {
    /// The name under which the desktop tells of a click. No other ring has it, whatever is restarted.
    pub mark: String,
    /// Of which source it tells: when that is removed nothing of it is kept. `None` where that may be several.
    pub source: Option<SourceId>,
    /// Until when a click works.
    pub until: UnixMillis,
    /// What a click on the ring itself does.
    pub click: Action,
    /// What its buttons do, in order.
    pub buttons: Vec<Action>,
}
