//! The icons of the tray, as built into the binary.

use swarmbell_engine::view::TrayIcon;
use tauri::image::Image;

/// The menu bar of macOS colours a template itself and draws it at twice the size.
#[cfg(target_os = "macos")]
macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../icons/tray/template-", $name, "@2x.png")).as_slice()
    };
}

#[cfg(not(target_os = "macos"))]
macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../icons/tray/", $name, ".png")).as_slice()
    };
}

/// The picture of a state; `paused` adds a small mark.
pub(super) fn of(icon: TrayIcon, paused: bool) -> tauri::Result<Image<'static>> {
    Image::from_bytes(bytes_of(icon, paused))
}

fn bytes_of(icon: TrayIcon, paused: bool) -> &'static [u8] {
    match (icon, paused) {
        (TrayIcon::NeedsYou, false) => picture!("needs-you"),
        (TrayIcon::NeedsYou, true) => picture!("needs-you-paused"),
        (TrayIcon::Live, false) => picture!("live"),
        (TrayIcon::Live, true) => picture!("live-paused"),
        (TrayIcon::Connecting, false) => picture!("connecting"),
        (TrayIcon::Connecting, true) => picture!("connecting-paused"),
        (TrayIcon::Online, false) => picture!("online"),
        (TrayIcon::Online, true) => picture!("online-paused"),
        (TrayIcon::Off, false) => picture!("off"),
        (TrayIcon::Off, true) => picture!("off-paused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_picture_of_its_own() {
        let mut seen = Vec::new();
        for icon in
            [TrayIcon::NeedsYou, TrayIcon::Live, TrayIcon::Connecting, TrayIcon::Online, TrayIcon::Off]
        {
            for paused in [false, true] {
                let picture = of(icon, paused).unwrap();
                assert_eq!((picture.width(), picture.height()), (32, 32), "{icon:?}");
                assert!(!seen.contains(&picture.rgba().to_vec()), "{icon:?}, paused: {paused}");
                seen.push(picture.rgba().to_vec());
            }
        }
    }
}
