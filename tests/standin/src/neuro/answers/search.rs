//! The search of the schedules.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::neuro::error::{Code, Refused};
use crate::neuro::schedule::{Entry, Schedule};
use crate::neuro::version::Version;
use crate::neuro::weeks;
use crate::neuro::world::World;

/// Shortest text, in characters.
const SHORTEST: usize = 3;
/// Results a page has at most, and unless told otherwise.
const PAGE: usize = 25;
const DAY_TYPES: [&str; 5] = ["normal", "offline", "canceled", "TBD", "unknown"];

type Week = (i32, u32);

/// What is searched for.
struct Search {
    /// In lower case.
    text: String,
    year: Option<i32>,
    limit: usize,
    ascending: bool,
    day_type: Option<String>,
    cursor: Option<Week>,
}

/// `/schedule/search`
pub(in crate::neuro) fn search(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let search = Search::asked(ask)?;
    let mut weeks = world.weeks.all(ask.now_ms);
    if !search.ascending {
        weeks.reverse();
    }
    let begun = |week: &&Week| search.begun(**week, ask.version);
    let in_year = |week: &&Week| search.year.is_none_or(|year| week.0 == year);
    let mut matching = weeks.iter().filter(begun).filter(in_year).filter_map(|&(year, week)| {
        let schedule = world.weeks.get(year, week, ask.now_ms)?;
        let found: Vec<Entry> =
            schedule.schedule.iter().filter(|entry| search.finds(entry)).cloned().collect();
        (!found.is_empty()).then_some(Schedule { schedule: found, ..schedule })
    });
    let page: Vec<Schedule> = matching.by_ref().take(search.limit).collect();
    let last = page.last().map(|schedule| (schedule.year, schedule.week));
    let cursor = matching.next().and(last).and_then(|last| cursor(ask.version, &weeks, last));
    let results: Vec<Value> = page.iter().map(|schedule| told(schedule, ask.version)).collect();
    let cursor = cursor.map(|(year, week)| json!({ "year": year, "week": week }));
    Ok(Reply::Payload(json!({ "nextCursor": cursor, "results": results })))
}

fn told(schedule: &Schedule, version: Version) -> Value {
    let days: Vec<u8> = schedule.schedule.iter().map(|entry| entry.day).collect();
    json!({ "foundDays": days, "data": schedule.told(version) })
}

/// Where the next page begins: v1 names the week after the last result in the order of the search, as its seed
/// shows; v2 the last result's own.
fn cursor(version: Version, weeks: &[Week], last: Week) -> Option<Week> {
    match version {
        Version::V1 => weeks.iter().copied().skip_while(|week| *week != last).nth(1),
        Version::V2 => Some(last),
    }
}

impl Search {
    fn asked(ask: &Ask<'_>) -> Result<Self, Refused> {
        let query = &ask.query;
        let bad = || ask.bad_query(Code::SC2);
        let text = query.get("query").filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| ask.bad_query(Code::SC3))?.to_lowercase();
        if text.chars().count() < SHORTEST {
            return Err(ask.bad_query(Code::SC4));
        }
        let year = query.read("year").map_err(|_| bad())?;
        let limit = query.read("limit").map_err(|_| bad())?.unwrap_or(PAGE);
        let sort = query.get("sort").unwrap_or("desc");
        let day_type = query.get("type");
        let cursor = match (query.read("cursorYear"), query.read("cursorWeek")) {
            (Ok(None), Ok(None)) => None,
            (Ok(Some(year)), Ok(Some(week))) => Some((year, week)),
            _ => return Err(bad()),
        };
        let good = year.is_none_or(|year| year >= weeks::FIRST_YEAR)
            && (1..=100).contains(&limit)
            && ["asc", "desc"].contains(&sort)
            && day_type.is_none_or(|day_type| DAY_TYPES.contains(&day_type));
        if !good {
            return Err(bad());
        }
        let (limit, ascending) = (limit.min(PAGE), sort == "asc");
        Ok(Self { text, year, limit, ascending, day_type: day_type.map(str::to_owned), cursor })
    }

    /// Whether a week lies where this page begins or behind it.
    fn begun(&self, week: Week, version: Version) -> bool {
        let Some(cursor) = self.cursor else { return true };
        let behind = if self.ascending { week > cursor } else { week < cursor };
        behind || (version == Version::V1 && week == cursor)
    }

    fn finds(&self, entry: &Entry) -> bool {
        let of_type = self.day_type.as_ref().is_none_or(|day_type| entry.r#type == *day_type);
        of_type && entry.message.to_lowercase().contains(&self.text)
    }
}
