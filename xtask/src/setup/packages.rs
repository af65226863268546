//! The system packages by what they are for, under the names of Debian and Ubuntu.

use std::path::Path;

use crate::repository::ask;

/// What packages are needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling the app.
    Build,
    /// A desktop without a screen: the end-to-end tests, and the demo where there is no display.
    Desktop,
    /// Compiling and running tests for Windows.
    Windows,
    /// Looking at the page.
    Browser,
}

const BUILD: &[&str] = &["build-essential", "libasound2-dev", "libwebkit2gtk-4.1-dev", "pkg-config"];

const DESKTOP: &[&str] = &[
    "adwaita-icon-theme",
    "at-spi2-core",
    "calcurse",
    "dbus",
    "dconf-gsettings-backend",
    "dunst",
    "fonts-dejavu-core",
    "gnome-keyring",
    "gsettings-desktop-schemas",
    "iproute2",
    "libglib2.0-bin",
    "libsecret-tools",
    "openbox",
    "webkit2gtk-driver",
    "xdg-utils",
    "xfce4-notifyd",
    "xfce4-panel",
    "xvfb",
];

const WINDOWS: &[&str] = &["gcc-mingw-w64-x86-64", "wine64"];

const BROWSER: &[&str] = &["chromium"];

/// Programs by which one sees, where there is no dpkg, that somebody installed what is needed.
const BUILD_PROGRAMS: &[&str] = &["cc", "pkg-config"];
const DESKTOP_PROGRAMS: &[&str] = &[
    "Xvfb",
    "dbus-daemon",
    "openbox",
    "xfce4-panel",
    "calcurse",
    "dunst",
    "gnome-keyring-daemon",
    "WebKitWebDriver",
    "xdg-open",
];
const WINDOWS_PROGRAMS: &[&str] = &["x86_64-w64-mingw32-gcc", "wine"];
const BROWSER_PROGRAMS: &[&str] = &["chromium"];

/// The packages of these purposes.
pub(crate) fn of(purposes: &[Purpose]) -> Vec<&'static str> {
    purposes.iter().flat_map(|purpose| tables(*purpose).0).copied().collect()
}

/// Those of `wanted` that are not installed.
pub(crate) fn missing<'names>(wanted: &[&'names str]) -> Vec<&'names str> {
    wanted.iter().copied().filter(|name| !is_installed(name)).collect()
}

/// Whether the programs of these purposes are in the `PATH`.
pub(crate) fn seem_installed(purposes: &[Purpose]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = |program: &str| {
        std::env::split_paths(&path).any(|folder: std::path::PathBuf| is_file(&folder, program))
    };
    purposes.iter().flat_map(|purpose| tables(*purpose).1).all(|program| found(program))
}

fn is_file(folder: &Path, program: &str) -> bool {
    folder.join(program).is_file()
}

fn tables(purpose: Purpose) -> (&'static [&'static str], &'static [&'static str]) {
    match purpose {
        Purpose::Build => (BUILD, BUILD_PROGRAMS),
        Purpose::Desktop => (DESKTOP, DESKTOP_PROGRAMS),
        Purpose::Windows => (WINDOWS, WINDOWS_PROGRAMS),
        Purpose::Browser => (BROWSER, BROWSER_PROGRAMS),
    }
}

fn is_installed(name: &str) -> bool {
    ask("dpkg-query", &["--show", "--showformat=${db:Status-Status}", name])
        .is_some_and(|status| status == "installed")
}
