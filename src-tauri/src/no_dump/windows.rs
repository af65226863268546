use windows::Win32::System::ErrorReporting::{WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags};

#[allow(unsafe_code, reason = "the system has no safe way to say this")]
pub(super) fn keep_memory_out_of_crash_reports() {
    // SAFETY: takes a flag by value and touches no memory of ours.
    let said = unsafe { WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP) };
    // Reporting is off altogether where it cannot be set.
    let _ = said;
}
