//! What tray, window and command line show: plain comparable values computed from state.
//!
//! `status` is the one sentence, `tray` the icon and its menu, `window` the page's snapshot, `compose`
//! computes the latter two with `sources` for those that somebody added, `connection` is how one connection is,
//! `doctor` is the self-check, `verdict` what became of an event, `page` what the window asks for page by page,
//! `subathon` one that goes on.

mod compose;
mod connection;
mod doctor;
mod fit;
mod page;
mod sources;
mod status;
mod subathon;
mod tray;
mod verdict;
mod window;

pub use compose::{NEURO_NAME, neighbours, snapshot, status, tray, week};
pub use doctor::doctor;
pub use fit::SNAPSHOT_BYTES;
pub use page::{ActivityRow, Page};
pub use sources::SourceView;
pub use status::{pause_words, status_line, token_advice};
pub use subathon::{GoalView, SubathonView};
pub use tray::{MenuEntry, TrayIcon, TrayModel};
pub use verdict::verdict;
pub use window::{
    BellRow, ConnectionView, DayEntry, GeneralView, LanguageOffer, LanguageView, LiveView, Need, NeuroView,
    PauseView, RulesView, StatusLevel, StatusLine, TokenView, UpdateView, WeekView, WindowSnapshot,
};
