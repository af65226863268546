//! Where an answer sends a request on to.

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};
use swarmbell_protocols::web::Origin;
use url::Url;

/// What an answer says about the way on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// It is the answer itself.
    None,
    /// The request goes on to this address.
    To(Url),
    /// It names an address that is not gone to: unreadable, with user info, or in cleartext to another machine.
    Forbidden,
}

/// Reads status and `Location` of an answer from `from`.
pub(super) fn target(from: &Url, status: StatusCode, headers: &HeaderMap) -> Target {
    let moved = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let Some(location) = headers.get(LOCATION).filter(|_| moved) else { return Target::None };
    let to = location.to_str().ok().and_then(|location| from.join(location).ok());
    match to {
        Some(to) if Origin::of(&to).is_ok() && keeps_secure(from, &to) && is_bare(&to) => Target::To(to),
        _ => Target::Forbidden,
    }
}

/// What was asked for securely goes on securely, be it to this machine.
fn keeps_secure(from: &Url, to: &Url) -> bool {
    match to.scheme() {
        "https" => true,
        "http" => from.scheme() == "http",
        _ => false,
    }
}

fn is_bare(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn read(status: u16, location: &'static str) -> Target {
        let from = Url::parse("https://a.example/x/y?z=1").unwrap();
        let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]);
        target(&from, StatusCode::from_u16(status).unwrap(), &headers)
    }

    #[test]
    fn a_relative_redirect_stays_on_its_server() {
        let to = Url::parse("https://a.example/x/w").unwrap();
        assert_eq!(read(302, "w"), Target::To(to));
    }

    #[test]
    fn a_redirect_to_cleartext_on_another_machine_is_not_followed() {
        assert_eq!(read(302, "http://a.example/x"), Target::Forbidden);
        assert_eq!(read(302, "http://127.0.0.1/x"), Target::Forbidden);
        assert_eq!(read(302, "https://user:password@a.example/x"), Target::Forbidden);
        assert_eq!(read(302, "file:///etc/passwd"), Target::Forbidden);
        assert_eq!(read(302, "wss://a.example/"), Target::Forbidden);
        assert_eq!(read(302, "https://"), Target::Forbidden);
    }

    #[test]
    fn only_the_redirecting_statuses_redirect() {
        assert_eq!(read(200, "/w"), Target::None);
        assert_eq!(read(304, "/w"), Target::None);
        assert_eq!(read(401, "/w"), Target::None);
    }
}
