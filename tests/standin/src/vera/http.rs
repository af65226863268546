//! The table of paths, who may use them, the errors and the headers (contract, sections 3, 5 and 6).

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use chrono::{DateTime, Datelike, Months};
use serde_json::{Map, Value, json};

use super::list::{self, Listed};
use super::{Vera, names, socket};
use crate::clock::{monotonic_ns, seconds};
use crate::gate::{Answer, is_upgrade};
use crate::limits::Scope;
use crate::shared::{Shared, random_hex};
use crate::tokens::{TokenState, bearer};

/// Requests a month.
const QUOTA: u64 = 250_000;

/// The servers, as their paths see them.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) shared: Arc<Shared>,
    pub(super) vera: Arc<Vera>,
}

/// A request that is not answered.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) status: u16,
    kind: &'static str,
    message: String,
    /// The member that says more, and what it says.
    more: Option<(&'static str, &'static str)>,
}

/// The documented types, each with its status and what it says.
const TYPES: [(&str, u16, &str); 9] = [
    ("invalid_parameter", 400, "a parameter cannot be read"),
    ("missing_authentication", 401, "no key was sent"),
    ("invalid_authentication", 401, "key not recognised"),
    ("revoked_key", 401, "key was revoked"),
    ("payment_required", 402, "subscription is past due"),
    ("scope_required", 403, "key lacks the scope"),
    ("not_found", 404, "no such record"),
    ("rate_limit_exceeded", 429, "burst limit reached"),
    ("internal_error", 500, "something went wrong"),
];

impl From<&'static str> for Refused {
    fn from(kind: &'static str) -> Self {
        let known = TYPES.iter().find(|(own, ..)| *own == kind);
        let (status, message) = known.map_or((500, ""), |(_, status, message)| (*status, *message));
        Self { status, kind, message: message.to_owned(), more: None }
    }
}

impl Refused {
    pub(super) fn parameter(status: u16, name: &'static str, message: &str) -> Self {
        let message = message.to_owned();
        Self { status, kind: "invalid_parameter", message, more: Some(("param", name)) }
    }

    pub(super) fn limited(limit: &'static str) -> Self {
        let more = Some(("limit", limit));
        Self { message: format!("{limit} limit reached"), more, ..Self::from("rate_limit_exceeded") }
    }

    fn body(&self) -> Value {
        let mut error = Map::from_iter([
            ("type".to_owned(), json!(self.kind)),
            (names::MESSAGE.to_owned(), json!(self.message)),
            ("request_id".to_owned(), json!(format!("req_{}", random_hex(6)))),
        ]);
        error.extend(self.more.map(|(name, value)| (name.to_owned(), json!(value))));
        json!({ names::ERROR: error })
    }
}

/// The answer of a documented type.
pub(crate) fn coded(kind: &str) -> Option<Answer> {
    let (kind, ..) = TYPES.iter().find(|(own, ..)| *own == kind)?;
    let refused = if *kind == "rate_limit_exceeded" { Refused::limited("burst") } else { (*kind).into() };
    let answer = Answer::json(refused.status, refused.body().to_string());
    Some(if refused.status == 429 { answer.header("retry-after", "1") } else { answer })
}

/// All paths of this system.
pub(crate) fn routes(shared: &Arc<Shared>, vera: &Vera) -> Router {
    let place = Place { shared: Arc::clone(shared), vera: Arc::new(vera.clone()) };
    let api = Router::new()
        .route("/v1/events", get(events))
        .route("/v1/events/{id}", get(event))
        .route("/v1/markets", get(markets))
        .route("/v1/markets/{id}", get(market))
        .route("/v1/markets/{id}/events", get(market_events))
        .route("/v1/export/events", get(export))
        .fallback(async || -> Result<(), Listed> { Err(Listed(Err("not_found".into()))) })
        .layer(middleware::from_fn_with_state(place.clone(), admit));
    api.with_state(place)
}

