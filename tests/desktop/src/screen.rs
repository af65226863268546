//! What is on the screen: its windows by title and class, and pictures of it.

use std::io::BufWriter;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, ImageFormat, MapState, Window as WindowId,
};
use x11rb::rust_connection::RustConnection;

use crate::wait::until;

/// A rectangle in pixels from the upper left corner of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Area {
    /// The point in its middle, where a person would click.
    #[must_use]
    pub fn centre(&self) -> (i32, i32) {
        (self.x + self.width.cast_signed() / 2, self.y + self.height.cast_signed() / 2)
    }

    /// The same with `margin` pixels more on each side.
    #[must_use]
    pub fn grown(&self, margin: u32) -> Self {
        let m = margin.cast_signed();
        Self {
            x: self.x - m,
            y: self.y - m,
            width: self.width + 2 * margin,
            height: self.height + 2 * margin,
        }
    }
}

/// A visible window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its X11 id.
    pub id: u32,
    /// `_NET_WM_NAME`, else `WM_NAME`; empty if it has none.
    pub title: String,
    /// The class part of `WM_CLASS`.
    pub class: String,
    /// Where it is on the screen, without the frame of the window manager.
    pub area: Area,
}

/// A picture, 8 bit RGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// The virtual screen of a desk.
#[derive(Debug)]
pub struct Screen {
    pub(crate) x: RustConnection,
    pub(crate) root: WindowId,
}

impl Screen {
    /// Connects to the display of this name, for example `:7`.
    ///
    /// # Errors
    /// No X server answers there.
    pub fn open(display: &str) -> Result<Self> {
        let (x, number) = x11rb::connect(Some(display)).context("the X server does not answer")?;
        let root = x.setup().roots.get(number).context("the X server has no screen")?.root;
        Ok(Self { x, root })
    }

    /// Fills the background, as a desktop does that has a wallpaper.
    ///
    /// # Errors
    /// The X server is gone.
    pub fn paint_background(&self, [red, green, blue]: [u8; 3]) -> Result<()> {
        let pixel = u32::from_be_bytes([0, red, green, blue]);
        let attributes = ChangeWindowAttributesAux::new().background_pixel(pixel);
        self.x.change_window_attributes(self.root, &attributes)?.check()?;
        // No size means all of it.
        self.x.clear_area(false, self.root, 0, 0, 0, 0)?.check()?;
        Ok(())
    }

    /// Whether a window manager runs, by the root property that each must set.
    ///
    /// # Errors
    /// The X server is gone.
    pub fn has_window_manager(&self) -> Result<bool> {
        let property = self.atom("_NET_SUPPORTING_WM_CHECK")?;
        Ok(self.x.get_property(false, self.root, property, AtomEnum::WINDOW, 0, 1)?.reply()?.value_len > 0)
    }

    /// All windows that can be seen, lowest first.
    ///
    /// # Errors
    /// The X server is gone.
    pub fn windows(&self) -> Result<Vec<Window>> {
        let mut found = Vec::new();
        self.collect(self.root, &mut found)?;
        Ok(found)
    }

    /// Waits for a visible window that `wanted` accepts.
    ///
    /// # Errors
    /// None came within `within`.
    pub async fn wait_for_window(
        &self,
        what: &str,
        within: Duration,
        wanted: impl Fn(&Window) -> bool,
    ) -> Result<Window> {
        until(what, within, || async { Ok(self.windows()?.into_iter().rev().find(|window| wanted(window))) })
            .await
    }

    /// Waits for a visible window whose title holds `title`.
    ///
    /// # Errors
    /// None came within `within`.
    pub async fn wait_for_title(&self, title: &str, within: Duration) -> Result<Window> {
        self.wait_for_window(&format!("a window titled {title:?}"), within, |window| {
            window.title.contains(title)
        })
        .await
    }

    /// The size of the screen.
    ///
    /// # Errors
    /// The X server is gone.
    pub fn area(&self) -> Result<Area> {
        let g = self.x.get_geometry(self.root)?.reply()?;
        Ok(Area { x: 0, y: 0, width: g.width.into(), height: g.height.into() })
    }

    /// A picture of the whole screen.
    ///
    /// # Errors
    /// The X server is gone or shows less than 24 bit of colour.
    pub fn picture(&self) -> Result<Picture> {
        self.picture_of(self.area()?)
    }

