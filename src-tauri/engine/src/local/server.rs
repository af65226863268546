//! The bell's end of the local socket. Owning it is being the single instance.

use std::sync::Arc;

use interprocess::local_socket::ListenerOptions;
use interprocess::local_socket::tokio::Listener;
use interprocess::local_socket::traits::tokio::Listener as _;
use swarmbell_words::say;
use tokio::sync::{Semaphore, mpsc};

use super::{SocketPlace, peer, session};
use crate::controller::Input;
use crate::lock::{Lock, LockError};

/// Connections at the same time at most: one window, and scripts that ask for the status.
const MAX_SESSIONS: usize = 16;

/// The socket of this bell.
pub struct Server {
    listener: Listener,
    _lock: Lock,
}

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another bell of this user owns it.
    #[error("{}", say!("bell-already-running"))]
    AlreadyRunning,
    /// The system refuses it.
    #[error("{}", say!("bell-no-socket", error = _0.to_string()))]
    Refused(#[from] std::io::Error),
}

impl Server {
    /// Takes the socket. What a killed bell left behind is replaced. To be called inside a runtime.
    pub fn bind(place: &SocketPlace) -> Result<Self, ServeError> {
        place.prepare()?;
        let lock = Lock::take(&place.lock_file()).map_err(|error| match error {
            LockError::Held => ServeError::AlreadyRunning,
            LockError::Refused(error) => error.into(),
        })?;
        Ok(Self { listener: listen(place)?, _lock: lock })
    }

    /// Serves until the controller is gone.
    pub async fn run(self, inputs: mpsc::Sender<Input>) {
        let places = Arc::new(Semaphore::new(MAX_SESSIONS));
        while let Ok(place) = Arc::clone(&places).acquire_owned().await {
            let stream = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = inputs.closed() => return,
            };
            match stream {
                Ok(stream) if !peer::is_this_user(&stream) => {
                    tracing::warn!("another user's local connection was refused");
                }
                Ok(stream) => {
                    let inputs = inputs.clone();
                    tokio::spawn(async move {
                        session::run(stream, inputs).await;
                        drop(place);
                    });
                }
                // Out of descriptors, or a client that left at once: the next one may fare better.
                Err(error) => {
                    tracing::warn!(%error, "a local connection was not accepted");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            }
        }
    }
}

/// A pause, so that a lasting failure does not keep a processor busy.
const AFTER_FAILURE: std::time::Duration = std::time::Duration::from_millis(100);

/// The socket's file is for this user alone, and only the owner of the lock replaces it.
#[cfg(unix)]
fn listen(place: &SocketPlace) -> std::io::Result<Listener> {
    use std::io::ErrorKind;

    use interprocess::os::unix::local_socket::ListenerOptionsExt;

    match std::fs::remove_file(place.socket_file()) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let options = || -> std::io::Result<_> { Ok(ListenerOptions::new().name(place.name()?)) };
    match options()?.mode(0o600).create_tokio() {
        // macOS has no modes for sockets; there the folder is what keeps others out.
        Err(error) if error.kind() == ErrorKind::Unsupported => options()?.create_tokio(),
        created => created,
    }
}

/// The pipe is for its owner alone.
#[cfg(windows)]
fn listen(place: &SocketPlace) -> std::io::Result<Listener> {
    use interprocess::os::windows::local_socket::ListenerOptionsExt;
    use interprocess::os::windows::security_descriptor::SecurityDescriptor;

    // All access for the owner (OW), none inherited (P), none for anybody else.
    let owner_only = widestring::u16cstr!("D:P(A;;GA;;;OW)");
    let descriptor = SecurityDescriptor::deserialize(owner_only)?;
    ListenerOptions::new().name(place.name()?).security_descriptor(descriptor).create_tokio()
}
