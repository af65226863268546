//! What a search leaves out of which the server knows nothing (contract neuro §2): the bell looks through what it tells,
//! as through the weeks that are kept.

use chrono::{DateTime, Datelike, TimeDelta};
use swarmbell_protocols::ask::{Cursor, Hit, Search};
use swarmbell_protocols::schedule::{Entry, Week};
use swarmbell_protocols::time::UnixMillis;

use super::who::Who;
use crate::ring::plain;

/// A stream that was planned this long ago may still go on.
pub const STILL_ON_MS: i64 = 2 * 60 * 60 * 1000;

/// No week plans anything so long after it began: one of eight days that begins with the last of its own.
const LONGEST_WEEK: TimeDelta = TimeDelta::days(14);

/// Which entries are wanted, as far as the server cannot be asked for them. The default wants all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those about this one.
    pub who: Option<Who>,
    /// None that is over.
    pub ahead: bool,
    /// None that contains this text, whatever its case; an empty one leaves nothing out.
    pub without: String,
    /// Only those that contain this text, which was too short for the server.
    pub with: String,
}

impl Filter {
    /// Whether an entry is wanted.
    pub fn keeps(&self, entry: &Entry, now: UnixMillis) -> bool {
        let words = plain(&entry.message);
        let without = self.without.trim();
        !(self.ahead && entry.time.0.saturating_add(STILL_ON_MS) < now.0)
            && self.who.is_none_or(|who| who.is_named_in(&words))
            && (without.is_empty() || !speaks_of(&words, without))
            && speaks_of(&words, self.with.trim())
    }

    /// What is wanted of a page that the server told. It may be nothing although pages follow: where they go on is the
    /// server's own, so that they neither lose nor repeat anything.
    pub fn thin(
        &self,
        search: &Search,
        hits: &[Hit],
        next: Option<Cursor>,
        now: UnixMillis,
    ) -> (Vec<Hit>, Option<Cursor>) {
        let over = hits.last().is_some_and(|last| self.ends_before(search, last, now));
        let wanted = hits.iter().filter_map(|hit| {
            let mut entries = matching(&hit.week.entries, search);
            entries.retain(|entry| self.keeps(entry, now));
            let week = Week { entries, ..hit.week.clone() };
            (!week.entries.is_empty()).then(|| Hit { days: hit.days.clone(), week })
        });
        (wanted.collect(), next.filter(|_| !over))
    }

    /// Whether every week further on is over, and none of those is wanted.
    fn ends_before(&self, search: &Search, last: &Hit, now: UnixMillis) -> bool {
        let lately =
            DateTime::from_timestamp_millis(now.0).and_then(|now| now.checked_sub_signed(LONGEST_WEEK));
        let lately = lately.map(|moment| moment.iso_week());
        self.ahead
            && !search.oldest_first
            && lately.is_some_and(|week| (last.week.year, last.week.week) < (week.year(), week.week()))
    }
}

/// Whether a text without marks contains another, whatever its case.
pub fn speaks_of(words: &str, wanted: &str) -> bool {
    words.to_lowercase().contains(&wanted.to_lowercase())
}

/// The server may tell whole weeks: of those only what was looked for. What it finds by rules of its own stays.
fn matching(entries: &[Entry], search: &Search) -> Vec<Entry> {
    let wanted = search.text.trim();
    let of_kind = |entry: &Entry| search.kind.is_none_or(|kind| entry.kind == kind);
    let found =
        |entry: &Entry| speaks_of(&plain(&entry.message), wanted) || speaks_of(&entry.message, wanted);
    let any = entries.iter().any(found);
    entries.iter().filter(|entry| of_kind(entry) && (!any || found(entry))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use swarmbell_protocols::schedule::EntryKind;

    use super::*;

    /// 2026-11-17 20:00 UTC, a Tuesday of week 47.
    const TUESDAY: UnixMillis = UnixMillis(1_794_945_600_000);
    const HOUR: i64 = 3_600_000;

    fn entry(hours: i64, message: &str) -> Entry {
        let time = UnixMillis(TUESDAY.0 + hours * HOUR);
        Entry { time, message: message.to_owned(), kind: EntryKind::Normal }
    }

    fn hit(week: u32, entries: &[Entry]) -> Hit {
        let week = Week { year: 2026, week, entries: entries.to_vec(), is_final: true, picture: None };
        Hit { days: BTreeSet::new(), week }
    }

    fn titles(hits: &[Hit]) -> Vec<&str> {
        hits.iter().flat_map(|hit| &hit.week.entries).map(|entry| entry.message.as_str()).collect()
    }

    #[test]
    fn a_filter_leaves_out_who_is_not_wanted_what_is_over_and_a_word() {
        let keeps = |filter: &Filter, hours, title: &str| filter.keeps(&entry(hours, title), TUESDAY);
        let evil = Filter { who: Some(Who::Evil), ..Filter::default() };
        assert!(keeps(&evil, -99, "**Ev**il art") && !keeps(&evil, 1, "Neuro art"));
        let ahead = Filter { ahead: true, ..Filter::default() };
        assert!(keeps(&ahead, 1, "x") && keeps(&ahead, -2, "may still go on") && !keeps(&ahead, -3, "x"));
        let without = Filter { without: " Karaoke ".into(), ..Filter::default() };
        assert!(keeps(&without, 0, "Evil art") && !keeps(&without, 0, "Evil KARA**oke** night"));
        let with = Filter { with: "ar".into(), ..evil };
        assert!(keeps(&with, 0, "Evil art") && !keeps(&with, 0, "Evil song"));
        assert!(keeps(&Filter::default(), -99, ""));
    }

    #[test]
    fn of_a_page_of_the_server_only_what_is_wanted_stays_and_its_place_to_go_on() {
        let evil = Filter { who: Some(Who::Evil), ..Filter::default() };
        let next = Some(Cursor { year: 2026, week: 30 });
        let asked = Search { text: "art".into(), ..Search::default() };
        let page = {
            let whole = [entry(0, "Evil **a**rt"), entry(1, "Evil song"), entry(2, "Neuro art")];
            [
                hit(47, &whole),
                hit(46, &[entry(3, "Neuro art")]),
                hit(45, &[entry(4, "Evil, by a rule of the server's")]),
            ]
        };
        let (hits, on) = evil.thin(&asked, &page, next, TUESDAY);
        assert_eq!(titles(&hits), ["Evil **a**rt", "Evil, by a rule of the server's"]);
        assert_eq!((hits.len(), on), (2, next));
        let nobody = Filter { who: Some(Who::Vedal), ..Filter::default() };
        assert_eq!(nobody.thin(&asked, &page, next, TUESDAY), (Vec::new(), next));
        let off = Search { kind: Some(EntryKind::Offline), ..asked };
        assert_eq!(Filter::default().thin(&off, &page, None, TUESDAY), (Vec::new(), None));
    }

    #[test]
    fn where_only_what_is_ahead_is_wanted_pages_end_with_the_weeks_that_are_over() {
        let ahead = Filter { ahead: true, ..Filter::default() };
        let next = Some(Cursor { year: 2026, week: 40 });
        let on = |filter: &Filter, search: &Search, last| {
            filter.thin(search, &[hit(48, &[]), hit(last, &[])], next, TUESDAY).1
        };
        let newest = Search::default();
        assert_eq!([on(&ahead, &newest, 45), on(&ahead, &newest, 44)], [next, None]);
        assert_eq!(on(&Filter::default(), &newest, 44), next);
        assert_eq!(on(&ahead, &Search { oldest_first: true, ..newest }, 44), next);
    }
}
