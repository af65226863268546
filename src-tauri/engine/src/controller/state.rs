//! Everything the bell knows, as plain values.

use std::collections::{BTreeMap, BTreeSet};

use swarmbell_protocols::adapter::{Subscription, Way};
use swarmbell_protocols::ask::Api;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::neuro;
use swarmbell_protocols::news::Subathon;
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::time::{Steady, UnixMillis};
use swarmbell_protocols::web::{Origin, WebAddress};
use swarmbell_protocols::{Event, Fault};

use super::PerSource;
use crate::desktop::{Delivery, HushedBy};
use crate::journal::OpenReport;
use crate::link::ConnectionState;
use crate::settings::{Language, RingRule, Settings, SourceError, SourceId, SourceSettings};
use crate::updates::{Release, Releases};
use crate::view::TokenView;

/// Everything the bell knows. The views are computed from it and from nothing else.
#[derive(Debug, Clone)]
pub struct State {
    /// The user's choices.
    pub settings: Settings,
    /// The sources.
    pub sources: PerSource<SourceState>,
    /// What NeuroInfoAPI told.
    pub neuro: NeuroState,
    /// How the delivery of the last ring failed; `None` when it was accepted.
    pub undelivered: Option<Delivery>,
    /// What keeps notifications off the screen.
    pub hushed: Option<HushedBy>,
    /// Whether the system starts the program at login; `None` until it says.
    pub starts_at_login: Option<bool>,
    /// Whether there is a tray to show the icon in.
    pub tray_host: bool,
    /// What the user should know.
    pub notices: Vec<Notice>,
    /// The languages of the system, the most wanted first.
    pub system_languages: Vec<String>,
    /// What is known of newer versions of this program; `None` where nobody named a place to ask for them.
    pub updates: Option<UpdateState>,
    /// When the bell started, on the clock that nobody sets.
    pub started: Steady,
}

/// One sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; of each kind there is one at most.
    pub kind: NoticeKind,
    /// What happened and what to do.
    pub sentence: String,
}

/// What sort of thing a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Some of the settings, or all, could not be read at the start.
    SettingsRead,
    /// The settings cannot be saved.
    Settings,
    /// The journal was begun anew, or lost something.
    Journal,
    /// The journal takes nothing.
    JournalWrites,
    /// A page could not be opened.
    Opener,
    /// A secret stays in the keyring that should not.
    Keyring,
}

impl Notice {
    /// What is to be said after a journal was opened.
    pub fn of_journal(report: OpenReport) -> Option<Self> {
        let kind = if report.in_memory { NoticeKind::JournalWrites } else { NoticeKind::Journal };
        report.notice.map(|sentence| Self { kind, sentence })
    }
}

impl NoticeKind {
    /// Whether it goes on until the user does something about it.
    pub fn needs_user(self) -> bool {
        matches!(self, Self::Settings | Self::JournalWrites)
    }
}

/// What is known of newer versions of this program.
#[derive(Debug, Clone)]
pub struct UpdateState {
    /// Where they are published.
    pub releases: Releases,
    /// Whether a package manager brings them, so that nobody is told unless they chose so.
    pub managed: bool,
    /// The newest one, if it is newer than this program.
    pub newer: Option<Release>,
}

impl UpdateState {
    /// Of what is published here nothing is known yet.
    pub fn new(releases: Releases, managed: bool) -> Self {
        Self { releases, managed, newer: None }
    }
}

/// What is known of a source, whatever it tells.
#[derive(Debug, Clone)]
pub struct SourceState {
    /// The server in use; the settings' own unless the command line named another.
    pub origin: Origin,
    /// Further servers that belong to it, to which its secret is sent too.
    pub further: Vec<Origin>,
    /// What decides which of its events ring. The first source has bells instead.
    pub rules: Vec<RingRule>,
    /// How the connection is.
    pub connection: ConnectionState,
    /// Why it is not listened to although nobody paused it: the settings' file says something that cannot be.
    pub invalid: Option<SourceError>,
    /// How its secret is spoken of.
    pub secret: SecretWords,
    /// What is known of the token.
    pub token: TokenView,
    /// The interface that is spoken, as far as that is known.
    pub api: Option<Api>,
    /// What the server offers to push, as far as it said.
    pub available: BTreeSet<Subscription>,
    /// Channels that were not subscribed, and why not.
    pub refused: BTreeMap<String, Fault>,
    /// Events that came in this run.
    pub heard: u64,
    /// When the last event came.
    pub last_event: Option<UnixMillis>,
}

