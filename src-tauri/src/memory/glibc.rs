//! The C library of GNU.

/// What is at least so large has pages of its own, which go with it.
const OF_ITS_OWN_BYTES: libc::c_int = 1 << 20;

/// The C library keeps what was freed for the next time, and the more, the larger it was: up to tens of megabytes for each
/// thread. A threshold that is set ceases to grow (mallopt(3), `M_MMAP_THRESHOLD`).
#[allow(unsafe_code, reason = "a setting of the C library")]
pub(super) fn give_back_what_is_free() {
    // SAFETY: no other thread allocates yet, and the call takes two numbers. It fails for other numbers only.
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, OF_ITS_OWN_BYTES) };
}
