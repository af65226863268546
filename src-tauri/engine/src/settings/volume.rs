//! How loud the bell sounds.

use serde::{Deserialize, Serialize};
use swarmbell_words::say;

/// Per cent of the loudest; 0 means no sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Volume(u8);

/// A number is no volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("settings-volume", most = Volume::MOST))]
pub struct VolumeError;

impl Volume {
    /// The loudest.
    pub const MOST: u8 = 100;

    /// Whether nothing is heard.
    pub fn is_silent(self) -> bool {
        self.0 == 0
    }

    /// What samples are multiplied with. Squared: what is half as strong does not sound half as loud.
    pub fn gain(self) -> f32 {
        let part = f32::from(self.0) / f32::from(Self::MOST);
        part * part
    }
}

impl Default for Volume {
    fn default() -> Self {
        Self(60)
    }
}

impl TryFrom<u8> for Volume {
    type Error = VolumeError;

    fn try_from(per_cent: u8) -> Result<Self, Self::Error> {
        if per_cent > Self::MOST { Err(VolumeError) } else { Ok(Self(per_cent)) }
    }
}

impl From<Volume> for u8 {
    fn from(volume: Volume) -> Self {
        volume.0
    }
}
