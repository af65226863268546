//! What a controller is made of, and how the program came to be started.

use swarmbell_protocols::web::Origin;
use tokio::sync::mpsc;

use super::{Input, Notice, UpdateState};
use crate::clock::Clock;
use crate::desktop::Desktop;
use crate::http::Http;
use crate::journal::Journal;
use crate::secrets::Secrets;
use crate::settings::{Settings, SettingsFile};

/// What a controller is made of.
pub struct Parts {
    /// The desktop to act on.
    pub desktop: Box<dyn Desktop>,
    /// The choices as loaded.
    pub settings: Settings,
    /// Where choices are saved.
    pub settings_file: SettingsFile,
    /// What happened before.
    pub journal: Journal,
    /// The HTTP client the links use.
    pub http: Http,
    /// The secrets that client sees.
    pub secrets: Secrets,
    /// The clock.
    pub clock: Clock,
    /// The controller's own inbox, for its links and its saver.
    pub inputs: mpsc::Sender<Input>,
    /// Another server for this run (`--api`).
    pub origin_override: Option<Origin>,
    /// What was found at the start and the user should know.
    pub notices: Vec<Notice>,
    /// The languages of the system, the most wanted first.
    pub system_languages: Vec<String>,
    /// Where newer versions of this program are asked for; `None` where they are not.
    pub updates: Option<UpdateState>,
    /// How the program came to be started.
    pub start: Start,
}

/// How the program came to be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// By somebody who wants to see it.
    ByHand,
    /// By the system, at login.
    AtLogin,
    /// With the wish for no window.
    InTray,
}
