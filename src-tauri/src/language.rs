//! Which language this process speaks, and by which clock it tells times, before anybody is asked.

use swarmbell_engine::settings::{Language, SettingsFile};

use crate::paths::Paths;

/// From now on this process speaks the language that the user chose, or that of the system: what goes wrong at the
/// start is said in it too. A window follows its bell from the first snapshot on. Times are told by the chosen clock.
pub fn speak() {
    let file = Paths::of_this_user().ok().map(|paths| SettingsFile::new(paths.settings()));
    let chosen = file.as_ref().and_then(SettingsFile::language);
    swarmbell_words::count_hours(file.and_then(|file| file.appearance().hours.clock()));
    let system = of_the_system();
    swarmbell_words::speak(chosen.map(Language::tag).into_iter().chain(system.iter().map(String::as_str)));
}

/// The languages that the system is set to, the most wanted first.
pub fn of_the_system() -> Vec<String> {
    sys_locale::get_locales().collect()
}
