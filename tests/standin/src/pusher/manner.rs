//! In which points the systems that speak this protocol differ.

use serde_json::Value;

use crate::shared::Inner;

/// The events of an app's channel after one of them, each with its data.
pub(crate) type Replay = fn(&Inner, app: &str, channel: &str, last: u64) -> Vec<(String, Value)>;

/// How one system speaks.
#[derive(Clone)]
pub(crate) struct Manner {
    /// The name of the handshake event.
    pub(crate) established: &'static str,
    /// What the names of pongs and errors begin with.
    pub(crate) own: &'static str,
    /// What the names of events about a subscription begin with.
    pub(crate) internal: &'static str,
    /// What the names of the client's commands may begin with.
    pub(crate) commands: &'static [&'static str],
    /// Whether `data` of protocol events is a string that holds JSON.
    pub(crate) string_data: bool,
    /// Whether that of errors is.
    pub(crate) string_errors: bool,
    /// Whether that of published events is made a string; otherwise it stays what was published.
    pub(crate) string_events: bool,
    /// Whether a command's `data` may be a string that holds JSON.
    pub(crate) string_commands: bool,
    /// What a pong carries.
    pub(crate) pong: Value,
    /// What `channel_data` calls the id of a member, first name first.
    pub(crate) id_read: &'static [&'static str],
    /// What this server calls it.
    pub(crate) id_told: &'static str,
    /// Whether it is told who left with all that is known of them.
    pub(crate) leaves_with_info: bool,
    pub(crate) hash: Hash,
    /// Whether one user on two sockets is two members.
    pub(crate) counts_sockets: bool,
    /// Whether a wrong signature is told on the channel; otherwise as an error without a channel.
    pub(crate) refuses_on_channel: bool,
    /// Whether a close is told as an error before.
    pub(crate) tells_close: bool,
    /// Whether clients may speak to each other; a refusal is told as an error where `client_refusal` says so.
    pub(crate) client_events: bool,
    /// How a client event that is not passed on is answered, if at all.
    pub(crate) client_refusal: Option<&'static str>,
    /// Whether subscribing twice is an error.
    pub(crate) once: bool,
    /// Whether it is told how many listen.
    pub(crate) counts: bool,
    /// Longest name of a channel.
    pub(crate) longest_name: usize,
    /// Longest frame of a client, bytes.
    pub(crate) longest_frame: usize,
    /// What is sent after a subscription that names the last event it knows, if anything is.
    pub(crate) replay: Option<Replay>,
}

/// How the members are told to who comes in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    /// By their id, as members.
    Members,
    /// By their id, only what is known of them.
    Infos,
    /// By socket, as members; and no list of ids where there are none.
    Sockets,
}
