//! Shows rings and tells what was clicked.
//!
//! - `linux` speaks `org.freedesktop.Notifications` over one kept connection.
//! - `windows` sends toasts whose clicks the shell itself carries out.
//! - `macos` asks the notification centre, from inside an app bundle only.
//! - `clicks` is what clicks mean, for a day and over restarts of the bell.
//! - `toast` and `nonces` are what Windows' toasts are made of, apart from Windows.
//!
//! Each answers every ring with a [`Report::Delivered`](swarmbell_engine::desktop::Report) within
//! [`ANSWER_WITHIN`], of which exactly one is the last word: a time-out is not, what became of the ring follows. Each
//! click is answered with one [`Report::Clicked`](swarmbell_engine::desktop::Report), at once or hours later.
//! `queue` is where rings wait; when there are too many the oldest are refused.

use std::time::Duration;

#[cfg(not(target_os = "macos"))]
mod clicks;
#[cfg(any(windows, test))]
mod nonces;
#[cfg(not(target_os = "macos"))]
mod queue;
#[cfg_attr(target_os = "linux", path = "notifications/linux.rs")]
#[cfg_attr(windows, path = "notifications/windows.rs")]
#[cfg_attr(target_os = "macos", path = "notifications/macos.rs")]
mod system;
#[cfg(any(windows, test))]
mod toast;

pub use system::Notifications;

/// How notifications are signed, where the system does not say so by itself.
#[cfg(not(windows))]
const APP_NAME: &str = "Swarmbell";

/// How long a notification server may take. A daemon that hangs is told as such, not waited for.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Buttons shown at most; more are cut by every desktop.
const BUTTONS: usize = 3;
