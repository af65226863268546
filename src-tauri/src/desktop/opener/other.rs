//! The browser on Windows (`ShellExecuteExW`) and macOS (`open`).

use std::io;
use std::time::Duration;

use swarmbell_protocols::web::WebAddress;

/// Hands the page to the system. Activation tokens are a matter of Linux.
pub(super) fn open(page: &WebAddress, _token: Option<&str>, _handed_over_after: Duration) -> io::Result<()> {
    open::that_detached(page.as_str())
}
