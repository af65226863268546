//! Windows and macOS always have a screen to show things on.

/// Nothing is missing.
///
/// # Errors
/// None; as on Linux.
#[expect(clippy::unnecessary_wraps, reason = "as on Linux")]
pub fn need() -> Result<(), String> {
    Ok(())
}
