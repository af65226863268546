//! Which language this process speaks.

use std::sync::atomic::{AtomicUsize, Ordering};

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

use crate::Value;
use crate::catalogue::{Catalogue, Language, Tag};

/// The language of which every message exists: what another one lacks is said in it, and what nobody chose is it.
const ENGLISH: &str = "en";

/// Stands for English until somebody chooses: the place of the catalogue in the list otherwise.
const NOT_CHOSEN: usize = usize::MAX;

static SPOKEN: AtomicUsize = AtomicUsize::new(NOT_CHOSEN);

/// The languages that can be chosen, by their tags.
pub fn languages() -> Vec<Language> {
    Catalogue::all().iter().map(Catalogue::language).collect()
}

/// The language of this tag, exactly as its catalogue has it; `None` where there is no such catalogue.
pub fn known(tag: &str) -> Option<Tag> {
    Catalogue::all().iter().map(|catalogue| catalogue.tag).find(|known| known.as_str() == tag)
}

/// From now on this process speaks the first of these languages that it can, or English. They are tags as systems give
/// them: `de`, `de-AT`, `de_AT`.
pub fn speak<'a>(wanted: impl IntoIterator<Item = &'a str>) {
    let all = Catalogue::all();
    let wanted: Vec<LanguageIdentifier> =
        wanted.into_iter().filter_map(|tag| tag.replace('_', "-").parse().ok()).collect();
    let known: Vec<LanguageIdentifier> = all.iter().map(Catalogue::identifier).collect();
    let found = wanted.iter().find_map(|tag| {
        let found = negotiate_languages(&[tag], &known, None, NegotiationStrategy::Lookup);
        known.iter().position(|known| found.first().is_some_and(|found| *found == known))
    });
    SPOKEN.store(found.unwrap_or(NOT_CHOSEN), Ordering::Relaxed);
}

/// The tag of the language this process speaks.
pub fn spoken() -> &'static str {
    chosen().map_or(ENGLISH, |catalogue| catalogue.tag.as_str())
}

/// What [`say!`](crate::say) says.
pub fn message(id: &str, values: &[(&'static str, Value<'_>)]) -> String {
    let said = chosen().and_then(|catalogue| catalogue.say(id, values));
    let english =
        || Catalogue::all().iter().find(|catalogue| catalogue.tag.as_str() == ENGLISH)?.say(id, values);
    // No catalogue lacks a message that is said: a test looks at each.
    said.or_else(english).unwrap_or_else(|| id.to_owned())
}

fn chosen() -> Option<&'static Catalogue> {
    Catalogue::all().get(SPOKEN.load(Ordering::Relaxed))
}
