//! The schedule and what it plans.

use std::fmt::Display;
use std::time::Duration;

use chrono::TimeZone;
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_words::say;

use super::{Said, cut};
use crate::ring::markdown::plain;
use crate::ring::times::{day, length, local, time_of_day};
use crate::rules::Facts;
use crate::schedule::{difference, tell};

/// Room for the name of a planned stream in the title of a reminder.
const NAME_CHARS: usize = 120;

/// What changed in a week; without an older version, or where nothing did, the next stream in it.
pub(super) fn schedule<Z: TimeZone>(week: &Week, facts: &Facts<'_, Z>) -> Said
where
    Z::Offset: Display,
{
    let (now, zone) = (facts.now.wall, facts.zone);
    let changes = facts.old_week.map(|old| difference(old, week, now, zone)).unwrap_or_default();
    if !changes.is_empty() {
        return Said::new(say!("plan-changed", week = week.week), tell(&changes, now, zone));
    }
    let planned = week
        .entries
        .iter()
        .filter(|entry| matches!(entry.kind, EntryKind::Normal | EntryKind::Tbd) && entry.time > now);
    let next = planned.min_by_key(|entry| entry.time).and_then(|next| {
        let (day, time) = (day(next.time, now, zone)?, time_of_day(next.time, zone)?);
        let name = cut(&plain(&next.message), NAME_CHARS);
        Some(say!("plan-next", name = name, day = day, time = time))
    });
    Said::new(say!("plan-updated", week = week.week), next.unwrap_or_default())
}

pub(super) fn reminder<Z: TimeZone>(entry: &Entry, facts: &Facts<'_, Z>) -> Said
where
    Z::Offset: Display,
{
    let (now, zone) = (facts.now.wall, facts.zone);
    let name = cut(&plain(&entry.message), NAME_CHARS);
    let name = if name.is_empty() { say!("plan-unnamed") } else { name };
    // Up to the next minute: what starts in 14:30 starts in 15 min.
    let left = entry.time.since(now).saturating_add(Duration::from_millis(59_999));
    let title = match left.as_secs() / 60 {
        0 => say!("plan-starts-now", name = name),
        _ => say!("plan-starts-in", name = name, length = length(left)),
    };
    let today = local(now, zone).map(|time| time.date_naive());
    let at = time_of_day(entry.time, zone).unwrap_or_default();
    let body = match local(entry.time, zone).map(|time| time.date_naive()) {
        date if date == today => say!("plan-at", time = at),
        _ => {
            say!("plan-day-at", day = day(entry.time, now, zone).unwrap_or_default(), time = at)
        }
    };
    Said::new(title, body)
}
