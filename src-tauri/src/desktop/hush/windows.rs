//! Do-not-disturb and full screen on Windows. Nothing tells of them, so they are looked for after each ring, and again
//! from time to time until the screen is free: a machine on which nothing rings does nothing.

use std::sync::Arc;
use std::time::Duration;

use swarmbell_engine::desktop::Report;
use tokio::sync::Notify;
use windows::Win32::UI::Shell::{
    QUERY_USER_NOTIFICATION_STATE, QUNS_BUSY, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME,
    QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};

use crate::desktop::reports::Reports;

/// How often it is looked again while notifications are kept off the screen.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Looks when something rang.
#[derive(Debug)]
pub struct Hush {
    rang: Arc<Notify>,
}

impl Hush {
    /// [`Report::Hush`] tells of each change that is found.
    pub fn start(reports: &Reports) -> Self {
        let rang = Arc::new(Notify::new());
        let (reports, rings) = (reports.clone(), Arc::clone(&rang));
        reports.runtime().clone().spawn(async move {
            loop {
                rings.notified().await;
                if hidden().await {
                    reports.send(Report::Hush(true));
                    while hidden().await {
                        tokio::time::sleep(LOOK_AGAIN).await;
                    }
                    reports.send(Report::Hush(false));
                }
            }
        });
        Self { rang }
    }

    /// Something was shown, or should have been.
    pub fn rang(&self) {
        self.rang.notify_one();
    }
}

/// Whether notifications are kept off the screen now. A system that does not say shows them.
async fn hidden() -> bool {
    tokio::task::spawn_blocking(|| state().is_ok_and(hides)).await.unwrap_or_default()
}

#[allow(unsafe_code, reason = "a system call")]
fn state() -> windows::core::Result<QUERY_USER_NOTIFICATION_STATE> {
    // SAFETY: it takes nothing and returns a number.
    unsafe { SHQueryUserNotificationState() }
}

/// A locked screen is no do-not-disturb: what rings meanwhile is found on it.
fn hides(state: QUERY_USER_NOTIFICATION_STATE) -> bool {
    [QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME].contains(&state)
}

#[cfg(test)]
mod tests {
    use windows::Win32::UI::Shell::{QUNS_ACCEPTS_NOTIFICATIONS, QUNS_APP, QUNS_NOT_PRESENT};

    use super::*;

    #[test]
    fn a_full_screen_game_hides_notifications_and_a_locked_screen_does_not() {
        assert!(hides(QUNS_RUNNING_D3D_FULL_SCREEN) && hides(QUNS_BUSY));
        assert!(![QUNS_ACCEPTS_NOTIFICATIONS, QUNS_APP, QUNS_NOT_PRESENT].into_iter().any(hides));
    }
}
