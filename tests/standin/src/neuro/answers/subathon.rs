//! Subathons.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::neuro::error::{Code, Refused};
use crate::neuro::version::Version;
use crate::neuro::weeks;
use crate::neuro::world::World;

/// v1 `/subathon/current`, v2 `/subathon` without a year
pub(in crate::neuro) fn current(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let told: Vec<Value> =
        world.subathons.active().into_iter().map(|subathon| subathon.told(ask.version)).collect();
    if told.is_empty() { Err(Code::SB1.into()) } else { Ok(Reply::Payload(json!(told))) }
}

/// `/subathon?year=`
pub(in crate::neuro) fn of_year(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let this_year = weeks::calendar_year(ask.now_ms).ok_or(Code::AP1)?;
    let text = ask.query.get("year").filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| ask.bad_query(Code::SB2))?;
    let year = text.parse().ok().filter(|year| (1..=this_year).contains(year));
    let year = year.ok_or_else(|| ask.bad_query(Code::SB3))?;
    let subathon = world.subathons.get(year).ok_or(Code::SB4)?;
    Ok(Reply::Payload(subathon.told(ask.version)))
}

/// `/subathon/years`: names by year; in v1 only years unless `detailed` is asked for.
pub(in crate::neuro) fn years(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let names = world.subathons.names();
    let detailed = ask.version == Version::V2 || ask.query.has("detailed");
    Ok(Reply::Payload(if detailed { json!(names) } else { json!(names.keys().collect::<Vec<_>>()) }))
}
