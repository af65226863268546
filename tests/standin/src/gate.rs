//! What every request passes before a server sees it: the log, the stall, the planned faults.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION, UPGRADE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::clock::monotonic_ns;
use crate::shared::Shared;
use crate::state::{self, Request as Logged};

/// A prepared answer, given in place of the right one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body, sent as it is.
    pub body: String,
    /// `Content-Type`.
    pub content_type: String,
    /// Further headers, name and value.
    pub headers: Vec<(String, String)>,
    /// How often it is given; none until the faults are cleared.
    pub times: Option<u32>,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            status: 500,
            body: String::new(),
            content_type: "text/plain; charset=utf-8".to_owned(),
            headers: Vec::new(),
            times: None,
        }
    }
}

impl Answer {
    /// A plain-text answer, given until the faults are cleared.
    #[must_use]
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    /// An HTML answer, given until the faults are cleared.
    #[must_use]
    pub fn html(status: u16, body: impl Into<String>) -> Self {
        Self { content_type: "text/html; charset=utf-8".to_owned(), ..Self::text(status, body) }
    }

    /// An answer that calls itself JSON, valid or not, given until the faults are cleared.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self { content_type: "application/json".to_owned(), ..Self::text(status, body) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Given so many times only.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = ("content-type", self.content_type.as_str());
        let others = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in std::iter::once(content_type).chain(others) {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// One planned fault.
pub(crate) struct Rule {
    pub(crate) applies: Applies,
    pub(crate) act: Act,
    /// How often it still acts; none until cleared.
    pub(crate) left: Option<u32>,
}

/// A close that sockets get as soon as they are open.
pub(crate) struct TurnAway {
    pub(crate) code: u16,
    pub(crate) reason: String,
    /// How often still; none until cleared.
    pub(crate) left: Option<u32>,
}

/// Which requests a fault meets.
pub(crate) enum Applies {
    /// WebSocket handshakes, whatever their path.
    Upgrade,
    /// Plain requests whose path begins so.
    Prefix(String),
    /// Any request to exactly this path, handshakes too.
    Path(String),
}

/// What a fault does.
#[derive(Clone)]
pub(crate) enum Act {
    Answer(Answer),
    Redirect(String),
    /// Waits first, then lets the request go on.
    Delay(Duration),
}

impl Rule {
    fn applies_to(&self, path: &str, upgrade: bool) -> bool {
        match &self.applies {
            Applies::Upgrade => upgrade,
            Applies::Prefix(prefix) => !upgrade && path.starts_with(prefix.as_str()),
            Applies::Path(own) => path == own,
        }
    }
}

/// Whether the request asks for a WebSocket.
pub(crate) fn is_upgrade(headers: &HeaderMap) -> bool {
    text(headers, &UPGRADE).is_some_and(|value| value.to_ascii_lowercase().contains("websocket"))
}

/// A header's value, bytes outside UTF-8 replaced.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The middleware in front of all servers.
pub(crate) async fn pass(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let id = note(&shared, &request);
    let mut stall = shared.stall.subscribe();
    // The sender lives as long as `shared`, so the wait ends with the stall.
    let _ = stall.wait_for(|stalled| !stalled).await;
    let response = match planned(&shared, request.uri().path(), is_upgrade(request.headers())).await {
        Some(response) => response,
        None => next.run(request).await,
    };
    let status = response.status().as_u16();
    shared.update(|inner| {
        if let Some(logged) = inner.state.requests.iter_mut().rev().find(|logged| logged.id == id) {
            logged.status = Some(status);
        }
    });
    response
}

fn note(shared: &Shared, request: &Request) -> u64 {
    let headers = request.headers();
    let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let at_ms = shared.clock.now_ms();
    let monotonic_ns = monotonic_ns();
    shared.update(|inner| {
        let id = inner.next_request();
        let logged = Logged {
            id,
            method: request.method().to_string(),
            path,
            upgrade: is_upgrade(headers),
            authorization: text(headers, &AUTHORIZATION),
            user_agent: text(headers, &USER_AGENT),
            status: None,
            at_ms,
            monotonic_ns,
        };
        state::log(&mut inner.state.requests, logged);
        id
    })
}

/// Carries out the planned faults that meet this request, delays first to last, until one answers.
async fn planned(shared: &Shared, path: &str, upgrade: bool) -> Option<Response> {
    for act in take(shared, path, upgrade) {
        match act {
            Act::Delay(time) => tokio::time::sleep(time).await,
            Act::Answer(answer) => return Some(answer.response()),
            Act::Redirect(to) => return Some(redirect(&to)),
        }
    }
    None
}

fn take(shared: &Shared, path: &str, upgrade: bool) -> Vec<Act> {
    shared.update(|inner| {
        let mut acts = Vec::new();
        let mut answered = false;
        for rule in &mut inner.faults {
            if answered || !rule.applies_to(path, upgrade) {
                continue;
            }
            rule.left = rule.left.map(|left| left.saturating_sub(1));
            answered = !matches!(rule.act, Act::Delay(_));
            acts.push(rule.act.clone());
        }
        inner.faults.retain(|rule| rule.left != Some(0));
        acts
    })
}

fn redirect(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(location) = HeaderValue::try_from(to) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// A plain-text answer, the form in which handshakes are refused.
pub(crate) fn plain(status: StatusCode, body: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
