//! What a desk has.

use std::path::PathBuf;

/// Which notification daemon a desk runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notifications {
    /// xfce4-notifyd: bubbles with buttons.
    Xfce,
    /// dunst: no buttons; the body's action by middle click.
    Dunst,
    /// None, and none that starts on demand.
    None,
}

/// Which keyring a desk runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// gnome-keyring with an unlocked login collection.
    Unlocked,
    /// gnome-keyring with a locked login collection; its password is [`crate::keyring::PASSWORD`].
    Locked,
    /// gnome-keyring that was never set up: it has no login collection, so nothing can be stored without a prompt.
    Uninitialised,
    /// None, and none that starts on demand.
    None,
}

/// What a desk has.
#[derive(Debug, Clone)]
pub struct DeskOptions {
    /// The notification daemon.
    pub notifications: Notifications,
    /// The keyring.
    pub keyring: Keyring,
    /// Whether xfce4-panel with its tray runs.
    pub panel: bool,
    /// Whether openbox runs.
    pub window_manager: bool,
    /// Whether the bus starts nothing at all on demand, settings and accessibility included.
    pub empty_bus: bool,
    /// A directory that keeps home and keyring over several desks, one after the other. None: fresh, and removed.
    pub state_dir: Option<PathBuf>,
}

impl Default for DeskOptions {
    fn default() -> Self {
        Self {
            notifications: Notifications::Xfce,
            keyring: Keyring::Unlocked,
            panel: true,
            window_manager: true,
            empty_bus: false,
            state_dir: None,
        }
    }
}
