//! Full screen on Windows. Nothing tells of it, so it is looked for with each ring, and again from time to time until the
//! screen is free: a machine on which nothing rings does nothing.

use std::sync::Arc;
use std::time::Duration;

use swarmbell_engine::desktop::Report;
use tokio::sync::Notify;
use windows::Win32::UI::Shell::{
    QUNS_PRESENTATION_MODE, QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};

use super::full_screen;
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

async fn hidden() -> bool {
    tokio::task::spawn_blocking(hides).await.unwrap_or_default()
}

/// Whether notifications are kept off the screen now. A system that does not say shows them.
#[allow(unsafe_code, reason = "a system call")]
pub(in crate::desktop) fn hides() -> bool {
    // SAFETY: it takes nothing and returns a number.
    let state = unsafe { SHQueryUserNotificationState() };
    state.is_ok_and(|state| full_screen::hides(state.0))
}

// The figures are known on every system, for the tests.
const _: () = assert!(QUNS_RUNNING_D3D_FULL_SCREEN.0 == full_screen::RUNNING_D3D_FULL_SCREEN);
const _: () = assert!(QUNS_PRESENTATION_MODE.0 == full_screen::PRESENTATION_MODE);
