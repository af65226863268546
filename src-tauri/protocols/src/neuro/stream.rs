//! The live stream, as events and the REST answer tell it (contract neuro §2.1).

use serde_json::Value;

use crate::member::{self, NAME_CHARS, TEXT_CHARS};
use crate::stream::{Channel, LiveStream};
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// The main channel's login (contract neuro §8).
pub(super) const CHANNEL: &str = "vedal987";

/// The secret account's login, inferred from the event's name (contract neuro §8).
pub(super) const SECRET_CHANNEL: &str = "secretneuroaccount";

/// Reads a stream; everything but its identity may be missing. `unnamed` gives the identity of one without
/// id, from its start as far as that is known. `None` when `data` is no object.
pub(super) fn live(
    data: &Value,
    page: WebAddress,
    unnamed: impl FnOnce(Option<UnixMillis>) -> String,
) -> Option<LiveStream> {
    data.is_object().then(|| {
        let started_at = member::millis(data, "startedAt");
        let id = member::id(data, "id").unwrap_or_else(|| unnamed(started_at));
        LiveStream {
            id,
            title: member::text(data, "title", TEXT_CHARS),
            category: category(data),
            tags: member::texts(data, "tags", NAME_CHARS),
            viewers: member::count(data, "viewerCount"),
            started_at,
            picture: member::picture(data, "thumbnailUrl"),
            page,
        }
    })
}

/// The name of the category under `game`.
pub(super) fn category(data: &Value) -> Option<String> {
    member::text(data.get("game")?, "name", NAME_CHARS)
}

/// The other channel of a raid; `None` when it has neither name nor login nor id.
pub(super) fn raid_channel(data: &Value) -> Option<Channel> {
    let channel = data.get("channel")?;
    let id = member::id(channel, "id");
    let login = member::text(channel, "name", NAME_CHARS);
    let name =
        member::text(channel, "displayName", NAME_CHARS).or_else(|| login.clone()).or_else(|| id.clone())?;
    Some(Channel { id, login, name })
}
