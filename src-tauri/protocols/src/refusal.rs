//! What a refusal means by its status alone, where the server's own words say nothing more.

use std::time::Duration;

use crate::adapter::Reply;
use crate::fault::Fault;

/// The longest wait a server may impose on us; a mistaken `Retry-After` must not silence the bell for days.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// The window of the limits of most servers (contract neuro §5, contract relay §2.6).
const WINDOW: Duration = Duration::from_secs(60);

/// What any answer other than the wanted one says.
pub(crate) fn by_status(reply: &Reply) -> Fault {
    match reply.status {
        429 => rate_limited(reply.retry_after, WINDOW),
        status @ 500..=599 => Fault::ServerError { status },
        status => Fault::Refused { status },
    }
}

/// The pause the server asked for; the usual one where it named none.
pub(crate) fn rate_limited(asked: Option<Duration>, usual: Duration) -> Fault {
    Fault::RateLimited { wait_secs: asked.unwrap_or(usual).min(LONGEST_WAIT).as_secs().max(1) }
}
