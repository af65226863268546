//! The planned streams that somebody asked to be reminded of.

use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::{Now, UnixMillis};
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::Controller;
use super::token::say;
use crate::local::Answer;
use crate::ring::{clean, length, user_zone};
use crate::rules;
use crate::rules::REMINDER;
use crate::rules::reminder::{Wish, can_begin};
use crate::schedule::difference;

impl Controller {
    /// Takes up a reminder of the entry that the window shows like this, or gives it up.
    pub(super) fn remind_of(
        &mut self,
        time: UnixMillis,
        message: &str,
        on: bool,
        reply: oneshot::Sender<Answer>,
        now: Now,
    ) {
        let shown = || Entry { time, message: message.to_owned(), kind: EntryKind::Unknown };
        let (ok, sentence) = match self.entry(time, message) {
            Some(entry) if on => self.ask_for(&entry, now.wall),
            None if on => (false, say!("remind-gone")),
            // Also of an entry that is in no week any more.
            entry => (true, self.ask_no_more_for(&[entry.unwrap_or_else(shown)], || say!("remind-off"))),
        };
        say(reply, ok, &sentence);
    }

    /// Takes up reminders of all that may still begin in a week, or gives up those of the week.
    pub(super) fn remind_of_week(
        &mut self,
        year: i32,
        week: u32,
        on: bool,
        reply: oneshot::Sender<Answer>,
        now: Now,
    ) {
        let neuro = &self.state.neuro;
        let mut weeks = neuro.weeks.values().chain(&neuro.week);
        let ahead = weeks.find(|known| known.place() == (year, week)).map(|known| {
            let ahead = known.week.entries.iter().filter(|entry| entry.time > now.wall && can_begin(entry));
            ahead.cloned().collect::<Vec<_>>()
        });
        let (ok, sentence) = match ahead {
            None => (false, say!("order-week-unknown")),
            Some(ahead) if ahead.is_empty() => (false, say!("remind-week-over")),
            Some(ahead) if on => self.ask_for_all(&ahead),
            Some(ahead) => (true, self.ask_no_more_for(&ahead, || say!("remind-week-off"))),
        };
        say(reply, ok, &sentence);
    }

    /// All of them, or none: half a week would look like a whole one.
    fn ask_for_all(&mut self, ahead: &[Entry]) -> (bool, String) {
        let mut reminders = self.state.settings.neuro.reminders.clone();
        if let Err(error) = ahead.iter().try_for_each(|entry| reminders.add(entry)) {
            return (false, error.to_string());
        }
        self.state.settings.neuro.reminders = reminders;
        self.save_settings();
        (true, say!("remind-week-on", count = ahead.len()))
    }

    fn ask_for(&mut self, entry: &Entry, now: UnixMillis) -> (bool, String) {
        if entry.time <= now || !can_begin(entry) {
            return (false, say!("remind-no-stream"));
        }
        if let Err(error) = self.state.settings.neuro.reminders.add(entry) {
            return (false, error.to_string());
        }
        self.save_settings();
        let lead = Wish::of(&self.state.settings).lead(entry).unwrap_or_default();
        (true, say!("remind-on", length = length(lead)))
    }

    /// Gives entries up, and says so; or that they are reminded of all the same, as every stream is.
    fn ask_no_more_for(&mut self, entries: &[Entry], off: impl FnOnce() -> String) -> String {
        let reminders = &mut self.state.settings.neuro.reminders;
        if entries.iter().filter(|entry| reminders.remove(entry)).count() > 0 {
            self.save_settings();
        }
        let settings = &self.state.settings;
        let is_on = rules::bell(settings, &REMINDER.into()).rings;
        let wish = Wish::of(settings);
        let still = is_on && entries.iter().any(|entry| wish.lead(entry).is_some());
        if still { say!("remind-still") } else { off() }
    }

    /// The entry that the window shows like this.
    fn entry(&self, time: UnixMillis, message: &str) -> Option<Entry> {
        let neuro = &self.state.neuro;
        let weeks = neuro.weeks.values().chain(&neuro.week);
        let mut entries = weeks.flat_map(|known| &known.week.entries);
        entries.find(|entry| entry.time == time && clean(&entry.message) == message).cloned()
    }

    /// A week was published anew: reminders go along with what was moved or renamed in it.
    pub(super) fn move_reminders(&mut self, new: &Week, now: UnixMillis) {
        let Some(old) = self.state.neuro.weeks.get(&(new.year, new.week)) else { return };
        let changes = difference(&old.week, new, now, &user_zone());
        let moves = changes.iter().filter_map(|change| change.before.as_ref().zip(change.after.as_ref()));
        if self.state.settings.neuro.reminders.follow(moves) {
            self.save_settings();
        }
    }
}
