//! Looking through the weeks that are at hand, for the time until the server answers and for those without a token.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike};
use swarmbell_protocols::ask::{Cursor, Hit, Search};
use swarmbell_protocols::schedule::{Entry, Week};
use swarmbell_protocols::time::UnixMillis;

use super::filter::{Filter, speaks_of};
use crate::ring::plain;

/// As many weeks with hits as the server tells at a time (contract neuro §2).
const PAGE: usize = 25;

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// In the order that was asked for; each week holds its matching entries only.
    pub hits: Vec<Hit>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<Cursor>,
}

/// Looks for a text, whatever its case, in the words of the entries that a filter keeps.
pub fn search<'a>(
    weeks: impl IntoIterator<Item = &'a Week>,
    search: &Search,
    filter: &Filter,
    now: UnixMillis,
) -> Found {
    let wanted = search.text.trim();
    let beyond = |week: &&Week| match search.after {
        None => true,
        Some(after) if search.oldest_first => (week.year, week.week) > (after.year, after.week),
        Some(after) => (week.year, week.week) < (after.year, after.week),
    };
    let of_year = |week: &&Week| search.year.is_none_or(|year| week.year == year);
    let mut weeks: Vec<&Week> = weeks.into_iter().filter(of_year).filter(beyond).collect();
    weeks.sort_by_key(|week| (week.year, week.week));
    if !search.oldest_first {
        weeks.reverse();
    }
    let matches = |entry: &&Entry| {
        search.kind.is_none_or(|kind| entry.kind == kind)
            && speaks_of(&plain(&entry.message), wanted)
            && filter.keeps(entry, now)
    };
    let mut hits = weeks.into_iter().filter_map(|week| {
        let entries: Vec<Entry> = week.entries.iter().filter(matches).cloned().collect();
        let days = entries.iter().filter_map(day).collect::<BTreeSet<u8>>();
        (!entries.is_empty()).then(|| Hit { days, week: Week { entries, ..week.clone() } })
    });
    let page: Vec<Hit> = hits.by_ref().take(PAGE).collect();
    let last = page.last().map(|hit| Cursor { year: hit.week.year, week: hit.week.week });
    Found { next: hits.next().and(last), hits: page }
}

fn day(entry: &Entry) -> Option<u8> {
    let day = DateTime::from_timestamp_millis(entry.time.0)?.weekday().num_days_from_sunday();
    u8::try_from(day).ok()
}

#[cfg(test)]
mod tests {
    use swarmbell_protocols::schedule::EntryKind;

    use super::*;
    use crate::schedule::Who;

    const NOW: UnixMillis = UnixMillis(1_795_201_200_000);

    fn week(year: i32, number: u32, messages: &[&str]) -> Week {
        let entry = |message: &&str| Entry {
            time: NOW,
            message: (*message).to_owned(),
            kind: if message.contains("off") { EntryKind::Offline } else { EntryKind::Normal },
        };
        let entries = messages.iter().map(entry).collect();
        Week { year, week: number, entries, is_final: true, picture: None }
    }

    fn search(weeks: &[Week], search: &Search) -> Found {
        super::search(weeks, search, &Filter::default(), NOW)
    }

    fn names(found: &Found) -> Vec<String> {
        found.hits.iter().map(|hit| hit.week.name()).collect()
    }

    fn for_text(text: &str) -> Search {
        Search { text: text.to_owned(), ..Search::default() }
    }

    #[test]
    fn a_text_is_found_in_kept_weeks_whatever_its_case_and_marks() {
        let weeks = [week(2026, 1, &["**KARA**oke Night", "ÄRGER"]), week(2025, 52, &["Minecraft"])];
        let found = search(&weeks, &for_text(" karaoke "));
        assert_eq!(names(&found), ["2026/1"]);
        assert_eq!(found.hits[0].week.entries.len(), 1);
        assert_eq!(found.hits[0].days, BTreeSet::from([5]));
        assert_eq!(names(&search(&weeks, &for_text("ärger"))), ["2026/1"]);
        assert_eq!(search(&weeks, &for_text("nobody")), Found::default());
    }

    #[test]
    fn kept_weeks_are_searched_newest_first_and_by_year_and_kind() {
        let weeks = [
            week(2026, 2, &["a stream", "day off"]),
            week(2025, 52, &["a stream"]),
            week(2026, 10, &["a stream"]),
        ];
        assert_eq!(names(&search(&weeks, &for_text("stream"))), ["2026/10", "2026/2", "2025/52"]);
        let oldest = Search { oldest_first: true, ..for_text("stream") };
        assert_eq!(names(&search(&weeks, &oldest)), ["2025/52", "2026/2", "2026/10"]);
        let of_2025 = Search { year: Some(2025), ..for_text("stream") };
        assert_eq!(names(&search(&weeks, &of_2025)), ["2025/52"]);
        let off = Search { kind: Some(EntryKind::Offline), ..for_text("day") };
        assert_eq!(names(&search(&weeks, &off)), ["2026/2"]);
        assert_eq!(names(&search(&weeks, &Search { kind: Some(EntryKind::Tbd), ..off })), [""; 0]);
    }

    #[test]
    fn pages_of_a_search_in_kept_weeks_follow_each_other_without_gap_or_repeat() {
        let planned = |number: u32| if number.is_multiple_of(2) { "a stream" } else { "Evil's stream" };
        let weeks: Vec<Week> = (1..=53).map(|number| week(2026, number, &[planned(number)])).collect();
        let evil = Filter { who: Some(Who::Evil), ..Filter::default() };
        for (oldest_first, filter, step) in [
            (false, Filter::default(), 1),
            (true, Filter::default(), 1),
            (false, evil.clone(), 2),
            (true, evil, 2),
        ] {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let asked = Search { after, oldest_first, ..for_text("stream") };
                let found = super::search(&weeks, &asked, &filter, NOW);
                assert!(found.hits.len() == PAGE || found.next.is_none());
                all.extend(found.hits.iter().map(|hit| hit.week.week));
                after = found.next;
                if after.is_none() {
                    break;
                }
            }
            let mut wanted: Vec<u32> = (1..=53).step_by(step).collect();
            if !oldest_first {
                wanted.reverse();
            }
            assert_eq!(all, wanted);
        }
    }
}
