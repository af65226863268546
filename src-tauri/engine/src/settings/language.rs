//! Which language somebody chose.

use std::fmt;

use serde::{Deserialize, Serialize};
use swarmbell_words::{Tag, say};

/// A language that Swarmbell speaks. Who chose none reads that of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Tag);

/// There is no catalogue of such a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("settings-no-such-language"))]
pub struct LanguageError;

impl Language {
    /// Its tag, such as `de`.
    pub fn tag(self) -> &'static str {
        self.0.as_str()
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        swarmbell_words::known(&tag).map(Self).ok_or(LanguageError)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.tag().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_language_with_a_catalogue_can_be_chosen() {
        let german = Language::try_from("de".to_owned()).unwrap();
        assert_eq!(serde_json::to_string(&german).unwrap(), r#""de""#);
        let none = serde_json::from_str::<Language>(r#""tlh""#).unwrap_err();
        assert!(none.to_string().starts_with("Swarmbell does not speak this language."), "{none}");
    }
}
