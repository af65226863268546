//! Where the local socket is: a path only this user can enter, or a pipe of this user's name.

use std::path::PathBuf;

use interprocess::local_socket::Name;

use crate::IDENTIFIER;

/// Where bell and clients meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SocketPlace {
    folder: PathBuf,
}

impl Default for SocketPlace {
    /// `$XDG_RUNTIME_DIR`, or a folder of this user's own among the temporary files.
    fn default() -> Self {
        let runtime =
            std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
        Self { folder: runtime.unwrap_or_else(fallback) }
    }
}

impl SocketPlace {
    /// A place of one's own, for tests.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Held by the running bell. A lock ends with its process, so that a killed bell leaves nothing behind.
    pub(super) fn lock_file(&self) -> PathBuf {
        self.folder.join(format!("{IDENTIFIER}.lock"))
    }

    /// The socket's file; Windows' pipes have none.
    #[cfg(unix)]
    pub(super) fn socket_file(&self) -> PathBuf {
        self.folder.join(format!("{IDENTIFIER}.sock"))
    }

    #[cfg(unix)]
    pub(super) fn name(&self) -> std::io::Result<Name<'static>> {
        use interprocess::local_socket::{GenericFilePath, ToFsName};
        self.socket_file().to_fs_name::<GenericFilePath>()
    }

    /// Pipes share one name space over all users and folders.
    #[cfg(windows)]
    pub(super) fn name(&self) -> std::io::Result<Name<'static>> {
        use interprocess::local_socket::{GenericNamespaced, ToNsName};
        let folder = self.folder.to_string_lossy().replace(['\\', '/', ':'], "-");
        format!("{IDENTIFIER}{folder}").to_ns_name::<GenericNamespaced>()
    }

    /// Makes the folder, for this user only, and refuses one in which somebody else could put a socket.
    #[cfg(unix)]
    pub(super) fn prepare(&self) -> std::io::Result<()> {
        use std::os::unix::fs::{DirBuilderExt, MetadataExt};
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let folder = std::fs::metadata(&self.folder)?;
        if folder.uid() != rustix::process::geteuid().as_raw() {
            return Err(std::io::Error::other(format!("{} belongs to somebody else", self.folder.display())));
        }
        if folder.mode() & 0o022 != 0 {
            let sentence = format!("others may write to {}", self.folder.display());
            return Err(std::io::Error::other(sentence));
        }
        Ok(())
    }

    #[cfg(windows)]
    pub(super) fn prepare(&self) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)
    }
}

#[cfg(unix)]
fn fallback() -> PathBuf {
    std::env::temp_dir().join(format!("swarmbell-{}", rustix::process::geteuid().as_raw()))
}

/// The temporary folder belongs to the user on Windows.
#[cfg(windows)]
fn fallback() -> PathBuf {
    std::env::temp_dir().join("swarmbell")
}
