//! Where a click on a live stream leads.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::web::{WebAddress, WebAddressError};
use ts_rs::TS;

/// Where a click on a live stream leads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LiveOpens {
    /// To the channel's page.
    #[default]
    Channel,
    /// To the player alone, without chat and page around it.
    Popout,
    /// To an address of the user's own.
    Template(#[ts(type = "string")] LinkTemplate),
}

/// An https address with `{channel}`, `{id}` or `{title}` in its path, query or fragment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkTemplate(String);

/// Why a text is no template for links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkTemplateError {
    /// What it becomes is no address to open.
    #[error(transparent)]
    Address(#[from] WebAddressError),
    /// A value would decide which machine is called.
    #[error("Put {{channel}}, {{id}} and {{title}} behind the host name only.")]
    Host,
}

impl LiveOpens {
    /// The address for this stream. Where the chosen one cannot be made, the channel's page.
    pub fn address(&self, stream: &LiveStream) -> WebAddress {
        let chosen = match self {
            Self::Channel => None,
            Self::Popout => login(stream).and_then(player),
            Self::Template(template) => template.expand(stream),
        };
        chosen.unwrap_or_else(|| stream.page.clone())
    }
}

impl LinkTemplate {
    /// Expands the template once: what a value brings along is never expanded again.
    fn expand(&self, stream: &LiveStream) -> Option<WebAddress> {
        let text = fill(&self.0, |name| match name {
            "channel" => login(stream),
            "id" => Some(&stream.id),
            "title" => Some(stream.title.as_deref().unwrap_or_default()),
            _ => None,
        });
        WebAddress::parse(&text).ok()
    }
}

impl TryFrom<String> for LinkTemplate {
    type Error = LinkTemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let host = |value: &'static str| -> Result<Option<String>, LinkTemplateError> {
            let filled = fill(&text, |name| NAMES.contains(&name).then_some(value));
            let address = WebAddress::parse(&filled)?;
            Ok(url::Url::parse(address.as_str()).ok().map(|url| url.authority().to_owned()))
        };
        if host("a")? != host("b")? {
            return Err(LinkTemplateError::Host);
        }
        Ok(Self(text))
    }
}

impl From<LinkTemplate> for String {
    fn from(template: LinkTemplate) -> Self {
        template.0
    }
}

/// What a template can ask for.
const NAMES: [&str; 3] = ["channel", "id", "title"];

/// Puts values, percent-encoded, in the place of their names in braces. Other braces stay.
fn fill<'a>(template: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let found = behind.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        rest = match found {
            Some((value, after)) => {
                filled.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
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

/// The login name at the end of a channel's page.
fn login(stream: &LiveStream) -> Option<&str> {
    stream.page.as_str().rsplit('/').next().filter(|login| !login.is_empty())
}

/// Twitch's player alone in the browser. `parent` is required of whoever embeds the player
/// (dev.twitch.tv/docs/embed/video-and-clips); the pop-out of Twitch's own page names `twitch.tv`.
fn player(login: &str) -> Option<WebAddress> {
    WebAddress::twitch_channel(login)?;
    WebAddress::parse(&format!("https://player.twitch.tv/?channel={login}&parent=twitch.tv")).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stream(title: &str) -> LiveStream {
        LiveStream {
            id: "51/2".into(),
            title: Some(title.into()),
            category: None,
            tags: Vec::new(),
            viewers: None,
            started_at: None,
            page: WebAddress::twitch_channel("vedal987").unwrap(),
        }
    }

    fn template(text: &str) -> LiveOpens {
        LiveOpens::Template(text.to_owned().try_into().unwrap())
    }

    #[test]
    fn a_live_stream_opens_where_the_user_chose() {
        let opens = |target: &LiveOpens| target.address(&stream("{id} & more")).as_str().to_owned();
        assert_eq!(opens(&LiveOpens::Channel), "https://www.twitch.tv/vedal987");
        assert_eq!(opens(&LiveOpens::Popout), "https://player.twitch.tv/?channel=vedal987&parent=twitch.tv");
        assert_eq!(
            opens(&template("https://a.example/{channel}?{x}&t={title}#{id}")),
            "https://a.example/vedal987?{x}&t=%7Bid%7D%20%26%20more#51%2F2"
        );
    }

    #[test]
    fn a_template_leads_to_https_and_no_value_chooses_the_host() {
        let refused = |text: &str| LinkTemplate::try_from(text.to_owned()).unwrap_err();
        assert_eq!(refused("http://a.example/{id}"), WebAddressError::NotHttps.into());
        assert_eq!(refused("https://{channel}.example/"), LinkTemplateError::Host);
        assert_eq!(refused("https://a.example:{id}/"), WebAddressError::Invalid.into());
        assert_eq!(refused("https://{id}@a.example/"), WebAddressError::UserInfo.into());
        assert_eq!(refused("{title}"), WebAddressError::Invalid.into());
    }

    #[test]
    fn a_template_that_grows_too_long_leads_to_the_channel() {
        let opened = template("https://a.example/{title}").address(&stream(&"ä".repeat(2_000)));
        assert_eq!(opened.as_str(), "https://www.twitch.tv/vedal987");
    }

    proptest! {
        #[test]
        fn no_title_leads_away_from_the_host_of_the_template(title in any::<String>()) {
            let opened = template("https://a.example/x?t={title}").address(&stream(&title));
            let chosen = opened.as_str().starts_with("https://a.example/x?t=");
            prop_assert!(chosen || opened.as_str() == "https://www.twitch.tv/vedal987");
        }
    }
}
