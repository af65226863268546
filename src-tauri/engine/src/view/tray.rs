//! The tray as data: icon, tooltip, menu.

use crate::desktop::TrayClick;

/// Everything the tray shows. Compared with the last one, so that an unchanged tray is not touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayModel {
    /// Which picture.
    pub icon: TrayIcon,
    /// A small *paused* mark on the picture.
    pub paused: bool,
    /// The status sentence, shown when the pointer rests on the icon.
    pub tooltip: String,
    /// The menu, top to bottom.
    pub menu: Vec<MenuEntry>,
}

/// The picture in the tray, worst first: the tray shows the worst over all enabled sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrayIcon {
    /// Nothing gets better until the user acts.
    NeedsYou,
    /// A stream is on the air.
    Live,
    /// A connection is being made.
    Connecting,
    /// Listening.
    Online,
    /// Not listening.
    Off,
}

/// One line of the tray menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuEntry {
    /// A line that can be clicked.
    Item {
        /// What it says.
        label: String,
        /// What a click means.
        click: TrayClick,
        /// Whether it can be clicked now.
        enabled: bool,
    },
    /// A line that only says something.
    Text(String),
    /// A rule.
    Separator,
}
