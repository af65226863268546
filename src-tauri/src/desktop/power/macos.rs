//! Sleep on macOS: the workspace's notifications.

use std::ptr::NonNull;

use block2::RcBlock;
use objc2_app_kit::{NSWorkspace, NSWorkspaceDidWakeNotification};
use objc2_foundation::NSNotification;
use swarmbell_engine::desktop::Report;

use crate::desktop::reports::Reports;

/// Observes for as long as the program runs.
#[derive(Debug)]
pub struct Power;

impl Power {
    /// [`Report::Woke`] tells of each wake. To be called on the main thread, whose run loop brings the news.
    #[allow(unsafe_code, reason = "a name and a block are handed to the system")]
    pub fn start(reports: &Reports) -> Self {
        let reports = reports.clone();
        let woke = RcBlock::new(move |_: NonNull<NSNotification>| reports.send(Report::Woke));
        let centre = NSWorkspace::sharedWorkspace().notificationCenter();
        // SAFETY: the name is a constant of AppKit, the block takes what the system gives it, and may be called from
        // any thread. The centre keeps the observer until somebody removes it, which nobody does.
        unsafe {
            centre.addObserverForName_object_queue_usingBlock(
                Some(NSWorkspaceDidWakeNotification),
                None,
                None,
                &woke,
            );
        }
        Self
    }
}
