//! ALSA's own words on Linux.

/// Keeps what ALSA says about errors of this thread off the standard error, where each ring on a machine without a sound
/// output would leave a page of it. What matters of it is the error that follows.
pub(super) fn hush_library() {
    if let Err(error) = alsa::Output::local_error_handler() {
        tracing::debug!(%error, "ALSA says its errors aloud");
    }
}
