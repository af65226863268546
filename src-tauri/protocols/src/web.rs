//! Addresses: where requests go, and what a click may open.

use std::fmt;

use serde::{Deserialize, Serialize};
use swarmbell_words::say;
use url::Url;

/// An https address that may be handed to the browser.
///
/// Parsed and re-serialised, so what is opened is what was checked: scheme `https`, a host name, no user
/// info, at most [`WebAddress::MAX_BYTES`] bytes. International host names appear in punycode.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

/// Why an address cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebAddressError {
    /// It does not parse as an address with a host.
    #[error("{}", say!("web-invalid"))]
    Invalid,
    /// Only https links are opened.
    #[error("{}", say!("web-not-https"))]
    NotHttps,
    /// `https://user:password@host` hides where a link leads.
    #[error("{}", say!("web-user-info"))]
    UserInfo,
    /// Longer than [`WebAddress::MAX_BYTES`].
    #[error("{}", say!("web-too-long"))]
    TooLong,
}

impl WebAddress {
    /// Longest address handed to a browser, in bytes; Windows' shell cuts at 2,083.
    pub const MAX_BYTES: usize = 2_048;

    /// Checks and normalises an address.
    pub fn parse(text: &str) -> Result<Self, WebAddressError> {
        if text.len() > Self::MAX_BYTES {
            return Err(WebAddressError::TooLong);
        }
        let url = Url::parse(text).map_err(|_| WebAddressError::Invalid)?;
        if url.scheme() != "https" {
            return Err(WebAddressError::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebAddressError::UserInfo);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(WebAddressError::Invalid);
        }
        // Escaping can make it longer than the text that was given.
        let text = String::from(url);
        if text.len() > Self::MAX_BYTES {
            return Err(WebAddressError::TooLong);
        }
        Ok(Self(text))
    }

    /// The channel page `https://www.twitch.tv/<login>`, when `login` is a Twitch login.
    pub fn twitch_channel(login: &str) -> Option<Self> {
        let valid = (1..=25).contains(&login.len())
            && login.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        valid.then(|| Self(format!("https://www.twitch.tv/{login}")))
    }

    /// The normalised address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port, as they are shown: in punycode.
    pub fn host(&self) -> &str {
        let behind = self.0.strip_prefix("https://").unwrap_or(&self.0);
        behind.split(['/', '?', '#']).next().unwrap_or_default()
    }
}

impl TryFrom<String> for WebAddress {
    type Error = WebAddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

/// Scheme, host and port of a server: what a secret is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin {
    scheme: Scheme,
    host: String,
    port: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Scheme {
    Http,
    Https,
}

/// Why a text is no usable origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not `https://host[:port]` at all.
    #[error("{}", say!("origin-invalid"))]
    Invalid,
    /// Cleartext is allowed to this machine only, so that no secret crosses a network in the open.
    #[error("{}", say!("origin-cleartext"))]
    Cleartext,
}

impl Origin {
    /// Parses `https://host[:port]`, or `http://` towards loopback.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).map_err(|_| OriginError::Invalid)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::Invalid);
        }
        Self::of(&url)
    }

    /// The origin of an address; `ws` and `wss` count as `http` and `https`.
    pub fn of(url: &Url) -> Result<Self, OriginError> {
        let (scheme, default_port) = match url.scheme() {
            "https" | "wss" => (Scheme::Https, 443),
            "http" | "ws" => (Scheme::Http, 80),
            _ => return Err(OriginError::Invalid),
        };
        let host = url.host().ok_or(OriginError::Invalid)?;
        if scheme == Scheme::Http && !is_loopback(&host) {
            return Err(OriginError::Cleartext);
        }
        Ok(Self { scheme, host: host.to_string(), port: url.port().unwrap_or(default_port) })
    }

    /// Nobody on the way can listen.
    pub fn is_secure(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// An address below this origin. `path` begins with a slash and may carry a query.
    pub fn join(&self, path: &str) -> Option<Url> {
        let base = Url::parse(&self.to_string()).ok()?;
        let url = base.join(path).ok()?;
        // `//other.host` would leave the origin.
        (Self::of(&url).as_ref() == Ok(self)).then_some(url)
    }
}

fn is_loopback(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => *name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, default_port) = match self.scheme {
            Scheme::Http => ("http", 80),
            Scheme::Https => ("https", 443),
        };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port != default_port {
            write!(f, ":{}", self.port)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_addresses_without_user_info_can_be_opened() {
        assert_eq!(WebAddress::parse("https://a.example/x").unwrap().as_str(), "https://a.example/x");
        assert_eq!(WebAddress::parse("http://a.example/"), Err(WebAddressError::NotHttps));
        assert_eq!(WebAddress::parse("javascript:alert(1)"), Err(WebAddressError::NotHttps));
        assert_eq!(WebAddress::parse("https://good.example@evil.example/"), Err(WebAddressError::UserInfo));
        assert_eq!(WebAddress::parse("twitch"), Err(WebAddressError::Invalid));
        let long = format!("https://a.example/{}", "ä".repeat(900));
        assert_eq!(WebAddress::parse(&long), Err(WebAddressError::TooLong));
    }

    #[test]
    fn an_international_host_is_shown_in_punycode() {
        assert_eq!(WebAddress::parse("https://twítch.tv/").unwrap().as_str(), "https://xn--twtch-0sa.tv/");
    }

    #[test]
    fn a_login_that_is_no_twitch_login_has_no_channel_page() {
        let page = WebAddress::twitch_channel("vedal987").unwrap();
        assert_eq!(page.as_str(), "https://www.twitch.tv/vedal987");
        assert_eq!(WebAddress::twitch_channel("../evil"), None);
        assert_eq!(WebAddress::twitch_channel(""), None);
        assert_eq!(WebAddress::twitch_channel(&"a".repeat(26)), None);
    }

    #[test]
    fn cleartext_is_accepted_towards_loopback_only() {
        assert_eq!(Origin::parse("http://127.0.0.1:8080").unwrap().to_string(), "http://127.0.0.1:8080");
        assert_eq!(Origin::parse("http://[::1]:80").unwrap().to_string(), "http://[::1]");
        assert_eq!(Origin::parse("http://neuro.example"), Err(OriginError::Cleartext));
        assert_eq!(Origin::parse("https://neuro.example:443").unwrap().to_string(), "https://neuro.example");
        assert_eq!(Origin::parse("https://neuro.example/api"), Err(OriginError::Invalid));
    }

    #[test]
    fn a_path_cannot_leave_its_origin() {
        let origin = Origin::parse("https://neuro.example").unwrap();
        assert!(origin.join("/api/info").is_some());
        assert_eq!(origin.join("//evil.example/api"), None);
        assert_eq!(origin.join("https://evil.example/"), None);
    }
}
