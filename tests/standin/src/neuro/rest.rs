//! The HTTP answers (contract, section 2), all wrapped in `data`.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::caller::Caller;
use super::error::{Code, Refusal};
use super::{stream, weeks};
use crate::shared::Shared;

/// How long an answer may be kept (contract, section 5).
const STREAM_CACHE: &str = "public, max-age=5";
const LATEST_CACHE: &str = "public, max-age=60";
const WEEK_CACHE: &str = "private, max-age=300";

type Parameters = Query<HashMap<String, String>>;

pub(super) async fn info(_: Caller) -> Response {
    data(json!({
        "latestVersion": "v2",
        "versions": {
            "v1": { "status": "removed", "message": "v1 was turned off", "sunset": "2026-11-01T00:00:00.000Z" },
            "v2": { "status": "current", "docsUrl": "https://neuro.appstun.net/api/docs" },
        },
    }))
}

pub(super) async fn stream(State(shared): State<Arc<Shared>>, _: Caller) -> Response {
    let live = shared.read(|inner| inner.world.live.clone());
    match live {
        Some(live) => cached(STREAM_CACHE, data(live)),
        None => cached(STREAM_CACHE, data(stream::offline())),
    }
}

pub(super) async fn latest(State(shared): State<Arc<Shared>>, caller: Caller) -> Result<Response, Refusal> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Latest {
        #[serde(flatten)]
        schedule: super::Schedule,
        has_active_subathon: bool,
    }
    let now_ms = shared.clock.now_ms();
    let (schedule, has_active_subathon) =
        shared.read(|inner| (inner.world.latest(now_ms), inner.world.active_subathon));
    let schedule = schedule.ok_or_else(|| caller.refusal(Code::SC1))?;
    Ok(cached(LATEST_CACHE, data(Latest { schedule, has_active_subathon })))
}

pub(super) async fn weeks(State(shared): State<Arc<Shared>>, _: Caller) -> Response {
    let now_ms = shared.clock.now_ms();
    cached(LATEST_CACHE, data(shared.read(|inner| inner.world.weeks.index(now_ms))))
}

pub(super) async fn schedule(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Query(parameters): Parameters,
) -> Result<Response, Refusal> {
    caller.known()?;
    let now_ms = shared.clock.now_ms();
    let (year, week) = asked_week(&parameters, now_ms).ok_or_else(|| caller.refusal(Code::AP4))?;
    let schedule = shared.read(|inner| inner.world.weeks.get(year, week, now_ms));
    let schedule = schedule.ok_or_else(|| caller.refusal(Code::SC1))?;
    Ok(cached(WEEK_CACHE, data(schedule)))
}

/// `week` 1 to 53, `year` 2023 to the current one, which is also the default.
fn asked_week(parameters: &HashMap<String, String>, now_ms: i64) -> Option<(i32, u32)> {
    let this_year = weeks::calendar_year(now_ms)?;
    let week = parameters.get("week")?.parse().ok().filter(|week| (1..=53).contains(week))?;
    let year = match parameters.get("year") {
        None => this_year,
        Some(year) => year.parse().ok().filter(|year| (weeks::FIRST_YEAR..=this_year).contains(year))?,
    };
    Some((year, week))
}

/// The answer to any method but GET.
pub(super) async fn get_only(State(shared): State<Arc<Shared>>, request: Request) -> Refusal {
    Refusal::new(Code::AP2, request.uri().path(), &shared)
}

fn data(payload: impl Serialize) -> Response {
    #[derive(Serialize)]
    struct Envelope<T> {
        data: T,
    }
    Json(Envelope { data: payload }).into_response()
}

fn cached(how: &'static str, response: Response) -> Response {
    ([(CACHE_CONTROL, how)], response).into_response()
}
