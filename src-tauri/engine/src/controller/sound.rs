//! When the bell sounds.

use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::Controller;
use super::token::say;
use crate::desktop::{Chime, SoundError};
use crate::local::Answer;
use crate::rules;

impl Controller {
    /// A ring is on the screen: the bell sounds with it, unless nobody wants to hear anything now.
    pub(super) fn sound(&self, now: UnixMillis) {
        let settings = &self.state.settings;
        if !(settings.volume.is_silent() || self.state.hushed.is_some() || rules::paused(settings, now)) {
            self.desktop.play(Chime { volume: settings.volume, is_test: false });
        }
    }

    /// Lets the bell sound; the answer says what became of it.
    pub(super) fn test_sound(&mut self, reply: oneshot::Sender<Answer>) {
        let volume = self.state.settings.volume;
        if volume.is_silent() {
            return say(reply, false, &say!("sound-silent"));
        }
        self.listening.push(reply);
        self.desktop.play(Chime { volume, is_test: true });
    }

    /// The bell sounded, or could not.
    pub(super) fn played(&mut self, result: Result<(), SoundError>) {
        for reply in std::mem::take(&mut self.listening) {
            match result {
                Ok(()) => say(reply, true, &say!("sound-played")),
                Err(error) => say(reply, false, &error.to_string()),
            }
        }
    }
}
