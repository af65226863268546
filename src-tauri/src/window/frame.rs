//! The window itself and what it may not do: leave its page, open others, take drops, keep anything.

#[cfg_attr(target_os = "linux", path = "rescue/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "rescue/other.rs")]
mod rescue;

use std::process::ExitCode;

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use super::feed::Feed;

/// The one window's name, as the capabilities know it.
const LABEL: &str = "main";

/// Opens the window with its page.
pub(super) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Swarmbell")
        .inner_size(420.0, 640.0)
        .min_inner_size(360.0, 480.0)
        .devtools(cfg!(debug_assertions))
        .initialization_script(format!("globalThis.swarmbellLanguage = {:?};", swarmbell_words::spoken()))
        .incognito(!driven())
        // A web view that is on the screen while it is being made may wait half a second for its page's process.
        .visible(false)
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .on_navigation(stays_here)
        .on_page_load(|_, page| {
            if page.event() == PageLoadEvent::Finished {
                tracing::info!("the page was loaded");
            }
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    window.show()?;
    let asked = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && asked.state::<Feed>().asks_before_closing()
        {
            api.prevent_close();
        }
    });
    rescue::reload_after_a_crash(&window)
}

/// Whether a WebDriver holds this window; it cannot hold one that keeps nothing (wry registers automation on its
/// lasting context only). Otherwise nothing typed or shown is left behind on the disk.
fn driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Brings the window to the front, if it is there still.
pub(super) fn raise(app: &AppHandle) -> bool {
    let Some(window) = app.get_webview_window(LABEL) else { return false };
    // A desktop that does not let windows come to the front marks them instead; nothing is lost.
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
    true
}

/// Whether an address is the page this program brought along.
fn stays_here(to: &Url) -> bool {
    match to.scheme() {
        "tauri" => to.host_str() == Some("localhost"),
        // How the web view of Windows is given the page.
        "http" | "https" => cfg!(windows) && to.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Becomes this program again with what WebKitGTK is to be told, since a process may not change its own environment
/// once threads run. A window started by the bell has it already.
#[cfg(target_os = "linux")]
pub(super) fn start_again_with_what_webkit_needs() -> Option<ExitCode> {
    use std::os::unix::process::CommandExt;

    use crate::desktop::webkit;

    let needed = webkit::environment()?;
    let error = match std::env::current_exe() {
        Ok(program) => {
            std::process::Command::new(program).args(std::env::args_os().skip(1)).envs([needed]).exec()
        }
        Err(error) => error,
    };
    Some(crate::command::fail(&swarmbell_words::say!("window-not-started", error = error.to_string())))
}

/// Only WebKitGTK needs anything.
#[cfg(not(target_os = "linux"))]
pub(super) fn start_again_with_what_webkit_needs() -> Option<ExitCode> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_cannot_lead_away_from_itself() {
        let stays = |address: &str| stays_here(&Url::parse(address).unwrap());
        assert!(stays("tauri://localhost/index.html"));
        assert!(!stays("https://www.twitch.tv/vedal987"));
        assert!(!stays("file:///etc/passwd"));
        assert!(!stays("data:text/html,x"));
        assert!(!stays("tauri://evil.example/"));
    }
}
