//! Every example of the contract, once.

use crate::kit::example::{self, Example, examples};

/// Whether it is a message of the server.
pub fn is_frame(example: &Example) -> bool {
    let is_sent = example.name.starts_with("subscribe.") || example.name == "unsubscribe.json";
    !is_sent && !example.name.starts_with("http.") && example.name != "close_codes.json"
}

/// Whether it is the body of an HTTP answer.
pub fn is_body(example: &Example) -> bool {
    example.name.starts_with("http.") && example.name != "http.headers.quota.json"
}

/// All of them.
pub const ALL: &[Example] = examples![
    "vera":
    "backfill_truncated.json",
    "close_codes.json",
    "error.invalidJson.json",
    "error.subscriptionCap.json",
    "error.unknownAction.json",
    "event.json",
    "event.minimal.json",
    "event.noMarkets.json",
    "http.error.401.invalid_authentication.json",
    "http.error.402.payment_required.json",
    "http.error.422.invalid_parameter.json",
    "http.error.429.rate_limit_exceeded.json",
    "http.event.json",
    "http.events.lastPage.json",
    "http.events.page.json",
    "http.headers.quota.json",
    "subscribe.add.json",
    "subscribe.json",
    "subscribe.resume.json",
    "subscribed.json",
    "unsubscribe.json",
    "warning.softLimit.json",
];

/// The text of one of them.
pub fn text(name: &str) -> &'static str {
    example::text(ALL, name)
}
