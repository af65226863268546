//! What the engine wants from a desktop, and what a desktop tells the engine.
//!
//! Calls on [`Desktop`] only enqueue: they return at once and never fail. What became of them comes back
//! as a [`Report`]. `shown` is what clicks mean on a ring that was shown, `chime`
//! the sound that goes with one. [`recorder`] is the desktop of the tests.

mod chime;
#[cfg(any(test, feature = "manual-clock"))]
pub mod recorder;
mod shown;

use swarmbell_protocols::secret::{Secret, SecretWords};
use swarmbell_protocols::web::{Origin, WebAddress};
use swarmbell_words::say;

use crate::ring::{Action, Ring, RingId};
use crate::settings::SourceId;
use crate::view::{TokenView, TrayModel, token_advice};

pub use chime::{Chime, SoundError};
pub use shown::{CLICK_LIFETIME, ShownRing};

/// The body to the engine's brain.
pub trait Desktop: Send {
    /// Shows a notification; answered by [`Report::Delivered`].
    fn notify(&self, ring: Ring);
    /// Lets the bell sound; answered by [`Report::Played`].
    fn play(&self, chime: Chime);
    /// Shows this tray icon and menu. Called only when the model changed.
    fn set_tray(&self, tray: TrayModel);
    /// Opens a page in the browser; answered by [`Report::Opened`].
    fn open(&self, page: WebAddress);
    /// Starts the window process, or brings its window to the front.
    fn show_window(&self);
    /// Reads, stores or removes a secret; answered by [`Report::Secret`] with this id.
    fn secret(&self, id: SecretId, place: SecretPlace, order: SecretOrder);
    /// A button came back by its nonce, on systems where buttons are links; answered by [`Report::Clicked`] when
    /// the nonce is one that is out.
    fn redeem(&self, _nonce: &str) {}
    /// Has the program start at login, or not; looks only, where nothing is wanted. Answered by [`Report::AtLogin`].
    fn start_at_login(&self, wanted: Option<bool>);
    /// Ends the program.
    fn quit(&self);
}

/// Calls about the start at login that may be under way at once. They come at the pace of a person.
pub const AT_LOGIN_CALLS: usize = 16;

/// Where a secret is kept: one source's secret for exactly one origin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretPlace {
    /// The source it belongs to.
    pub source: SourceId,
    /// The origin it is sent to.
    pub origin: Origin,
    /// Further origins of the same source for which this very secret was given. With another set of them it is
    /// another place, where nothing is kept yet.
    pub with: Vec<Origin>,
}

impl SecretPlace {
    /// The account name under which the keyring keeps it, such as `neuro https://neuro.appstun.net`.
    pub fn account(&self) -> String {
        let with = self.with.iter().map(|origin| format!(" {origin}"));
        std::iter::once(format!("{} {}", self.source.as_str(), self.origin)).chain(with).collect()
    }
}

/// Names one call to the keyring within this run of the bell: answers may come late and out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretId(pub u64);

/// What to do with a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretOrder {
    /// Read it.
    Find,
    /// Keep it.
    Keep(Secret),
    /// Remove it.
    Forget,
}

/// What became of a [`SecretOrder`]: seven outcomes of the keyring, each with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretOutcome {
    /// Done; with the value after [`SecretOrder::Find`] and [`SecretOrder::Keep`].
    Found(Secret),
    /// There is none (or it was removed).
    Absent,
    /// There is something, which cannot be a secret.
    Unusable,
    /// This system offers no keyring.
    NoService,
    /// The keyring is locked, or the user closed its prompt.
    Locked,
    /// The keyring did not answer within five seconds; it may be showing a prompt. Not the last word: what
    /// became of the call follows under the same id.
    TimedOut,
    /// The keyring refused, with no more to say.
    Denied,
}

