//! The window's snapshot: everything its page shows, computed in the bell.

use serde::{Deserialize, Serialize};
use swarmbell_protocols::schedule::EntryKind;
use ts_rs::TS;

use super::{SourceView, SubathonView};
use crate::picture::PictureId;
use crate::settings::{Appearance, LiveOpens, Phrases, QuietHours, ReminderMinutes, Volume};

/// Everything the window shows. Small and rare: the page counts down by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowSnapshot {
    /// Version of the bell that sent this.
    pub version: String,
    /// The language that is spoken, and what can be chosen instead.
    pub language: LanguageView,
    /// The same sentence as in the tray.
    pub status: StatusLine,
    /// The NeuroInfoAPI source.
    pub neuro: NeuroView,
    /// The sources that somebody added.
    pub sources: Vec<SourceView>,
    /// Set while rings are silent.
    pub pause: Option<PauseView>,
    /// What else decides about rings.
    pub rules: RulesView,
    /// How the program starts and looks.
    pub general: GeneralView,
    /// Whether there is a newer version of this program; `null` where that is not asked.
    pub update: Option<UpdateView>,
    /// The servers that the program speaks to by itself, besides those of pictures.
    pub servers: Vec<String>,
    /// One line the user should know (settings moved aside, notifications not delivered, no tray).
    pub notices: Vec<String>,
}

/// Whether there is a newer version of this program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateView {
    /// Whether that is asked and told.
    pub on: bool,
    /// The version; `null` where there is none, or nobody knows.
    pub newer: Option<String>,
}

/// The language that is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageView {
    /// Its tag, such as `de`.
    pub spoken: String,
    /// The tag of what was chosen; `null` where it is the system's.
    pub chosen: Option<String>,
    /// What can be chosen.
    pub offered: Vec<LanguageOffer>,
}

/// A language that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageOffer {
    /// Its tag.
    pub tag: String,
    /// What those who speak it call it.
    pub name: String,
}

/// How the program starts and looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GeneralView {
    /// How the window looks, and how times are told.
    pub appearance: Appearance,
    /// Whether a start shows the icon only.
    pub starts_in_tray: bool,
    /// Whether the system starts the program at login; `null` where that is not known.
    pub starts_at_login: Option<bool>,
    /// Whether there is a tray that shows the icon.
    pub tray_host: bool,
    /// Whether what the first minute is for was put away.
    pub settled_in: bool,
}

/// The choices that decide about rings, besides the bells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RulesView {
    /// The hours in which nothing rings.
    pub quiet_hours: Option<QuietHours>,
    /// Whether it is quiet now.
    pub quiet_now: bool,
    /// Until when, in ms since 1970; `null` when it is not, or always.
    #[ts(type = "number | null")]
    pub quiet_until: Option<i64>,
    /// How loud the bell sounds, from 0 to 100.
    #[ts(type = "number")]
    pub volume: Volume,
    /// Minutes from a reminder to its stream; 0 for none.
    #[ts(type = "number")]
    pub reminder_minutes: ReminderMinutes,
    /// When there is any: only what speaks of one of these rings.
    #[ts(type = "string[]")]
    pub only: Phrases,
    /// What speaks of one of these does not ring.
    #[ts(type = "string[]")]
    pub never: Phrases,
    /// Where a click on a live stream leads.
    pub live_opens: LiveOpens,
}

/// The status line at the bottom of the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusLine {
    /// The sentence, without the countdown.
    pub sentence: String,
    /// How bad it is.
    pub level: StatusLevel,
    /// When the next attempt is made, in ms since 1970, for a countdown.
    #[ts(type = "number | null")]
    pub next_try: Option<i64>,
    /// Whether *Retry now* makes sense.
    pub can_retry: bool,
    /// The source about which it speaks, where somebody has to change something there. Then nothing else is offered.
    pub fix: Option<String>,
}

/// How bad a status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StatusLevel {
    /// All is well.
    Good,
    /// Being worked on.
    Busy,
    /// The user must act.
    NeedsYou,
}

/// What of a source has to be changed before it can be listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Need {
    /// Its secret.
    Secret,
    /// What else was entered about it.
    Settings,
}

