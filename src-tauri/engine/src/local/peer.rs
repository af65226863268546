//! Who is at the other end.

use interprocess::local_socket::tokio::Stream;

/// Whether the other end runs as this user. Folder and mode of the socket should see to that already; a token
/// goes over this line, so it is asked for once more.
#[cfg(unix)]
pub(super) fn is_this_user(stream: &Stream) -> bool {
    use interprocess::local_socket::traits::StreamCommon;
    stream.peer_creds().is_ok_and(|peer| peer.euid() == Some(rustix::process::geteuid().as_raw()))
}

/// The pipe's descriptor admits its owner alone.
#[cfg(windows)]
pub(super) fn is_this_user(_stream: &Stream) -> bool {
    true
}
