//! The terminal on Windows, where a program without a console of its own must ask for its caller's.

use windows::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};

/// Attaches to the console of the calling shell, so that commands can answer; without one, nothing happens.
#[allow(unsafe_code, reason = "a system call without pointers")]
pub fn use_the_terminal_we_came_from() {
    // SAFETY: takes no memory from us. It fails when there is no console, and then there is none to print to.
    let _ = unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
}
