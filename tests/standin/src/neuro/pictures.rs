//! Pictures of streams and weeks. The service names those of others; here all are drawn: a slope of two colours, another
//! for each name.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Cursor;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use image::{ImageFormat, Rgb, RgbImage};

const FOLDER: &str = "/pictures/";
/// Of a picture whose name says no size.
const SIZE: (u32, u32) = (1920, 1080);
const LONGEST_SIDE: u32 = 4096;

/// Where the picture of this name is; in a name that ends in `-{width}x{height}` a client puts the size.
pub(super) fn address(authority: &str, name: &str) -> String {
    format!("http://{authority}{FOLDER}{name}.png")
}

/// The picture of this path, if it is one of a picture.
pub(super) fn answer(path: &str) -> Option<Response> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(".png")?;
    let mut response = Response::new(Body::from(drawn(name)?));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Some(response)
}

fn drawn(name: &str) -> Option<Vec<u8>> {
    let (width, height) = size_in(name).unwrap_or(SIZE);
    let mut colours = DefaultHasher::new();
    name.hash(&mut colours);
    let [red, green, blue, ..] = colours.finish().to_be_bytes();
    let part = |at: u32, most: u32| u8::try_from(at * 255 / most).unwrap_or(u8::MAX);
    let image = RgbImage::from_fn(width, height, |x, y| {
        let (right, down) = (part(x, width), part(y, height));
        Rgb([red.wrapping_add(right / 2), green.wrapping_add(down / 2), blue])
    });
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).ok()?;
    Some(file.into_inner())
}

fn size_in(name: &str) -> Option<(u32, u32)> {
    let (width, height) = name.rsplit('-').next()?.split_once('x')?;
    let side = |text: &str| text.parse().ok().filter(|side| (1..=LONGEST_SIDE).contains(side));
    Some((side(width)?, side(height)?))
}
