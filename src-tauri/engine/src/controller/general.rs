//! How the program starts, and what is told when its window is closed for the first time.

use std::collections::VecDeque;
use std::time::Duration;

use swarmbell_protocols::time::Now;
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::rings::Waiting;
use super::token::say;
use super::{Controller, Start};
use crate::desktop::AT_LOGIN_CALLS;
use crate::local::Answer;
use crate::ring::{self, user_zone};
use crate::rules;

/// A page that is loaded anew, and a window whose connection was cut, is back by then.
const LOOKS_AGAIN_WITHIN: Duration = Duration::from_secs(3);

/// Calls about the start at login that are under way, in order; with whoever waits for the outcome.
pub(super) type AtLogin = VecDeque<Option<oneshot::Sender<Answer>>>;

impl Controller {
    /// Shows the window where a start is to show it: the first one, and each where somebody chose so.
    pub(super) fn show_at_start(&mut self) {
        let choice = &mut self.state.settings;
        let shows = match self.start {
            Start::InTray => false,
            Start::AtLogin => !choice.starts_in_tray,
            Start::ByHand => !choice.starts_in_tray || !choice.welcomed,
        };
        if !shows {
            return;
        }
        if !choice.welcomed {
            choice.welcomed = true;
            self.save_settings();
        }
        self.desktop.show_window();
    }

    /// Has the system say whether it starts the program at login: somebody may have changed that in its own settings.
    pub(super) fn look_at_login(&mut self) {
        // What is under way tells it too.
        if self.at_login.is_empty() {
            self.at_login.push_back(None);
            self.desktop.start_at_login(None);
        }
    }

    /// Changes whether the system starts the program at login.
    pub(super) fn start_at_login(&mut self, wanted: bool, reply: oneshot::Sender<Answer>) {
        if self.at_login.len() >= AT_LOGIN_CALLS {
            return say(reply, false, &say!("autostart-refused"));
        }
        self.at_login.push_back(Some(reply));
        self.desktop.start_at_login(Some(wanted));
    }

    /// The system said whether it starts the program at login.
    pub(super) fn at_login(&mut self, starts: Option<bool>, refusal: Option<String>) {
        self.state.starts_at_login = starts;
        match (self.at_login.pop_front().flatten(), refusal) {
            (Some(reply), Some(sentence)) => say(reply, false, &sentence),
            (Some(reply), None) => {
                // The asker may be gone; then nobody needs the answer.
                let _ = reply.send(Answer::Done);
            }
            (None, _) => {}
        }
    }

    /// Nobody looks any more: the window was closed, unless its page is only loaded anew.
    pub(super) fn unwatched(&mut self, now: Now) {
        if !self.state.settings.told_of_tray {
            self.closed_at = Some(now.steady.plus(LOOKS_AGAIN_WITHIN));
        }
    }

    /// The window was closed. Once it is told that this did not end the program.
    pub(super) fn window_closed(&mut self, now: Now) {
        if self.closed_at.is_none_or(|at| now.steady < at) {
            return;
        }
        self.closed_at = None;
        let told_already = self.state.settings.told_of_tray
            || self.rings.waiting.values().any(|waiting| matches!(waiting, Waiting::Tray));
        let somebody_looks = self.snapshots.receiver_count() > 0;
        if told_already || somebody_looks || self.quitting || self.is_silent(now) {
            return;
        }
        let id = self.rings.next_id();
        self.rings.waiting.insert(id, Waiting::Tray);
        self.desktop.notify(ring::tray_ring(id, self.state.tray_host));
    }

    /// Whether the program says nothing about itself now, since nobody would see it or want to.
    pub(super) fn is_silent(&self, now: Now) -> bool {
        let quiet = self.state.settings.quiet_hours;
        self.state.hushed.is_some()
            || rules::paused(&self.state.settings, now.wall)
            || quiet.is_some_and(|quiet| quiet.is_quiet(now.wall, &user_zone()))
    }

    /// It was told that closing the window does not end the program.
    pub(super) fn told_of_tray(&mut self) {
        self.state.settings.told_of_tray = true;
        self.save_settings();
    }
}
