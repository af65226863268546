//! A page whose process crashed: Windows shows a page of its own that loads it again, macOS a blank one until the
//! window is opened anew.

use tauri::WebviewWindow;

/// Nothing to do.
#[expect(clippy::unnecessary_wraps, reason = "as on Linux")]
pub(crate) fn reload_after_a_crash(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
