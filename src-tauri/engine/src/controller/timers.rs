//! What time brings: the end of a pause or of quiet hours, reminders, rings held back, questions to repeat.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::time::{Now, UnixMillis};

use super::{Controller, State};
use crate::catchup::Found;
use crate::ring::user_zone;
use crate::rules;
use crate::rules::reminder::{self, OnAir, Wish};
use crate::schedule::lateness;
use crate::settings::SourceId;

/// Waits for wall-clock times are looked at this often, since the wall clock can be set.
const WALL_CLOCK_SLICE: Duration = Duration::from_secs(60);

impl Controller {
    /// How long nothing is to be done.
    pub(super) fn next_wake(&self) -> Option<Duration> {
        let now = self.clock.now();
        let steady = [
            self.under_way.values().filter_map(|under_way| under_way.catchup.deadline()).min(),
            self.rings.grouping.deadline(),
            self.rings.retry(),
            self.next_trial(),
            self.updates.deadline(),
            self.subathon_deadline(),
            self.closed_at,
            self.state.settings.paused_until.and(self.pause_ends),
        ];
        let steady = steady.into_iter().flatten().min().map(|at| now.steady.until(at));
        let wall = [
            self.state.settings.paused_until,
            self.state
                .settings
                .quiet_hours
                .as_ref()
                .and_then(|quiet| quiet.next_change(now.wall, &user_zone())),
            self.next_reminder(now.wall),
            self.state.neuro.subathon.as_ref().and_then(|known| known.ends_at),
        ];
        let wall = wall.into_iter().flatten().min().map(|at| at.since(now.wall).min(WALL_CLOCK_SLICE));
        steady.into_iter().chain(wall).min()
    }

    /// Does what the time demands.
    pub(super) fn time_passed(&mut self) {
        let now = self.clock.now();
        let over = self.pause_ends.is_some_and(|ends| now.steady >= ends)
            || !rules::paused(&self.state.settings, now.wall);
        if self.state.settings.paused_until.is_some() && over {
            self.resume(now);
        }
        self.look_at_the_clock(now);
        self.tell_held(now);
        self.retry_delivery(now);
        self.serve_gaps(now);
        self.end_trials(now.steady);
        self.ask_for_updates(now);
        self.window_closed(now);
        self.publish();
    }

    /// What the time of day says, whatever brought us here: a week that just came may hold a reminder due already.
    pub(super) fn look_at_the_clock(&mut self, now: Now) {
        self.quiet_changed(now);
        self.remind(now);
        self.follow_subathon(now);
        self.forget_what_is_over(now);
    }

    /// Notes when the present pause ends on the steady clock.
    pub(super) fn time_pause(&mut self) {
        let now = self.clock.now();
        self.pause_ends =
            self.state.settings.paused_until.map(|until| now.steady.plus(until.since(now.wall)));
    }

    /// What was silent in quiet hours and is still true rings at their end.
    fn quiet_changed(&mut self, now: Now) {
        let quiet = self.state.settings.quiet_hours.as_ref();
        let quiet = quiet.is_some_and(|quiet| quiet.is_quiet(now.wall, &user_zone()));
        if std::mem::replace(&mut self.was_quiet, quiet) && !quiet {
            self.ring_what_is_still_true(now);
        }
    }

    fn next_reminder(&self, now: UnixMillis) -> Option<UnixMillis> {
        let wish = Wish::of(&self.state.settings);
        reminder::next(&self.state.neuro.weeks_at_hand(), now, wish).map(|(due, _)| due)
    }

    fn remind(&mut self, now: Now) {
        for event in due_reminders(&self.state, now.wall) {
            self.announce(&SourceId::neuro(), &event, Found::StillTrue, now);
        }
        if self.state.settings.neuro.reminders.forget_begun(now.wall) {
            self.save_settings();
        }
    }
}

/// The reminders that are to ring now.
pub(super) fn due_reminders(state: &State, now: UnixMillis) -> Vec<Event> {
    let (neuro, weeks) = (&state.neuro, state.neuro.weeks_at_hand());
    let planned = neuro.stream().and_then(|stream| lateness(stream.started_at?, &weeks));
    let on_air = match neuro.live {
        Some(_) => OnAir::Stream(planned.map(|planned| planned.entry)),
        None => OnAir::Nothing,
    };
    reminder::due(&weeks, now, Wish::of(&state.settings), on_air, neuro.page().as_ref())
}
