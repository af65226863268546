//! Every picture of the bell, drawn from the one master `icons/bell.svg`.
//!
//! [`styles`] says which layers of the master a picture shows and in which colours, [`files`] which files there are and
//! how they are packed; this file reads the master and writes the files, or with `--check` compares them with those
//! that are kept in the repository.

mod files;
mod styles;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use files::Picture;

/// Largest difference of one colour channel that still counts as the same picture: processors round differently.
const CHANNEL_TOLERANCE: u8 = 3;

/// Draws every picture below `icons`; with `check` writes nothing and fails when a kept file differs.
pub(crate) fn run(icons: &Path, check: bool) -> Result<()> {
    let master = icons.join("bell.svg");
    let svg = fs::read_to_string(&master).with_context(|| format!("cannot read {}", master.display()))?;
    let mut stale = Vec::new();
    for file in files::all() {
        let path = icons.join(&file.name);
        let pictures = file
            .looks
            .iter()
            .map(|(style, size)| draw(&svg, style, *size))
            .collect::<Result<Vec<_>>>()
            .with_context(|| format!("cannot draw {}", file.name))?;
        if check {
            if !is_current(&path, &file, &pictures) {
                stale.push(file.name);
            }
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, file.packing.pack(&pictures)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !stale.is_empty() {
        bail!("not drawn from the master as it is: {}. Run `cargo xtask icons`.", stale.join(", "));
    }
    Ok(())
}

/// One picture: the master under a style sheet, `size` pixels wide and high.
fn draw(svg: &str, style: &str, size: u32) -> Result<Picture> {
    let options = Options { style_sheet: Some(style.to_owned()), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let mut pixmap = Pixmap::new(size, size).context("a picture of no size")?;
    let scale = size as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgba = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let colour = pixel.demultiply();
            [colour.red(), colour.green(), colour.blue(), colour.alpha()]
        })
        .collect();
    Ok(Picture { size, rgba })
}

/// Whether the kept file shows these pictures. A file that cannot be read is not current.
fn is_current(path: &Path, file: &files::IconFile, drawn: &[Picture]) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    let Ok(kept) = file.packing.unpack(&bytes) else { return false };
    kept.len() == drawn.len() && kept.iter().zip(drawn).all(|(kept, drawn)| looks_like(kept, drawn))
}

fn looks_like(left: &Picture, right: &Picture) -> bool {
    left.size == right.size
        && left.rgba.len() == right.rgba.len()
        && left.rgba.chunks(4).zip(right.rgba.chunks(4)).all(|(left, right)| {
            let both_clear = left.last().max(right.last()) <= Some(&CHANNEL_TOLERANCE);
            both_clear
                || left.iter().zip(right).all(|(left, right)| left.abs_diff(*right) <= CHANNEL_TOLERANCE)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository_icons() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons")
    }

    #[test]
    fn the_kept_pictures_are_drawn_from_the_master_as_it_is() {
        run(&repository_icons(), true).unwrap();
    }

    #[test]
    fn a_picture_that_was_touched_is_named() {
        let folder = std::env::temp_dir().join(format!("swarmbell-icons-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::copy(repository_icons().join("bell.svg"), folder.join("bell.svg")).unwrap();
        run(&folder, false).unwrap();
        run(&folder, true).unwrap();
        fs::copy(folder.join("tray/online.png"), folder.join("tray/live.png")).unwrap();
        let complaint = run(&folder, true).unwrap_err().to_string();
        fs::remove_dir_all(&folder).unwrap();
        assert!(complaint.contains("tray/live.png") && !complaint.contains("tray/online.png"), "{complaint}");
    }

    #[test]
    fn no_two_tray_pictures_look_alike_without_their_colours() {
        let svg = fs::read_to_string(repository_icons().join("bell.svg")).unwrap();
        let shapes: Vec<Vec<u8>> = styles::tray(styles::Dress::Template)
            .into_iter()
            .map(|(_, style)| draw(&svg, &style, 16).unwrap().rgba.chunks(4).map(|pixel| pixel[3]).collect())
            .collect();
        for (index, shape) in shapes.iter().enumerate() {
            for other in &shapes[index + 1..] {
                let differing = shape.iter().zip(other).filter(|(one, two)| one.abs_diff(**two) > 96).count();
                assert!(differing >= 12, "two shapes differ in {differing} of 256 pixels only");
            }
        }
    }
}
