//! Reading a picture from anywhere, and writing one that is ours.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, imageops,
};

use super::{Drawn, PictureSize};

/// Longest side of a picture that is read, in points.
const MAX_SIDE: u32 = 8_192;

/// What a picture may take while it is read: 4,000 × 3,000 points with four bytes each. A file of a few kilobytes may
/// unfold to gigabytes.
const MAX_UNFOLDED_BYTES: u64 = 48 << 20;

/// What a drawn picture may take.
const MAX_DRAWN_BYTES: usize = 600 << 10;

// In the letters of base64, with the words around it, it fits the longest line of the local socket.
const _: () = assert!(MAX_DRAWN_BYTES.div_ceil(3) * 4 + 1_024 <= crate::local::MAX_ANSWER_BYTES);

/// Qualities to write with, the first that fits. What fits with none of them is made smaller.
const QUALITIES: [u8; 3] = [85, 70, 50];

/// What shines through where a picture is transparent.
const PAPER: u8 = 255;

/// Why a file became no picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum DrawingError {
    /// It is no PNG, JPEG or WebP.
    #[error("it is no picture of a kind that is read")]
    OtherKind,
    /// It has more points than are read.
    #[error("it has too many points")]
    TooLarge,
    /// It is broken.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] ImageError),
}

/// Reads a file, whatever its server called it, and writes what is to be seen in it as a JPEG that fits `size`. Takes
/// long: not for a thread that others wait for.
pub(super) fn draw(file: &[u8], size: PictureSize) -> Result<Drawn, DrawingError> {
    let mut image = on_paper(fitted(read(file)?, size.longest_side()));
    loop {
        if let Some(drawn) = written(&image)? {
            return Ok(drawn);
        }
        let (width, height) = image.dimensions();
        image = imageops::thumbnail(&image, (width / 2).max(1), (height / 2).max(1));
    }
}

fn read(file: &[u8]) -> Result<DynamicImage, DrawingError> {
    let format = image::guess_format(file).map_err(|_| DrawingError::OtherKind)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(DrawingError::OtherKind);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits());
    let decoder = reader.into_decoder().map_err(of_limits)?;
    let (width, height) = decoder.dimensions();
    let unfolded = decoder.total_bytes() > MAX_UNFOLDED_BYTES;
    if unfolded || width.max(height) > MAX_SIDE || width.min(height) == 0 {
        return Err(DrawingError::TooLarge);
    }
    DynamicImage::from_decoder(decoder).map_err(of_limits)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_UNFOLDED_BYTES);
    limits
}

fn of_limits(error: ImageError) -> DrawingError {
    match error {
        ImageError::Limits(_) => DrawingError::TooLarge,
        other => other.into(),
    }
}

/// Smaller, never larger. The filter is the one that needs no second picture beside the first.
fn fitted(image: DynamicImage, longest: u32) -> DynamicImage {
    if image.width().max(image.height()) <= longest { image } else { image.thumbnail(longest, longest) }
}

fn on_paper(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let blend = |colour: u8, alpha: u8| {
        let (colour, alpha, paper) = (u32::from(colour), u32::from(alpha), u32::from(PAPER));
        u8::try_from((colour * alpha + paper * (255 - alpha)) / 255).unwrap_or(PAPER)
    };
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|colour| blend(colour, alpha)))
    })
}

