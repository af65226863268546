//! One language's file, read.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::Value;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Names a language of which there is a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag(&'static str);

impl Tag {
    /// As it is written, such as `de`.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// A language that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag.
    pub tag: Tag,
    /// What it is called by those who speak it.
    pub name: String,
}

/// The catalogue of one language. It is read when it is spoken for the first time.
pub(crate) struct Catalogue {
    pub(crate) tag: Tag,
    text: &'static str,
    read: OnceLock<FluentBundle<FluentResource>>,
}

impl Catalogue {
    /// All there are, by their tags.
    pub(crate) fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<Catalogue>> = OnceLock::new();
        ALL.get_or_init(|| {
            FILES.iter().map(|&(tag, text)| Self { tag: Tag(tag), text, read: OnceLock::new() }).collect()
        })
    }

    pub(crate) fn identifier(&self) -> LanguageIdentifier {
        self.tag.as_str().parse().unwrap_or_default()
    }

    pub(crate) fn language(&self) -> Language {
        Language {
            tag: self.tag,
            name: self.say("language-name", &[]).unwrap_or_else(|| self.tag.as_str().to_owned()),
        }
    }

    /// The message of this name; `None` where this language lacks it.
    pub(crate) fn say(&self, id: &str, values: &[(&'static str, Value<'_>)]) -> Option<String> {
        let bundle = self.read.get_or_init(|| read(self.identifier(), self.text));
        let pattern = bundle.get_message(id)?.value()?;
        let values: FluentArgs<'_> = values.iter().cloned().collect();
        // What a pattern asks for and nobody gave stands in it as `{$name}`; a test compares both beforehand.
        Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }
}

/// Reads a file. A test proves that each can be read; of one that cannot, what can be is used.
fn read(tag: LanguageIdentifier, text: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(in_part, _)| in_part);
    bundle.add_resource_overriding(resource);
    bundle
}
