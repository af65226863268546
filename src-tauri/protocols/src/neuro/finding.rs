//! The answers to questions (contract neuro §2).

use std::collections::BTreeMap;

use serde_json::Value;

use super::refusal::Refusal;
use super::{feed, recording, rest, subathon, week};
use crate::adapter::{Ask, Reply, Snapshot};
use crate::ask::{Cursor, Hit, Search};
use crate::fault::Fault;
use crate::member::{self, NAME_CHARS};
use crate::stream::Recording;
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// More of one list is not read: years of weekly streams.
const LISTED: usize = 500;

/// Reads the answer to a question. `bearer`: a token was sent along.
pub(super) fn read(ask: &Ask, reply: &Reply, bearer: bool, now: UnixMillis) -> Result<Snapshot, Refusal> {
    if let Ask::Picture { year, week } = *ask {
        return picture(reply, bearer).map(|found| Snapshot::Picture { year, week, found });
    }
    let data = match rest::payload(reply, bearer) {
        Ok(data) => data,
        Err(Refusal::Nothing) => return nothing(ask).ok_or(Refusal::Fault(Fault::Unreadable)),
        Err(refusal) => return Err(refusal),
    };
    found(ask, &data, now).ok_or(Refusal::Fault(Fault::Unreadable))
}

/// What a good answer says; `None` when it is not what was asked for.
fn found(ask: &Ask, data: &Value, now: UnixMillis) -> Option<Snapshot> {
    Some(match ask {
        Ask::Week { year, week } => {
            let found = week::read(data).filter(|found| (found.year, found.week) == (*year, *week))?;
            Snapshot::Week { year: *year, week: *week, found: Some(found) }
        }
        Ask::Weeks => Snapshot::Weeks(week::index(data)?),
        Ask::Search(search) => page(search, data)?,
        Ask::DevstreamTimes => Snapshot::DevstreamTimes(times(data)?),
        Ask::Recordings => Snapshot::Recordings(recordings(data)?),
        Ask::Recording { stream_id } => {
            let found = recording::read(data).filter(|found| found.stream_id == *stream_id)?;
            Snapshot::Recording { stream_id: stream_id.clone(), found: Some(found) }
        }
        Ask::Subathons { year } => {
            let found = subathon::list(data)?;
            let found =
                found.into_iter().filter(|found| year.is_none_or(|year| found.year == year)).collect();
            Snapshot::Subathons { year: *year, found }
        }
        Ask::SubathonYears => Snapshot::SubathonYears(years(data)?),
        Ask::Feed(feed) => Snapshot::Feed { feed: feed.clone(), events: feed::found(feed, data, now)? },
        Ask::Present | Ask::Picture { .. } | Ask::Channels(_) => return None,
    })
}

/// What it means that there is nothing: an ordinary answer.
fn nothing(ask: &Ask) -> Option<Snapshot> {
    Some(match ask.clone() {
        Ask::Week { year, week } => Snapshot::Week { year, week, found: None },
        Ask::Weeks => Snapshot::Weeks(BTreeMap::new()),
        Ask::Search(search) => Snapshot::Found { search, hits: Vec::new(), next: None },
        Ask::DevstreamTimes => Snapshot::DevstreamTimes(Vec::new()),
        Ask::Recordings => Snapshot::Recordings(Vec::new()),
        Ask::Recording { stream_id } => Snapshot::Recording { stream_id, found: None },
        Ask::Subathons { year } => Snapshot::Subathons { year, found: Vec::new() },
        Ask::SubathonYears => Snapshot::SubathonYears(BTreeMap::new()),
        Ask::Feed(feed) => Snapshot::Feed { feed, events: Vec::new() },
        Ask::Present | Ask::Picture { .. } | Ask::Channels(_) => return None,
    })
}

/// Where the redirect leads; nowhere when there is no picture.
fn picture(reply: &Reply, bearer: bool) -> Result<Option<WebAddress>, Refusal> {
    if (300..400).contains(&reply.status) {
        let address = reply.location.as_deref().and_then(|location| WebAddress::parse(location).ok());
        return address.map(Some).ok_or(Refusal::Fault(Fault::Unreadable));
    }
    match rest::payload(reply, bearer) {
        // Any 404 says that there is none, except that of a server without pictures at all.
        Err(Refusal::Nothing | Refusal::Absent(Fault::Refused { status: 404 })) => Ok(None),
        Err(refusal) => Err(refusal),
        Ok(_) => Err(Refusal::Fault(Fault::Unreadable)),
    }
}

fn page(search: &Search, data: &Value) -> Option<Snapshot> {
    let hit = |result: &Value| {
        let days = result.get("foundDays").and_then(Value::as_array).into_iter().flatten();
        let days = days.filter_map(member::whole).filter_map(|day| u8::try_from(day).ok());
        Some(Hit { days: days.filter(|day| *day < 7).collect(), week: week::read(result.get("data")?)? })
    };
    let hits = data.get("results")?.as_array()?.iter().take(LISTED).filter_map(hit).collect();
    Some(Snapshot::Found { search: search.clone(), hits, next: data.get("nextCursor").and_then(cursor) })
}

fn cursor(data: &Value) -> Option<Cursor> {
    let year = i32::try_from(member::whole(data.get("year")?)?).ok()?;
    Some(Cursor { year, week: u32::try_from(member::whole(data.get("week")?)?).ok()? })
}

fn times(data: &Value) -> Option<Vec<UnixMillis>> {
    Some(data.as_array()?.iter().take(LISTED).filter_map(member::moment).collect())
}

fn recordings(data: &Value) -> Option<Vec<Recording>> {
    Some(data.as_array()?.iter().take(LISTED).filter_map(recording::read).collect())
}

/// An object of year to name; version 1 may list the years alone.
fn years(data: &Value) -> Option<BTreeMap<i32, String>> {
    let year = |number: i64| i32::try_from(number).ok().filter(|year| (1970..=9999).contains(year));
    if let Some(listed) = data.as_array() {
        let years = listed.iter().take(LISTED).filter_map(member::whole).filter_map(year);
        return Some(years.map(|year| (year, year.to_string())).collect());
    }
    let named = data.as_object()?.keys().filter_map(|key| {
        let name = member::text(data, key, NAME_CHARS).unwrap_or_else(|| key.clone());
        Some((year(key.parse().ok()?)?, name))
    });
    Some(named.take(LISTED).collect())
}
