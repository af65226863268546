//! One choice of the user, on its way from the window to the settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Appearance, Language, LiveOpens, Phrases, QuietHours, ReminderMinutes, Settings, Volume};

/// What the user chose anew. Values that cannot be are refused when they are read, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "choice", content = "value", rename_all = "snake_case")]
pub enum Choice {
    /// The hours in which nothing rings; none.
    QuietHours(Option<QuietHours>),
    /// Minutes from a reminder to its stream; none at 0.
    ReminderMinutes(#[ts(type = "number")] ReminderMinutes),
    /// How loud the bell sounds, from 0 to 100.
    Volume(#[ts(type = "number")] Volume),
    /// Only what speaks of one of these rings.
    Only(#[ts(type = "string[]")] Phrases),
    /// What speaks of one of these does not ring.
    Never(#[ts(type = "string[]")] Phrases),
    /// Where a click on a live stream leads.
    LiveOpens(LiveOpens),
    /// The language to speak; the system's.
    Language(#[ts(type = "string | null")] Option<Language>),
    /// How the window looks, and how times are told.
    Appearance(Appearance),
    /// Whether a start shows the icon only.
    StartsInTray(bool),
    /// Whether to ask for newer versions, and to tell of them.
    UpdateNotice(bool),
    /// What the window says of the first minute is not wanted any more.
    SettledIn,
}

impl Settings {
    /// Takes up a choice.
    pub fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::QuietHours(hours) => self.quiet_hours = hours,
            Choice::ReminderMinutes(minutes) => self.reminder_minutes = minutes,
            Choice::Volume(volume) => self.volume = volume,
            Choice::Only(phrases) => self.neuro.only = phrases,
            Choice::Never(phrases) => self.neuro.never = phrases,
            Choice::LiveOpens(opens) => self.neuro.live_opens = opens,
            Choice::Language(language) => self.language = language,
            Choice::Appearance(appearance) => self.appearance = appearance,
            Choice::StartsInTray(only_the_icon) => self.starts_in_tray = only_the_icon,
            Choice::UpdateNotice(wanted) => self.update_notice = Some(wanted),
            Choice::SettledIn => self.settled_in = true,
        }
    }
}
