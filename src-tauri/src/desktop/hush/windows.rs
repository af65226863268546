//! Do-not-disturb and full screen on Windows.
//!
//! The system tells of do-not-disturb where it knows the word (Windows 11). Nothing tells of a full screen, so it is looked
//! for with each ring, and again from time to time until the screen is free: a machine on which nothing rings does nothing.

use std::sync::Arc;
use std::time::Duration;

use swarmbell_engine::desktop::{HushedBy, Report};
use tokio::sync::Notify;
use tokio::time::timeout;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    ToastNotificationManager, ToastNotificationManagerForUser, ToastNotificationMode,
};
use windows::Win32::Foundation::RECT;
use windows::Win32::Graphics::Gdi::{
    GetMonitorInfoW, MONITOR_DEFAULTTONEAREST, MONITORINFO, MonitorFromWindow,
};
use windows::Win32::UI::Shell::{
    QUNS_BUSY, QUNS_PRESENTATION_MODE, QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};
use windows::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowRect};

use super::full_screen;
use crate::desktop::reports::Reports;

/// How often it is looked again while a full screen keeps notifications off.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Looks when something rang, and when the system tells of do-not-disturb.
#[derive(Debug)]
pub struct Hush {
    look: Arc<Notify>,
}

impl Hush {
    /// [`Report::Hush`] tells of each change that is found.
    pub fn start(reports: &Reports) -> Self {
        let look = Arc::new(Notify::new());
        reports.runtime().spawn(watch(reports.clone(), Arc::clone(&look)));
        Self { look }
    }

    /// Something was shown, or should have been.
    pub fn rang(&self) {
        self.look.notify_one();
    }
}

async fn watch(reports: Reports, look: Arc<Notify>) {
    let told = Arc::clone(&look);
    // What is subscribed to lasts as long as the program.
    match tokio::task::spawn_blocking(move || subscribe(told)).await {
        // It may be on already.
        Ok(Ok(())) => look.notify_one(),
        Ok(Err(error)) => tracing::info!(%error, "this Windows does not tell of do-not-disturb"),
        Err(error) => tracing::warn!(%error, "do-not-disturb is not heard of"),
    }
    let mut hushed = None;
    let mut screen = Screen::default();
    loop {
        if screen.is_full {
            // Without news it is looked at all the same.
            let _ = timeout(LOOK_AGAIN, look.notified()).await;
        } else {
            look.notified().await;
        }
        screen = tokio::task::spawn_blocking(Screen::now).await.unwrap_or_default();
        if std::mem::replace(&mut hushed, screen.hidden_by()) != hushed {
            reports.send(Report::Hush(hushed));
        }
    }
}

/// Has the system tell of do-not-disturb.
fn subscribe(look: Arc<Notify>) -> windows::core::Result<()> {
    let handler = TypedEventHandler::<ToastNotificationManagerForUser, _>::new(move |_, _| {
        look.notify_one();
        Ok(())
    });
    let manager = ToastNotificationManager::GetDefault()?;
    manager.NotificationModeChanged(&handler)?;
    // The events end with what tells of them.
    std::mem::forget(manager);
    Ok(())
}

/// What keeps notifications off the screen now.
pub(in crate::desktop) fn hides() -> Option<HushedBy> {
    Screen::now().hidden_by()
}

/// What keeps notifications off the screen. A system that does not say shows them.
#[derive(Debug, Clone, Copy, Default)]
struct Screen {
    /// The user wants no disturbance. The system tells when that is over.
    is_private: bool,
    /// A program in full screen is in the way. Nothing tells when that is over.
    is_full: bool,
}

impl Screen {
    #[allow(unsafe_code, reason = "a system call")]
    fn now() -> Self {
        let mode = ToastNotificationManager::GetDefault().and_then(|manager| manager.NotificationMode());
        // SAFETY: it takes nothing and returns a number.
        let state = unsafe { SHQueryUserNotificationState() };
        Self {
            is_private: mode.is_ok_and(|mode| mode != ToastNotificationMode::Unrestricted),
            is_full: state.is_ok_and(|state| full_screen::hides(state.0, foreground_fills_screen)),
        }
    }

    /// What the user chose is said first: it lasts.
    fn hidden_by(self) -> Option<HushedBy> {
        let full = self.is_full.then_some(HushedBy::FullScreen);
        if self.is_private { Some(HushedBy::DoNotDisturb) } else { full }
    }
}

/// Whether the window in use is as large as its screen. One that is merely maximised is larger, or leaves the taskbar.
#[allow(unsafe_code, reason = "system calls")]
fn foreground_fills_screen() -> bool {
    let mut window = RECT::default();
    let size = u32::try_from(size_of::<MONITORINFO>()).unwrap_or_default();
    let mut screen = MONITORINFO { cbSize: size, ..MONITORINFO::default() };
    // SAFETY: what is written outlives the calls, and a window that is gone meanwhile is an error.
    let known = unsafe {
        let foreground = GetForegroundWindow();
        GetWindowRect(foreground, &raw mut window).is_ok()
            && GetMonitorInfoW(MonitorFromWindow(foreground, MONITOR_DEFAULTTONEAREST), &raw mut screen)
                .as_bool()
    };
    known && window == screen.rcMonitor
}

// The figures are known on every system, for the tests.
const _: () = assert!(QUNS_BUSY.0 == full_screen::BUSY);
const _: () = assert!(QUNS_RUNNING_D3D_FULL_SCREEN.0 == full_screen::RUNNING_D3D_FULL_SCREEN);
const _: () = assert!(QUNS_PRESENTATION_MODE.0 == full_screen::PRESENTATION_MODE);
