//! Keywords of the user, and how they are found in texts from outside.

use serde::{Deserialize, Serialize};
use swarmbell_words::say;

/// A list of keywords, each a word or several. Blank ones are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Phrases(Vec<String>);

/// A list of keywords is longer than [`Phrases::MAX_CHARS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("settings-much-of-keywords", most = Phrases::MAX_CHARS))]
pub struct PhrasesError;

impl Phrases {
    /// All of one list together, in characters, each with the line break that ends it: the window is sent them often.
    pub const MAX_CHARS: usize = 300;

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keywords, as they were written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The first keyword that stands in one of these texts. Case and the kind of white space do not count; a
    /// keyword of several words must stand there as a whole; it may be part of a longer word, since many
    /// languages put no space between words.
    pub fn found_in(&self, texts: &[String]) -> Option<&str> {
        let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
        self.iter().find(|phrase| {
            let phrase = folded(phrase);
            texts.iter().any(|text| text.contains(&phrase))
        })
    }
}

impl TryFrom<Vec<String>> for Phrases {
    type Error = PhrasesError;

    fn try_from(list: Vec<String>) -> Result<Self, Self::Error> {
        let list: Vec<String> =
            list.iter().map(|phrase| phrase.trim().to_owned()).filter(|phrase| !phrase.is_empty()).collect();
        if list.iter().map(|phrase| phrase.chars().count() + 1).sum::<usize>() > Self::MAX_CHARS {
            return Err(PhrasesError);
        }
        Ok(Self(list))
    }
}

impl From<Phrases> for Vec<String> {
    fn from(phrases: Phrases) -> Self {
        phrases.0
    }
}

/// A text without case and with single spaces. Upper case first: `ß` becomes `ss` and all sigmas one, as in
/// Unicode's case folding.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn phrases(list: &[&str]) -> Phrases {
        Phrases::try_from(list.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    fn found(phrase: &str, text: &str) -> bool {
        phrases(&[phrase]).found_in(&[text.to_owned()]).is_some()
    }

    #[test]
    fn a_keyword_is_found_whatever_its_case_and_white_space() {
        assert!(found("KARAOKE", "late karaoke night"));
        assert!(found("Größe", "GRÖSSE zählt"));
        assert!(found("ΟΔΟΣ", "η οδός ΟΔΟΣ"));
        assert!(found("歌枠", "今日は歌枠です"));
        assert!(found("minecraft  server", "Minecraft\n server tour"));
        assert!(!found("minecraft server", "server of minecraft"));
        assert!(!found("raft race", "Raft"));
    }

    #[test]
    fn keywords_that_are_too_long_together_are_refused() {
        let of = |letters: usize, phrases: usize| Phrases::try_from(vec!["歌".repeat(letters); phrases]);
        assert!(of(1, 150).is_ok() && of(299, 1).is_ok());
        assert_eq!(of(1, 151), Err(PhrasesError));
        assert_eq!(of(300, 1), Err(PhrasesError));
        assert!(PhrasesError.to_string().contains("300"));
        assert!(phrases(&[" ", ""]).is_empty());
    }

    proptest! {
        #[test]
        fn a_keyword_is_found_inside_of_any_text(before in any::<String>(), phrase in "[\\p{L}\\p{N}]{1,20}", after in any::<String>()) {
            let (apart, joined) = (format!("{before} {phrase} {after}"), format!("{before} {phrase}{after}"));
            prop_assert!(found(&phrase, &apart));
            prop_assert!(found(&phrase.to_uppercase(), &joined));
        }
    }
}
