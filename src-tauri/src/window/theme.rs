//! The chosen colours of what is no page: the title bar, and whatever else the system draws of the window.

#[cfg_attr(target_os = "linux", path = "theme/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "theme/other.rs")]
mod system;

use swarmbell_engine::settings::Theme;
use tauri::WebviewWindow;

/// From now on the window looks like this.
pub(super) fn put_on(window: &WebviewWindow, theme: Theme) {
    // Fails when the window is just gone.
    let _ = system::put_on(window, theme);
}
