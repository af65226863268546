//! The port: accepts connections, can be closed for a while and opened again.

use std::collections::HashMap;
use std::future::poll_fn;
use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{AbortHandle, Id, JoinSet};

use crate::shared::Shared;
use crate::socket::Cut;
use crate::{control, gate, neuro};

/// Between two tries to open the port again; somebody else may hold it for a moment.
const REOPEN_EVERY: Duration = Duration::from_millis(20);
/// How long a shutdown waits for the clients' close frames.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(1);

/// What can be asked of the port.
pub(crate) enum PortOrder {
    /// Close it for a while; `abrupt` drops the sockets, else they are closed as the system does it.
    Restart { down_for: Duration, abrupt: bool },
    /// Close everything politely, then say so.
    Shutdown { done: oneshot::Sender<()> },
}

/// Who is at the other end of an HTTP connection.
#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    /// Set once the connection carried a control request; a restart spares it.
    controls: Arc<AtomicBool>,
}

impl Peer {
    pub(crate) fn mark_control(&self) {
        self.controls.store(true, Ordering::Relaxed);
    }
}

/// Serves until `stopped` resolves; everything open is dropped with the runtime.
pub(crate) async fn serve(
    shared: Arc<Shared>,
    listeners: Vec<StdListener>,
    mut orders: mpsc::Receiver<PortOrder>,
    mut stopped: oneshot::Receiver<()>,
) {
    // Only fails without a runtime, and this is one.
    let listeners: Result<Vec<_>, _> = listeners.into_iter().map(TcpListener::from_std).collect();
    let Ok(listeners) = listeners else { return };
    let updates = Arc::clone(&shared);
    // Ends with the runtime.
    tokio::spawn(async move { neuro::tell_what_waits(&updates).await });
    let mut port = Port::new(shared, listeners);
    loop {
        tokio::select! {
            _ = &mut stopped => return,
            order = orders.recv() => match order {
                None => return,
                Some(order) => tokio::select! {
                    _ = &mut stopped => return,
                    () = port.carry_out(order) => {}
                },
            },
            () = port.turn() => {}
        }
    }
}

struct Port {
    shared: Arc<Shared>,
    router: Router,
    /// None while it is closed.
    listeners: Vec<TcpListener>,
    tasks: JoinSet<()>,
    open: HashMap<Id, (AbortHandle, Peer)>,
}

impl Port {
    fn new(shared: Arc<Shared>, listeners: Vec<TcpListener>) -> Self {
        let gate = middleware::from_fn_with_state(Arc::clone(&shared), gate::pass);
        let router = control::routes(&shared).merge(shared.config.system.routes(&shared).layer(gate));
        Self { shared, router, listeners, tasks: JoinSet::new(), open: HashMap::new() }
    }

    /// Accepts one connection, or buries one that ended.
    async fn turn(&mut self) {
        tokio::select! {
            accepted = accept(&self.listeners) => match accepted {
                Ok((stream, address)) => self.take_in(stream, address),
                // Out of descriptors: pausing lets others close before the next try.
                Err(_) => tokio::time::sleep(REOPEN_EVERY).await,
            },
            Some(ended) = self.tasks.join_next_with_id() => {
                let id = match ended {
                    Ok((id, ())) => id,
                    Err(error) => error.id(),
                };
                self.open.remove(&id);
            }
        }
    }

    fn take_in(&mut self, stream: TcpStream, address: SocketAddr) {
        // Latency is measured through this socket; small frames must not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let peer = Peer { address, controls: Arc::default() };
        let connection = http(stream, self.router.clone(), peer.clone());
        let handle = self.tasks.spawn(connection);
        self.open.insert(handle.id(), (handle, peer));
    }

    async fn carry_out(&mut self, order: PortOrder) {
        match order {
            PortOrder::Restart { down_for, abrupt } => {
                self.close(abrupt);
                tokio::time::sleep(down_for).await;
                self.reopen().await;
            }
            PortOrder::Shutdown { done } => {
                self.close(false);
                self.wait_for_sockets().await;
                let _ = done.send(());
            }
        }
    }

    fn close(&mut self, abrupt: bool) {
        self.listeners.clear();
        for (handle, peer) in self.open.values() {
            if !peer.controls.load(Ordering::Relaxed) {
                handle.abort();
            }
        }
        self.shared.update(|inner| {
            inner.state.listening = false;
            if abrupt {
                inner.cut(Cut::Drop, |_| true);
            } else {
                for order in self.shared.config.system.farewell() {
                    inner.order(&order, |_| true);
                }
            }
        });
    }

    async fn reopen(&mut self) {
        for authority in std::iter::once(&self.shared.authority).chain(&self.shared.others) {
            self.listeners.push(bind(authority).await);
        }
        self.shared.update(|inner| inner.state.listening = true);
    }

    async fn wait_for_sockets(&self) {
        let mut changes = self.shared.changes();
        let all_gone = async {
            while self.shared.read(|inner| !inner.lines.is_empty()) {
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        // Those that do not answer the close frame in time are dropped with the runtime.
        let _ = tokio::time::timeout(SHUTDOWN_PATIENCE, all_gone).await;
    }
}

/// The next connection at any of the ports; never one while there is none.
async fn accept(listeners: &[TcpListener]) -> io::Result<(TcpStream, SocketAddr)> {
    poll_fn(|context| {
        let ready = listeners.iter().map(|listener| listener.poll_accept(context)).find(Poll::is_ready);
        ready.unwrap_or(Poll::Pending)
    })
    .await
}

/// Opens a port, as soon as nobody else holds it.
async fn bind(authority: &str) -> TcpListener {
    loop {
        match TcpListener::bind(authority).await {
            Ok(listener) => return listener,
            Err(_) => tokio::time::sleep(REOPEN_EVERY).await,
        }
    }
}

/// One HTTP/1.1 connection, until it ends or becomes a socket.
async fn http(stream: TcpStream, router: Router, peer: Peer) {
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(peer.clone());
        hyper::service::Service::call(&TowerToHyperService::new(router.clone()), request)
    });
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // A client that breaks off or talks nonsense ends its own connection only.
    let _ = connection.with_upgrades().await;
}
