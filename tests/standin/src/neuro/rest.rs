//! From a request to its answer: which version, which resource, who asks, and the form of what is said.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answers::{Ask, Reply};
use super::error::{Code, Refused};
use super::pictures;
use super::resource::{self, Face, Resource};
use super::socket;
use super::version::{Presence, Version};
use crate::clock::monotonic_ns;
use crate::gate::{is_upgrade, plain};
use crate::listener::Peer;
use crate::query::Query;
use crate::shared::{Inner, Shared};

/// What every answer of v1 carried before its end (contract, section 1).
const DEPRECATED: [(&str, &str); 3] = [
    ("deprecation", "true"),
    ("sunset", "2026-11-01T00:00:00.000Z"),
    ("link", "<https://neuro.appstun.net/api/docs>; rel=\"deprecation\""),
];

/// Answers everything that is not a control request.
pub(super) async fn serve(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if let Some(drawn) = pictures::answer(&path) {
        return drawn;
    }
    let versions = shared.read(|inner| inner.neuro.versions);
    let (version, presence) = match Version::of(&path) {
        Some(version) => (version, versions.presence(version)),
        None => {
            versions.newest().map_or((Version::V2, Presence::NotFound), |version| (version, Presence::Served))
        }
    };
    let wants_socket = is_upgrade(request.headers());
    match presence {
        Presence::Gone => plain(StatusCode::GONE, "Gone"),
        Presence::Served if path == version.socket_path() => socket::open(&shared, version, request),
        Presence::Served | Presence::NotFound if wants_socket => plain(StatusCode::NOT_FOUND, "Not Found"),
        Presence::NotFound => {
            let form = versions.newest().unwrap_or(version);
            Refused::from(Code::AP3).answer(form, &path, shared.clock.now_ms())
        }
        Presence::Served => told(&shared, version, &request),
    }
}

/// The answer to a plain request to a version that is served.
fn told(shared: &Shared, version: Version, request: &Request) -> Response {
    let path = request.uri().path();
    let mut response = answer(shared, version, request)
        .unwrap_or_else(|refused| refused.answer(version, path, shared.clock.now_ms()));
    if path.starts_with("/api/v1/") {
        for (name, value) in DEPRECATED {
            let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn answer(shared: &Shared, version: Version, request: &Request) -> Result<Response, Refused> {
    let query = Query::of(request.uri());
    let path = request.uri().path();
    let (resource, face) = resource::find(version, path, &query).ok_or(Code::AP3)?;
    if request.method() != Method::GET {
        // The code for it came with v2.
        return Err(if version == Version::V2 { Code::AP2.into() } else { Code::AP3.into() });
    }
    let reply = read(shared, version, (resource, face), request, query)?;
    Ok(formed(reply, face))
}

/// Counts, admits and answers under one lock.
fn read(
    shared: &Shared,
    version: Version,
    (resource, face): (&Resource, &Face),
    request: &Request,
    query: Query,
) -> Result<Reply, Refused> {
    let peer = request.extensions().get::<Peer>();
    let address = peer.map_or_else(String::new, |peer| peer.address.ip().to_string());
    let (path, authority) = (request.uri().path(), shared.authority.as_str());
    let (now_ms, now_ns) = (shared.clock.now_ms(), monotonic_ns());
    shared.update(|inner| {
        let Inner { neuro: world, tokens, limits, .. } = inner;
        if let Some(code) = world.planned_refusal(path) {
            return Err(code.into());
        }
        let standing = tokens.standing(request.headers());
        let counted = limits.count(resource.scopes(face, &standing, address), now_ns);
        // Limits are named by their codes.
        counted.map_err(|limit| Code::named(limit).unwrap_or(Code::AP1))?;
        let token = resource.admit(face, standing)?;
        (resource.read)(&Ask { version, path, query, token, now_ms, now_ns, authority }, world)
    })
}

/// A reply in the form its version gives it.
fn formed(reply: Reply, face: &Face) -> Response {
    let mut response = match reply {
        Reply::Payload(payload) if face.enveloped => Json(json!({ "data": payload })).into_response(),
        Reply::Payload(payload) => Json(payload).into_response(),
        Reply::AsItIs(status, body) => (status, Json(body)).into_response(),
        Reply::Found(address) => (StatusCode::FOUND, [(LOCATION, address)]).into_response(),
    };
    if !face.cache.is_empty() {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(face.cache));
    }
    response
}
