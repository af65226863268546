//! The files of this program, as they were when it started: an update may put another file in the place of ours, and the
//! system tells of ours by a name that nothing has any more.

use std::env;
use std::path::{Path, PathBuf};

/// The file that runs, and the file that was installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    running: PathBuf,
    image: Option<PathBuf>,
}

impl Program {
    /// What runs at this moment. `None`, with a line in the log, where the system does not tell.
    pub fn find() -> Option<Self> {
        let running = env::current_exe()
            .inspect_err(|error| tracing::warn!(%error, "this program does not know its file"))
            .ok()?;
        let of = |name: &str| env::var_os(name).map(PathBuf::from);
        Some(Self::of(running, of("APPIMAGE"), of("APPDIR").as_deref()))
    }

    fn of(running: PathBuf, image: Option<PathBuf>, mounted_at: Option<&Path>) -> Self {
        // Programs started by another AppImage inherit its variables.
        let is_ours = mounted_at.is_some_and(|folder| running.starts_with(folder));
        Self { image: image.filter(|_| is_ours), running }
    }

    /// What runs: starts the same version again while this one lasts.
    pub fn running(&self) -> &Path {
        &self.running
    }

    /// What starts this program when it does not run. An AppImage runs from a folder that is gone after it.
    pub fn installed(&self) -> &Path {
        self.image.as_deref().unwrap_or(&self.running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appimage_is_installed_as_its_file_and_what_another_one_started_is_not() {
        let installed = |running: &str, image: Option<&str>, folder: Option<&str>| {
            let found = Program::of(running.into(), image.map(Into::into), folder.map(Path::new));
            assert_eq!(found.running(), Path::new(running));
            found.installed().to_str().map(str::to_owned).unwrap()
        };
        let image = Some("/home/neuro/Swarmbell.AppImage");
        assert_eq!(
            installed("/tmp/.mount_a/usr/bin/swarmbell", image, Some("/tmp/.mount_a")),
            "/home/neuro/Swarmbell.AppImage"
        );
        let editor = Some("/home/neuro/Editor.AppImage");
        assert_eq!(installed("/opt/swarmbell", editor, Some("/tmp/.mount_b")), "/opt/swarmbell");
        assert_eq!(installed("/opt/swarmbell", editor, None), "/opt/swarmbell");
        assert_eq!(installed("/opt/swarmbell", None, None), "/opt/swarmbell");
    }
}