/// What NeuroInfoAPI told.
#[derive(Debug, Clone, Default)]
pub struct NeuroState {
    /// The start of the stream on the air, as the event it was or would have been.
    pub live: Option<Event>,
    /// The week published last.
    pub week: Option<KnownWeek>,
    /// The weeks around the present, by ISO year and week.
    pub weeks: BTreeMap<(i32, u32), KnownWeek>,
    /// The version of each of these weeks that was seen last, as the event it was.
    pub published: BTreeMap<(i32, u32), Event>,
    /// What is remembered of the last stream.
    pub last_stream: LastStream,
    /// The subathon that goes on, as far as somebody asked.
    pub subathon: Option<Subathon>,
}

/// The stream before, over restarts of the bell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LastStream {
    /// When it ended; `None` when no end was seen.
    pub ended_at: Option<UnixMillis>,
}

/// A week and the age of the knowledge.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct KnownWeek {
    /// The week.
    pub week: Week,
    /// When the server told.
    pub as_of: UnixMillis,
}

impl KnownWeek {
    /// ISO year and week.
    pub fn place(&self) -> (i32, u32) {
        (self.week.year, self.week.week)
    }
}

impl State {
    /// The state before anything is known.
    pub fn new(settings: Settings, origin: Origin, notices: Vec<Notice>, started: Steady) -> Self {
        let mut sources = PerSource::new(SourceState::new(origin, neuro::SECRET));
        for (id, source) in &settings.sources {
            sources.insert(id.clone(), SourceState::of(source));
        }
        Self {
            settings,
            sources,
            neuro: NeuroState::default(),
            undelivered: None,
            hushed: None,
            starts_at_login: None,
            tray_host: true,
            notices,
            system_languages: Vec::new(),
            updates: None,
            started,
        }
    }

    /// Speaks the language that was chosen from now on, or that of the system, and tells times by the chosen clock.
    pub fn speak(&self) {
        let chosen = self.settings.language.map(Language::tag);
        swarmbell_words::speak(chosen.into_iter().chain(self.system_languages.iter().map(String::as_str)));
        swarmbell_words::count_hours(self.settings.appearance.hours.clock());
    }
}

impl State {
    /// Whether newer versions are asked for, and told of.
    pub fn wants_updates(&self) -> bool {
        let updates = self.updates.as_ref();
        updates.is_some_and(|updates| self.settings.update_notice.unwrap_or(!updates.managed))
    }

    /// How the secret of a source is spoken of.
    pub fn secret(&self, source: &SourceId) -> SecretWords {
        self.sources.get(source).map_or(neuro::SECRET, |state| state.secret)
    }
}

impl SourceState {
    /// A source of which nothing is known yet.
    pub fn new(origin: Origin, secret: SecretWords) -> Self {
        Self {
            origin,
            invalid: None,
            secret,
            further: Vec::new(),
            rules: Vec::new(),
            connection: ConnectionState::Disconnected,
            token: TokenView::Asking,
            api: None,
            available: BTreeSet::new(),
            refused: BTreeMap::new(),
            heard: 0,
            last_event: None,
        }
    }

    /// A source that somebody added.
    pub fn of(source: &SourceSettings) -> Self {
        let system = source.system.listen();
        let rules = Self::rules_of(source);
        Self { further: system.further_origins(), rules, ..Self::new(system.origin(), system.secret()) }
    }

    /// The user's rules, and after them those of the system.
    pub fn rules_of(source: &SourceSettings) -> Vec<RingRule> {
        [source.rules.clone(), source.system.listen().rules()].concat()
    }

    /// All servers that its secret is sent to, first the one under which it is kept.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        std::iter::once(&self.origin).chain(&self.further)
    }

    /// Whether events arrive at all, one way or the other.
    pub fn connected_by(&self) -> Option<Way> {
        match self.connection {
            ConnectionState::Connected { via, .. } => Some(via),
            _ => None,
        }
    }
}

impl NeuroState {
    /// The stream on the air.
    pub fn stream(&self) -> Option<&LiveStream> {
        match self.live.as_ref().map(|event| &event.subject) {
            Some(Subject::Live(stream)) => Some(stream),
            _ => None,
        }
    }

    /// The weeks around the present.
    pub fn weeks_at_hand(&self) -> Vec<&Week> {
        self.weeks.values().map(|known| &known.week).collect()
    }

    /// The page *Open stream* leads to.
    pub fn page(&self) -> Option<WebAddress> {
        self.stream().map(|stream| stream.page.clone()).or_else(|| WebAddress::twitch_channel(CHANNEL))
    }
}

/// Login of the main channel (contract neuro §8).
const CHANNEL: &str = "vedal987";
