//! What changed between two versions of a week, in words.

mod words;

use chrono::{NaiveDate, TimeZone};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;

use crate::ring::plain;

pub use words::tell;

/// One change of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was planned; `None` for what was added.
    pub before: Option<Entry>,
    /// What is planned now; `None` for what was removed.
    pub after: Option<Entry>,
    /// Nothing else is or was on its day, so that the day alone names it.
    alone: bool,
}

/// The changes from one version of a week to the next, by time. What is over does not count, nor does a change
/// of markup alone.
///
/// Entries are matched in this order: those that are equal; those of one local day and text; streams of one
/// text on different days; what is left of one day, in order.
pub fn difference<Z: TimeZone>(old: &Week, new: &Week, now: UnixMillis, zone: &Z) -> Vec<Change> {
    let (mut old, mut new) = (items(old, zone), items(new, zone));
    let alone = |item: &Item<'_>, old: &[Item<'_>], new: &[Item<'_>]| {
        let on_day = |items: &[Item<'_>]| items.iter().filter(|other| other.day == item.day).count();
        on_day(old) <= 1 && on_day(new) <= 1
    };
    let (all_old, all_new) = (old.clone(), new.clone());
    let steps: [fn(&Item<'_>, &Item<'_>) -> bool; 4] = [
        |a, b| a == b,
        |a, b| a.day == b.day && a.text == b.text,
        |a, b| a.is_stream() && b.is_stream() && a.text == b.text && !a.text.is_empty(),
        |a, b| a.day == b.day,
    ];
    let mut pairs = Vec::new();
    for same in steps {
        pairs.extend(pair(&mut old, &mut new, same));
    }
    let changed = pairs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (Some(a), Some(b)));
    let removed = old.into_iter().map(|item| (Some(item), None));
    let added = new.into_iter().map(|item| (None, Some(item)));
    let mut changes: Vec<(UnixMillis, Change)> = changed
        .chain(removed)
        .chain(added)
        .filter_map(|(before, after)| {
            let named = before.as_ref().or(after.as_ref())?;
            let entry = |item: &Option<Item<'_>>| item.as_ref().map(|item| item.entry.clone());
            let (before, after, alone) = (entry(&before), entry(&after), alone(named, &all_old, &all_new));
            let times = || [&before, &after].into_iter().flatten().map(|entry| entry.time);
            let at = times().filter(|time| *time > now).min()?;
            Some((at, Change { before, after, alone }))
        })
        .collect();
    changes.sort_by_key(|(at, _)| *at);
    changes.into_iter().map(|(_, change)| change).collect()
}

/// An entry with what it is matched by.
#[derive(Debug, Clone)]
struct Item<'a> {
    entry: &'a Entry,
    day: Option<NaiveDate>,
    text: String,
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        // A day without a stream has no hour: the time of its entry only names the day.
        let same_time = match self.entry.kind {
            EntryKind::Offline => self.day == other.day,
            _ => self.entry.time == other.entry.time,
        };
        same_time && (self.entry.kind, &self.text) == (other.entry.kind, &other.text)
    }
}

impl Item<'_> {
    fn is_stream(&self) -> bool {
        matches!(self.entry.kind, EntryKind::Normal | EntryKind::Tbd)
    }
}

fn items<'a, Z: TimeZone>(week: &'a Week, zone: &Z) -> Vec<Item<'a>> {
    let day = |at: UnixMillis| zone.timestamp_millis_opt(at.0).earliest().map(|time| time.date_naive());
    let mut items: Vec<Item<'a>> = week
        .entries
        .iter()
        .map(|entry| Item { entry, day: day(entry.time), text: plain(&entry.message) })
        .collect();
    items.sort_by_key(|item| item.entry.time);
    items
}

/// Takes out what belongs together.
fn pair<'a>(
    old: &mut Vec<Item<'a>>,
    new: &mut Vec<Item<'a>>,
    same: fn(&Item<'_>, &Item<'_>) -> bool,
) -> Vec<(Item<'a>, Item<'a>)> {
    let mut pairs = Vec::new();
    old.retain(|a| {
        let found = new.iter().position(|b| same(a, b));
        pairs.extend(found.map(|found| (a.clone(), new.remove(found))));
        found.is_none()
    });
    pairs
}

#[cfg(test)]
mod tests;
