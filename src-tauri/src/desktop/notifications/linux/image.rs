//! The bell beside a ring's text, as pixels: a name from the icon theme is found only once installed.

use std::sync::LazyLock;

use tauri::image::Image;
use zbus::zvariant::{Structure, Value};

/// Width, height, bytes a row, whether there is alpha, bits a sample, samples a pixel, the pixels: `image-data` of the
/// specification.
type ImageData = (i32, i32, i32, bool, i32, i32, Vec<u8>);

static BELL: LazyLock<Option<ImageData>> = LazyLock::new(|| {
    let image = Image::from_bytes(include_bytes!("../../../../../icons/64x64.png")).ok()?;
    let (width, height) = (i32::try_from(image.width()).ok()?, i32::try_from(image.height()).ok()?);
    Some((width, height, width.checked_mul(4)?, true, 8, 4, image.rgba().to_vec()))
});

/// The hint's value.
pub(super) fn bell() -> Option<Value<'static>> {
    BELL.clone().map(|data| Value::from(Structure::from(data)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bell_beside_a_ring_is_64_pixels_wide() {
        let (width, height, row, _, _, _, pixels) = BELL.clone().unwrap();
        assert_eq!((width, height, row, pixels.len()), (64, 64, 256, 64 * 256));
    }
}
