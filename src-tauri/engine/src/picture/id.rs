//! The names of pictures.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::picture::PictureAddress;

/// Drawn by the system at each start of the bell: without it no name can be made, nor an address be told by its name.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// The name of a picture, in this run of the bell. Another address is another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PictureId(String);

impl PictureId {
    /// The name of the picture at this address.
    pub fn of(address: &PictureAddress) -> Self {
        Self(format!("{:016x}", KEY.hash_one(address.as_str())))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_picture_is_the_same_for_one_address_and_says_nothing_of_it() {
        let id = |text: &str| PictureId::of(&PictureAddress::parse(text).unwrap());
        let one = id("https://images.example/schedules/2026-47.png");
        assert_eq!(one, id("https://images.example/schedules/2026-47.png"));
        assert_ne!(one, id("https://images.example/schedules/2026-48.png"));
        assert_eq!(one.as_str().len(), 16);
        assert!(one.as_str().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
