//! What WebKitGTK must be spared on NVIDIA's driver.
//!
//! With its DMABUF renderer the window stays blank or the web view aborts (tauri#9304, tauri#10702). Turning
//! it off for everybody would make other machines slow, so it is done only where the driver is loaded, and
//! only when the user set nothing.

use std::ffi::OsString;
use std::path::Path;

/// Present while NVIDIA's kernel driver is loaded.
const NVIDIA_DRIVER: &str = "/proc/driver/nvidia/version";

/// The variables that mean somebody already chose.
const CHOICES: [&str; 3] =
    ["WEBKIT_DISABLE_DMABUF_RENDERER", "__NV_DISABLE_EXPLICIT_SYNC", "WEBKIT_DISABLE_COMPOSITING_MODE"];

/// The environment variable a window process on this machine needs, if any.
pub fn guard() -> Option<(&'static str, &'static str)> {
    let var = |name: &str| std::env::var_os(name);
    guard_for(Path::new(NVIDIA_DRIVER).exists(), &var)
}

fn guard_for(nvidia: bool, var: &dyn Fn(&str) -> Option<OsString>) -> Option<(&'static str, &'static str)> {
    if !nvidia || CHOICES.iter().any(|name| var(name).is_some()) {
        return None;
    }
    let forced_x11 = var("GDK_BACKEND").is_some_and(|backend| backend == "x11");
    if var("WAYLAND_DISPLAY").is_some() && !forced_x11 {
        // Keeps acceleration; explicit sync is what breaks.
        Some(("__NV_DISABLE_EXPLICIT_SYNC", "1"))
    } else {
        Some(("WEBKIT_DISABLE_DMABUF_RENDERER", "1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(nvidia: bool, set: &[(&str, &str)]) -> Option<&'static str> {
        let var =
            |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value));
        guard_for(nvidia, &var).map(|(name, _)| name)
    }

    #[test]
    fn only_machines_with_the_driver_are_guarded() {
        assert_eq!(with(false, &[("WAYLAND_DISPLAY", "wayland-0")]), None);
        assert_eq!(with(true, &[("WAYLAND_DISPLAY", "wayland-0")]), Some("__NV_DISABLE_EXPLICIT_SYNC"));
        assert_eq!(with(true, &[("DISPLAY", ":0")]), Some("WEBKIT_DISABLE_DMABUF_RENDERER"));
        let forced = [("WAYLAND_DISPLAY", "wayland-0"), ("GDK_BACKEND", "x11")];
        assert_eq!(with(true, &forced), Some("WEBKIT_DISABLE_DMABUF_RENDERER"));
    }

    #[test]
    fn a_choice_of_the_user_wins() {
        for choice in CHOICES {
            assert_eq!(with(true, &[(choice, "0")]), None);
        }
    }
}
