//! Every example of the contract, once.

use crate::kit::example::{self, Example, examples};

/// Whether it is a frame of the socket.
pub fn is_frame(example: &Example) -> bool {
    !is_body(example) && !is_payload(example)
}

/// Whether it is the body of an HTTP request or answer.
pub fn is_body(example: &Example) -> bool {
    example.name.starts_with("http.")
}

/// Whether it is what a stream says.
pub fn is_payload(example: &Example) -> bool {
    example.name.starts_with("payload.")
}

/// All of them.
pub const ALL: &[Example] = examples![
    "shuriken":
    "connection_established.json",
    "error.4001.json",
    "error.4201.json",
    "error.nullCode.json",
    "event.alpha.signalFeedGlobal.json",
    "event.objectData.json",
    "event.portfolio.notifications.json",
    "event.svm.token.swaps.json",
    "http.auth.request.form.json",
    "http.auth.response.presence.json",
    "http.auth.response.private.json",
    "http.catalog.response.json",
    "http.error.400.json",
    "http.error.401.json",
    "http.error.403.json",
    "http.error.429.json",
    "http.error.500.json",
    "http.session.request.evm.json",
    "http.session.request.json",
    "http.session.response.json",
    "http.session.response.unwrapped.json",
    "member_added.json",
    "member_removed.json",
    "payload.alpha.personal.json",
    "payload.alpha.signalFeedGlobal.json",
    "payload.alpha.signalFeedNamed.feedMessage.json",
    "payload.automation.updates.json",
    "payload.evm.token.swaps.json",
    "payload.portfolio.notifications.claim.json",
    "payload.portfolio.notifications.strategy.json",
    "payload.portfolio.notifications.swap.json",
    "payload.svm.bondingCurve.creations.json",
    "payload.svm.token.poolInfo.json",
    "payload.svm.token.swaps.json",
    "payload.svm.wallet.nativeBalance.json",
    "ping.json",
    "pong.json",
    "subscribe.presence.json",
    "subscribe.private.json",
    "subscribe.public.json",
    "subscription_error.json",
    "subscription_error.plainText.json",
    "subscription_succeeded.json",
    "subscription_succeeded.presence.json",
    "unsubscribe.json",
];

/// The text of one of them.
pub fn text(name: &str) -> &'static str {
    example::text(ALL, name)
}
