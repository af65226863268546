//! May this ring now?
//!
//! A pure decision over the event, the user's choices and the time. What is decided is written beside the
//! event in the journal, so that nothing is hidden: a silenced event says why it was silent.
//!
//! - this file is the decision; `facts` is what it looks at besides the event.
//! - `bells` is which kinds ring; for a source that somebody added `pick` finds the rule that decides, and `field` what
//!   it compares. `filter` is the keywords, `pause` and `quiet_hours` the times of silence.
//! - `grouping` makes one ring of many; `reminder` finds the planned streams that start soon.
//!
//! The rules know no clock and no zone: both are passed in.

mod bells;
mod facts;
mod field;
mod filter;
mod grouping;
mod pause;
mod pick;
mod quiet_hours;
pub mod reminder;
mod wall_time;

use std::fmt;
use std::time::Duration;

use chrono::{Datelike, NaiveDate, TimeZone};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::time::UnixMillis;

use crate::desktop::HushedBy;
use crate::schedule::difference;

pub use bells::{Bells, KNOWN_TYPES, REMINDER, bell, default_bell, listed, wanted};
pub use facts::Facts;
pub use field::field;
pub use filter::Filtered;
pub use grouping::{Admission, Grouping, MOST_HELD, SINGLES, WINDOW};
pub use pause::{paused, snoozed, until_tomorrow};
pub use pick::pick;

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Ring now.
    Ring(Tone),
    /// Too many rings at once: it waits for the one that tells all.
    Group,
    /// Keep it in the activity list, silently.
    Silent(Reason),
}

/// How a ring comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As rings do.
    Normal,
    /// Shown without a sound: the stream that was told is back after a short break.
    BackOnline,
}

/// Why an event stays silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It was there before anybody listened.
    Before,
    /// Its bell is switched off.
    SwitchedOff,
    /// It speaks of a week that is over or too far ahead.
    OtherWeek,
    /// Nothing that lies ahead changed in the schedule.
    NothingAhead,
    /// The keywords keep it silent.
    Filtered(Filtered),
    /// The user paused all bells, or snoozed.
    Paused,
    /// It is quiet hours.
    QuietHours,
    /// The system keeps notifications off the screen.
    Hushed(HushedBy),
}

impl Verdict {
    /// Whether the event is dealt with for good. What is silent for a time is not: what is still true after it
    /// rings then. Nor is a live stream that the keywords silence, since its title can change.
    pub fn settles(&self, subject: &Subject) -> bool {
        match self {
            Self::Ring(_) | Self::Group => false,
            Self::Silent(Reason::Before | Reason::SwitchedOff | Reason::OtherWeek | Reason::NothingAhead) => {
                true
            }
            Self::Silent(Reason::Filtered(_)) => !matches!(subject, Subject::Live(_)),
            Self::Silent(Reason::Paused | Reason::QuietHours | Reason::Hushed(_)) => false,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ring(Tone::Normal) => f.write_str("rang"),
            Self::Ring(Tone::BackOnline) => f.write_str("rang without a sound (back online)"),
            Self::Group => f.write_str("grouped"),
            Self::Silent(reason) => write!(f, "silenced ({reason})"),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before => "known before",
            Self::SwitchedOff => "switched off",
            Self::OtherWeek => "another week",
            Self::NothingAhead => "nothing ahead changed",
            Self::Filtered(Filtered::Only) => "none of your keywords",
            Self::Filtered(Filtered::Never(phrase)) => return write!(f, "never: {phrase}"),
            Self::Paused => "paused",
            Self::QuietHours => "quiet hours",
            Self::Hushed(HushedBy::DoNotDisturb) => "do not disturb",
            Self::Hushed(HushedBy::FullScreen) => "full screen",
        })
    }
}

