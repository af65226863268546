//! Error codes and their bodies (contract, section 4).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::version::Version;
use crate::limits::Documented;

macro_rules! codes {
    ($($code:ident $status:literal $message:literal;)+) => {
        /// A documented code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Code {
            $($code),+
        }

        impl Code {
            const ALL: &[Self] = &[$(Self::$code),+];

            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code)),+
                }
            }

            fn status_and_message(self) -> (u16, &'static str) {
                match self {
                    $(Self::$code => ($status, $message)),+
                }
            }
        }
    };
}

codes! {
    AP1 500 "Internal server error";
    AP2 405 "Method not allowed. API tokens can only be used with GET";
    AP3 404 "404 Not Found";
    AP4 400 "Invalid query parameters";
    SC1 404 "No schedule found in the database for the given week & year.";
    SC2 400 "Invalid year or week parameter";
    SC3 400 "Missing search query parameter";
    SC4 400 "Search query must be at least 3 characters long";
    VD1 404 "No vod found with the given stream id.";
    VD2 404 "No vods found in the database";
    SB1 404 "No active subathon found";
    SB2 400 "Year parameter is required";
    SB3 400 "Invalid year parameter or year cannot be in the future";
    SB4 404 "No subathon found for the specified year";
    BL1 404 "No blog data found";
    XF1 404 "No feed data found for this user";
    AU1 401 "Missing or invalid authorization header";
    AU2 401 "Invalid or expired API token";
    AU3 500 "Failed to regenerate token";
    AU4 400 "User ID and username are required";
    AU5 500 "Failed to generate token";
    AU6 500 "Failed to delete token";
    AU8 403 "Account is blocked";
    AU9 401 "Missing or invalid authorization header. Use: Authorization: Bearer YOUR_TOKEN";
    AU10 401 "Invalid token format";
    AU11 401 "Invalid or expired API token";
    AU12 500 "Internal server error during authentication";
    AU13 500 "Configuration error. Please check Twitch settings";
    AU14 400 "Authorization code missing";
    AU15 403 "Browser origin is not allowed for this authentication request";
    RL2 429 "Too many requests from this API token";
    RL3 429 "Rate limit exceeded: Maximum 30 requests per minute";
    RL4 429 "Rate limit exceeded: Maximum 100 requests per minute";
    RL5 429 "Rate limit exceeded: Maximum 300 requests per minute";
    RL6 429 "Rate limit exceeded: Maximum 10 requests per 10 seconds";
    RL7 429 "Rate limit exceeded: Maximum 2 requests per 10 seconds";
    RL8 429 "Rate limit exceeded: Maximum 6 requests per minute";
    RL9 429 "Rate limit exceeded: Maximum 16 requests per minute";
}

/// The documented figures of the limits, each named by the code that refuses what is beyond it (contract, section 5);
/// RL2 has none and gets those of RL9.
pub(crate) const LIMITS: Documented = &[
    ("RL2", 16, 60),
    ("RL3", 30, 60),
    ("RL4", 100, 60),
    ("RL5", 300, 60),
    ("RL6", 10, 10),
    ("RL7", 2, 10),
    ("RL8", 6, 60),
    ("RL9", 16, 60),
];

impl Code {
    /// The code of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The body, in the form of one version; `path` is without its query.
    pub(crate) fn body(self, version: Version, path: &str, at_ms: i64) -> Value {
        let (code, message) = (self.name(), self.status_and_message().1);
        let error = match version {
            Version::V1 => json!({ "code": code, "message": message }),
            Version::V2 => json!({ "code": code, "message": message, "timestamp": at_ms, "path": path }),
        };
        json!({ "error": error })
    }
}

/// A request that is not answered: the code, and the status it comes with here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) code: Code,
    pub(crate) status: u16,
}

impl From<Code> for Refused {
    fn from(code: Code) -> Self {
        Self { code, status: code.status_and_message().0 }
    }
}

impl Refused {
    /// The answer, in the form of one version; `path` is without its query.
    pub(crate) fn answer(self, version: Version, path: &str, at_ms: i64) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.code.body(version, path, at_ms))).into_response()
    }
}
