//! The display server, asked by the toolkit itself.

/// Connects the toolkit to the display server, for all that comes after. To be called on the main thread.
///
/// # Errors
/// There is none, with a sentence.
pub fn need() -> Result<(), String> {
    let displays: Vec<String> = ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .filter_map(|name| {
            let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
            Some(format!("{name} is {}", value.to_string_lossy()))
        })
        .collect();
    if displays.is_empty() {
        return Err("There is no desktop to ring on: neither DISPLAY nor WAYLAND_DISPLAY is set.".to_owned());
    }
    let displays = displays.join(", ");
    gtk::init()
        .map_err(|_| format!("There is no desktop to ring on: the display does not answer ({displays})."))
}
