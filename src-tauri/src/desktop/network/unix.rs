//! News of the network where the kernel tells them on a socket. They are hardly read, only noticed.

use std::io;
use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::{RecvFlags, recv};
use tokio::io::unix::AsyncFd;

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
mod socket;

pub(super) use socket::is_bridge;

/// Whether this is about the lack of something, and says nothing about the network.
pub(super) fn is_shortage(error: &io::Error) -> bool {
    const SHORTAGES: [Errno; 4] = [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM];
    Errno::from_io_error(error).is_some_and(|error| SHORTAGES.contains(&error))
}

/// The kernel's news.
pub(super) struct Changes {
    news: AsyncFd<OwnedFd>,
}

impl Changes {
    /// Listens from now on.
    #[allow(unsafe_code, reason = "a descriptor is registered")]
    pub(super) fn open() -> io::Result<Self> {
        // SAFETY: the descriptor is owned, and nobody closes it but its drop.
        let news = unsafe { AsyncFd::register(socket::open()?) };
        Ok(Self { news: news.map_err(io::Error::from)? })
    }

    /// Waits until something about the network changed.
    pub(super) async fn next(&mut self) -> io::Result<()> {
        loop {
            let mut ready = self.news.readable().await?;
            let mut heard = false;
            loop {
                let mut message = [0; 4_096];
                match recv(ready.get_inner(), &mut message, RecvFlags::empty()) {
                    Ok((length, _)) => heard |= message.get(..length).is_some_and(socket::is_heeded),
                    // Too much came for the kernel to keep: all the more changed.
                    Err(Errno::NOBUFS) => heard = true,
                    Err(Errno::INTR) => {}
                    Err(Errno::AGAIN) => break,
                    Err(error) => return Err(error.into()),
                }
            }
            ready.clear_ready();
            if heard {
                return Ok(());
            }
        }
    }
}
