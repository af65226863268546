//! A ring: one notification, worded, with what a click does.

mod label;
mod markdown;
mod tally;
mod text;
mod times;
mod wording;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;

use crate::settings::SourceId;

pub use label::label;
pub use markdown::plain;
pub use tally::{Tally, away_ring, group_ring};
pub use text::{MAX_CHARS, clean};
pub use times::{date_with_year, day, length, moment, time_of_day, user_zone};
pub use wording::{test_ring, tray_ring, update_ring, who_streams, word};

/// Names one ring within this run of the bell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RingId(pub u64);

/// One notification. Texts are plain: cleaned of control and bidi characters and cut, never markup;
/// a desktop whose server reads markup escapes them itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// Which ring this is.
    pub id: RingId,
    /// Of which source it tells; `None` where that may be several, or none.
    pub source: Option<SourceId>,
    /// The first line: who and what.
    pub title: String,
    /// The second line; may be empty.
    pub body: String,
    /// What a click on the notification itself does.
    pub click: Action,
    /// Buttons, in order; at most three are shown anywhere.
    pub buttons: Vec<Button>,
    /// Whether the desktop may keep it on the screen longer than usual.
    pub urgent: bool,
    /// Whether it comes softly, as what matters less than other rings.
    pub quiet: bool,
    /// Whether the bell sounds with it. The notification itself never makes a sound.
    pub sounds: bool,
    /// Whether it is not to be shown while the system keeps notifications off the screen: what it tells can be told
    /// afterwards.
    pub waits: bool,
}

/// A button of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it does.
    pub action: Action,
}

/// What a click does. Values stay in this process and its journal; systems that need text (toast buttons) use nonces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Opens a page in the browser.
    Open(WebAddress),
    /// Shows the window.
    ShowWindow,
    /// No more rings for this long.
    Snooze(Duration),
}

/// How long *Snooze* on a notification lasts.
pub const SNOOZE: Duration = Duration::from_secs(60 * 60);

fn snooze_button() -> Button {
    Button { label: say!("button-snooze", length = length(SNOOZE)), action: Action::Snooze(SNOOZE) }
}
