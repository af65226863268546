//! May this ring now?
//!
//! A pure decision over the event, the user's choices and the time. What is decided is written beside the
//! event in the journal, so that nothing is hidden: a silenced event says why it was silent.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Duration, NaiveDate};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventType, Subject};
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::time::UnixMillis;

use crate::settings::Settings;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Ring now.
    Ring,
    /// Keep it in the activity list, silently.
    Silent(Reason),
}

/// Why an event stays silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its bell is switched off.
    SwitchedOff,
    /// The user paused all bells, or snoozed.
    Paused,
    /// It speaks of a week that is over or too far ahead.
    OtherWeek,
}

impl Verdict {
    /// Whether the event is dealt with for good. A paused event is not: what is still true when the pause
    /// ends rings then.
    pub fn settles(self) -> bool {
        matches!(self, Self::Silent(Reason::SwitchedOff | Reason::OtherWeek))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ring => "rang",
            Self::Silent(Reason::SwitchedOff) => "silenced (switched off)",
            Self::Silent(Reason::Paused) => "silenced (paused)",
            Self::Silent(Reason::OtherWeek) => "silenced (another week)",
        })
    }
}

/// Decides about one event.
pub fn decide(event: &Event, settings: &Settings, now: UnixMillis) -> Verdict {
    if !rings(settings, &event.event_type) {
        return Verdict::Silent(Reason::SwitchedOff);
    }
    if let Subject::Schedule(week) = &event.subject
        && !concerns_this_or_next_week(week, now)
    {
        return Verdict::Silent(Reason::OtherWeek);
    }
    if paused(settings, now) {
        return Verdict::Silent(Reason::Paused);
    }
    Verdict::Ring
}

/// Whether rings are silent now because the user said so.
pub fn paused(settings: &Settings, now: UnixMillis) -> bool {
    settings.paused_until.is_some_and(|until| now < until)
}

/// Whether the bell of this kind is switched on.
pub fn rings(settings: &Settings, event_type: &EventType) -> bool {
    settings.neuro.bells.get(event_type).copied().unwrap_or_else(|| rings_by_default(event_type))
}

/// Whether a kind rings when the user chose nothing. Kinds this version does not know stay silent until
/// switched on, so that a new one on the server surprises nobody at night.
pub fn rings_by_default(event_type: &EventType) -> bool {
    matches!(
        event_type.as_str(),
        "streamOnline"
            | "secretneuroaccountOnline"
            | "streamRaidIncoming"
            | "streamRaidOutgoing"
            | "scheduleUpdate"
    )
}

/// The kinds NeuroInfoAPI v2 documents, in the order the window lists them. `xFeedUpdate` is left out: it is
/// the deprecated twin of `xFeedNewEntries` and would double every ring (contract neuro §3.5).
pub const KNOWN_TYPES: [&str; 11] = [
    "streamOnline",
    "secretneuroaccountOnline",
    "streamRaidIncoming",
    "streamRaidOutgoing",
    "scheduleUpdate",
    "streamUpdate",
    "streamOffline",
    "subathonUpdate",
    "subathonGoalUpdate",
    "blogFeedUpdate",
    "xFeedNewEntries",
];

/// Kinds that state is computed from, wanted whether or not they ring.
const NEEDED_FOR_STATE: [&str; 3] = ["streamOnline", "streamOffline", "scheduleUpdate"];

/// The kinds to subscribe to: what rings and what the tray needs to know.
pub fn wanted(settings: &Settings, available: &BTreeSet<EventType>) -> BTreeSet<EventType> {
    KNOWN_TYPES
        .iter()
        .map(|name| EventType::from(*name))
        .chain(available.iter().cloned())
        .filter(|kind| NEEDED_FOR_STATE.contains(&kind.as_str()) || rings(settings, kind))
        .collect()
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
    let this_monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday()));
    let weeks_ahead = (monday - this_monday).num_days() / 7;
    let yesterday_was_sunday = today.weekday() == chrono::Weekday::Mon;
    (0..=1).contains(&weeks_ahead) || (weeks_ahead == -1 && yesterday_was_sunday)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use swarmbell_protocols::event::{EventKey, Via};

    use super::*;

    /// 2026-11-18 12:00 UTC, a Wednesday in ISO week 47.
    const NOW: UnixMillis = UnixMillis(1_795_003_200_000);

    fn event(event_type: &str, subject: Subject) -> Event {
        Event {
            event_type: event_type.into(),
            key: EventKey("k".into()),
            key_lifetime: None,
            version: None,
            at: NOW,
            via: Via::Push,
            subject,
            page: None,
            payload: Value::Null,
        }
    }

    fn schedule(year: i32, week: u32) -> Event {
        event(
            "scheduleUpdate",
            Subject::Schedule(Week { year, week, entries: Vec::new(), is_final: true, picture: None }),
        )
    }

    #[test]
    fn a_bell_that_is_switched_off_is_silent_with_the_reason() {
        let mut settings = Settings::default();
        settings.neuro.bells.insert("streamOnline".into(), false);
        let verdict = decide(&event("streamOnline", Subject::Other), &settings, NOW);
        assert_eq!(verdict, Verdict::Silent(Reason::SwitchedOff));
        assert_eq!(verdict.to_string(), "silenced (switched off)");
    }

    #[test]
    fn a_pause_silences_until_its_last_millisecond() {
        let settings = Settings { paused_until: Some(NOW), ..Settings::default() };
        let online = event("streamOnline", Subject::Other);
        assert_eq!(decide(&online, &settings, UnixMillis(NOW.0 - 1)), Verdict::Silent(Reason::Paused));
        assert_eq!(decide(&online, &settings, NOW), Verdict::Ring);
    }

    #[test]
    fn a_schedule_of_a_past_or_distant_week_does_not_ring() {
        let settings = Settings::default();
        assert_eq!(decide(&schedule(2026, 46), &settings, NOW), Verdict::Silent(Reason::OtherWeek));
        assert_eq!(decide(&schedule(2026, 47), &settings, NOW), Verdict::Ring);
        assert_eq!(decide(&schedule(2026, 48), &settings, NOW), Verdict::Ring);
        assert_eq!(decide(&schedule(2026, 49), &settings, NOW), Verdict::Silent(Reason::OtherWeek));
        assert_eq!(decide(&schedule(2026, 99), &settings, NOW), Verdict::Silent(Reason::OtherWeek));
    }

    #[test]
    fn an_unknown_kind_rings_only_when_switched_on() {
        let mut settings = Settings::default();
        let unknown = event("coffeeReady", Subject::Other);
        assert_eq!(decide(&unknown, &settings, NOW), Verdict::Silent(Reason::SwitchedOff));
        settings.neuro.bells.insert("coffeeReady".into(), true);
        assert_eq!(decide(&unknown, &settings, NOW), Verdict::Ring);
    }

    #[test]
    fn what_the_tray_needs_is_wanted_even_when_its_bell_is_off() {
        let mut settings = Settings::default();
        settings.neuro.bells.insert("streamOnline".into(), false);
        settings.neuro.bells.insert("streamRaidIncoming".into(), false);
        let wanted = wanted(&settings, &BTreeSet::from(["coffeeReady".into()]));
        assert!(wanted.contains(&"streamOnline".into()));
        assert!(wanted.contains(&"streamOffline".into()));
        assert!(!wanted.contains(&"streamRaidIncoming".into()));
        assert!(!wanted.contains(&"coffeeReady".into()));
    }
}
