//! `POST /_control/{verb}` with the verb's arguments as JSON, and `GET /_control/state`.
//!
//! The port listens on loopback only; the `Host` check keeps web pages of any other name out, the random token
//! everybody who did not start the server.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::{Command, Control};
use crate::gate::plain;
use crate::listener::Peer;
use crate::shared::Shared;

const TOKEN_HEADER: &str = "x-control-token";

/// The control paths.
pub(crate) fn routes(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/_control/state", get(state))
        .route("/_control/{verb}", post(carry_out))
        .layer(middleware::from_fn_with_state(Arc::clone(shared), admit))
        .with_state(Arc::clone(shared))
}

async fn admit(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if !host_is_ours(headers, &shared.authority) {
        return plain(StatusCode::FORBIDDEN, "Wrong host");
    }
    if headers.get(TOKEN_HEADER).is_none_or(|token| token != shared.control_token.as_str()) {
        return plain(StatusCode::FORBIDDEN, "Wrong control token");
    }
    peer.mark_control();
    next.run(request).await
}

fn host_is_ours(headers: &HeaderMap, authority: &str) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let port = authority.rsplit(':').next().unwrap_or_default();
    host == authority || host.strip_prefix("localhost:") == Some(port)
}

async fn state(State(shared): State<Arc<Shared>>) -> Response {
    Json(Control::new(shared).state()).into_response()
}

async fn carry_out(State(shared): State<Arc<Shared>>, Path(verb): Path<String>, body: Bytes) -> Response {
    let command = match command(&verb, &body) {
        Ok(command) => command,
        Err(error) => return failed(StatusCode::BAD_REQUEST, &error),
    };
    match Control::new(shared).carry_out(command).await {
        Ok(result) => Json(json!({ "result": result })).into_response(),
        Err(error) => failed(StatusCode::CONFLICT, &error),
    }
}

/// The command a verb and its arguments make; no body is no arguments.
fn command(verb: &str, body: &[u8]) -> anyhow::Result<Command> {
    let mut arguments: Value = if body.is_empty() { json!({}) } else { serde_json::from_slice(body)? };
    let members = arguments.as_object_mut().ok_or_else(|| anyhow::anyhow!("a JSON object expected"))?;
    members.insert("verb".to_owned(), json!(verb));
    Ok(serde_json::from_value(arguments)?)
}

fn failed(status: StatusCode, error: &anyhow::Error) -> Response {
    (status, Json(json!({ "error": format!("{error:#}") }))).into_response()
}
