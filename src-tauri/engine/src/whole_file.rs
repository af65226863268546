//! Files that are there whole or not at all: whoever reads one meanwhile, and whoever finds it after a crash or a full disk,
//! has the old text or the new one, never a half.
//!
//! Written is a temporary file in the same folder, which is then given the name.

use std::fs::create_dir_all;
use std::io::{Result, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// Writes a file of ours, for its owner alone, over the one that may be there. Where the path is a link, its target is
/// replaced; a folder that is missing is made.
pub fn replace(path: &Path, contents: &[u8]) -> Result<()> {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    create_dir_all(folder)?;
    written(&mut Builder::new(), folder, contents)?.persist(&path)?;
    Ok(())
}

/// Writes a file that is the user's own, who may give it to others: as readable as any they make. Fails with
/// [`AlreadyExists`](std::io::ErrorKind::AlreadyExists) where the name is taken.
pub fn create(path: &Path, contents: &[u8]) -> Result<()> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    written(&mut builder, folder_of(path), contents)?.persist_noclobber(path)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

fn written(builder: &mut Builder, folder: &Path, contents: &[u8]) -> Result<NamedTempFile> {
    let mut file = builder.prefix(".swarmbell-").tempfile_in(folder)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::fs::{read_dir, read_to_string};
    use std::io::ErrorKind;
    #[cfg(unix)]
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    // Windows replaces no file that somebody reads at that moment; it refuses, and the old one stays.
    #[cfg(unix)]
    #[test]
    fn a_file_that_is_written_is_never_seen_half() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/file");
        let texts = ["a".repeat(100_000), "b".repeat(200_000)];
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut seen = 0;
                while !done.load(Ordering::Relaxed) {
                    let Ok(text) = read_to_string(&path) else { continue };
                    assert!(texts.contains(&text), "{} bytes", text.len());
                    seen += 1;
                }
                seen
            });
            for _ in 0..100 {
                for text in &texts {
                    replace(&path, text.as_bytes()).unwrap();
                }
            }
            done.store(true, Ordering::Relaxed);
            assert!(reader.join().unwrap() > 0, "nobody read it");
        });
    }

    #[test]
    fn a_file_of_the_user_replaces_no_other_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.ics");
        create(&path, b"one").unwrap();
        assert_eq!(create(&path, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(read_to_string(&path).unwrap(), "one");
        assert_eq!(read_dir(folder.path()).unwrap().count(), 1);
    }
}
