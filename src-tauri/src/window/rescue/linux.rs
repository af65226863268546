//! A page whose process crashed, on Linux.

use std::cell::Cell;

use tauri::{Manager, WebviewWindow};
use webkit2gtk::WebViewExt;

/// Crashes after which the page is not loaded again: a driver that cannot draw it will not learn to.
const PATIENCE: u32 = 3;

/// Loads the page again when its process crashed; after the third time the window ends and says so.
pub(crate) fn reload_after_a_crash(window: &WebviewWindow) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    window.with_webview(move |webview| {
        let crashes = Cell::new(0);
        webview.inner().connect_web_process_terminated(move |page, _| {
            crashes.set(crashes.get() + 1);
            tracing::warn!(times = crashes.get(), "the page's process crashed");
            if crashes.get() < PATIENCE {
                page.reload();
            } else {
                crate::command::say_error(&swarmbell_words::say!("window-page-crashed"));
                app.exit(i32::from(crate::command::FAILED));
            }
        });
    })
}
