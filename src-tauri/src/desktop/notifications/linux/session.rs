//! The life of one connection to the session bus.

use std::pin::pin;

use futures_util::StreamExt;
use swarmbell_engine::desktop::{Delivery, Report};
use swarmbell_engine::ring::Ring;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;
use zbus::proxy::CacheProperties;

use super::super::{ANSWER_WITHIN, QUEUE};
use super::Keeper;
use super::server::{
    ActionInvokedStream, ActivationToken, ActivationTokenStream, Capabilities, NotificationClosedStream,
    NotificationsProxy, delivery_of, put,
};
use crate::desktop::reports::Reports;

/// Clicks that came before the server's answer to their notification was read; they are told once it is.
const EARLY_CLICKS: usize = 8;

/// Why a connection ended.
pub(super) enum End {
    /// The program ends.
    NobodyRings,
    /// The bus closed it.
    BusLost,
}

/// One open connection, subscribed.
pub(super) struct Session {
    server: NotificationsProxy<'static>,
    tokens: ActivationTokenStream,
    clicks: ActionInvokedStream,
    closings: NotificationClosedStream,
    owners: zbus::proxy::OwnerChangedStream<'static>,
    /// Counts the servers seen, so that a late answer is not taken for the present one's.
    generation: u64,
    present: bool,
    can: Option<Capabilities>,
    calls: JoinSet<Answer>,
    early: Vec<(u32, String)>,
}

/// What came of a call that ran beside the session.
struct Answer {
    generation: u64,
    can: Option<Capabilities>,
    ring: Option<(Ring, Result<u32, Delivery>)>,
}

impl Session {
    /// Connects and subscribes. Starts no server: on login, one that is started too early would take the name
    /// from the desktop's own.
    pub(super) async fn open() -> zbus::Result<Self> {
        let bus = zbus::Connection::session().await?;
        let server = NotificationsProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
        let owners = server.inner().receive_owner_changed().await?;
        let tokens = server.receive_activation_token().await?;
        let clicks = server.receive_action_invoked().await?;
        let closings = server.receive_notification_closed().await?;
        let names = zbus::fdo::DBusProxy::new(&bus).await?;
        let present = names.name_has_owner(server.inner().destination().to_owned()).await?;
        // Decoded before the first ring wants it.
        let _ = super::image::bell();
        let mut session = Self {
            server,
            tokens,
            clicks,
            closings,
            owners,
            generation: 0,
            present,
            can: None,
            calls: JoinSet::new(),
            early: Vec::new(),
        };
        if present {
            session.ask_capabilities();
        }
        Ok(session)
    }

    /// Serves rings and clicks until the connection or the program ends.
    pub(super) async fn serve(
        mut self,
        keeper: &mut Keeper,
        inbox: &mut mpsc::Receiver<Ring>,
        waiting: Option<Ring>,
    ) -> End {
        if let Some(ring) = waiting {
            self.send(keeper, ring);
        }
        loop {
            // In this order: a token comes just before its click, a click just before its closing.
            tokio::select! {
                biased;
                Some(answer) = self.calls.join_next() => match answer {
                    Ok(answer) => self.answered(keeper, answer),
                    Err(error) => tracing::error!(%error, "a call to the notification server failed"),
                },
                token = self.tokens.next() => match token {
                    Some(token) => keep_token(keeper, &token),
                    None => return self.lost(keeper).await,
                },
                click = self.clicks.next() => match click {
                    Some(click) => if let Ok(click) = click.args() {
                        self.clicked(keeper, click.id, click.action_key);
                    },
                    None => return self.lost(keeper).await,
                },
                closing = self.closings.next() => match closing {
                    Some(closing) => if let Ok(closing) = closing.args() {
                        keeper.shown.closed(closing.id, closing.reason);
                    },
                    None => return self.lost(keeper).await,
                },
                owner = self.owners.next() => match owner {
                    Some(owner) => self.server_changed(keeper, owner.is_some()),
                    None => return self.lost(keeper).await,
                },
                ring = inbox.recv() => match ring {
                    Some(ring) => self.send(keeper, ring),
                    None => return End::NobodyRings,
                },
            }
        }
    }