impl SecretOutcome {
    /// What happened and what to do about it. `words` is how it is spoken of.
    pub fn sentence(&self, words: SecretWords) -> String {
        let SecretWords(secret) = words;
        match self {
            Self::Found(_) => say!("keyring-found", secret = secret),
            Self::Absent => say!("keyring-absent", secret = secret),
            Self::Unusable => token_advice(TokenView::Unusable, words),
            Self::NoService => say!("keyring-no-service"),
            Self::Locked => say!("keyring-locked"),
            Self::TimedOut => say!("keyring-timed-out"),
            Self::Denied => say!("keyring-denied"),
        }
    }
}

/// What a desktop tells the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// The notification server took the ring, or did not.
    Delivered {
        /// Which ring.
        id: RingId,
        /// How it went.
        delivery: Delivery,
    },
    /// The bell sounds, or cannot.
    Played(Result<(), SoundError>),
    /// A ring was shown: a click on it may come when this program was started anew.
    Shown(ShownRing),
    /// What was shown under this mark was clicked, and works once.
    Spent {
        /// The [mark](ShownRing::mark).
        mark: String,
    },
    /// Somebody clicked a notification or one of its buttons.
    Clicked {
        /// What the place that was clicked stands for.
        action: Action,
    },
    /// A page was handed to the browser, or could not be.
    Opened {
        /// The page.
        page: WebAddress,
        /// `Err` with one sentence.
        result: Result<(), String>,
    },
    /// The keyring answered.
    Secret {
        /// Which call.
        id: SecretId,
        /// Whose secret.
        place: SecretPlace,
        /// How it went.
        outcome: SecretOutcome,
    },
    /// Whether the system starts the program at login. The system is the only one who knows: it has settings of its own
    /// for that.
    AtLogin {
        /// `None` where the system does not say.
        starts: Option<bool>,
        /// Why it is not as it was wanted.
        refusal: Option<String>,
    },
    /// An entry of the tray menu, or the icon itself, was clicked.
    Tray(TrayClick),
    /// A tray to show the icon in appeared or went away.
    TrayHost(bool),
    /// A notification server appeared where there was none.
    NotifierAppeared,
    /// The machine woke up.
    Woke,
    /// The machine has another way out than before, or lost an address.
    NetworkChanged,
    /// The system began, or ceased, to keep notifications off the screen.
    Hush(Option<HushedBy>),
}

/// What keeps notifications off the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HushedBy {
    /// The user wants no disturbance.
    DoNotDisturb,
    /// A program fills the screen.
    FullScreen,
}

/// How the delivery of a notification went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The notification server accepted it.
    Accepted,
    /// No notification server answers on this desktop.
    NoServer,
    /// The server did not answer within its deadline. Not the last word: it may still show the ring, and what
    /// became of it follows.
    TimedOut,
    /// The system does not allow this program to notify.
    Denied,
    /// The server refused it.
    Refused,
    /// The server answers other questions, and never what became of this ring.
    Lost,
    /// It was not shown: the system keeps notifications off the screen, and this ring [waits](Ring::waits).
    Hidden(HushedBy),
}

impl Delivery {
    /// What the user should know, when it failed.
    pub fn sentence(self) -> Option<String> {
        match self {
            Self::Accepted | Self::Hidden(_) => None,
            Self::NoServer => Some(say!("delivery-no-server")),
            Self::TimedOut | Self::Lost => Some(say!("delivery-timed-out")),
            Self::Denied => Some(say!("delivery-denied")),
            Self::Refused => Some(say!("delivery-refused")),
        }
    }
}

/// Something clicked in the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayClick {
    /// The icon itself (left button), where the system tells.
    Icon,
    /// *Open stream*.
    OpenStream,
    /// *Show window*, or *Fix*.
    ShowWindow,
    /// *Pause for 1 hour*.
    Pause,
    /// *Pause until tomorrow*.
    PauseUntilTomorrow,
    /// *Resume*, while paused.
    Resume,
    /// *Retry now*.
    Retry,
    /// *Quit*.
    Quit,
}
