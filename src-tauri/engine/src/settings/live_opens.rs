//! Where a click on a live stream leads.

use serde::{Deserialize, Serialize};
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::web::WebAddress;
use ts_rs::TS;

use super::template::{TemplateError, check_address, encoded, fill};

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
        let value = |name: &str| match name {
            "channel" => login(stream),
            "id" => Some(stream.id.as_str()),
            "title" => Some(stream.title.as_deref().unwrap_or_default()),
            _ => None,
        };
        let text = fill(&self.0, |name| value(name).map(encoded));
        WebAddress::parse(&text).ok()
    }
}

impl TryFrom<String> for LinkTemplate {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        check_address(&text, |name| NAMES.contains(&name))?;
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
    use swarmbell_protocols::web::WebAddressError;

    use super::*;

    fn stream(title: &str) -> LiveStream {
        LiveStream {
            id: "51/2".into(),
            title: Some(title.into()),
            category: None,
            tags: Vec::new(),
            viewers: None,
            started_at: None,
            picture: None,
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
        assert_eq!(refused("https://{channel}.example/"), TemplateError::Host);
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
