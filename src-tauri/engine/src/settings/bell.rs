//! How the events of one kind ring, and what the user chose about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::event::EventType;
use swarmbell_words::say;
use ts_rs::TS;

/// How the events of one kind ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bell {
    /// Whether they ring at all.
    pub rings: bool,
    /// Whether the bell sounds when they do.
    pub sounds: bool,
    /// Whether they ring in quiet hours too.
    pub through_quiet: bool,
}

/// What the user chose about one bell, or chooses anew; where nothing is chosen the default counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BellChoice {
    /// Whether it rings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ring: Option<bool>,
    /// Whether it sounds when it rings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sound: Option<bool>,
    /// Whether it rings in quiet hours too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub through_quiet: Option<bool>,
}

impl BellChoice {
    /// The bell, as far as nothing else is chosen like the `default`.
    pub fn over(self, default: Bell) -> Bell {
        Bell {
            rings: self.ring.unwrap_or(default.rings),
            sounds: self.sound.unwrap_or(default.sounds),
            through_quiet: self.through_quiet.unwrap_or(default.through_quiet),
        }
    }

    /// This, changed by what is chosen anew.
    #[must_use]
    pub fn changed(self, anew: Self) -> Self {
        Self {
            ring: anew.ring.or(self.ring),
            sound: anew.sound.or(self.sound),
            through_quiet: anew.through_quiet.or(self.through_quiet),
        }
    }

    /// Only that in which it differs from the `default`.
    #[must_use]
    pub fn apart_from(self, default: Bell) -> Self {
        Self {
            ring: self.ring.filter(|ring| *ring != default.rings),
            sound: self.sound.filter(|sound| *sound != default.sounds),
            through_quiet: self.through_quiet.filter(|through| *through != default.through_quiet),
        }
    }
}

/// What the user chose about the bells, by kind of event. Bounded: whoever names kinds cannot fill the file with them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<EventType, BellChoice>", into = "BTreeMap<EventType, BellChoice>")]
pub struct BellChoices(BTreeMap<EventType, BellChoice>);

/// A name is no kind of event, or there are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("order-no-such-bell"))]
pub struct BellChoicesError;

impl BellChoices {
    /// Kinds at most about which something is chosen.
    pub const MOST: usize = 100;

    /// Longest name of a kind in bytes; documented ones have 24 letters at most.
    pub const MAX_KIND_BYTES: usize = 100;

    /// What is chosen about a kind.
    pub fn get(&self, kind: &EventType) -> BellChoice {
        self.0.get(kind).copied().unwrap_or_default()
    }

    /// Whether something is chosen about a kind.
    pub fn contains(&self, kind: &EventType) -> bool {
        self.0.contains_key(kind)
    }

    /// Puts what is chosen about a kind in the place of what was chosen before.
    pub fn put(&mut self, kind: EventType, choice: BellChoice) -> Result<(), BellChoicesError> {
        if choice == BellChoice::default() {
            self.0.remove(&kind);
            return Ok(());
        }
        let has_room = self.0.len() < Self::MOST || self.contains(&kind);
        if !has_room || !Self::is_kind(&kind) {
            return Err(BellChoicesError);
        }
        self.0.insert(kind, choice);
        Ok(())
    }

    /// Whether this can be the name of a kind.
    pub fn is_kind(kind: &EventType) -> bool {
        let name = kind.as_str();
        (1..=Self::MAX_KIND_BYTES).contains(&name.len()) && !name.chars().any(char::is_control)
    }
}

impl TryFrom<BTreeMap<EventType, BellChoice>> for BellChoices {
    type Error = BellChoicesError;

    fn try_from(choices: BTreeMap<EventType, BellChoice>) -> Result<Self, Self::Error> {
        let mut kept = Self::default();
        for (kind, choice) in choices {
            kept.put(kind, choice)?;
        }
        Ok(kept)
    }
}

impl From<BellChoices> for BTreeMap<EventType, BellChoice> {
    fn from(choices: BellChoices) -> Self {
        choices.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const DEFAULT: Bell = Bell { rings: true, sounds: true, through_quiet: false };

    #[test]
    fn only_what_differs_from_the_default_is_kept_about_a_bell() {
        let muted = BellChoice { sound: Some(false), ..BellChoice::default() };
        let chosen = muted.changed(BellChoice { ring: Some(true), ..BellChoice::default() });
        assert_eq!(chosen.over(DEFAULT), Bell { sounds: false, ..DEFAULT });
        assert_eq!(serde_json::to_value(chosen.apart_from(DEFAULT)).unwrap(), json!({ "sound": false }));
        let back = chosen.changed(BellChoice { sound: Some(true), ..BellChoice::default() });
        let mut choices = BellChoices::default();
        choices.put("a".into(), muted).unwrap();
        choices.put("a".into(), back.apart_from(DEFAULT)).unwrap();
        assert_eq!(choices, BellChoices::default());
    }

    #[test]
    fn the_kinds_about_which_something_is_chosen_are_bounded_in_number_and_shape() {
        let chosen = BellChoice { ring: Some(true), ..BellChoice::default() };
        let mut choices = BellChoices::default();
        for name in ["", "a\nb", &"x".repeat(101)] {
            assert_eq!(choices.put(name.into(), chosen), Err(BellChoicesError), "{name:?}");
        }
        for n in 0..BellChoices::MOST {
            choices.put(format!("kind{n}").as_str().into(), chosen).unwrap();
        }
        assert_eq!(choices.put("another".into(), chosen), Err(BellChoicesError));
        choices.put("kind7".into(), BellChoice { sound: Some(false), ..chosen }).unwrap();
        let mut file = serde_json::to_value(&choices).unwrap();
        assert_eq!(serde_json::from_value::<BellChoices>(file.clone()).unwrap(), choices);
        file["another"] = json!({ "ring": true });
        assert!(serde_json::from_value::<BellChoices>(file).is_err());
    }
}
