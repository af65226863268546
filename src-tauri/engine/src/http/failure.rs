//! Which fault an error of the HTTP stack is.

use std::error::Error;
use std::io;

use swarmbell_protocols::Fault;

/// Looks through the whole chain, since each layer wraps the next. The error itself is not kept: its text
/// may hold an address with its query.
pub(super) fn fault(error: &reqwest::Error) -> Fault {
    if error.is_dns() {
        Fault::NoAddress
    } else if chain(error).any(is_tls) {
        Fault::Tls
    } else if error.is_timeout() {
        Fault::TimedOut
    } else if !error.is_connect() && (error.is_decode() || error.is_body()) {
        Fault::Unreadable
    } else {
        Fault::Unreachable
    }
}

pub(super) fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| within(*error))
}

fn within<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    // An `io::Error` names as its source what its content wraps, and so leaves out the content itself.
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(content) => Some(content),
        None => error.source(),
    }
}

fn is_tls(error: &(dyn Error + 'static)) -> bool {
    error.is::<rustls::Error>()
}
