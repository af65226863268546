//! Whether there is a newer version of this program: where that is asked, and when.
//!
//! Nothing is ever downloaded or installed. Of an answer only the version is used, never an address; what is opened is
//! the page of the repository that was named when this program was built.
//!
//! - this file is where is asked and what an answer says; `pace` is when.

mod pace;

use semver::Version;
use serde::{Deserialize, Serialize};
use swarmbell_protocols::web::{Origin, WebAddress};
use url::Url;

pub use pace::{AFTER_A_FAILURE, EVERY, first_wait, next_wait};

/// Longer names are no versions.
const MAX_NAME_BYTES: usize = 64;

/// Where versions of this program are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Releases {
    /// What is asked.
    latest: Url,
    /// What is opened for people.
    page: WebAddress,
}

/// A version of this program that somebody may want.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Release(Version);

impl Releases {
    /// Those of a repository at GitHub, or at a forge that speaks as Gitea does: `https://github.com/owner/name`. `None`
    /// for what is no such address.
    pub fn of(repository: &str) -> Option<Self> {
        let url = Url::parse(repository).ok()?;
        let path = url.path().trim_matches('/').trim_end_matches(".git").to_owned();
        if path.split('/').filter(|part| !part.is_empty()).count() != 2 {
            return None;
        }
        let origin = Origin::of(&url).ok()?;
        let latest = match url.host_str() {
            Some("github.com") => Url::parse(&format!("https://api.github.com/repos/{path}/releases/latest")),
            _ => Url::parse(&format!("{origin}/api/v1/repos/{path}/releases/latest")),
        };
        let page = WebAddress::parse(&format!("{origin}/{path}/releases/latest")).ok()?;
        Some(Self { latest: latest.ok()?, page })
    }

    /// Asked at this address, and shown to people at that page.
    pub fn at(latest: Url, page: WebAddress) -> Self {
        Self { latest, page }
    }

    /// What is asked.
    pub fn latest(&self) -> &Url {
        &self.latest
    }

    /// What is opened for people.
    pub fn page(&self) -> &WebAddress {
        &self.page
    }

    /// The server that is asked; `None` never comes of an address that was checked.
    pub fn origin(&self) -> Option<Origin> {
        Origin::of(&self.latest).ok()
    }
}

impl Release {
    /// What an answer names; `None` where that is no version, or one that is only tried out.
    pub fn read(body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Answer {
            tag_name: String,
        }
        let Answer { tag_name } = serde_json::from_slice(body).ok()?;
        Self::parse(&tag_name)
    }

    /// A version, as it is named: `0.2.0` or `v0.2.0`.
    fn parse(name: &str) -> Option<Self> {
        let name = name.strip_prefix('v').unwrap_or(name);
        let version = (name.len() <= MAX_NAME_BYTES).then(|| Version::parse(name).ok()).flatten()?;
        let Version { major, minor, patch, pre, .. } = version;
        pre.is_empty().then(|| Self(Version::new(major, minor, patch)))
    }

    /// Whether it is newer than this program.
    pub fn is_news(&self) -> bool {
        Version::parse(env!("CARGO_PKG_VERSION")).is_ok_and(|own| self.0 > own)
    }
}

impl std::fmt::Display for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_asked_at_the_forge_of_a_secure_repository_and_nowhere_else() {
        let of = |repository: &str| {
            Releases::of(repository).map(|found| (found.latest.to_string(), found.page.as_str().to_owned()))
        };
        let at_github = (
            "https://api.github.com/repos/owner/name/releases/latest".to_owned(),
            "https://github.com/owner/name/releases/latest".to_owned(),
        );
        for repository in ["", "/", ".git"].map(|end| format!("https://github.com/owner/name{end}")) {
            assert_eq!(of(&repository), Some(at_github.clone()), "{repository}");
        }
        let elsewhere = of("https://codeberg.org/owner/name").unwrap();
        assert_eq!(elsewhere.0, "https://codeberg.org/api/v1/repos/owner/name/releases/latest");
        for none in [
            "",
            "owner/name",
            "http://github.com/owner/name",
            "http://127.0.0.1/owner/name",
            "https://github.com/owner",
            "https://github.com/owner/name/tree",
            "https://github.com//",
            "file:///etc/passwd",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_no_version_is_no_release_and_one_that_is_tried_out_neither() {
        let named = |name: &str| {
            let body = serde_json::json!({ "tag_name": name, "html_url": "https://evil.example/" });
            Release::read(body.to_string().as_bytes()).map(|release| release.to_string())
        };
        assert_eq!(named("v1.2.3").as_deref(), Some("1.2.3"));
        assert_eq!(named("1.2.3+linux").as_deref(), Some("1.2.3"));
        for none in [
            "",
            "v",
            "latest",
            "1.2",
            "1.2.3.4",
            "v1.2.3-rc.1",
            " 1.2.3",
            "1.2.3\n<b>",
            "01.2.3",
            "-1.2.3",
            "99999999999999999999.0.0",
            "vv1.2.3",
            "٣.٢.١",
        ] {
            assert_eq!(named(none), None, "{none}");
        }
        assert_eq!(named(&format!("1.2.3+{}", "x".repeat(64))), None);
        for body in [
            "",
            "null",
            "[]",
            "7",
            r#""v9.9.9""#,
            r#"{"tag_name":9}"#,
            r#"{"tag_name":["v9.9.9"]}"#,
            r#"{"name":"v9.9.9"}"#,
            "{\"tag_name\":\"v9.9.9\"",
            "<html>",
            "\u{0}",
        ] {
            assert_eq!(Release::read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(Release::read(&[0xff; 100]), None);
    }

    #[test]
    fn only_a_version_above_this_one_is_news() {
        let is_news = |name: &str| Release::parse(name).unwrap().is_news();
        assert!(is_news("999.0.0"));
        assert!(!is_news(env!("CARGO_PKG_VERSION")));
        assert!(!is_news("0.0.9"));
    }
}
