//! Which kinds of events ring, and which the server is asked for.

use std::collections::BTreeSet;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::event::EventType;

use super::pick::pick;
use crate::settings::{Bell, BellChoice, BellChoices, RingRule, Says, Settings};

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
    /// How an event rings, and whether it may at all.
    pub fn bell(&self, settings: &Settings, event: &Event) -> Bell {
        match self {
            Self::Switches => bell(settings, &event.event_type),
            Self::Rules { rules, .. } => {
                let silent = Bell { rings: false, sounds: true, through_quiet: false };
                let rule = pick(rules, event).map(|rule| BellChoice {
                    ring: Some(rule.rings),
                    sound: rule.sound,
                    through_quiet: rule.through_quiet,
                });
                rule.unwrap_or_default().over(silent)
            }
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

/// The bell of this kind.
pub fn bell(settings: &Settings, kind: &EventType) -> Bell {
    settings.neuro.bells.get(kind).over(default_bell(kind))
}

/// The bell of a kind when the user chose nothing. Kinds this version does not know stay silent until switched on, so
/// that a new one on the server surprises nobody at night.
pub fn default_bell(kind: &EventType) -> Bell {
    let rings = matches!(
        kind.as_str(),
        "streamOnline"
            | "secretneuroaccountOnline"
            | "streamRaidIncoming"
            | "streamRaidOutgoing"
            | "scheduleUpdate"
            | REMINDER
    );
    Bell { rings, sounds: true, through_quiet: false }
}

/// Kinds listed at most, known ones first: a server can offer as many as it likes.
const MOST_LISTED: usize = 50;

/// The kinds about which something can be chosen: those this version knows, and what else the server offers.
pub fn listed(available: &BTreeSet<Subscription>) -> Vec<EventType> {
    let known = KNOWN_TYPES.map(EventType::from);
    let offered = available.iter().map(|offered| EventType::from(offered.as_str()));
    let unknown = offered.filter(|kind| !known.contains(kind) && BellChoices::is_kind(kind));
    known.iter().cloned().chain(unknown).take(MOST_LISTED).collect()
}

/// The kinds to subscribe to: what rings and what the tray needs to know.
pub fn wanted(settings: &Settings, available: &BTreeSet<Subscription>) -> BTreeSet<Subscription> {
    KNOWN_TYPES
        .iter()
        .map(|name| EventType::from(*name))
        .chain(available.iter().map(|offered| EventType::from(offered.as_str())))
        .filter(|kind| kind.as_str() != REMINDER)
        .filter(|kind| NEEDED_FOR_STATE.contains(&kind.as_str()) || bell(settings, kind).rings)
        .map(|kind| Subscription::from(&kind))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tray_needs_is_wanted_even_when_its_bell_is_off() {
        let mut settings = Settings::default();
        let off = BellChoice { ring: Some(false), ..BellChoice::default() };
        settings.neuro.bells.put("streamOnline".into(), off).unwrap();
        settings.neuro.bells.put("streamRaidIncoming".into(), off).unwrap();
        let wanted = wanted(&settings, &BTreeSet::from(["coffeeReady".into()]));
        assert!(wanted.contains(&"streamOnline".into()));
        assert!(wanted.contains(&"streamOffline".into()));
        assert!(!wanted.contains(&"streamRaidIncoming".into()));
        assert!(!wanted.contains(&"coffeeReady".into()));
    }

    #[test]
    fn no_server_is_asked_for_reminders() {
        let settings = Settings::default();
        assert!(bell(&settings, &REMINDER.into()).rings);
        assert!(!wanted(&settings, &BTreeSet::from([REMINDER.into()])).contains(&REMINDER.into()));
    }
}
