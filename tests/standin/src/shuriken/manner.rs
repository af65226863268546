//! How its Pusher servers speak (contract, section 5).

use serde_json::json;

use super::Shuriken;
use crate::pusher::{Hash, Manner};

/// Longest frame of a client and name of a channel. Neither is published; these are Pusher's own.
const LONGEST: (usize, usize) = (10_240, 200);

/// The manner of a server.
pub(super) fn of(shuriken: &Shuriken) -> Manner {
    Manner {
        established: "pusher:connection_established",
        own: "pusher:",
        internal: "pusher_internal:",
        commands: &["pusher:"],
        string_data: true,
        string_errors: shuriken.string_errors,
        string_events: !shuriken.object_data,
        string_commands: true,
        pong: json!({}),
        id_read: &["user_id"],
        id_told: "user_id",
        leaves_with_info: false,
        hash: Hash::Infos,
        counts_sockets: false,
        refuses_on_channel: true,
        tells_close: true,
        client_events: false,
        client_refusal: Some("Client event not allowed here"),
        once: true,
        counts: shuriken.subscription_counts,
        longest_frame: LONGEST.0,
        longest_name: LONGEST.1,
        replay: None,
    }
}
