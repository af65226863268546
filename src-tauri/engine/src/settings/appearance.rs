//! How the window looks, and how times are told.

use serde::{Deserialize, Serialize};
use swarmbell_words::Clock;
use ts_rs::TS;

/// Colours and manners of telling times. What is not chosen is as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// How hours are counted.
    pub hours: Hours,
    /// The day a week begins with where days are listed.
    pub first_day: FirstDay,
    /// Whether a week that goes on is shown without what is over.
    pub hides_past: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How hours are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Hours {
    /// As the language has it.
    #[default]
    #[serde(rename = "system")]
    System,
    /// Twice to twelve.
    #[serde(rename = "12")]
    Twelve,
    /// To twenty-four.
    #[serde(rename = "24")]
    TwentyFour,
}

impl Hours {
    /// The clock that was chosen; `None` leaves it to the language.
    pub fn clock(self) -> Option<Clock> {
        match self {
            Self::System => None,
            Self::Twelve => Some(Clock::Twelve),
            Self::TwentyFour => Some(Clock::TwentyFour),
        }
    }
}

/// The day a week begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FirstDay {
    /// As the language has it.
    #[default]
    System,
    /// Monday.
    Monday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}
