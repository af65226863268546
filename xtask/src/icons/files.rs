//! Which files there are, and how pictures are packed into them.

use std::io::Cursor;

use anyhow::{Context, Result};
use icns::{IconFamily, IconType, Image, PixelFormat};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};

use super::styles::{self, Dress};

/// Sides in pixels of the app's icons on Linux.
const APP_SIZES: [u32; 5] = [32, 64, 128, 256, 512];
/// Sides in `icon.ico`: what Windows asks for from 100 % to 400 %.
const ICO_SIZES: [u32; 7] = [16, 20, 24, 32, 48, 64, 256];
/// Sides in `icon.icns`: 16, 32, 128, 256 and 512 points on a dense screen; macOS scales them down for others.
const ICNS_SIZES: [u32; 5] = [32, 64, 256, 512, 1024];
/// Sides of a tray picture and its `@2x` twin.
const TRAY_SIZES: [(u32, &str); 2] = [(32, ""), (64, "@2x")];

/// Square, four bytes a pixel: red, green, blue, alpha, not multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) size: u32,
    pub(super) rgba: Vec<u8>,
}

/// One file below `icons/`.
#[derive(Debug)]
pub(super) struct IconFile {
    /// Path below `icons/`.
    pub(super) name: String,
    /// How the pictures are packed.
    pub(super) packing: Packing,
    /// Style sheet and side in pixels of each picture in it.
    pub(super) looks: Vec<(String, u32)>,
}

/// Every file.
pub(super) fn all() -> Vec<IconFile> {
    let app = |sizes: &[u32]| sizes.iter().map(|size| (styles::app(), *size)).collect::<Vec<_>>();
    let mut files = vec![
        IconFile { name: "icon.ico".to_owned(), packing: Packing::Ico, looks: app(&ICO_SIZES) },
        IconFile { name: "icon.icns".to_owned(), packing: Packing::Icns, looks: app(&ICNS_SIZES) },
    ];
    for size in APP_SIZES {
        let name = format!("{size}x{size}.png");
        files.push(IconFile { name, packing: Packing::Png, looks: app(&[size]) });
    }
    for (dress, prefix) in [(Dress::Coloured, ""), (Dress::Template, "template-")] {
        for (state, style) in styles::tray(dress) {
            for (size, suffix) in TRAY_SIZES {
                let name = format!("tray/{prefix}{state}{suffix}.png");
                files.push(IconFile { name, packing: Packing::Png, looks: vec![(style.clone(), size)] });
            }
        }
    }
    files
}

/// The three containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// One picture.
    Png,
    /// Windows.
    Ico,
    /// macOS.
    Icns,
}

impl Packing {
    /// The bytes of a file with these pictures.
    pub(super) fn pack(self, pictures: &[Picture]) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Png => {
                let picture = pictures.first().context("a picture file without a picture")?;
                icon_image(picture).write_png(&mut bytes)?;
            }
            Self::Ico => {
                let mut folder = IconDir::new(ResourceType::Icon);
                for picture in pictures {
                    folder.add_entry(IconDirEntry::encode_as_png(&icon_image(picture))?);
                }
                folder.write(&mut bytes)?;
            }
            Self::Icns => {
                let mut family = IconFamily::new();
                for picture in pictures {
                    let image = Image::from_data(
                        PixelFormat::RGBA,
                        picture.size,
                        picture.size,
                        picture.rgba.clone(),
                    )?;
                    let kind = IconType::from_pixel_size_and_density(picture.size, picture.size, 2)
                        .context("macOS knows no icon of this size")?;
                    family.add_icon_with_type(&image, kind)?;
                }
                family.write(&mut bytes)?;
            }
        }
        Ok(bytes)
    }

    /// The pictures in a file, in the order they were packed.
    pub(super) fn unpack(self, bytes: &[u8]) -> Result<Vec<Picture>> {
        match self {
            Self::Png => Ok(vec![picture(IconImage::read_png(Cursor::new(bytes))?)]),
            Self::Ico => {
                let folder = IconDir::read(Cursor::new(bytes))?;
                folder.entries().iter().map(|entry| Ok(picture(entry.decode()?))).collect()
            }
            Self::Icns => {
                let family = IconFamily::read(Cursor::new(bytes))?;
                family
                    .available_icons()
                    .into_iter()
                    .map(|kind| {
                        let image = family.get_icon_with_type(kind)?.convert_to(PixelFormat::RGBA);
                        Ok(Picture { size: image.width(), rgba: image.into_data().into_vec() })
                    })
                    .collect()
            }
        }
    }
}

fn icon_image(picture: &Picture) -> IconImage {
    IconImage::from_rgba_data(picture.size, picture.size, picture.rgba.clone())
}

fn picture(image: IconImage) -> Picture {
    Picture { size: image.width(), rgba: image.into_rgba_data() }
}
