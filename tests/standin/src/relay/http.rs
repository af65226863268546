//! The table of paths, who may use them, and the errors (contract, sections 1 and 2).

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::{Relay, RelayApp, authorise, channels, publishing, records, socket};
use crate::gate::{Answer, plain};
use crate::shared::Shared;
use crate::tokens::bearer;

/// The server, as its paths see it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) shared: Arc<Shared>,
    pub(super) relay: Arc<Relay>,
}

/// What is answered instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused(StatusCode, &'static str);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

/// All paths of this system.
pub(crate) fn routes(shared: &Arc<Shared>, relay: &Relay) -> Router {
    let place = Place { shared: Arc::clone(shared), relay: Arc::new(relay.clone()) };
    let mut router = Router::new()
        .route("/app/{key}", get(socket::serve))
        .route("/apps/{id}/events", publishing::posts(publishing::one))
        .route("/apps/{id}/events/batch", publishing::posts(publishing::batch))
        .route("/apps/{id}/events/log", get(records::log))
        .route("/apps/{id}/channels", get(channels::all))
        .route("/apps/{id}/channels/{name}", get(channels::one))
        .route("/apps/{id}/channels/{name}/users", get(channels::users))
        .route("/apps/{id}/channels/{name}/events", get(records::history))
        .route("/apps/{id}/auth", post(authorise::by_server))
        .route("/broadcasting/auth", post(authorise::by_application))
        .route("/stats", get(records::stats))
        .route("/health", get(health));
    if relay.is_030() {
        router = router
            .route("/apps/{id}/events", get(records::events))
            .route("/apps/{id}/events/{event}", get(records::event))
            .route("/apps/{id}/events/{event}/replay", post(publishing::replay))
            .route("/apps/{id}/metrics", get(records::metrics))
            .route("/apps/{id}/stats", get(records::app_stats));
    }
    router
        .fallback(async || plain(StatusCode::NOT_FOUND, "404 page not found\n"))
        .layer(middleware::from_fn(cors))
        .with_state(place)
}

impl Place {
    /// The app whose secret the request shows.
    pub(super) fn app(&self, id: &str, headers: &HeaderMap) -> Result<&RelayApp, Refused> {
        let app = self.app_named(id)?;
        match bearer(headers) {
            None => Err(error(StatusCode::UNAUTHORIZED, "Missing or invalid Authorization header")),
            Some(secret) if secret == app.secret => Ok(app),
            Some(_) => Err(error(StatusCode::FORBIDDEN, "Invalid app secret")),
        }
    }

    pub(super) fn app_named(&self, id: &str) -> Result<&RelayApp, Refused> {
        let app = self.relay.apps.iter().find(|app| app.id == id);
        app.ok_or_else(|| error(StatusCode::UNAUTHORIZED, "Unknown app ID"))
    }
}

/// An error in this server's form.
pub(super) fn error(status: StatusCode, text: &'static str) -> Refused {
    Refused(status, text)
}

/// The body as JSON.
pub(super) fn parsed(body: &[u8]) -> Result<Value, Refused> {
    serde_json::from_slice(body).map_err(|_| error(StatusCode::BAD_REQUEST, "Invalid JSON body"))
}

/// The documented error of a status.
pub(crate) fn coded(code: &str) -> Option<Answer> {
    let (status, text) = match code {
        "400" => (400, "Invalid JSON body"),
        "401" => (401, "Unknown app ID"),
        "403" => (403, "Invalid app secret"),
        "404" => (404, "Channel not found"),
        "422" => (422, "channel and event are required"),
        "429" => (429, "rate limit exceeded"),
        _ => return None,
    };
    Some(Answer::json(status, json!({ "error": text }).to_string()))
}

async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Any page may ask, and is told so.
async fn cors(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response
    } else {
        next.run(request).await
    };
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Authorization"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
