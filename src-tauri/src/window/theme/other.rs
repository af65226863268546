//! By Tauri.

use swarmbell_engine::settings::Theme;
use tauri::WebviewWindow;

pub(super) fn put_on(window: &WebviewWindow, theme: Theme) -> tauri::Result<()> {
    window.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    })
}
