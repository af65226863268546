//! The bell's sound, as the engine wants it and as the desktop answers.

use swarmbell_words::say;

use crate::settings::Volume;

/// The bell is to sound once. While it sounds already, that is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chime {
    /// How loud; never silent.
    pub volume: Volume,
    /// Somebody asked for it: it sounds whatever is on the screen.
    pub is_test: bool,
}

/// Why the bell did not sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// There is nothing to sound with.
    #[error("{}", say!("sound-no-output"))]
    NoOutput,
    /// The sound system neither plays nor refuses.
    #[error("{}", say!("sound-no-answer"))]
    NoAnswer,
    /// Something in full screen is not to be disturbed.
    #[error("{}", say!("sound-full-screen"))]
    Hidden,
}
