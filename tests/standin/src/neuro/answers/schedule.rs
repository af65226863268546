//! Weeks, one by one and as an index.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::neuro::error::{Code, Refused};
use crate::neuro::weeks;
use crate::neuro::world::World;

/// `/schedule`
pub(in crate::neuro) fn week(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let (year, week) = asked_week(ask)?;
    let schedule = world.weeks.get(year, week, ask.now_ms).ok_or(Code::SC1)?;
    Ok(Reply::Payload(schedule.told(ask.version)))
}

/// `/schedule/latest`
pub(in crate::neuro) fn latest(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let schedule = world.weeks.latest(ask.now_ms).ok_or(Code::SC1)?;
    let mut told = schedule.told(ask.version);
    if let Value::Object(members) = &mut told {
        members.insert("hasActiveSubathon".to_owned(), json!(!world.subathons.active().is_empty()));
    }
    Ok(Reply::Payload(told))
}

/// `/schedule/image`
pub(in crate::neuro) fn image(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let (year, week) = asked_week(ask)?;
    let schedule = world.weeks.get(year, week, ask.now_ms).ok_or(Code::SC1)?;
    Ok(Reply::Found(schedule.image_url.ok_or(Code::SC1)?))
}

/// `/schedule/weeks`
pub(in crate::neuro) fn weeks(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    Ok(Reply::Payload(json!(world.weeks.index(ask.now_ms))))
}

/// v1 `/schedule/devstreamtimes`, v2 `/devstream/times`
pub(in crate::neuro) fn devstream_times(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    Ok(Reply::Payload(json!(world.weeks.devstreams(ask.now_ms))))
}

/// `week` 1 to 53, `year` 2023 to the current one, which is also the default.
fn asked_week(ask: &Ask<'_>) -> Result<(i32, u32), Refused> {
    let bad = || ask.bad_query(Code::SC2);
    let this_year = weeks::calendar_year(ask.now_ms).ok_or(Code::AP1)?;
    let week = ask.query.read("week").ok().flatten().filter(|week| (1..=53).contains(week));
    let year = ask.query.read("year").map_err(|_| bad())?.unwrap_or(this_year);
    if !(weeks::FIRST_YEAR..=this_year).contains(&year) {
        return Err(bad());
    }
    Ok((year, week.ok_or_else(bad)?))
}
