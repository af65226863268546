//! Which language a process speaks. One test: it is one for the whole process.

use swarmbell_words::{known, languages, say, speak, spoken};

#[test]
fn the_first_wanted_language_that_there_is_is_spoken_and_else_english() {
    assert_eq!(spoken(), "en", "nobody chose yet, whatever the machine speaks");
    for (wanted, tag) in [
        (&["de"][..], "de"),
        (&["de_AT.UTF-8", "de-AT"], "de"),
        (&["de_CH"], "de"),
        (&["tlh", "de-DE", "en-US"], "de"),
        (&["en-AU", "de"], "en"),
        (&["tlh", "zz"], "en"),
        (&["C", "", "\u{1F514}"], "en"),
        (&[], "en"),
    ] {
        speak(wanted.iter().copied());
        assert_eq!(spoken(), tag, "{wanted:?}");
    }
    speak(["de"]);
    assert_eq!(say!("language-name"), "Deutsch");
    assert_eq!(known("de").map(|tag| tag.as_str()), Some("de"));
    assert_eq!(known("de-AT"), None, "what is chosen is one of the list");
    let names: Vec<String> = languages().into_iter().map(|language| language.name).collect();
    assert_eq!(names, ["Deutsch", "English"]);
}
