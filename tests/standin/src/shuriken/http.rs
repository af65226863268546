//! The table of paths, who may use them and the errors (contract, section 2).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use serde_json::{Value, json};

use super::{Shuriken, authorise, calls, catalogue, session, socket};
use crate::clock::monotonic_ns;
use crate::gate::Answer;
use crate::limits::Scope;
use crate::shared::{Shared, random_hex};
use crate::tokens::Standing;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The servers, as their paths see them.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) shared: Arc<Shared>,
    pub(super) shuriken: Arc<Shuriken>,
}

/// The key of who asks.
#[derive(Clone)]
pub(super) struct Key(pub(super) String);

/// A documented code, with what it says here.
#[derive(Debug)]
pub(super) struct Refused(&'static str, String);

/// The codes, each with its status and what it says.
const CODES: [(&str, u16, &str); 7] = [
    ("INVALID_PARAMS", 400, "Invalid parameters"),
    ("NO_ROUTE", 400, "No route"),
    ("UNAUTHORIZED", 401, "Invalid or expired API key"),
    ("FORBIDDEN", 403, "Key lacks the read:alpha scope"),
    ("NOT_FOUND", 404, "Not found"),
    ("RATE_LIMITED", 429, "Too many requests"),
    ("INTERNAL_ERROR", 500, "Something went wrong"),
];

impl From<&'static str> for Refused {
    fn from(code: &'static str) -> Self {
        let known = CODES.iter().find(|(own, ..)| *own == code);
        Self(code, known.map_or_else(String::new, |(_, _, message)| (*message).to_owned()))
    }
}

impl Refused {
    pub(super) fn invalid(message: String) -> Self {
        Self("INVALID_PARAMS", message)
    }

    fn status(&self) -> StatusCode {
        let known = CODES.iter().find(|(code, ..)| *code == self.0);
        let status = known.and_then(|(_, status, _)| StatusCode::from_u16(*status).ok());
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn body(&self, request_id: &str) -> Value {
        let error = json!({ "code": self.0, "message": self.1, "details": null });
        json!({ "error": error, "requestId": request_id })
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let id = request_id();
        let body = Json(self.body(&id));
        with_id((self.status(), body).into_response(), &id)
    }
}

/// The answer of a documented code.
pub(crate) fn coded(code: &str) -> Option<Answer> {
    let known = CODES.iter().find(|(own, ..)| *own == code)?;
    let refused = Refused::from(known.0);
    let id = request_id();
    let answer = Answer::json(refused.status().as_u16(), refused.body(&id).to_string());
    Some(answer.header("x-request-id", &id))
}

/// All paths of this system.
pub(crate) fn routes(shared: &Arc<Shared>, shuriken: &Shuriken) -> Router {
    let place = Place { shared: Arc::clone(shared), shuriken: Arc::new(shuriken.clone()) };
    let mut api = Router::new()
        .route("/api/v2/ws/session", post(session::open))
        .route("/api/v2/ws/auth", post(authorise::sign))
        .route("/api/v2/alpha/global-calls", get(calls::global))
        .route("/api/v2/alpha/recent-calls", get(calls::recent));
    if shuriken.catalogue {
        api = api.route("/api/v2/ws/streams", get(streams));
    }
    api.fallback(async || Refused::from("NOT_FOUND"))
        .method_not_allowed_fallback(async || Refused::from("NO_ROUTE"))
        .layer(middleware::from_fn_with_state(place.clone(), admit))
        // The socket shows no key.
        .route("/app/{key}", get(socket::serve))
        .with_state(place)
}

/// Lets a request with a good key through, and not too many.
async fn admit(State(place): State<Place>, mut request: Request, next: middleware::Next) -> Response {
    let admitted = place.shared.update(|inner| match inner.tokens.standing(request.headers()) {
        Standing::Valid(token) => {
            let scope = Scope { limit: "requests", what: "", who: token.clone() };
            let counted = inner.limits.count([scope], monotonic_ns());
            counted.map(|()| token).map_err(|_| "RATE_LIMITED")
        }
        Standing::Blocked => Err("FORBIDDEN"),
        Standing::Missing | Standing::Malformed | Standing::Invalid => Err("UNAUTHORIZED"),
    });
    match admitted {
        Ok(token) => {
            request.extensions_mut().insert(Key(token));
            next.run(request).await
        }
        Err(code) => Refused::from(code).into_response(),
    }
}

async fn streams(State(place): State<Place>) -> Response {
    place.told(catalogue::told(&place.shuriken))
}

impl Place {
    /// An answer in the form this server gives it.
    pub(super) fn told(&self, body: Value) -> Response {
        let id = request_id();
        let body = if self.shuriken.wrapped { json!({ "data": body, "requestId": id }) } else { body };
        with_id(Json(body).into_response(), &id)
    }
}

fn with_id(mut response: Response, id: &str) -> Response {
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

fn request_id() -> String {
    format!("req_{}", random_hex(8))
}
