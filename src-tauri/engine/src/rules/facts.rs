//! What a decision and its wording look at besides the event.

use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::time::{Now, UnixMillis};

use super::Bells;
use crate::desktop::HushedBy;
use crate::settings::Settings;

/// What is known at the moment of a decision. Nothing in here is asked for: it is all passed in.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a, Z> {
    /// The user's choices.
    pub settings: &'a Settings,
    /// What decides about the source's events.
    pub bells: Bells<'a>,
    /// What time it is.
    pub now: Now,
    /// The user's zone.
    pub zone: &'a Z,
    /// The weeks of the schedule around the present, the newest version of each.
    pub weeks: &'a [&'a Week],
    /// For an event about a week: the version of that week that was known before.
    pub old_week: Option<&'a Week>,
    /// Whether something of this subathon was told before.
    pub subathon_told: bool,
    /// When the stream that was told last ended.
    pub ended_at: Option<UnixMillis>,
    /// What keeps notifications off the screen.
    pub hushed: Option<HushedBy>,
}
