//! The kernel's news on Linux: rtnetlink(7).

use std::io;
use std::os::fd::OwnedFd;

use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with};

/// Groups of `linux/rtnetlink.h`: links, and addresses and routes of both versions.
const GROUPS: u32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

/// A socket that tells of links, addresses and routes.
pub(super) fn open() -> io::Result<OwnedFd> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
    Ok(socket)
}

/// The groups tell of nothing else.
pub(super) fn is_heeded(_message: &[u8]) -> bool {
    true
}

/// Whether an interface of this name is a bridge.
pub(in super::super) fn is_bridge(name: &str) -> bool {
    std::path::Path::new("/sys/class/net").join(name).join("bridge").exists()
}
