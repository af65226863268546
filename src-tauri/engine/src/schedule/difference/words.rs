//! Changes of a schedule as sentences without a verb too many: "Sat moved to 20:00".

use std::fmt::Display;

use chrono::TimeZone;
use swarmbell_protocols::schedule::{Entry, EntryKind};
use swarmbell_protocols::time::UnixMillis;

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
        let rest = |told: usize| match changes.len() - told {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        // A change alone always fits: its texts are cut.
        if !line.is_empty() && longer.chars().count() + rest(told + 1).chars().count() > MAX_CHARS {
            return line + &rest(told);
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
            (Some(before), None) => format!("{} removed", at.which(before)),
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
            EntryKind::Offline => format!("{day} is off"),
            EntryKind::Canceled => format!("{} canceled", self.which(entry)),
            EntryKind::Tbd => format!("{name} (TBD) added on {day}"),
            EntryKind::Normal | EntryKind::Unknown => format!("{name} added on {day} {}", self.time(entry)),
        }
    }

    fn changed(&self, before: &Entry, after: &Entry) -> String {
        let same_text = plain(&before.message) == plain(&after.message);
        if self.date(before) != self.date(after) {
            let (from, to) = (self.day(before), self.day(after));
            return format!("{} moved from {from} to {to} {}", name(after), self.time(after));
        }
        let which = self.which(before);
        match (before.kind, after.kind) {
            (old, EntryKind::Offline) if old != EntryKind::Offline => format!("{which} is off now"),
            (old, EntryKind::Canceled) if old != EntryKind::Canceled => format!("{which} canceled"),
            (EntryKind::Canceled, new) if same_text && new != EntryKind::Canceled => {
                format!("{which} is on again at {}", self.time(after))
            }
            (old @ (EntryKind::Canceled | EntryKind::Offline), new) if old != new => self.added(after),
            (old, new) if same_text && old != new => self.settled(&which, after),
            _ if same_text => format!("{which} moved to {}", self.time(after)),
            _ => self.replaced(before, after),
        }
    }

    /// The same plan, more or less certain than before.
    fn settled(&self, which: &str, after: &Entry) -> String {
        match after.kind {
            EntryKind::Tbd => format!("{which} is to be decided"),
            EntryKind::Unknown => format!("{which} is uncertain"),
            _ => format!("{which} is set for {}", self.time(after)),
        }
    }

    fn replaced(&self, before: &Entry, after: &Entry) -> String {
        let (day, old, new) = (self.day(before), short(&before.message), short(&after.message));
        let when =
            if before.time == after.time { String::new() } else { format!(" at {}", self.time(after)) };
        match (old.is_empty(), new.is_empty()) {
            (_, true) => format!("{day} changed{when}"),
            (true, false) => format!("{day}: {new}{when}"),
            (false, false) => format!("{day}: {new} instead of {old}{when}"),
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
    if text.is_empty() { "A stream".to_owned() } else { text }
}

fn short(message: &str) -> String {
    let text = plain(message);
    if text.chars().count() <= TEXT_CHARS {
        return text;
    }
    text.chars().take(TEXT_CHARS - 1).chain(std::iter::once('…')).collect()
}
