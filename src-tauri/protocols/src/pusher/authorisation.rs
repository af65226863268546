//! What lets into a channel that not everybody may enter (contract relay §3.5, contract shuriken §5.2).

use serde_json::Value;

use crate::adapter::Reply;
use crate::fault::Fault;
use crate::refusal;

/// Longest signature that is passed on, in bytes; the servers' have about 100.
const AUTH_BYTES: usize = 1_000;

/// Longest description of a member that is passed on, in bytes.
const CHANNEL_DATA_BYTES: usize = 10_000;

/// What lets into a channel. Signed for one socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Authorisation {
    /// The signature.
    pub(crate) auth: String,
    /// Who comes, as it was signed: passed on byte for byte.
    pub(crate) channel_data: Option<String>,
}

/// Reads the answer of the one who authorises: a refusal is final, a failure passes.
pub(crate) fn read(reply: &Reply) -> Result<Authorisation, Fault> {
    match reply.status {
        200..=299 => {}
        429 | 500..=599 => return Err(refusal::by_status(reply)),
        _ => return Err(Fault::ChannelRefused),
    }
    let body: Value = serde_json::from_slice(&reply.body).map_err(|_| Fault::Unreadable)?;
    let auth = body.get("auth").and_then(Value::as_str).filter(|auth| !auth.is_empty());
    let auth = auth.filter(|auth| auth.len() <= AUTH_BYTES).ok_or(Fault::Unreadable)?.to_owned();
    let channel_data = body.get("channel_data").and_then(Value::as_str);
    let channel_data = channel_data.filter(|data| data.len() <= CHANNEL_DATA_BYTES).map(str::to_owned);
    Ok(Authorisation { auth, channel_data })
}
