//! Changes of a schedule as sentences without a verb too many: "Sat moved to 20:00".

use std::fmt::Display;

use chrono::TimeZone;
use swarmbell_protocols::schedule::{Entry, EntryKind};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

use super::Change;
use crate::ring::{MAX_CHARS, day, plain, time_of_day};

/// Texts of entries are cut to so many characters in a change, so that several changes find room.
const TEXT_CHARS: usize = 40;

/// The changes in one line: the first ones that fit, and how many there are more.
pub fn tell<Z: TimeZone>(changes: &[Change], now: UnixMillis, zone: &Z) -> String
where
    Z::Offset: Display,
{
    let mut line = String::new();
    for (told, change) in changes.iter().enumerate() {
        let words = change.words(now, zone);
        let longer = if line.is_empty() { words } else { format!("{line} · {words}") };
        let with_rest = |line: &str, told: usize| match changes.len() - told {
            0 => line.to_owned(),
            more => say!("and-more", some = line, more = more),
        };
        // A change alone always fits: its texts are cut.
        if !line.is_empty() && with_rest(&longer, told + 1).chars().count() > MAX_CHARS {
            return with_rest(&line, told);
        }
        line = longer;
    }
    line
}

impl Change {
    /// This change in words.
    pub fn words<Z: TimeZone>(&self, now: UnixMillis, zone: &Z) -> String
    where
        Z::Offset: Display,
    {
        let at = Words { now, zone, alone: self.alone };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => at.changed(before, after),
            (None, Some(after)) => at.added(after),
            (Some(before), None) => say!("change-removed", which = at.which(before)),
            (None, None) => String::new(),
        }
    }
}

struct Words<'a, Z> {
    now: UnixMillis,
    zone: &'a Z,
    alone: bool,
}

impl<Z: TimeZone> Words<'_, Z>
where
    Z::Offset: Display,
{
    fn added(&self, entry: &Entry) -> String {
        let (name, day) = (name(entry), self.day(entry));
        match entry.kind {
            EntryKind::Offline => say!("change-off", day = day),
            EntryKind::Canceled => say!("change-canceled", which = self.which(entry)),
            EntryKind::Tbd => say!("change-added-tbd", name = name, day = day),
            EntryKind::Normal | EntryKind::Unknown => {
                say!("change-added", name = name, day = day, time = self.time(entry))
            }
        }
    }

    fn changed(&self, before: &Entry, after: &Entry) -> String {
        let same_text = plain(&before.message) == plain(&after.message);
        if self.date(before) != self.date(after) {
            let (from, to) = (self.day(before), self.day(after));
            let (name, time) = (name(after), self.time(after));
            return say!("change-moved-day", name = name, from = from, to = to, time = time);
        }
        let which = self.which(before);
        match (before.kind, after.kind) {
            (old, EntryKind::Offline) if old != EntryKind::Offline => say!("change-off-now", which = which),
            (old, EntryKind::Canceled) if old != EntryKind::Canceled => {
                say!("change-canceled", which = which)
            }
            (EntryKind::Canceled, new) if same_text && new != EntryKind::Canceled => {
                say!("change-on-again", which = which, time = self.time(after))
            }
            (old @ (EntryKind::Canceled | EntryKind::Offline), new) if old != new => self.added(after),
            (old, new) if same_text && old != new => self.settled(&which, after),
            _ if same_text => say!("change-moved", which = which, time = self.time(after)),
            _ => self.replaced(before, after),
        }
    }

    /// The same plan, more or less certain than before.
    fn settled(&self, which: &str, after: &Entry) -> String {
        match after.kind {
            EntryKind::Tbd => say!("change-undecided", which = which),
            EntryKind::Unknown => say!("change-uncertain", which = which),
            _ => say!("change-settled", which = which, time = self.time(after)),
        }
    }

    fn replaced(&self, before: &Entry, after: &Entry) -> String {
        let (day, old, new) = (self.day(before), short(&before.message), short(&after.message));
        let time = (before.time != after.time).then(|| self.time(after));
        match (old.is_empty(), new.is_empty(), time) {
            (_, true, None) => say!("change-day", day = day),
            (_, true, Some(time)) => say!("change-day-at", day = day, time = time),
            (true, false, None) => say!("change-text", day = day, new = new),
            (true, false, Some(time)) => say!("change-text-at", day = day, new = new, time = time),
            (false, false, None) => say!("change-instead", day = day, new = new, old = old),
            (false, false, Some(time)) => {
                say!("change-instead-at", day = day, new = new, old = old, time = time)
            }
        }
    }

    /// What an entry is called: by its day where that is enough.
    fn which(&self, entry: &Entry) -> String {
        let day = self.day(entry);
        if self.alone { day } else { format!("{day} {}", name(entry)) }
    }

    fn day(&self, entry: &Entry) -> String {
        day(entry.time, self.now, self.zone).unwrap_or_default()
    }

    fn date(&self, entry: &Entry) -> Option<chrono::NaiveDate> {
        self.zone.timestamp_millis_opt(entry.time.0).earliest().map(|time| time.date_naive())
    }

    fn time(&self, entry: &Entry) -> String {
        time_of_day(entry.time, self.zone).unwrap_or_default()
    }
}

fn name(entry: &Entry) -> String {
    let text = short(&entry.message);
    if text.is_empty() { say!("plan-unnamed") } else { text }
}

fn short(message: &str) -> String {
    let text = plain(message);
    if text.chars().count() <= TEXT_CHARS {
        return text;
    }
    text.chars().take(TEXT_CHARS - 1).chain(std::iter::once('…')).collect()
}
