//! By GTK's own setting. Tauri's `set_theme` would do where something was chosen, but it takes light for what the system
//! has (tao, `WindowRequest::SetTheme`).

use gtk::traits::GtkSettingsExt;
use swarmbell_engine::settings::Theme;
use tauri::WebviewWindow;

pub(super) fn put_on(window: &WebviewWindow, theme: Theme) -> tauri::Result<()> {
    window.run_on_main_thread(move || {
        let Some(settings) = gtk::Settings::default() else { return };
        match theme {
            Theme::System => settings.reset_property("gtk-application-prefer-dark-theme"),
            Theme::Light => settings.set_gtk_application_prefer_dark_theme(false),
            Theme::Dark => settings.set_gtk_application_prefer_dark_theme(true),
        }
    })
}
