//! Settings of the Xfce programs on a desk: a panel that has little besides a tray, bubbles that do not fade.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::screen::{Area, Picture, Screen};

/// The bus name that says: the panel hosts a tray.
pub(crate) const TRAY: &str = "org.kde.StatusNotifierWatcher";

/// Where distributions put xfce4-notifyd; it is in no `PATH`.
const NOTIFYD: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd",
    "/usr/lib/aarch64-linux-gnu/xfce4/notifyd/xfce4-notifyd",
    "/usr/lib/xfce4/notifyd/xfce4-notifyd",
];

/// Height of the panel in pixels, as in [`PANEL`].
const HEIGHT: u32 = 32;

/// The colour of the screen behind everything: calm in pictures, and neither the panel's nor an unpainted window's.
pub(crate) const BACKGROUND: [u8; 3] = [0x3b, 0x4a, 0x5f];

/// What a window shows before it is painted.
const UNPAINTED: [[u8; 3]; 2] = [[0, 0, 0], BACKGROUND];

/// A panel along the upper edge with the tray at its right end.
const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="0"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"#;

/// No fading: a picture taken when the bubble is there shows it as it is.
const BUBBLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="initial-opacity" type="double" value="1.0"/>
</channel>
"#;

/// Whether the panel is painted from end to end. The tray is a window of its own inside, and painted later.
pub(crate) fn is_painted(screen: &Screen) -> Result<bool> {
    let plain = plain_colour(screen)?;
    let square = tray_square(screen)?;
    Ok(!UNPAINTED.contains(&plain) && has_corners(&screen.picture_of(square)?, plain))
}

/// The square at the right end of the panel where the tray puts its first icon, with its picture, if an icon is drawn.
///
/// The panel draws icons without windows of their own, so an icon is told from the plain panel by its colours.
pub(crate) fn tray_icon(screen: &Screen) -> Result<Option<(Area, Picture)>> {
    let square = tray_square(screen)?;
    let picture = screen.picture_of(square)?;
    let is_drawn = has_corners(&picture, plain_colour(screen)?) && picture.colours() > 1;
    Ok(is_drawn.then_some((square, picture)))
}

/// Inside the panel: its lower edge is a line of another colour.
fn tray_square(screen: &Screen) -> Result<Area> {
    let x = screen.area()?.width.cast_signed() - HEIGHT.cast_signed();
    Ok(Area { x, y: 1, width: HEIGHT, height: HEIGHT - 2 })
}

fn plain_colour(screen: &Screen) -> Result<[u8; 3]> {
    let picture = screen.picture_of(Area { x: 8, y: HEIGHT.cast_signed() / 2, width: 1, height: 1 })?;
    picture.pixel(0, 0).context("a picture without a pixel")
}

/// Whether all four corners are of this colour: an icon does not reach them, an unpainted window does.
fn has_corners(picture: &Picture, colour: [u8; 3]) -> bool {
    let (right, lower) = (picture.size().0.saturating_sub(1), picture.size().1.saturating_sub(1));
    [(0, 0), (right, 0), (0, lower), (right, lower)]
        .iter()
        .all(|(x, y)| picture.pixel(*x, *y) == Some(colour))
}

/// Writes the settings into this home.
pub(crate) fn configure(home: &Path) -> Result<()> {
    let folder = home.join(".config/xfce4/xfconf/xfce-perchannel-xml");
    fs::create_dir_all(&folder)?;
    for (name, content) in [("xfce4-panel.xml", PANEL), ("xfce4-notifyd.xml", BUBBLES)] {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(path, content)?;
        }
    }
    Ok(())
}

/// The path of xfce4-notifyd.
pub(crate) fn notifyd() -> Result<PathBuf> {
    NOTIFYD.iter().map(PathBuf::from).find(|path| path.exists()).context("xfce4-notifyd is not installed")
}
