//! What is answered, resource by resource, before a version gives it its form.

pub(super) mod news;
pub(super) mod schedule;
pub(super) mod search;
pub(super) mod subathon;
pub(super) mod twitch;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::{Code, Refused};
use super::version::{Presence, Version, Versions};
use super::world::World;
use crate::query::Query;

/// A question that may be asked.
pub(super) struct Ask<'a> {
    pub(super) version: Version,
    /// Without the query.
    pub(super) path: &'a str,
    pub(super) query: Query,
    /// The valid token it came with.
    pub(super) token: Option<String>,
    /// Unix milliseconds.
    pub(super) now_ms: i64,
    pub(super) now_ns: u64,
    /// Host and port of this server.
    pub(super) authority: &'a str,
}

/// What is said.
pub(super) enum Reply {
    /// In `data` or bare.
    Payload(Value),
    /// In no envelope of any version.
    AsItIs(StatusCode, Value),
    /// 302 to this address.
    Found(String),
}

impl Ask<'_> {
    /// A bad query: the code v1 has for it, or the one v2 has for all.
    fn bad_query(&self, v1: Code) -> Refused {
        match self.version {
            Version::V1 => v1.into(),
            Version::V2 => Code::AP4.into(),
        }
    }
}

/// A one-time ticket.
pub(super) fn ticket(ask: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    let token = ask.token.as_deref().ok_or(Code::AU12)?;
    let ticket = world.tickets.issue(token, ask.version, ask.now_ns);
    let usage = format!("Connect with ws://{}{}?ticket=<ticket>", ask.authority, ask.version.socket_path());
    Ok(Reply::Payload(json!({
        "ticket": ticket,
        "expiresIn": world.tickets.life().as_secs(),
        "usage": usage,
    })))
}

/// The versions there are.
pub(super) fn info(_: &Ask<'_>, world: &mut World) -> Result<Reply, Refused> {
    Ok(Reply::Payload(world.info.clone().unwrap_or_else(|| true_info(world.versions))))
}

/// What is true of the versions served.
fn true_info(versions: Versions) -> Value {
    const SUNSET: &str = "2026-11-01T00:00:00.000Z";
    let v1 = match versions.v1 {
        Presence::Served => {
            json!({ "status": "deprecated", "message": "v1 will be turned off", "sunset": SUNSET })
        }
        Presence::NotFound | Presence::Gone => {
            json!({ "status": "removed", "message": "v1 was turned off", "sunset": SUNSET })
        }
    };
    let v2 = json!({ "status": "current", "docsUrl": "https://neuro.appstun.net/api/docs" });
    json!({ "latestVersion": "v2", "versions": { "v1": v1, "v2": v2 } })
}

/// The body of any code, always with 418.
pub(super) fn error_sample(ask: &Ask<'_>, _: &mut World) -> Result<Reply, Refused> {
    Ok(match ask.query.get("code").and_then(Code::named) {
        Some(code) => Reply::AsItIs(StatusCode::IM_A_TEAPOT, code.body(ask.version, ask.path, ask.now_ms)),
        None => Reply::AsItIs(StatusCode::NOT_FOUND, json!({ "error": "Not Found" })),
    })
}
