//! The running stream and recordings of others.

use serde_json::json;

use super::{Ask, Reply};
use crate::neuro::error::{Code, Refused};
use crate::neuro::stream;
use crate::neuro::version::Version;
use crate::neuro::world::World;

/// `/twitch/stream`
pub(in crate::neuro) fn stream(_: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    Ok(Reply::Payload(world.live.as_ref().map_or_else(stream::offline, |live| json!(live))))
}

/// `/twitch/vods`
pub(in crate::neuro) fn vods(_: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    if world.vods.is_empty() {
        return Err(Code::VD2.into());
    }
    Ok(Reply::Payload(json!(world.vods)))
}

/// `/twitch/vod`, by the id of the stream, which each version calls otherwise.
pub(in crate::neuro) fn vod(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let (name, missing) = match ask.version {
        Version::V1 => ("streamId", Refused { code: Code::VD1, status: 400 }),
        Version::V2 => ("id", Code::AP4.into()),
    };
    let id = ask.query.get(name).filter(|id| !id.is_empty()).ok_or(missing)?;
    let vod = world.vods.iter().find(|vod| vod.stream_id == id).ok_or(Code::VD1)?;
    Ok(Reply::Payload(json!(vod)))
}
