//! The display server, asked by the toolkit itself.

use swarmbell_words::say;

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
        return Err(say!("start-no-display"));
    }
    let displays = displays.join(", ");
    gtk::init().map_err(|_| say!("start-silent-display", displays = displays))
}
