//! Sleep on Windows: the system calls back.

use std::ffi::c_void;

use swarmbell_engine::desktop::Report;
use tokio::sync::Notify;
use windows::Win32::Foundation::{ERROR_SUCCESS, HANDLE};
use windows::Win32::System::Power::{
    DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS, PowerRegisterSuspendResumeNotification,
};
use windows::Win32::UI::WindowsAndMessaging::{DEVICE_NOTIFY_CALLBACK, PBT_APMRESUMEAUTOMATIC};

use crate::desktop::reports::Reports;

/// Told by the system's callback, which is given nothing that could be gone.
static WOKE: Notify = Notify::const_new();

/// Listens for as long as the program runs.
#[derive(Debug)]
pub struct Power;

impl Power {
    /// [`Report::Woke`] tells of each wake.
    pub fn start(reports: &Reports) -> Self {
        match register() {
            Ok(()) => {
                let reports = reports.clone();
                reports.runtime().clone().spawn(async move {
                    loop {
                        WOKE.notified().await;
                        reports.send(Report::Woke);
                    }
                });
            }
            Err(error) => tracing::info!(%error, "the system tells nothing of sleep"),
        }
        Self
    }
}

#[allow(unsafe_code, reason = "a system call that keeps a function")]
fn register() -> windows::core::Result<()> {
    let mut parameters =
        DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS { Callback: Some(changed), Context: std::ptr::null_mut() };
    let mut handle = std::ptr::null_mut();
    // SAFETY: the parameters are copied by the call, and the callback reads no context.
    let result = unsafe {
        PowerRegisterSuspendResumeNotification(
            DEVICE_NOTIFY_CALLBACK,
            HANDLE((&raw mut parameters).cast()),
            &raw mut handle,
        )
    };
    result.ok()
}

/// Called by the system on a thread of its own. *Resume automatic* comes with every wake, whoever caused it.
#[allow(unsafe_code, reason = "called by the system")]
unsafe extern "system" fn changed(_context: *const c_void, event: u32, _setting: *const c_void) -> u32 {
    if event == PBT_APMRESUMEAUTOMATIC {
        WOKE.notify_one();
    }
    ERROR_SUCCESS.0
}