/// The file with the best quality that fits, if any does.
fn written(image: &RgbImage) -> Result<Option<Drawn>, ImageError> {
    for quality in QUALITIES {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, quality).encode_image(image)?;
        if file.len() <= MAX_DRAWN_BYTES {
            return Ok(Some(file.into()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use image::{ImageEncoder, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        file(&gradient(width, height), ImageFormat::Png)
    }

    fn gradient(width: u32, height: u32) -> RgbImage {
        let of = |at: u32, most: u32| u8::try_from(at * 255 / most).unwrap();
        RgbImage::from_fn(width, height, |x, y| Rgb([of(x, width), of(y, height), 90]))
    }

    fn file(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    fn size_of(drawn: &[u8]) -> (u32, u32) {
        assert_eq!(image::guess_format(drawn).unwrap(), ImageFormat::Jpeg);
        let image = image::load_from_memory(drawn).unwrap();
        (image.width(), image.height())
    }

    /// Deterministic points that no encoder makes small.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut random = fastrand::Rng::with_seed(7);
        RgbImage::from_fn(width, height, |_, _| Rgb([random.u8(..), random.u8(..), random.u8(..)]))
    }

    #[test]
    fn png_jpeg_and_webp_become_a_jpeg_of_the_size_that_is_shown() {
        let picture = gradient(1_920, 1_080);
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let file = file(&picture, format);
            let narrow = draw(&file, PictureSize::Narrow).unwrap();
            assert_eq!(size_of(&narrow), (800, 450), "{format:?}");
            assert_eq!(size_of(&draw(&file, PictureSize::Wide).unwrap()), (1_600, 900));
            let middle = image::load_from_memory(&narrow).unwrap().into_rgb8().get_pixel(400, 225).0;
            assert!(
                middle.into_iter().zip([127, 127, 90]).all(|(is, was)| is.abs_diff(was) < 8),
                "{middle:?}"
            );
        }
        assert_eq!(size_of(&draw(&png(1_000, 2_000), PictureSize::Narrow).unwrap()), (400, 800));
        assert_eq!(
            size_of(&draw(&png(320, 180), PictureSize::Wide).unwrap()),
            (320, 180),
            "never made larger"
        );
    }

    #[test]
    fn what_is_transparent_in_a_picture_becomes_white() {
        let mut file = Vec::new();
        let clear = RgbaImage::from_pixel(8, 8, image::Rgba([200, 0, 0, 0]));
        image::codecs::png::PngEncoder::new(&mut file)
            .write_image(&clear, 8, 8, image::ExtendedColorType::Rgba8)
            .unwrap();
        let drawn = draw(&file, PictureSize::Narrow).unwrap();
        assert_eq!(image::load_from_memory(&drawn).unwrap().into_rgb8().get_pixel(4, 4).0, [255; 3]);
    }

    #[test]
    fn a_picture_that_cannot_be_made_small_is_written_with_less_quality() {
        let drawn = draw(&file(&noise(900, 600), ImageFormat::Png), PictureSize::Wide).unwrap();
        assert_eq!(size_of(&drawn), (900, 600));
        assert!(drawn.len() <= MAX_DRAWN_BYTES);
        let drawn = draw(&file(&noise(1_600, 1_200), ImageFormat::Jpeg), PictureSize::Wide).unwrap();
        assert_eq!(size_of(&drawn), (800, 600), "and at last with fewer points");
    }

    #[test]
    fn a_picture_of_10_000_by_10_000_points_is_not_unfolded() {
        // A square of one colour: a few hundred kilobytes as a file, 400 megabytes in memory.
        let grey = image::GrayImage::new(10_000, 10_000);
        let mut file = Cursor::new(Vec::new());
        grey.write_to(&mut file, ImageFormat::Png).unwrap();
        assert!(matches!(draw(file.get_ref(), PictureSize::Narrow), Err(DrawingError::TooLarge)));
        // Within the sides, and yet more than is unfolded.
        let long = png(8_000, 2_100);
        assert!(matches!(draw(&long, PictureSize::Narrow), Err(DrawingError::TooLarge)));
    }

    #[test]
    fn what_is_no_picture_is_not_drawn() {
        let cut = png(64, 64)[..200].to_vec();
        let html = b"<!DOCTYPE html><title>Sign in</title>".to_vec();
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec();
        let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00".to_vec();
        let header = png(64, 64)[..33].to_vec();
        for (what, file) in [
            ("cut", cut),
            ("html", html),
            ("svg", svg),
            ("gif", gif),
            ("header", header),
            ("nothing", Vec::new()),
        ] {
            assert!(draw(&file, PictureSize::Narrow).is_err(), "{what}");
        }
    }

    #[test]
    fn a_damaged_picture_is_drawn_or_refused_and_nothing_else_happens() {
        let mut random = fastrand::Rng::with_seed(11);
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let whole = file(&noise(40, 30), format);
            for _ in 0..400 {
                let mut damaged = whole.clone();
                for _ in 0..random.usize(1..8) {
                    let at = random.usize(..damaged.len());
                    damaged[at] = random.u8(..);
                }
                damaged.truncate(random.usize(1..=damaged.len()));
                let _ = draw(&damaged, PictureSize::Narrow);
            }
        }
    }
}
