//! Blog and X feed.

use serde_json::json;

use super::{Ask, Reply};
use crate::neuro::error::{Code, Refused};
use crate::neuro::feed;
use crate::neuro::world::World;

/// v1 `/blog/feed`, v2 `/blog`
pub(in crate::neuro) fn blog(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let told = world.blog.told(ask.query.has("raw")).ok_or(Code::BL1)?;
    Ok(Reply::Payload(told))
}

/// `/x-feed?user=`
pub(in crate::neuro) fn x_feed(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let user = ask.query.get("user").filter(|user| feed::ACCOUNTS.contains(user)).ok_or(Code::AP4)?;
    Ok(Reply::Payload(json!(world.feeds.told(user).ok_or(Code::XF1)?)))
}