/// Decides about one event. A place among the rings of these seconds is taken only by what rings.
pub fn decide<Z: TimeZone, T>(event: &Event, facts: &Facts<'_, Z>, grouping: &mut Grouping<T>) -> Verdict {
    if let Some(reason) = silence(event, facts) {
        return Verdict::Silent(reason);
    }
    // A stream that is live is what the bell is for: it waits behind nothing.
    if goes_live(&event.subject) {
        return Verdict::Ring(if is_back_online(event, facts.ended_at) {
            Tone::BackOnline
        } else {
            Tone::Normal
        });
    }
    match grouping.admit(facts.now.steady) {
        Admission::Ring => Verdict::Ring(Tone::Normal),
        Admission::Hold => Verdict::Group,
    }
}

/// Why an event must be silent now. What settles comes first: it is written down as what it is, whether or
/// not it came in a pause.
fn silence<Z: TimeZone>(event: &Event, facts: &Facts<'_, Z>) -> Option<Reason> {
    let Facts { settings, now, zone, .. } = facts;
    let bell = facts.bells.bell(settings, event);
    // Who asked for this very one has chosen already.
    let is_asked = reminder::is_asked(event, settings);
    if !(bell.rings || is_asked) {
        return Some(Reason::SwitchedOff);
    }
    if let Subject::Schedule(week) = &event.subject
        && !concerns_this_or_next_week(week, now.wall)
    {
        return Some(Reason::OtherWeek);
    }
    if nothing_ahead_changed(event, facts) {
        return Some(Reason::NothingAhead);
    }
    if !is_asked && let Some(filtered) = filter::filtered(event, facts) {
        return Some(Reason::Filtered(filtered));
    }
    if paused(settings, now.wall) {
        return Some(Reason::Paused);
    }
    let quiet = settings.quiet_hours.filter(|hours| hours.is_quiet(now.wall, *zone));
    if quiet.is_some() && !bell.through_quiet {
        return Some(Reason::QuietHours);
    }
    facts.hushed.filter(|_| can_wait(&event.subject)).map(Reason::Hushed)
}

/// Whether this can be told once notifications are seen again. For everything else the system's own list is the better
/// place.
pub fn can_wait(subject: &Subject) -> bool {
    matches!(subject, Subject::Live(_))
}

fn nothing_ahead_changed<Z: TimeZone>(event: &Event, facts: &Facts<'_, Z>) -> bool {
    let (Subject::Schedule(week), Some(old)) = (&event.subject, facts.old_week) else { return false };
    difference(old, week, facts.now.wall, facts.zone).is_empty()
}

fn goes_live(subject: &Subject) -> bool {
    matches!(subject, Subject::Live(_) | Subject::SecretLive(_))
}

/// A new stream so soon after the end of the last is the same evening going on: a crash, or a restart of the
/// broadcast.
const BREAK: Duration = Duration::from_secs(15 * 60);

/// Whether this is the stream that was told, going on after a short break.
fn is_back_online(event: &Event, ended_at: Option<UnixMillis>) -> bool {
    let Subject::Live(stream) = &event.subject else { return false };
    let started = stream.started_at.unwrap_or(event.at);
    // Of a stream that began before the last one's end the break is none.
    ended_at.is_some_and(|ended| started.since(ended) < BREAK)
}

/// Whether a published week is the current ISO week or the one after it, by UTC; the published weeks reach
/// over their edges by a day (contract neuro §2.1), so a day of grace is given at the end.
fn concerns_this_or_next_week(week: &Week, now: UnixMillis) -> bool {
    let Some(monday) = NaiveDate::from_isoywd_opt(week.year, week.week, chrono::Weekday::Mon) else {
        return false;
    };
    let Some(today) = chrono::DateTime::from_timestamp_millis(now.0).map(|time| time.date_naive()) else {
        return false;
    };
    let this_monday = today - chrono::Duration::days(i64::from(today.weekday().num_days_from_monday()));
    let weeks_ahead = (monday - this_monday).num_days() / 7;
    let yesterday_was_sunday = today.weekday() == chrono::Weekday::Mon;
    (0..=1).contains(&weeks_ahead) || (weeks_ahead == -1 && yesterday_was_sunday)
}

#[cfg(test)]
mod tests;
