//! The settings' file: read with mercy, written whole or not at all.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;
use swarmbell_words::say;

use super::migrations::{MIGRATIONS, Migration};
use super::salvage::Salvaged;
use super::{Appearance, Language, Settings, SourceId};
use crate::ring::clean;
use crate::whole_file;

/// Where the settings are kept.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    path: PathBuf,
}

/// What happened on loading, for the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadReport {
    /// One sentence when the file could not be read.
    pub notice: Option<String>,
}

/// Why settings were not saved.
#[derive(Debug, thiserror::Error)]
#[error("{}", say!("settings-unsaved", error = _0.to_string()))]
pub struct SettingsError(#[from] std::io::Error);

/// A larger file is no settings of ours; it is not even read.
const MAX_BYTES: u64 = 1024 * 1024;

/// Why a file gives no settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unusable {
    Broken,
    TooNew,
}

impl SettingsFile {
    /// The settings at this path, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Reads the settings. A missing file means defaults; one that cannot be understood, or that a newer program
    /// wrote, is moved aside as `settings-broken-<n>.json`. Of one that is understood in part the rest is kept,
    /// and a copy put aside. Members nobody knows are ignored.
    pub fn load(&self) -> (Settings, LoadReport) {
        let read = match read(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Default::default(),
            Err(_) => Err(Unusable::Broken),
            Ok(text) => understand(&text, MIGRATIONS),
        };
        match read {
            Ok(salvaged) if salvaged.lost.is_empty() => (salvaged.settings, LoadReport::default()),
            Ok(salvaged) => {
                let notice = Some(self.keep_copy(&salvaged));
                (salvaged.settings, LoadReport { notice })
            }
            Err(why) => {
                let notice = Some(self.move_aside(why));
                (Settings::default(), LoadReport { notice })
            }
        }
    }

    /// The language that was chosen, as it stands there: what goes wrong with the rest is to be said in it. Nothing is
    /// moved aside by looking.
    pub fn language(&self) -> Option<Language> {
        self.member("language")
    }

    /// How times are told, as it stands there.
    pub fn appearance(&self) -> Appearance {
        self.member("appearance").unwrap_or_default()
    }

    fn member<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let text = read(&self.path).ok()?;
        let mut value: Value = serde_json::from_str(&text).ok()?;
        serde_json::from_value(value.get_mut(name)?.take()).ok()
    }

    /// Writes the settings over the old ones, so that a crash leaves the old or the new.
    pub fn save(&self, settings: &Settings) -> Result<(), SettingsError> {
        let mut text = serde_json::to_string_pretty(settings).map_err(std::io::Error::from)?;
        text.push('\n');
        Ok(whole_file::replace(&self.path, text.as_bytes())?)
    }

    /// Moves the file out of the way; the answer is the sentence for the user.
    fn move_aside(&self, why: Unusable) -> String {
        let moved =
            self.free_place().and_then(|aside| std::fs::rename(&self.path, &aside).is_ok().then_some(aside));
        let path = moved.as_ref().unwrap_or(&self.path).display().to_string();
        match (why, moved.is_some()) {
            (Unusable::Broken, true) => say!("settings-broken-moved", path = path),
            (Unusable::Broken, false) => say!("settings-broken", path = path),
            (Unusable::TooNew, true) => say!("settings-newer-moved", path = path),
            (Unusable::TooNew, false) => say!("settings-newer", path = path),
        }
    }

    /// Puts a copy of a file aside that was understood in part, and writes what was, so that it is told once;
    /// the answer is the sentence for the user. Without a copy the file stays as it is.
    fn keep_copy(&self, salvaged: &Salvaged) -> String {
        let copied =
            self.free_place().and_then(|aside| std::fs::copy(&self.path, &aside).is_ok().then_some(aside));
        let file = match copied {
            // A failed write leaves the old file, which then is told again at the next start.
            Some(aside) => match self.save(&salvaged.settings) {
                Ok(()) => say!("settings-old-kept", path = aside.display().to_string()),
                Err(error) => error.to_string(),
            },
            None => say!("settings-old-is", path = self.path.display().to_string()),
        };
        say!("settings-some-lost", names = salvaged.lost_names(), file = file)
    }

    fn free_place(&self) -> Option<PathBuf> {
        (1..=MAX_ASIDE)
            .map(|n| self.path.with_file_name(format!("settings-broken-{n}.json")))
            .find(|aside| std::fs::symlink_metadata(aside).is_err())
    }
}

/// Files moved aside at most; more are a fault nobody looks at.
const MAX_ASIDE: u32 = 100;

fn read(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    let read = File::open(path)?.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if u64::try_from(read).is_ok_and(|read| read <= MAX_BYTES) {
        Ok(text)
    } else {
        Err(ErrorKind::FileTooLarge.into())
    }
}

/// Reads any version up to ours.
fn understand(text: &str, migrations: &[Migration]) -> Result<Salvaged, Unusable> {
    // Windows' Notepad begins its files with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut value: Value = serde_json::from_str(text).map_err(|_| Unusable::Broken)?;
    let version = value.get("version").and_then(Value::as_u64).ok_or(Unusable::Broken)?;
    let from = version.checked_sub(1).ok_or(Unusable::Broken)?;
    let from = usize::try_from(from).map_err(|_| Unusable::TooNew)?;
    for migrate in migrations.get(from..).ok_or(Unusable::TooNew)? {
        value = migrate(value);
    }
    let mut salvaged = Salvaged::read(&value).ok_or(Unusable::Broken)?;
    salvaged.settings.version = Settings::VERSION;
    // The first source has settings of its own.
    salvaged.settings.sources.remove(&SourceId::neuro());
    // As if they were entered.
    salvaged.settings.sources.values_mut().for_each(|source| source.name = clean(&source.name));
    Ok(salvaged)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_older_file_takes_the_steps_it_lacks() {
        let rename: Migration = |mut old| {
            old["welcomed"] = old["greeted"].take();
            old
        };
        let pause: Migration = |mut old| {
            old["paused_until"] = json!(7);
            old
        };
        let old = json!({ "version": 1, "greeted": true }).to_string();
        let understand = |text: &str| understand(text, &[rename, pause]).map(|salvaged| salvaged.settings);
        let settings = understand(&old).unwrap();
        assert!(settings.welcomed);
        assert_eq!(settings.paused_until.map(|until| until.0), Some(7));
        let newer = json!({ "version": 2, "welcomed": true }).to_string();
        assert!(understand(&newer).unwrap().welcomed);
        let newest = json!({ "version": 3 }).to_string();
        assert_eq!(understand(&newest).unwrap().paused_until, None);
        let too_new = json!({ "version": 4 }).to_string();
        assert_eq!(understand(&too_new), Err(Unusable::TooNew));
    }

    #[test]
    fn the_newest_version_is_the_one_written() {
        assert_eq!(usize::try_from(Settings::VERSION).unwrap(), MIGRATIONS.len() + 1);
    }
}
