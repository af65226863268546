//! Where a picture is.

use serde::{Deserialize, Serialize};
use swarmbell_words::say;
use url::Url;

use crate::web::{Origin, WebAddress};

/// The places of the measures in an address that leads to a picture of any size, as Twitch writes them: recordings
/// have a percent sign before theirs (contract neuro §2.1).
const MEASURES: [(&str, Measure); 4] = [
    ("%{width}", Measure::Width),
    ("{width}", Measure::Width),
    ("%{height}", Measure::Height),
    ("{height}", Measure::Height),
];

#[derive(Clone, Copy)]
enum Measure {
    Width,
    Height,
}

/// An address at which a server says that a picture is; perhaps one with places for a width and a height.
///
/// It can be asked at all: https, or cleartext to this machine as [`Origin`] allows it; no user info; at most
/// [`WebAddress::MAX_BYTES`] bytes. Whether it *is* asked is decided where it is: the name of its host may lead
/// anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PictureAddress(String);

/// The address is none that is asked for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("picture-address"))]
pub struct PictureAddressError;

impl PictureAddress {
    /// Checks an address as a server sent it.
    pub fn parse(text: &str) -> Result<Self, PictureAddressError> {
        filled(text, (1, 1)).map(|_| Self(text.to_owned())).ok_or(PictureAddressError)
    }

    /// Where a picture of about this width and height is. One without places for them has the size that it has.
    pub fn sized(&self, size: (u32, u32)) -> Option<Url> {
        filled(&self.0, size)
    }

    /// The address as it was told.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn filled(text: &str, (width, height): (u32, u32)) -> Option<Url> {
    if text.len() > WebAddress::MAX_BYTES {
        return None;
    }
    let mut address = text.to_owned();
    for (place, measure) in MEASURES {
        let value = match measure {
            Measure::Width => width,
            Measure::Height => height,
        };
        address = address.replace(place, &value.to_string());
    }
    let url = Url::parse(&address).ok()?;
    let bare = url.username().is_empty() && url.password().is_none();
    (bare && matches!(url.scheme(), "https" | "http") && Origin::of(&url).is_ok()).then_some(url)
}

impl TryFrom<String> for PictureAddress {
    type Error = PictureAddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PictureAddress> for String {
    fn from(address: PictureAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(text: &str) -> String {
        PictureAddress::parse(text).unwrap().sized((800, 450)).unwrap().into()
    }

    #[test]
    fn the_places_for_width_and_height_in_the_address_of_a_picture_are_filled() {
        let live = "https://cdn.example/previews/live_user_demo-{width}x{height}.jpg";
        assert_eq!(sized(live), "https://cdn.example/previews/live_user_demo-800x450.jpg");
        let recorded = "https://cdn.example/vods/a1b2/thumb0-%{width}x%{height}.jpg";
        assert_eq!(sized(recorded), "https://cdn.example/vods/a1b2/thumb0-800x450.jpg");
        assert_eq!(sized("https://images.example/a%20b.png?x=1"), "https://images.example/a%20b.png?x=1");
    }

    #[test]
    fn the_address_of_a_picture_is_https_or_of_this_machine_and_names_no_user() {
        for text in
            ["https://a.example/x.png", "http://127.0.0.1:8080/x-{width}.png", "http://localhost/x.png"]
        {
            assert!(PictureAddress::parse(text).is_ok(), "{text}");
        }
        let long = format!("https://a.example/{}", "x".repeat(WebAddress::MAX_BYTES));
        for text in [
            "http://a.example/x.png",
            "http://192.168.1.1/x.png",
            "ws://127.0.0.1/x.png",
            "https://user:secret@a.example/x.png",
            "https://{width}@a.example/x.png",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "/x.png",
            "",
            &long,
        ] {
            assert_eq!(PictureAddress::parse(text), Err(PictureAddressError), "{text}");
        }
    }
}
