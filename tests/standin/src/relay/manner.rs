//! How it speaks on the socket in each shape (contract, section 3).

use serde_json::{Value, json};

use super::world;
use super::{Relay, Shape};
use crate::pusher::{Hash, Manner};

/// Longest frame of a client, bytes (contract, section 2.6).
const LONGEST_FRAME: usize = 102_400;

/// The manner of a server.
pub(super) fn of(relay: &Relay) -> Manner {
    let seed = Manner {
        established: "relay:connection_established",
        own: "relay:",
        internal: "relay:",
        commands: &["relay:", "pusher:"],
        string_data: relay.string_data,
        string_errors: relay.string_data,
        string_events: false,
        string_commands: true,
        pong: Value::Null,
        id_read: &["id", "user_id"],
        id_told: "id",
        leaves_with_info: true,
        hash: Hash::Members,
        counts_sockets: false,
        refuses_on_channel: false,
        tells_close: false,
        client_events: true,
        client_refusal: None,
        once: false,
        counts: false,
        longest_name: relay.max_channel_name,
        longest_frame: LONGEST_FRAME,
        replay: None,
    };
    match relay.shape {
        Shape::Seed => seed,
        Shape::V030 => Manner {
            established: "pusher:connection_established",
            string_commands: false,
            id_read: &["id"],
            hash: Hash::Sockets,
            counts_sockets: true,
            replay: Some(world::replay),
            ..seed
        },
        Shape::Classic => Manner {
            established: "pusher:connection_established",
            own: "pusher:",
            internal: "pusher_internal:",
            pong: json!({}),
            id_read: &["user_id", "id"],
            id_told: "user_id",
            leaves_with_info: false,
            hash: Hash::Infos,
            replay: Some(world::replay),
            ..seed
        },
    }
}
