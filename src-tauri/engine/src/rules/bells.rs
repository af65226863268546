//! Which kinds of events ring, and which the server is asked for.

use std::collections::BTreeSet;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::event::EventType;

use super::pick::pick;
use crate::settings::{RingRule, Says, Settings};

/// The kind of event that no server sends: a planned stream starts soon.
pub const REMINDER: &str = "reminder";

/// The kinds NeuroInfoAPI v2 documents and [`REMINDER`], in the order the window lists them. `xFeedUpdate` is
/// left out: it is the deprecated twin of `xFeedNewEntries` and would double every ring (contract neuro §3.5).
pub const KNOWN_TYPES: [&str; 12] = [
    "streamOnline",
    "secretneuroaccountOnline",
    "streamRaidIncoming",
    "streamRaidOutgoing",
    "scheduleUpdate",
    REMINDER,
    "streamUpdate",
    "streamOffline",
    "subathonUpdate",
    "subathonGoalUpdate",
    "blogFeedUpdate",
    "xFeedNewEntries",
];

/// Kinds that state is computed from, wanted whether or not they ring.
const NEEDED_FOR_STATE: [&str; 3] = ["streamOnline", "streamOffline", "scheduleUpdate"];

/// What decides whether an event of a source rings.
#[derive(Debug, Clone, Copy)]
pub enum Bells<'a> {
    /// A bell for each kind, and keywords: the first source.
    Switches,
    /// Rules of which the first that is about the event decides; where none is, it does not ring.
    Rules {
        /// The rules.
        rules: &'a [RingRule],
        /// What the user calls the source.
        source: &'a str,
    },
}

impl<'a> Bells<'a> {
    /// Whether an event may ring at all.
    pub fn ring(&self, settings: &Settings, event: &Event) -> bool {
        match self {
            Self::Switches => rings(settings, &event.event_type),
            Self::Rules { rules, .. } => pick(rules, event).is_some_and(|rule| rule.rings),
        }
    }

    /// What is said of an event, where somebody chose that.
    pub fn says(&self, event: &Event) -> Option<&'a Says> {
        match self {
            Self::Switches => None,
            Self::Rules { rules, .. } => pick(rules, event)?.says.as_ref(),
        }
    }

    /// What the user calls the source; nothing for the first one, which needs no name.
    pub fn source(&self) -> Option<&'a str> {
        match self {
            Self::Switches => None,
            Self::Rules { source, .. } => Some(source),
        }
    }
}

/// Whether the bell of this kind is switched on.
pub fn rings(settings: &Settings, event_type: &EventType) -> bool {
    settings.neuro.bells.get(event_type).copied().unwrap_or_else(|| rings_by_default(event_type))
}

/// Whether a kind rings when the user chose nothing. Kinds this version does not know stay silent until
/// switched on, so that a new one on the server surprises nobody at night.
pub fn rings_by_default(event_type: &EventType) -> bool {
    matches!(
        event_type.as_str(),
        "streamOnline"
            | "secretneuroaccountOnline"
            | "streamRaidIncoming"
            | "streamRaidOutgoing"
            | "scheduleUpdate"
            | REMINDER
    )
}

/// The kinds to subscribe to: what rings and what the tray needs to know.
pub fn wanted(settings: &Settings, available: &BTreeSet<Subscription>) -> BTreeSet<Subscription> {
    KNOWN_TYPES
        .iter()
        .map(|name| EventType::from(*name))
        .chain(available.iter().map(|offered| EventType::from(offered.as_str())))
        .filter(|kind| kind.as_str() != REMINDER)
        .filter(|kind| NEEDED_FOR_STATE.contains(&kind.as_str()) || rings(settings, kind))
        .map(|kind| Subscription::from(&kind))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tray_needs_is_wanted_even_when_its_bell_is_off() {
        let mut settings = Settings::default();
        settings.neuro.bells.insert("streamOnline".into(), false);
        settings.neuro.bells.insert("streamRaidIncoming".into(), false);
        let wanted = wanted(&settings, &BTreeSet::from(["coffeeReady".into()]));
        assert!(wanted.contains(&"streamOnline".into()));
        assert!(wanted.contains(&"streamOffline".into()));
        assert!(!wanted.contains(&"streamRaidIncoming".into()));
        assert!(!wanted.contains(&"coffeeReady".into()));
    }

    #[test]
    fn no_server_is_asked_for_reminders() {
        let settings = Settings::default();
        assert!(rings(&settings, &REMINDER.into()));
        assert!(!wanted(&settings, &BTreeSet::from([REMINDER.into()])).contains(&REMINDER.into()));
    }
}
