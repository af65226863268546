//! Files for the user, written where downloads go.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use directories::UserDirs;
use swarmbell_engine::whole_file;
use swarmbell_words::say;

/// So many files of one name are told apart by a number.
const NUMBERED: u32 = 100;

/// Writes a file into the user's downloads, or into their home where there are none. Nothing is written over: a second
/// file of a name gets a number.
pub(super) fn save(name: &str, text: &str) -> Result<PathBuf> {
    let dirs = UserDirs::new().ok_or_else(|| Error::new(ErrorKind::NotFound, say!("window-no-home")))?;
    let downloads = dirs.download_dir().filter(|folder| folder.is_dir());
    save_in(downloads.unwrap_or_else(|| dirs.home_dir()), name, text)
}

fn save_in(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    // The name comes from the bell; a path in it would be a mistake.
    let name = Path::new(name).file_name().map(Path::new).ok_or(ErrorKind::InvalidInput)?;
    for number in 1..=NUMBERED {
        let path = folder.join(numbered(name, number));
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match whole_file::create(&path, text.as_bytes()) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn numbered(name: &Path, number: u32) -> PathBuf {
    let (stem, extension) = (name.file_stem().unwrap_or_default(), name.extension().unwrap_or_default());
    match number {
        1 => name.to_owned(),
        _ => format!("{} ({number}).{}", stem.to_string_lossy(), extension.to_string_lossy()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_replaces_no_other_and_stays_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let save = |name, text| save_in(folder.path(), name, text).unwrap();
        assert_eq!(save("week.ics", "one"), folder.path().join("week.ics"));
        assert_eq!(save("week.ics", "two"), folder.path().join("week (2).ics"));
        assert_eq!(save("../../week.ics", "three"), folder.path().join("week (3).ics"));
        assert_eq!(std::fs::read_to_string(folder.path().join("week.ics")).unwrap(), "one");
        assert!(save_in(folder.path(), "..", "").is_err());
    }
}