    /// A picture of one part of the screen, clipped to what exists.
    ///
    /// # Errors
    /// Nothing of it is on the screen, or the X server is gone.
    pub fn picture_of(&self, area: Area) -> Result<Picture> {
        let screen = self.area()?;
        let left = area.x.max(0);
        let top = area.y.max(0);
        let right = (area.x + area.width.cast_signed()).min(screen.width.cast_signed());
        let bottom = (area.y + area.height.cast_signed()).min(screen.height.cast_signed());
        ensure!(right > left && bottom > top, "{area:?} is not on the screen");
        let (width, height) = (right.abs_diff(left), bottom.abs_diff(top));
        let image = self
            .x
            .get_image(
                ImageFormat::Z_PIXMAP,
                self.root,
                left.try_into()?,
                top.try_into()?,
                width.try_into()?,
                height.try_into()?,
                u32::MAX,
            )?
            .reply()?;
        ensure!(image.depth >= 24, "the screen has only {} bit of colour", image.depth);
        let rgb = image.data.chunks_exact(4).flat_map(|bgrx| bgrx.iter().take(3).rev().copied()).collect();
        Ok(Picture { width, height, rgb })
    }

    fn collect(&self, parent: WindowId, found: &mut Vec<Window>) -> Result<()> {
        for id in self.x.query_tree(parent)?.reply()?.children {
            // A window may go away while the tree is walked: that is not a failure of the walk.
            let Ok(attributes) = self.x.get_window_attributes(id)?.reply() else { continue };
            if attributes.map_state != MapState::VIEWABLE {
                continue;
            }
            if let Ok(window) = self.describe(id)
                && !(window.title.is_empty() && window.class.is_empty())
            {
                found.push(window);
            }
            if self.collect(id, found).is_err() {
                continue;
            }
        }
        Ok(())
    }

    fn describe(&self, id: WindowId) -> Result<Window> {
        let g = self.x.get_geometry(id)?.reply()?;
        let at = self.x.translate_coordinates(id, self.root, 0, 0)?.reply()?;
        let class = self.text(id, AtomEnum::WM_CLASS.into())?;
        let mut title = self.text(id, self.atom("_NET_WM_NAME")?)?;
        if title.is_empty() {
            title = self.text(id, AtomEnum::WM_NAME.into())?;
        }
        Ok(Window {
            id,
            title,
            class: class.split('\0').nth(1).unwrap_or_default().to_owned(),
            area: Area {
                x: at.dst_x.into(),
                y: at.dst_y.into(),
                width: g.width.into(),
                height: g.height.into(),
            },
        })
    }

    /// A text that a window's program keeps about it; empty where there is none.
    ///
    /// # Errors
    /// The X server is gone, or the window.
    pub fn property(&self, window: &Window, name: &str) -> Result<String> {
        self.text(window.id, self.atom(name)?)
    }

    fn text(&self, window: WindowId, property: u32) -> Result<String> {
        let reply = self.x.get_property(false, window, property, AtomEnum::ANY, 0, 1024)?.reply()?;
        Ok(String::from_utf8_lossy(&reply.value).into_owned())
    }

    pub(crate) fn atom(&self, name: &str) -> Result<u32> {
        Ok(self.x.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}

impl Picture {
    /// From rows of red, green, blue bytes.
    ///
    /// # Errors
    /// The number of bytes does not fit the size.
    pub fn from_rgb(width: u32, height: u32, rgb: Vec<u8>) -> Result<Self> {
        ensure!(
            rgb.len() == (width as usize) * (height as usize) * 3,
            "{width}x{height} does not fit the bytes"
        );
        Ok(Self { width, height, rgb })
    }

    /// Red, green and blue of each pixel, row by row.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Red, green and blue of one pixel.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        if x >= self.width {
            return None;
        }
        let start = (y as usize * self.width as usize + x as usize) * 3;
        self.rgb.get(start..start + 3)?.try_into().ok()
    }

    /// How many different colours it holds: one means an empty surface.
    #[must_use]
    pub fn colours(&self) -> usize {
        self.rgb.chunks_exact(3).collect::<std::collections::HashSet<_>>().len()
    }

    /// Writes it as PNG.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        save_png(path, self.width, self.height, png::ColorType::Rgb, &self.rgb)
    }
}

pub(crate) fn save_png(
    path: &Path,
    width: u32,
    height: u32,
    colour: png::ColorType,
    bytes: &[u8],
) -> Result<()> {
    let file = std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(bytes)?;
    Ok(())
}
