//! How WebKitGTK draws the window: without the graphics card.
//!
//! A small, still window gains nothing from it, and it costs: twice the memory of the page's process, and a third of the
//! time until it is painted where there is no card. With some drivers the window stays blank, or the web view aborts
//! (tauri#9304, tauri#10702). Whoever set one of WebKit's own two variables for this has chosen.

use std::ffi::OsString;

/// The variables that mean somebody already chose.
const CHOICES: [&str; 2] = ["WEBKIT_DISABLE_COMPOSITING_MODE", "WEBKIT_FORCE_COMPOSITING_MODE"];

/// What a window is started with.
const CHOSEN: (&str, &str) = ("WEBKIT_DISABLE_COMPOSITING_MODE", "1");

/// The variable in the environment of a window that is not the user's choice, or means the same.
pub fn set_by_us() -> Option<&'static str> {
    set_by_us_in(|name| std::env::var_os(name))
}

fn set_by_us_in(var: impl Fn(&str) -> Option<OsString>) -> Option<&'static str> {
    let (name, value) = CHOSEN;
    var(name).is_some_and(|set| set == value).then_some(name)
}

/// The environment variable a window process needs, unless it has one already.
pub fn environment() -> Option<(&'static str, &'static str)> {
    environment_beside(|name| std::env::var_os(name))
}

fn environment_beside(var: impl Fn(&str) -> Option<OsString>) -> Option<(&'static str, &'static str)> {
    let chosen = CHOICES.iter().any(|name| var(name).is_some());
    (!chosen).then_some(CHOSEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_drawn_without_the_graphics_card_unless_the_user_chose() {
        let beside = |set: Option<&str>| {
            environment_beside(|name| (Some(name) == set).then(|| OsString::from("0"))).map(|(name, _)| name)
        };
        assert_eq!(beside(None), Some("WEBKIT_DISABLE_COMPOSITING_MODE"));
        for choice in CHOICES {
            assert_eq!(beside(Some(choice)), None);
        }
    }

    #[test]
    fn a_bell_started_from_a_window_has_nothing_of_how_windows_are_drawn() {
        let ours = |value: &str| set_by_us_in(|_| Some(OsString::from(value)));
        assert_eq!(ours("1"), Some("WEBKIT_DISABLE_COMPOSITING_MODE"));
        assert_eq!(ours("0"), None);
        assert_eq!(set_by_us_in(|_| None), None);
    }
}
