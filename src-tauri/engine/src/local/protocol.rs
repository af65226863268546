//! What is said over the local socket.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::Query;
use crate::settings::{BellChoice, Choice, SourceId, SourceSettings};
use crate::view::{ConnectionView, Page, WindowSnapshot};

/// Version of this protocol. A bell and a client of different versions part with a sentence.
pub const VERSION: u32 = 1;

/// The first line each way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`VERSION`] of the speaker.
    pub swarmbell: u32,
}

/// What a client wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "snake_case")]
pub enum Order {
    /// How are things? Answered by [`Answer::Status`].
    Status,
    /// The lines of the self-check. Answered by [`Answer::Doctor`].
    Doctor,
    /// Show the window.
    Show,
    /// Open the stream's page.
    Open,
    /// Open the page of this program's newest version.
    OpenRelease,
    /// Open the page on which tokens are made.
    OpenDashboard,
    /// No rings for so many seconds.
    Pause {
        /// 1 to [`Order::MAX_PAUSE_SECS`].
        seconds: u64,
    },
    /// No rings until eight in the morning.
    PauseUntilTomorrow,
    /// Ring again.
    Resume,
    /// End the bell.
    Quit,
    /// Send snapshots from now on, beginning with one at once.
    Watch,
    /// Change how a kind of event rings.
    SetBell {
        /// The wire name.
        kind: String,
        /// What is chosen anew; the rest stays as it is.
        choice: BellChoice,
    },
    /// Take up a choice.
    Choose {
        /// Which, and how.
        choice: Choice,
    },
    /// Keep a new token. Answered by [`Answer::Said`] once the server and the keyring have spoken.
    SetToken {
        /// The token as pasted.
        token: TokenText,
        /// Whose it is.
        #[serde(default = "SourceId::neuro")]
        source: SourceId,
    },
    /// Forget the token.
    ForgetToken {
        /// Whose it is.
        #[serde(default = "SourceId::neuro")]
        source: SourceId,
    },
    /// What are a source's settings? Answered by [`Answer::SourceSettings`].
    SourceSettings {
        /// Which one's.
        source: SourceId,
    },
    /// Take up a source, or other settings of one. Answered by [`Answer::Source`], or a sentence why not.
    PutSource {
        /// Which one; none for a new one.
        source: Option<SourceId>,
        /// What it is to be.
        settings: Box<SourceSettings>,
    },
    /// Listen to a source no more for the time being, or again.
    PauseSource {
        /// Which one.
        source: SourceId,
        /// Whether to listen no more.
        paused: bool,
    },
    /// Take a source away, with its secret and everything that is remembered of it.
    RemoveSource {
        /// Which one.
        source: SourceId,
    },
    /// Try out a source. Answered by a sentence.
    TestSource {
        /// Which one.
        source: SourceId,
    },
    /// What can be subscribed to? Answered by [`Answer::Offered`], or a sentence why that is not known.
    Offered {
        /// Of which source.
        source: SourceId,
    },
    /// Something that the snapshot does not hold. Answered by [`Answer::Page`], or a sentence why there is none.
    Query {
        /// What.
        query: Query,
    },
    /// Do what a click on the ring of a line of the activity list would have done.
    Follow {
        /// Which line.
        row: i64,
    },
    /// Empty the activity list.
    ClearActivity,
    /// A calendar file of a week of the schedule. Answered by [`Answer::File`].
    CalendarFile {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// Of the entry at this moment only, in ms since 1970.
        time: Option<i64>,
    },
    /// Open the page on which an entry of the schedule can be added to Google Calendar.
    GoogleCalendar {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// When the entry is, in ms since 1970.
        time: i64,
    },
    /// Open the page on which Google Calendar takes up a whole calendar file.
    GoogleImport,
    /// Remind of one entry of the schedule, or no more. Answered by a sentence.
    Remind {
        /// When the entry is, in ms since 1970.
        time: i64,
        /// What it says, as the window shows it.
        message: String,
        /// Whether to remind of it.
        on: bool,
    },
    /// Remind of all streams of a week that are still to begin, or no more. Answered by a sentence.
    RemindWeek {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// Whether to remind of them.
        on: bool,
    },
    /// Open a link that stands in a text from outside. Only https.
    OpenLink {
        /// Where it leads.
        address: String,
    },
    /// Start at login from now on, or no more. Answered once the system has taken it, or a sentence why not.
    StartAtLogin {
        /// Whether to start.
        wanted: bool,
    },
    /// Show a notification and say what became of it.
    TestNotification,
    /// Let the bell sound and say what became of it.
    TestSound,
    /// Try to connect now.
    Retry,
    /// A button of a notification was clicked that travelled through the shell as a `swarmbell:` link.
    Redeem {
        /// What names the button: ours, used once.
        nonce: String,
    },
}

impl Order {
    /// A year; longer pauses are a misunderstanding.
    pub const MAX_PAUSE_SECS: u64 = 366 * 24 * 60 * 60;
}

/// A token on its way from the window's field to the bell. Prints redacted, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenText(pub Zeroizing<String>);

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenText(redacted)")
    }
}

/// Lines from the bell after its [`Hello`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum FromBell {
    /// The answer to the oldest unanswered order.
    Answer {
        /// The answer.
        answer: Answer,
    },
    /// Something changed; only after [`Order::Watch`].
    Snapshot {
        /// How things are.
        snapshot: Box<WindowSnapshot>,
    },
}

/// What the bell says to an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Done.
    Done,
    /// Done, or not, with a sentence for the user.
    Said {
        /// Whether it worked.
        ok: bool,
        /// What happened and what to do.
        sentence: String,
    },
    /// The answer to [`Order::PutSource`].
    Source {
        /// The source's id.
        id: String,
    },
    /// The answer to [`Order::SourceSettings`].
    SourceSettings {
        /// The settings. They hold no secret.
        settings: Box<SourceSettings>,
    },
    /// The answer to [`Order::Offered`].
    Offered {
        /// The names of what can be subscribed to.
        names: Vec<String>,
    },
    /// The answer to [`Order::Query`].
    Page {
        /// What was asked for.
        page: Box<Page>,
    },
    /// The answer to [`Order::CalendarFile`].
    File {
        /// The name it should have.
        name: String,
        /// What is in it.
        text: String,
    },
    /// The answer to [`Order::Status`].
    Status {
        /// How things are.
        status: Box<Status>,
    },
    /// The answer to [`Order::Doctor`].
    Doctor {
        /// One finding a line, built from an allow-list: no secret, no payload.
        lines: Vec<String>,
    },
}

/// How things are, for status bars and scripts. Fields are only added, never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Status {
    /// Version of the bell.
    pub version: String,
    /// State of the NeuroInfoAPI source.
    pub connection: ConnectionView,
    /// The sentence of the tray.
    pub sentence: String,
    /// Whether the stream is on the air.
    pub live: bool,
    /// Its title, when live.
    pub title: Option<String>,
    /// Rings are silent until then, in ms since 1970.
    #[ts(type = "number | null")]
    pub paused_until: Option<i64>,
    /// What else the user should know, one sentence each.
    #[serde(default)]
    pub notices: Vec<String>,
    /// In words, until when it is quiet hours; nothing when it is not.
    #[serde(default)]
    pub quiet: Option<String>,
    /// How long the bell has run, in seconds.
    #[ts(type = "number")]
    pub uptime_secs: u64,
}
