//! News of the network on Windows: the system calls back.

use std::ffi::c_void;
use std::io;

use tokio::sync::Notify;
use windows::Win32::Foundation::HANDLE;
use windows::Win32::NetworkManagement::IpHelper::{
    CancelMibChangeNotify2, MIB_IPFORWARD_ROW2, MIB_NOTIFICATION_TYPE, MIB_UNICASTIPADDRESS_ROW,
    NotifyRouteChange2, NotifyUnicastIpAddressChange,
};
use windows::Win32::Networking::WinSock::{AF_UNSPEC, WSAEMFILE, WSAENOBUFS};

/// Told by the system's callbacks, which are given nothing that could be gone.
static CHANGED: Notify = Notify::const_new();

/// Whether this is about the lack of something, and says nothing about the network.
pub(super) fn is_shortage(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| [WSAEMFILE.0, WSAENOBUFS.0].contains(&code))
}

/// Whether an interface of this name is one of Hyper-V's switches, where WSL and virtual machines are.
pub(super) fn is_bridge(name: &str) -> bool {
    name.starts_with("vEthernet")
}

/// The system's news.
pub(super) struct Changes;

impl Changes {
    /// Listens from now on until the program ends.
    #[allow(unsafe_code, reason = "system calls that keep a function")]
    pub(super) fn open() -> io::Result<Self> {
        let (mut addresses, mut routes) = (HANDLE::default(), HANDLE::default());
        // SAFETY: the callbacks read no context, and each handle is written before its call returns.
        unsafe {
            NotifyUnicastIpAddressChange(AF_UNSPEC, Some(address_changed), None, false, &raw mut addresses)
                .ok()?;
            NotifyRouteChange2(AF_UNSPEC, Some(route_changed), std::ptr::null(), false, &raw mut routes)
                .ok()
                .inspect_err(|_| {
                    // Both are tried again later. What is not taken back calls, too.
                    let _ = CancelMibChangeNotify2(addresses);
                })?;
        }
        Ok(Self)
    }

    /// Waits until something about the network changed.
    pub(super) async fn next(&mut self) -> io::Result<()> {
        CHANGED.notified().await;
        Ok(())
    }
}

#[allow(unsafe_code, reason = "called by the system")]
unsafe extern "system" fn address_changed(
    _context: *const c_void,
    _row: *const MIB_UNICASTIPADDRESS_ROW,
    _kind: MIB_NOTIFICATION_TYPE,
) {
    CHANGED.notify_one();
}

#[allow(unsafe_code, reason = "called by the system")]
unsafe extern "system" fn route_changed(
    _context: *const c_void,
    _row: *const MIB_IPFORWARD_ROW2,
    _kind: MIB_NOTIFICATION_TYPE,
) {
    CHANGED.notify_one();
}