    fn send(&mut self, keeper: &Keeper, ring: Ring) {
        if self.calls.len() >= QUEUE {
            keeper.undelivered(Some(ring), Delivery::Refused);
            return;
        }
        let (server, generation, known) = (self.server.clone(), self.generation, self.can);
        let reports = keeper.reports.clone();
        self.calls.spawn(async move {
            let result = show(&server, known, &ring, &reports).await;
            let can = result.as_ref().map_or(known, |(can, _)| Some(*can));
            Answer { generation, can, ring: Some((ring, result.map(|(_, id)| id))) }
        });
    }

    fn ask_capabilities(&mut self) {
        let (server, generation) = (self.server.clone(), self.generation);
        self.calls.spawn(async move {
            let can = timeout(ANSWER_WITHIN, Capabilities::of(&server)).await.ok().and_then(Result::ok);
            Answer { generation, can, ring: None }
        });
    }

    fn answered(&mut self, keeper: &mut Keeper, answer: Answer) {
        let present = answer.generation == self.generation;
        if present && answer.can.is_some() {
            self.can = answer.can;
        }
        let Some((ring, result)) = answer.ring else { return };
        let delivery = match result {
            Ok(id) => {
                keeper.shown.remember(id, &ring);
                Delivery::Accepted
            }
            Err(delivery) => delivery,
        };
        keeper.reports.send(Report::Delivered { id: ring.id, delivery });
        for (id, key) in std::mem::take(&mut self.early) {
            self.clicked(keeper, id, key);
        }
    }

    fn clicked(&mut self, keeper: &Keeper, id: u32, key: String) {
        match keeper.shown.action(id, &key) {
            Some(action) => keeper.reports.send(Report::Clicked { action }),
            None if !self.calls.is_empty() && self.early.len() < EARLY_CLICKS => self.early.push((id, key)),
            // Somebody else's notification, or one of more than a day ago.
            None => {}
        }
    }

    fn server_changed(&mut self, keeper: &mut Keeper, present: bool) {
        tracing::info!(present, "the notification server changed");
        // One that a ring of ours started may have answered that ring before the bus tells of it.
        if std::mem::replace(&mut self.present, present) {
            self.generation += 1;
            self.can = None;
            keeper.shown.forget_all();
        }
        if present {
            keeper.reports.send(Report::NotifierAppeared);
        }
        if present && self.can.is_none() {
            self.ask_capabilities();
        }
    }

    /// The bus closed the connection: what was under way fails by itself.
    async fn lost(mut self, keeper: &mut Keeper) -> End {
        while let Some(answer) = self.calls.join_next().await {
            if let Ok(answer) = answer {
                self.answered(keeper, answer);
            }
        }
        keeper.shown.forget_all();
        End::BusLost
    }
}

/// Keeps the token of a click on one of ours; others are nobody's business.
fn keep_token(keeper: &Keeper, token: &ActivationToken) {
    if let Ok(token) = token.args()
        && keeper.shown.knows(token.id)
    {
        keeper.activation.put(token.activation_token);
    }
}

/// Puts one ring to the server. When the server is slow, that is told at once; its answer is still waited for, since
/// the message lies in its queue and may be shown yet: nothing is sent twice, and a late click works.
async fn show(
    server: &NotificationsProxy<'static>,
    known: Option<Capabilities>,
    ring: &Ring,
    reports: &Reports,
) -> Result<(Capabilities, u32), Delivery> {
    let mut shown = pin!(async {
        let can = match known {
            Some(can) => can,
            None => Capabilities::of(server).await?,
        };
        Ok((can, put(server, can, ring).await?))
    });
    let result = match timeout(ANSWER_WITHIN, &mut shown).await {
        Ok(result) => result,
        Err(_) => {
            reports.send(Report::Delivered { id: ring.id, delivery: Delivery::TimedOut });
            shown.await
        }
    };
    result.map_err(|error: zbus::Error| {
        tracing::warn!(%error, "the notification server took no notification");
        delivery_of(&error)
    })
}
