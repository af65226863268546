//! Texts with places that are filled in: names in braces.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use swarmbell_protocols::web::{WebAddress, WebAddressError};
use swarmbell_words::say;

/// A text with places such as `{token.symbol}` in it. Of `{title|name}` the first that holds something counts; one that
/// is missing leaves nothing, and the rest stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextTemplate(String);

/// An https address with such places behind its host, or one place that holds a whole address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PageTemplate(String);

/// Why a text is no template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// What it becomes is no address to open.
    #[error(transparent)]
    Address(#[from] WebAddressError),
    /// A value would decide which machine is called.
    #[error("{}", say!("settings-braces"))]
    Host,
    /// Longer than [`TextTemplate::MAX_CHARS`].
    #[error("{}", say!("settings-long-text", most = TextTemplate::MAX_CHARS))]
    TooLong,
}

impl TextTemplate {
    /// Longest template, in characters.
    pub const MAX_CHARS: usize = 500;

    /// Fills the places once: what a value brings along is never filled again.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        fill(&self.0, |place| Some(alternatives(place, &value).unwrap_or_default()))
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PageTemplate {
    /// The address; `None` when what is filled in makes none that may be opened.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Option<WebAddress> {
        let text = match whole(&self.0) {
            Some(place) => alternatives(place, &value)?,
            None => fill(&self.0, |place| Some(encoded(&alternatives(place, &value).unwrap_or_default()))),
        };
        WebAddress::parse(&text).ok()
    }
}

impl TryFrom<String> for TextTemplate {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = text.chars().count() <= Self::MAX_CHARS;
        fits.then_some(Self(text)).ok_or(TemplateError::TooLong)
    }
}

impl From<TextTemplate> for String {
    fn from(template: TextTemplate) -> Self {
        template.0
    }
}

impl TryFrom<String> for PageTemplate {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if whole(&text).is_none() {
            check_address(&text, |_| true)?;
        }
        Ok(Self(text))
    }
}

impl From<PageTemplate> for String {
    fn from(template: PageTemplate) -> Self {
        template.0
    }
}

/// Refuses a template of an address that leads elsewhere than to https, or where a value would decide the host.
pub(super) fn check_address(template: &str, is_place: impl Fn(&str) -> bool) -> Result<(), TemplateError> {
    let host = |value: &str| -> Result<Option<String>, TemplateError> {
        let filled = fill(template, |place| is_place(place).then(|| value.to_owned()));
        let address = WebAddress::parse(&filled)?;
        Ok(url::Url::parse(address.as_str()).ok().map(|url| url.authority().to_owned()))
    };
    if host("a")? == host("b")? { Ok(()) } else { Err(TemplateError::Host) }
}

/// Puts values in the place of their names in braces. What is no place stays as it is.
pub(super) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let found = behind.split_once('}').and_then(|(place, after)| Some((value(place)?, after)));
        rest = match found {
            Some((value, after)) => {
                filled.push_str(&value);
                after
            }
            None => {
                filled.push('{');
                behind
            }
        };
    }
    filled.push_str(rest);
    filled
}

/// A value as a part of an address. One of dots alone would lead to another folder, and is left out.
pub(super) fn encoded(value: &str) -> String {
    if value.bytes().all(|byte| byte == b'.') {
        return String::new();
    }
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

/// The only place of a template that is nothing else.
fn whole(template: &str) -> Option<&str> {
    let place = template.trim().strip_prefix('{')?.strip_suffix('}')?;
    (!place.contains(['{', '}'])).then_some(place)
}

fn alternatives(place: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    place.split('|').filter_map(|name| value(name.trim())).find(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(name: &str) -> Option<String> {
        match name {
            "name" => Some("{secret} & co".into()),
            "empty" => Some(" ".into()),
            "url" => Some("https://b.example/x?y=1".into()),
            "bad" => Some("javascript:alert(1)".into()),
            _ => None,
        }
    }

    fn text(template: &str) -> String {
        TextTemplate::try_from(template.to_owned()).unwrap().fill(value)
    }

    fn page(template: &str) -> Option<String> {
        let template = PageTemplate::try_from(template.to_owned()).unwrap();
        template.fill(value).map(|page| page.as_str().to_owned())
    }

    #[test]
    fn a_template_is_filled_once_and_what_is_missing_leaves_the_rest_standing() {
        assert_eq!(text("by {name}: {missing}!"), "by {secret} & co: !");
        assert_eq!(text("{missing | empty|name}"), "{secret} & co");
        assert_eq!(text("a { b"), "a { b");
    }

    #[test]
    fn a_page_is_https_and_no_value_chooses_its_host() {
        assert_eq!(
            page("https://a.example/{name}?q={missing}").unwrap(),
            "https://a.example/%7Bsecret%7D%20%26%20co?q="
        );
        assert_eq!(page("{missing|url}").unwrap(), "https://b.example/x?y=1");
        assert_eq!(page("{bad}"), None);
        assert_eq!(page("{missing}"), None);
        let refused = |text: &str| PageTemplate::try_from(text.to_owned()).unwrap_err();
        assert_eq!(refused("https://{name}.example/"), TemplateError::Host);
        assert_eq!(refused("http://a.example/{name}"), WebAddressError::NotHttps.into());
        assert_eq!(refused("{name}{url}"), WebAddressError::Invalid.into());
    }

    #[test]
    fn a_template_that_is_too_long_is_refused() {
        assert_eq!(TextTemplate::try_from("ä".repeat(501)), Err(TemplateError::TooLong));
    }

    fn dots() -> impl Strategy<Value = String> {
        proptest::sample::select(vec!["", ".", "..", "...", "%2e", "/", "a"]).prop_map(str::to_owned)
    }

    proptest! {
        #[test]
        fn no_value_leads_away_from_the_host_of_the_template(any in any::<String>()) {
            let template = PageTemplate::try_from("https://a.example/x?t={t}".to_owned()).unwrap();
            let filled = template.fill(|_| Some(any.clone()));
            prop_assert!(filled.is_none_or(|page| page.as_str().starts_with("https://a.example/x?t=")));
        }

        #[test]
        fn no_value_leads_to_another_folder(one in dots(), two in dots()) {
            let template = PageTemplate::try_from("https://a.example/x/{one}{two}/y".to_owned()).unwrap();
            let filled = template.fill(|name| Some(if name == "one" { one.clone() } else { two.clone() }));
            let page = filled.map(|page| page.as_str().to_owned()).unwrap_or_default();
            prop_assert!(page.is_empty() || (page.starts_with("https://a.example/x/") && page.ends_with("/y")), "{page}");
        }
    }
}
