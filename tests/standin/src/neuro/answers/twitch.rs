//! The running stream.

use serde_json::json;

use super::{Ask, Reply};
use crate::neuro::error::Refused;
use crate::neuro::stream;
use crate::neuro::world::World;

/// `/twitch/stream`
pub(in crate::neuro) fn stream(_: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    Ok(Reply::Payload(world.live.as_ref().map_or_else(stream::offline, |live| json!(live))))
}
