//! The HTTP endpoints: where they are, which need the token, how their answers are read (contract neuro §2).

use serde_json::Value;

use super::refusal::{self, Refusal};
use super::running::Running;
use super::{event, week};
use crate::adapter::{Reply, Snapshot};
use crate::event::Event;
use crate::fault::Fault;
use crate::time::UnixMillis;

/// Where the socket is opened.
pub(super) const SOCKET_PATH: &str = "/api/v2/ws";

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Is the main channel live?
    Stream,
    /// The week published last.
    Latest,
    /// Which weeks there are.
    Weeks,
    /// One week.
    Week { year: i32, week: u32 },
}

impl Endpoint {
    /// Path and query below the origin.
    pub(super) fn path(self) -> String {
        match self {
            Self::Stream => "/api/v2/twitch/stream".to_owned(),
            Self::Latest => "/api/v2/schedule/latest".to_owned(),
            Self::Weeks => "/api/v2/schedule/weeks".to_owned(),
            Self::Week { year, week } => format!("/api/v2/schedule?year={year}&week={week}"),
        }
    }

    /// Whether it answers nobody without a token.
    pub(super) fn needs_token(self) -> bool {
        matches!(self, Self::Week { .. })
    }
}

/// Reads the answer to a request. `bearer`: a token was sent along; `running`: the stream known to be on the
/// air until now.
pub(super) fn read(
    endpoint: Endpoint,
    reply: &Reply,
    bearer: bool,
    now: UnixMillis,
    running: &Running,
) -> Result<Snapshot, Fault> {
    let data = match payload(reply, bearer) {
        Ok(data) => data,
        Err(refusal) => return absent(endpoint, reply, refusal),
    };
    let snapshot = match endpoint {
        Endpoint::Stream => {
            stream(data, reply.body.len(), now, running).map(|live| Snapshot::Live(live.map(Box::new)))
        }
        Endpoint::Latest => {
            event::found_week(data, reply.body.len(), now).map(Box::new).map(Snapshot::Latest)
        }
        Endpoint::Weeks => week::index(&data).map(Snapshot::Weeks),
        Endpoint::Week { year, week } => week::read(&data)
            .filter(|found| (found.year, found.week) == (year, week))
            .map(|found| Snapshot::Week { year, week, found: Some(found) }),
    };
    snapshot.ok_or(Fault::Unreadable)
}

/// The payload of a good answer: the member `data`, else, where there is no `error`, the body itself
/// (contract neuro §1; so v1's bare answers are read too).
fn payload(reply: &Reply, bearer: bool) -> Result<Value, Refusal> {
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

fn absent(endpoint: Endpoint, reply: &Reply, refusal: Refusal) -> Result<Snapshot, Fault> {
    match (refusal, endpoint) {
        (Refusal::Absent, Endpoint::Week { year, week }) => Ok(Snapshot::Week { year, week, found: None }),
        (Refusal::Absent, _) => Err(Fault::Refused { status: reply.status }),
        (Refusal::Fault(fault), _) => Err(fault),
    }
}

/// `Some(None)` when off the air, `None` when the answer does not say.
fn stream(data: Value, bytes: usize, now: UnixMillis, running: &Running) -> Option<Option<Event>> {
    match data.get("isLive")?.as_bool()? {
        true => Some(Some(event::found_live(data, bytes, now, running)?)),
        false => Some(None),
    }
}
