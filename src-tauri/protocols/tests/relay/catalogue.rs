//! Every example of the contract, once.

use crate::kit::example::{self, Example, examples};

/// Whether it is a frame of the socket; all others are bodies of HTTP requests and answers.
pub fn is_frame(example: &Example) -> bool {
    !example.name.starts_with("http.")
}

/// All of them.
pub const ALL: &[Example] = examples![
    "relay":
    "client_event.json",
    "connection_established.json",
    "connection_established.stringData.json",
    "connection_established.v030.json",
    "error.4000.json",
    "error.4009.json",
    "error.4200.json",
    "event.objectData.json",
    "event.plainText.json",
    "event.stringData.json",
    "http.app_stats.response.v030.json",
    "http.auth.request.presence.json",
    "http.auth.request.private.json",
    "http.auth.response.presence.json",
    "http.auth.response.private.json",
    "http.batch.request.json",
    "http.batch.response.json",
    "http.channel.response.json",
    "http.channel.response.v030.json",
    "http.channels.response.json",
    "http.channels.response.v030.json",
    "http.error.400.json",
    "http.error.401.json",
    "http.error.403.json",
    "http.error.404.json",
    "http.error.422.json",
    "http.error.429.json",
    "http.events.response.v030.json",
    "http.events_log.response.json",
    "http.health.response.json",
    "http.history.response.empty.v030.json",
    "http.history.response.v030.json",
    "http.metrics.response.v030.json",
    "http.publish.request.json",
    "http.publish.request.objectData.v030.json",
    "http.publish.response.json",
    "http.stats.response.json",
    "http.users.response.json",
    "member_added.idNull.v030.json",
    "member_added.json",
    "member_removed.json",
    "ping.json",
    "pong.json",
    "subscribe.presence.json",
    "subscribe.private.json",
    "subscribe.public.json",
    "subscribe.replay.v030.json",
    "subscription_succeeded.json",
    "subscription_succeeded.presence.empty.v030.json",
    "subscription_succeeded.presence.json",
    "subscription_succeeded.presence.v030.json",
    "unsubscribe.json",
];

/// The text of one of them.
pub fn text(name: &str) -> &'static str {
    example::text(ALL, name)
}
