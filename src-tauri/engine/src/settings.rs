//! The one file of choices.
//!
//! JSON with a version; written to a temporary file and renamed over the old one; a file that cannot be
//! read is moved aside and the user is told. Of a file that is understood in part the rest is kept. It never holds
//! a secret.

mod appearance;
mod bell;
mod choice;
mod file;
mod language;
mod live_opens;
mod migrations;
mod phrases;
mod quiet_hours;
mod reminder_minutes;
mod reminders;
mod ring_rule;
mod salvage;
pub mod saver;
mod source;
mod template;
mod volume;

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::Origin;

pub use appearance::{Appearance, FirstDay, Hours, Theme};
pub use bell::{Bell, BellChoice, BellChoices, BellChoicesError};
pub use choice::Choice;
pub use file::{LoadReport, SettingsError, SettingsFile};
pub use language::{Language, LanguageError};
pub use live_opens::{LinkTemplate, LiveOpens};
pub use phrases::{Phrases, PhrasesError};
pub use quiet_hours::{Days, QuietHours, TimeOfDay, TimeOfDayError};
pub use reminder_minutes::{ReminderMinutes, ReminderMinutesError};
pub use reminders::{Reminders, RemindersError};
pub use ring_rule::{Comparison, FieldTest, RingRule, Says};
pub use source::{SourceError, SourceId, SourceIdError, SourceSettings};
pub use template::{PageTemplate, TemplateError, TextTemplate};
pub use volume::{Volume, VolumeError};

/// Everything the user chose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Format of this file; see [`Settings::VERSION`].
    pub version: u32,
    /// The first source.
    pub neuro: NeuroSettings,
    /// The others.
    pub sources: BTreeMap<SourceId, SourceSettings>,
    /// Rings are silent until then.
    #[serde(deserialize_with = "within_the_calendar")]
    pub paused_until: Option<UnixMillis>,
    /// Hours of the day in which nothing rings.
    pub quiet_hours: Option<QuietHours>,
    /// How loud the bell sounds.
    pub volume: Volume,
    /// How long before a planned stream a reminder rings.
    pub reminder_minutes: ReminderMinutes,
    /// The language to speak; the system's where none was chosen.
    pub language: Option<Language>,
    /// How the window looks, and how times are told.
    pub appearance: Appearance,
    /// Whether a start shows the icon only, and no window.
    pub starts_in_tray: bool,
    /// Whether to ask for newer versions, and to tell of them; unless somebody chose, where no package manager does.
    pub update_notice: Option<bool>,
    /// The window opened by itself once already.
    pub welcomed: bool,
    /// What the window says of the first minute was read and put away.
    pub settled_in: bool,
    /// It was told once that closing the window does not end the program.
    pub told_of_tray: bool,
}

/// Choices about the NeuroInfoAPI source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NeuroSettings {
    /// The server. Another one starts without a token and is never sent this one's.
    pub origin: Origin,
    /// How the kinds ring, where it differs from [`default_bell`](crate::rules::default_bell).
    pub bells: BellChoices,
    /// When there is any: only what speaks of one of these rings.
    pub only: Phrases,
    /// What speaks of one of these does not ring, whatever `only` says.
    pub never: Phrases,
    /// Where a click on a live stream leads.
    pub live_opens: LiveOpens,
    /// The planned streams that somebody asked to be reminded of.
    pub reminders: Reminders,
}

/// The last moment with a year of four digits. A pause beyond it is no choice of anybody's, and no page can show it.
const LAST_MOMENT: UnixMillis = UnixMillis(253_402_300_799_999);

fn within_the_calendar<'de, D: Deserializer<'de>>(from: D) -> Result<Option<UnixMillis>, D::Error> {
    match Option::<UnixMillis>::deserialize(from)? {
        Some(until) if until > LAST_MOMENT => Err(D::Error::custom("no moment of the calendar")),
        until => Ok(until),
    }
}

/// Where NeuroInfoAPI lives.
pub const NEURO_ORIGIN: &str = "https://neuro.appstun.net";

impl Settings {
    /// The format this program writes.
    pub const VERSION: u32 = 2;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            neuro: NeuroSettings::default(),
            sources: BTreeMap::new(),
            paused_until: None,
            quiet_hours: None,
            volume: Volume::default(),
            reminder_minutes: ReminderMinutes::default(),
            language: None,
            appearance: Appearance::default(),
            starts_in_tray: true,
            update_notice: None,
            welcomed: false,
            settled_in: false,
            told_of_tray: false,
        }
    }
}

impl Default for NeuroSettings {
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "a constant of this file, parsed in a test")]
        let origin = Origin::parse(NEURO_ORIGIN).expect("NEURO_ORIGIN is an origin");
        Self {
            origin,
            bells: BellChoices::default(),
            only: Phrases::default(),
            never: Phrases::default(),
            live_opens: LiveOpens::default(),
            reminders: Reminders::default(),
        }
    }
}
