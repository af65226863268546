//! The answers about the present: the stream and the week published last (contract neuro §1, §2).

use serde_json::Value;

use super::event;
use super::poll::Topic;
use super::refusal::{self, Refusal};
use super::running::Running;
use crate::adapter::{Reply, Snapshot};
use crate::event::Event;
use crate::fault::Fault;
use crate::time::UnixMillis;

/// Reads the answer to a look. `bearer`: a token was sent along; `running`: the stream known to be on the air
/// until now.
pub(super) fn read(
    topic: Topic,
    reply: &Reply,
    bearer: bool,
    now: UnixMillis,
    running: &Running,
) -> Result<Snapshot, Refusal> {
    let data = payload(reply, bearer).map_err(|refusal| match refusal {
        // There must be something.
        Refusal::Nothing => Refusal::Fault(Fault::Refused { status: reply.status }),
        refusal => refusal,
    })?;
    let snapshot = match topic {
        Topic::Stream => {
            stream(data, reply.body.len(), now, running).map(|live| Snapshot::Live(live.map(Box::new)))
        }
        Topic::Latest => event::found_week(data, reply.body.len(), now).map(Box::new).map(Snapshot::Latest),
    };
    snapshot.ok_or(Refusal::Fault(Fault::Unreadable))
}

/// The payload of a good answer: the member `data`, else, where there is no `error`, the body itself (contract
/// neuro §1; so the bare answers of version 1 are read too).
pub(super) fn payload(reply: &Reply, bearer: bool) -> Result<Value, Refusal> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of_request(reply, bearer));
    }
    let mut body: Value =
        serde_json::from_slice(&reply.body).map_err(|_| Refusal::Fault(Fault::Unreadable))?;
    if let Some(data) = body.get_mut("data") {
        return Ok(data.take());
    }
    if body.get("error").is_some() {
        return Err(refusal::of_request(reply, bearer));
    }
    Ok(body)
}

/// `Some(None)` when off the air, `None` when the answer does not say.
fn stream(data: Value, bytes: usize, now: UnixMillis, running: &Running) -> Option<Option<Event>> {
    match data.get("isLive")?.as_bool()? {
        true => Some(Some(event::found_live(data, bytes, now, running)?)),
        false => Some(None),
    }
}
