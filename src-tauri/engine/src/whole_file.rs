//! Files that are there whole or not at all: whoever reads one meanwhile, and whoever finds it after a crash or a full disk,
//! has the old text or the new one, never a half.
//!
//! Written is a temporary file in the same folder, which is then given the name.

use std::fs::{File, create_dir_all};
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Writes a file of ours, for its owner alone, over the one that may be there. Where the path is a link, its target is
/// replaced, or made; a folder that is missing is made. What is no file, such as a device, is written to and stays.
pub fn replace(path: &Path, contents: &[u8]) -> Result<()> {
    let path = target_of(path);
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, contents);
    }
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
    let new = written(&mut builder, folder_of(path), contents)?;
    match new.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => Err(taken.error),
        // Not every file system can give a name only where it is free.
        Err(_) => create_plainly(path, contents),
    }
}

fn create_plainly(path: &Path, contents: &[u8]) -> Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(contents).inspect_err(|_| {
        // What is left is less than nothing, and the error that counts is told.
        let _ = std::fs::remove_file(path);
    })
}

/// Where a path leads, also when nothing is there yet.
fn target_of(path: &Path) -> PathBuf {
    std::fs::canonicalize(path)
        .or_else(|_| std::fs::read_link(path).map(|target| folder_of(path).join(target)))
        .unwrap_or_else(|_| path.to_owned())
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
        // Also when a write fails, or nobody would stop reading.
        struct Done<'a>(&'a AtomicBool);
        impl Drop for Done<'_> {
            fn drop(&mut self) {
                self.0.store(true, Ordering::Relaxed);
            }
        }
        std::thread::scope(|scope| {
            let over = Done(&done);
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
            drop(over);
            assert!(reader.join().unwrap() > 0, "nobody read it");
        });
    }

    #[test]
    fn a_file_of_the_user_replaces_no_other_and_leaves_nothing_behind() {
        for create in [create, create_plainly] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("week.ics");
            create(&path, b"one").unwrap();
            assert_eq!(create(&path, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!(read_to_string(&path).unwrap(), "one");
            assert_eq!(read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_user_is_as_readable_as_any_of_theirs_and_one_of_ours_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let [any, theirs, ours] = ["any", "theirs", "ours"].map(|name| folder.path().join(name));
        File::create(&any).unwrap();
        create(&theirs, b"").unwrap();
        replace(&ours, b"").unwrap();
        let [any, theirs, ours] =
            [any, theirs, ours].map(|path| path.metadata().unwrap().permissions().mode());
        assert_eq!(any, theirs);
        assert_eq!(ours & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_whether_its_target_is_there_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("dotfiles/target", &link).unwrap();
        for text in ["new", "old"] {
            replace(&link, text.as_bytes()).unwrap();
            assert!(link.is_symlink());
            assert_eq!(read_to_string(folder.path().join("dotfiles/target")).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_stays() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let [socket, link] = ["socket", "link"].map(|name| folder.path().join(name));
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        std::os::unix::fs::symlink(&socket, &link).unwrap();
        // A socket cannot be opened by its name; what counts is that nothing took its place.
        assert!(replace(&link, b"text").is_err());
        assert!(socket.metadata().unwrap().file_type().is_socket());
        assert!(link.is_symlink());
    }
}
