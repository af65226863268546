//! The kernel's news on macOS: route(4).

use std::io;
use std::os::fd::OwnedFd;

use rustix::io::{FdFlags, fcntl_setfd, ioctl_fionbio};
use rustix::net::{AddressFamily, SocketType, socket};

pub(super) use super::super::news::is_heeded;

/// A socket that tells of links, addresses and routes.
pub(super) fn open() -> io::Result<OwnedFd> {
    let socket = socket(AddressFamily::ROUTE, SocketType::RAW, None)?;
    ioctl_fionbio(&socket, true)?;
    fcntl_setfd(&socket, FdFlags::CLOEXEC)?;
    Ok(socket)
}

/// Whether an interface of this name is a bridge, or a tunnel: the system has some of its own.
pub(in super::super) fn is_bridge(name: &str) -> bool {
    ["bridge", "vmenet", "utun"].iter().any(|kind| name.starts_with(kind))
}
