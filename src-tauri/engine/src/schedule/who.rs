//! Whom a stream is about.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom a stream is about, as its title says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// Neuro, and not only as the second name of Evil.
    Neuro,
    /// Evil Neuro.
    Evil,
    /// Vedal.
    Vedal,
    /// Somebody from elsewhere.
    Collab,
}

impl Who {
    /// How the word begins by which a title tells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neuro => "neuro",
            Self::Evil => "evil",
            Self::Vedal => "vedal",
            Self::Collab => "collab",
        }
    }

    /// Whether a text without marks names them: `Neuro-sama` and `Vedal987` do, a devil does not.
    pub fn is_named_in(self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut before = "";
        text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
            let of_evil = std::mem::replace(&mut before, word) == "evil";
            match self {
                // Her whole name names Evil only.
                Self::Neuro => word.starts_with("neuro") && !of_evil,
                // Many English words begin like her.
                Self::Evil => word == "evil" || word == "evils" || word.starts_with("evilneuro"),
                Self::Vedal | Self::Collab => word.starts_with(self.word()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_stream_is_about_is_told_by_the_words_of_its_title() {
        let about = |title: &str| {
            let all = [Who::Neuro, Who::Evil, Who::Vedal, Who::Collab];
            all.into_iter().filter(|who| who.is_named_in(title)).map(Who::word).collect::<Vec<_>>().join(" ")
        };
        for (title, named) in [
            ("Neuro plays chess", "neuro"),
            ("NEURO-SAMA & Vedal987: dev stream", "neuro vedal"),
            ("Evil Neuro karaoke", "evil"),
            ("EvilNeuro's birthday", "evil"),
            ("Evil and Neuro: twins collab", "neuro evil collab"),
            ("Neuro + Evil Neuro", "neuro evil"),
            ("Collaboration with a devil", "collab"),
            ("Devil Neuro cosplay", "neuro"),
            ("Evilution mod with Evil's twin", "evil"),
            ("Evilution mod", ""),
            ("Karaoke", ""),
            ("", ""),
        ] {
            assert_eq!(about(title), named, "{title}");
        }
    }
}
