//! Where this user's things are kept.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folders of this user. On Linux `$XDG_DATA_HOME/swarmbell` and `$XDG_CONFIG_HOME/swarmbell`.
#[derive(Debug, Clone)]
pub struct Paths {
    data: PathBuf,
    config: PathBuf,
}

/// Why there is no place to keep anything.
#[derive(Debug, thiserror::Error)]
#[error("{}", swarmbell_words::say!("start-no-home"))]
pub struct NoHome;

impl Paths {
    /// The folders of the user who runs this process. Nothing is created yet.
    pub fn of_this_user() -> Result<Self, NoHome> {
        let dirs = ProjectDirs::from("io.github", "swarmbell", "Swarmbell").ok_or(NoHome)?;
        Ok(Self { data: dirs.data_local_dir().to_owned(), config: dirs.config_dir().to_owned() })
    }

    /// The folder of what this user's bell remembers.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Held by the one bell that uses the folder.
    pub fn lock(&self) -> PathBuf {
        self.data.join("bell.lock")
    }

    /// The journal of events and announced keys.
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal.sqlite3")
    }

    /// The folder of the logs.
    pub fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }

    /// The one file of choices.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// Creates the folders, readable by this user only. What cannot be created is found out by its user,
    /// who has a sentence for it; the answer is for the log, which lies in one of them.
    pub fn create(&self) -> Vec<std::io::Error> {
        [&self.data, &self.config].into_iter().filter_map(|folder| create_private(folder).err()).collect()
    }
}

#[cfg(unix)]
fn create_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
