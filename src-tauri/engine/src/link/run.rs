//! The loop: waits for whatever comes first and hands it on. It decides nothing.

use futures_util::future::OptionFuture;
use reqwest::Upgraded;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Reply, RequestId};
use swarmbell_protocols::time::Steady;
use tokio::sync::mpsc::error::TrySendError;
use tokio::task::{JoinError, JoinHandle};
use tokio_tungstenite::WebSocketStream;
use tracing::Instrument;

use super::LinkParts;
use super::epoch::{Cause, Link};
use super::mailbox::{Gone, Inbox, Orders};
use super::socket::{Heard, Socket};
use crate::clock::Clock;
use crate::controller;
use crate::http::UpgradeFailure;

/// What the loop waits for.
enum Occurrence {
    Ordered(Orders),
    HandleGone,
    Heard(Heard),
    Upgraded(Box<Result<WebSocketStream<Upgraded>, UpgradeFailure>>),
    Hung,
    Answered(Result<(RequestId, Result<Reply, Fault>), JoinError>),
    Time,
}

/// Runs a link until its handle or the controller is gone, once the link it replaces has ended.
pub(super) async fn run(parts: LinkParts, inbox: Inbox, former: Option<JoinHandle<()>>) {
    let span = tracing::info_span!("link", source = parts.source.as_str(), generation = parts.generation);
    let work = async move {
        if let Some(former) = former {
            tokio::select! {
                _ended = former => {}
                () = inbox.gone() => return,
            }
        }
        live(Link::new(parts), inbox).await;
    };
    work.instrument(span).await;
}

async fn live(mut link: Link, mut inbox: Inbox) {
    let Orders { wanted, asks, .. } = inbox.take();
    link.obey(Orders { wanted, ..Orders::default() });
    link.start();
    link.obey(Orders { asks, ..Orders::default() });
    loop {
        link.serve_due();
        if link.tell(&inbox).await.is_err() {
            break;
        }
        match link.next(&mut inbox).await {
            Occurrence::Ordered(orders) => link.obey(orders),
            Occurrence::HandleGone => break,
            Occurrence::Heard(heard) => link.heard(heard),
            Occurrence::Upgraded(upgraded) => match *upgraded {
                Ok(stream) => link.opened(Socket::new(stream)),
                Err(failure) => link.not_opened(failure),
            },
            Occurrence::Hung => link.closing = None,
            Occurrence::Answered(Ok((id, answer))) => link.answered(id, answer),
            // Aborted with its epoch.
            Occurrence::Answered(Err(_)) | Occurrence::Time => {}
        }
    }
    link.hang_up();
    if let Some(closing) = link.closing.take() {
        closing.await;
    }
}

impl Link {
    async fn next(&mut self, inbox: &mut Inbox) -> Occurrence {
        let deadline = self.deadline();
        let socket = self.open.as_mut().map(|open| open.socket.next());
        tokio::select! {
            orders = inbox.next() => match orders {
                Ok(orders) => Occurrence::Ordered(orders),
                Err(Gone) => Occurrence::HandleGone,
            },
            Some(heard) = OptionFuture::from(socket) => Occurrence::Heard(heard),
            Some(upgraded) = OptionFuture::from(self.attempt.as_mut()) => {
                self.attempt = None;
                Occurrence::Upgraded(Box::new(upgraded))
            }
            Some(()) = OptionFuture::from(self.closing.as_mut()) => Occurrence::Hung,
            Some(answer) = self.requests.join_next() => Occurrence::Answered(answer),
            () = reached(&self.clock, deadline) => Occurrence::Time,
        }
    }

    /// Sends the news to the controller. Waits while it has too much to do already: then the sockets are
    /// read more slowly, and no memory grows.
    async fn tell(&mut self, inbox: &Inbox) -> Result<(), Gone> {
        for update in self.news.drain(..) {
            let input =
                controller::Input::Link { source: self.source.clone(), generation: self.generation, update };
            match self.inputs.try_send(input) {
                Ok(()) => {}
                Err(TrySendError::Closed(_)) => return Err(Gone),
                Err(TrySendError::Full(input)) => tokio::select! {
                    sent = self.inputs.send(input) => sent.map_err(|_| Gone)?,
                    () = inbox.gone() => return Err(Gone),
                },
            }
        }
        Ok(())
    }

    fn obey(&mut self, orders: Orders) {
        if let Some(wanted) = orders.wanted {
            self.want(wanted);
        }
        if orders.network_changed {
            self.connect_afresh();
        } else if orders.woke {
            self.woke();
        }
        if orders.retry_now {
            self.retry_now();
        }
        for ask in orders.asks {
            self.step(Input::Ask(ask), Cause::Order);
        }
    }
}

async fn reached(clock: &Clock, deadline: Option<Steady>) {
    match deadline {
        Some(deadline) => clock.sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
