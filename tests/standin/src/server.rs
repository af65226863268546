//! Starting and stopping the stand-in.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Timelike};
use tokio::sync::{mpsc, oneshot};

use crate::clock::system_ms;
use crate::control::Control;
use crate::listener::{self, PortOrder};
use crate::neuro::Versions;
use crate::shared::Shared;
use crate::system::System;

/// How the stand-in behaves.
#[derive(Clone, Debug)]
pub struct Config {
    /// Port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Which event system is served.
    pub system: System,
    /// Tokens that are valid from the start. One token is one user; those beginning with `unltd_` may open any
    /// number of sockets.
    pub tokens: Vec<String>,
    /// Decides what stands in the schedules of `NeuroInfoAPI`.
    pub seed: u64,
    /// Planned streams begin at this hour in London.
    pub local_hour: u32,
    /// The pretended wall time at the start, Unix milliseconds; none follows the system's clock.
    pub now_ms: Option<i64>,
    /// Whether requests are limited as documented; `Control::limit` changes a figure.
    pub rate_limits: bool,
    /// Which versions of `NeuroInfoAPI` are served.
    pub versions: Versions,
    /// How long a ticket is good. 30 s is the server's own figure.
    pub ticket_life: Duration,
    /// `streamUpdate` is broadcast once in this time at most. 2 s is the server's own figure.
    pub update_every: Duration,
    /// A socket from which nothing was heard for this long is dropped. 60 s is the server's own figure.
    pub idle_close: Duration,
    /// How often a protocol ping is sent. The real figure is not published.
    pub ping_every: Duration,
}

impl Config {
    /// As by default, but planned streams begin half a day from now: no reminder is due by chance.
    pub fn nothing_soon() -> Self {
        let local_hour = DateTime::from_timestamp_millis(system_ms()).map_or(0, |now| (now.hour() + 12) % 24);
        Self { local_hour, ..Self::default() }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            system: System::Neuro,
            tokens: vec!["demo-token".to_owned()],
            seed: 1,
            local_hour: 19,
            now_ms: None,
            rate_limits: true,
            versions: Versions::default(),
            ticket_life: Duration::from_secs(30),
            update_every: Duration::from_secs(2),
            idle_close: Duration::from_secs(60),
            ping_every: Duration::from_secs(25),
        }
    }
}

/// A running stand-in. Dropping it closes the port and every connection at once.
pub struct Server {
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Opens the port and serves on a thread with a runtime of its own, so that a caller's paused clock or busy
    /// runtime does not move the server.
    ///
    /// # Errors
    /// When the port cannot be opened or the thread cannot be started.
    pub async fn start(config: Config) -> anyhow::Result<Self> {
        let (listener, authority) = open(config.port)?;
        let mut listeners = vec![listener];
        let mut others = Vec::new();
        for _ in 0..config.system.further_ports() {
            let (listener, authority) = open(0)?;
            listeners.push(listener);
            others.push(authority);
        }
        let (port_orders, orders) = mpsc::channel(8);
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::new(Shared::new(config, authority, others, port_orders));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("standin".to_owned()).spawn(move || {
            runtime.block_on(listener::serve(served, listeners, orders, stopped));
        })?;
        Ok(Self { shared, stop: Some(stop), thread: Some(thread) })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.shared.authority)
    }

    /// Where the socket of the system is, `ws://127.0.0.1:PORT/…`. Shuriken's is known only from a session: of it this
    /// is the origin alone.
    #[must_use]
    pub fn socket_url(&self) -> String {
        format!("ws://{}{}", self.shared.authority, self.shared.config.system.socket_path())
    }

    /// A handle to make things happen and to see what happened.
    #[must_use]
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.shared))
    }

    /// What `X-Control-Token` must carry in requests to `/_control`.
    #[must_use]
    pub fn control_token(&self) -> &str {
        &self.shared.control_token
    }

    /// Closes the port and every socket, as the real server does at its end, and ends.
    pub async fn stop(mut self) {
        let (done, finished) = oneshot::channel();
        if self.shared.port_orders.send(PortOrder::Shutdown { done }).await.is_ok() {
            // An error means the serving task is gone already, which is what was wanted.
            let _ = finished.await;
        }
        self.end();
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Opens a port on loopback; which one, and its authority.
fn open(port: u16) -> anyhow::Result<(TcpListener, String)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("opening port {port} on 127.0.0.1"))?;
    listener.set_nonblocking(true)?;
    let authority = listener.local_addr()?.to_string();
    Ok((listener, authority))
}
