//! Which language this process speaks, before anybody is asked.

use swarmbell_engine::settings::{Language, SettingsFile};

use crate::paths::Paths;

/// From now on this process speaks the language that the user chose, or that of the system: what goes wrong at the
/// start is said in it too. A window follows its bell from the first snapshot on.
pub fn speak() {
    let chosen = Paths::of_this_user().ok().and_then(|paths| SettingsFile::new(paths.settings()).language());
    let system = of_the_system();
    swarmbell_words::speak(chosen.map(Language::tag).into_iter().chain(system.iter().map(String::as_str)));
}

/// The languages that the system is set to, the most wanted first.
pub fn of_the_system() -> Vec<String> {
    sys_locale::get_locales().collect()
}
