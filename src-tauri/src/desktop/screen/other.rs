//! Windows and macOS always have a screen to show things on.

/// Nothing is missing.
///
/// # Errors
/// None; as on Linux.
pub fn need() -> Result<(), String> {
    Ok(())
}
