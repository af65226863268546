//! Error bodies of the REST side (contract, section 4).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::shared::Shared;

/// The documented codes this server answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Method other than GET.
    AP2,
    /// No such route.
    AP3,
    /// Query parameter missing or invalid.
    AP4,
    /// No schedule for that week.
    SC1,
    /// `Authorization` missing or not a bearer token.
    AU9,
    /// Token invalid or expired.
    AU11,
    /// 30 requests per minute.
    RL3,
    /// 100 requests per minute.
    RL4,
    /// 300 requests per minute.
    RL5,
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::AP2 => StatusCode::METHOD_NOT_ALLOWED,
            Self::AP3 | Self::SC1 => StatusCode::NOT_FOUND,
            Self::AP4 => StatusCode::BAD_REQUEST,
            Self::AU9 | Self::AU11 => StatusCode::UNAUTHORIZED,
            Self::RL3 | Self::RL4 | Self::RL5 => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::AP2 => "Method not allowed. API tokens can only be used with GET",
            Self::AP3 => "404 Not Found",
            Self::AP4 => "Invalid query parameters",
            Self::SC1 => "No schedule found in the database for the given week & year.",
            Self::AU9 => "Missing or invalid authorization header. Use: Authorization: Bearer YOUR_TOKEN",
            Self::AU11 => "Invalid or expired API token",
            Self::RL3 => "Rate limit exceeded: Maximum 30 requests per minute",
            Self::RL4 => "Rate limit exceeded: Maximum 100 requests per minute",
            Self::RL5 => "Rate limit exceeded: Maximum 300 requests per minute",
        }
    }
}

/// A request that is not answered.
pub(crate) struct Refusal {
    code: Code,
    /// Without the query.
    path: String,
    at_ms: i64,
}

impl Refusal {
    pub(crate) fn new(code: Code, path: &str, shared: &Shared) -> Self {
        Self { code, path: path.to_owned(), at_ms: shared.clock.now_ms() }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = json!({
            "code": format!("{:?}", self.code),
            "message": self.code.message(),
            "timestamp": self.at_ms,
            "path": self.path,
        });
        (self.code.status(), Json(json!({ "error": error }))).into_response()
    }
}