/// Lets a request with a good key through, and not too many; a handshake is looked at on its own.
async fn admit(State(place): State<Place>, request: Request, next: middleware::Next) -> Response {
    if is_upgrade(request.headers()) && request.uri().path() == "/v1/events" {
        return socket::open(&place, request);
    }
    let key = bearer(request.headers());
    let admitted = admitted(&place, key.as_deref());
    let counted = admitted.and_then(|()| place.count(key.as_deref().unwrap_or_default()));
    let response = match counted {
        Ok(()) => next.run(request).await,
        Err(refused) => place.refuse(&refused),
    };
    place.with_figures(response, key.as_deref().unwrap_or_default())
}

/// Whether a key is good.
pub(super) fn admitted(place: &Place, key: Option<&str>) -> Result<(), Refused> {
    let key = key.ok_or("missing_authentication")?;
    match place.shared.read(|inner| inner.tokens.state(key)) {
        Some(TokenState::Valid) => Ok(()),
        Some(TokenState::Expired) => Err("revoked_key".into()),
        Some(TokenState::Blocked) => Err("payment_required".into()),
        None => Err("invalid_authentication".into()),
    }
}

impl Place {
    pub(super) fn refuse(&self, refused: &Refused) -> Response {
        let status = StatusCode::from_u16(refused.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(refused.body())).into_response();
        if refused.status == 429 {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }

    fn count(&self, key: &str) -> Result<(), Refused> {
        self.shared.update(|inner| {
            inner.vera.requests += 1;
            let scopes = [scope("sustained", key), scope("burst", key)];
            inner.limits.count(scopes, monotonic_ns()).map_err(Refused::limited)
        })
    }

    /// Says how much may still be asked.
    fn with_figures(&self, mut response: Response, key: &str) -> Response {
        let (now_ms, now_ns) = (self.shared.clock.now_ms(), monotonic_ns());
        let (sustained, burst, asked) = self.shared.read(|inner| {
            let left = |limit| inner.limits.left(&scope(limit, key), now_ns);
            (left("sustained"), left("burst"), inner.vera.requests)
        });
        for (name, value) in [
            ("x-vera-tier", "founding".to_owned()),
            ("x-vera-quota-limit", QUOTA.to_string()),
            ("x-vera-quota-remaining", QUOTA.saturating_sub(asked).to_string()),
            ("x-vera-quota-reset", next_month(now_ms)),
            ("x-vera-rate-limit", (sustained.1 / 60).to_string()),
            ("x-vera-rate-remaining", (sustained.0 / 60).to_string()),
            ("x-vera-burst-remaining", burst.0.to_string()),
            ("x-vera-burst-reset", seconds(now_ms + 1000)),
        ] {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

fn scope(limit: &'static str, key: &str) -> Scope {
    Scope { limit, what: "", who: key.to_owned() }
}

/// The first moment of the next month.
fn next_month(now_ms: i64) -> String {
    let now = DateTime::from_timestamp_millis(now_ms).unwrap_or_default().date_naive();
    let next = now.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))).unwrap_or(now);
    format!("{next}T00:00:00Z")
}

async fn events(State(place): State<Place>, uri: Uri) -> Listed {
    list::events(&place, &uri, None)
}

async fn market_events(State(place): State<Place>, Path(id): Path<String>, uri: Uri) -> Listed {
    list::events(&place, &uri, Some(&id))
}

async fn event(State(place): State<Place>, Path(id): Path<String>) -> Listed {
    let found = place
        .shared
        .read(|inner| inner.vera.stories().find(|story| story.id() == id).map(|story| story.record.clone()));
    Listed(found.ok_or_else(|| "not_found".into()))
}

async fn markets(State(place): State<Place>, uri: Uri) -> Listed {
    list::markets(&place, &uri)
}

async fn market(State(place): State<Place>, Path(id): Path<String>) -> Listed {
    let found = place.shared.read(|inner| inner.vera.markets().remove(&id));
    Listed(found.ok_or_else(|| "not_found".into()))
}

/// One record a line.
async fn export(State(place): State<Place>, uri: Uri) -> Response {
    let (content_type, text) = list::export(&place, &uri);
    ([(CONTENT_TYPE, content_type)], text).into_response()
}

impl IntoResponse for Listed {
    fn into_response(self) -> Response {
        match self.0 {
            Ok(body) => Json(body).into_response(),
            Err(refused) => {
                let status =
                    StatusCode::from_u16(refused.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, Json(refused.body())).into_response()
            }
        }
    }
}