/// The NeuroInfoAPI source as the window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NeuroView {
    /// The server's address.
    pub origin: String,
    /// How the connection is.
    pub connection: ConnectionView,
    /// How it is, in a sentence that says what to do.
    pub sentence: String,
    /// How bad that is.
    pub level: StatusLevel,
    /// When the last event came in this run, in ms since 1970.
    #[ts(type = "number | null")]
    pub last_event: Option<i64>,
    /// Events that came in this run.
    #[ts(type = "number")]
    pub heard: u64,
    /// Whether there is a token, and where it is kept.
    pub token: TokenView,
    /// The stream on the air; `null` when there is none or nobody knows.
    pub live: Option<LiveView>,
    /// The week published last; `null` until one is known.
    pub week: Option<WeekView>,
    /// The subathon that goes on; `null` when none does or nobody asked.
    pub subathon: Option<SubathonView>,
    /// One row a kind of event.
    pub bells: Vec<BellRow>,
}

/// The state of a connection; *connected* by push and by poll are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionView {
    /// Switched off.
    Disconnected,
    /// The first attempt.
    Connecting,
    /// Usable: pushed events.
    Connected,
    /// Usable: asked for once a minute.
    Polling,
    /// Lost; trying again.
    Reconnecting,
    /// Stopped until the user changes something.
    Failed,
}

/// What is known of the token. Never the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenView {
    /// The keyring is being asked.
    Asking,
    /// There is none.
    Absent,
    /// Kept in the keyring.
    Kept,
    /// Kept in memory for this run only: this system has no keyring.
    ThisRunOnly,
    /// In the keyring perhaps, but the keyring is locked.
    Locked,
    /// The keyring does not answer.
    TimedOut,
    /// The keyring refuses.
    Denied,
    /// What the keyring holds cannot be one.
    Unusable,
}

impl TokenView {
    /// Whether there may be one that the keyring gives when it is asked again.
    pub fn may_come(self) -> bool {
        matches!(self, Self::Locked | Self::TimedOut | Self::Denied)
    }

    /// Whether nothing comes of it until the user acts.
    pub fn needs_user(self) -> bool {
        self.may_come() || self == Self::Unusable
    }
}

/// The stream on the air.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveView {
    /// Its title, cleaned.
    pub title: String,
    /// Its category, cleaned; may be empty.
    pub category: String,
    /// People watching, when last told.
    #[ts(type = "number | null")]
    pub viewers: Option<u64>,
    /// When it began, in ms since 1970.
    #[ts(type = "number | null")]
    pub started_at: Option<i64>,
    /// The name of a picture of it, which changes every few minutes under this name; `null` when there is none.
    #[ts(type = "string | null")]
    pub picture: Option<PictureId>,
}

/// A week of the schedule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WeekView {
    /// ISO year.
    pub year: i32,
    /// ISO week number.
    pub week: u32,
    /// `false`: days may be missing.
    pub is_final: bool,
    /// Whether these are all entries; else the page of this week has them.
    pub whole: bool,
    /// When the server told, in ms since 1970.
    #[ts(type = "number")]
    pub as_of: i64,
    /// Sorted by time. The page groups them by local day.
    pub entries: Vec<DayEntry>,
    /// What the weeks before and after plan near these days, sorted by time. A published week may run from Tuesday to
    /// Monday: the page shows of these what falls on the days of this week. Beside the newest week is also what others plan
    /// before it begins.
    pub beside: Vec<DayEntry>,
    /// The name of its official picture; `null` when there is none.
    #[ts(type = "string | null")]
    pub picture: Option<PictureId>,
}

/// One planned stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayEntry {
    /// When, in ms since 1970.
    #[ts(type = "number")]
    pub time: i64,
    /// What, cleaned of control characters; may hold Discord markdown, to be shown as text.
    pub message: String,
    /// What sort.
    #[ts(type = "\"normal\" | \"offline\" | \"canceled\" | \"tbd\" | \"unknown\"")]
    pub kind: EntryKind,
    /// Whether somebody asked to be reminded of it; said only where that is so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub reminded: bool,
}

/// A kind of event and how it rings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BellRow {
    /// The wire name, such as `streamOnline`.
    pub event_type: String,
    /// In words; the wire name where this version knows no better.
    pub label: String,
    /// Whether it rings.
    pub rings: bool,
    /// Whether the bell sounds when it does.
    pub sounds: bool,
    /// Whether it rings in quiet hours too.
    pub through_quiet: bool,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PauseView {
    /// Until when, in ms since 1970.
    #[ts(type = "number")]
    pub until: i64,
}
