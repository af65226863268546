//! The life of one connection to the session bus.

use futures_util::future::{BoxFuture, OptionFuture};
use futures_util::{FutureExt, StreamExt};
use swarmbell_engine::desktop::{Delivery, Report};
use swarmbell_engine::ring::Ring;
use zbus::names::OwnedUniqueName;
use zbus::proxy::CacheProperties;

use super::super::queue::Queue;
use super::Keeper;
use super::calls::{Calls, Event, Told};
use super::server::{
    ActionInvoked, ActionInvokedStream, ActivationToken, ActivationTokenStream, Addressee, Capabilities,
    NotificationClosed, NotificationClosedStream, NotificationsProxy, Place, sender_of,
};
use super::shown::mark;
use crate::desktop::bus::{Bus, owner_of};

/// Clicks that came before the server's answer to their notification was read; they are told once it is.
const EARLY_CLICKS: usize = 8;

/// Why a connection ended.
pub(super) enum End {
    /// The program ends.
    NobodyRings,
    /// The bus closed it.
    BusLost,
}

/// What a connection waits for.
enum Heard {
    /// Something came of a call.
    Call(Event),
    /// A click follows, and may bring a window to the front with this.
    Token(ActivationToken),
    /// A notification was clicked.
    Click(ActionInvoked),
    /// A notification is gone.
    Closing(NotificationClosed),
    /// Another notification server is there, or none.
    Owner(Option<OwnedUniqueName>),
    /// The present server may be told of now.
    Announced,
    /// A ring is to be shown.
    Ring(Ring),
    /// The program ends.
    NobodyRings,
    /// The bus closed the connection.
    BusLost,
}

/// One open connection, subscribed.
pub(super) struct Session {
    /// The bus's own, another one each time it starts.
    bus_id: String,
    server: NotificationsProxy<'static>,
    tokens: ActivationTokenStream,
    clicks: ActionInvokedStream,
    closings: NotificationClosedStream,
    owners: zbus::proxy::OwnerChangedStream<'static>,
    /// Counts the servers seen, so that a late answer is not taken for the present one's.
    generation: u64,
    present: Option<OwnedUniqueName>,
    /// A server is told as new once its switch of do-not-disturb was read: what it missed is not put to it unseen.
    announcing: Option<BoxFuture<'static, bool>>,
    can: Option<Capabilities>,
    calls: Calls,
    /// Marks and keys.
    early: Vec<(String, String)>,
}

impl Session {
    /// Connects and subscribes. Starts no server: on login, one that is started too early would take the name
    /// from the desktop's own.
    pub(super) async fn open() -> zbus::Result<Self> {
        let bus = Bus::Session.connect().await?;
        let server = NotificationsProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
        let owners = server.inner().receive_owner_changed().await?;
        let tokens = server.receive_activation_token().await?;
        let clicks = server.receive_action_invoked().await?;
        let closings = server.receive_notification_closed().await?;
        let names = zbus::fdo::DBusProxy::new(&bus).await?;
        let present = owner_of(&names, server.inner().destination().to_owned()).await?;
        // Decoded before the first ring wants it.
        let _ = super::image::bell();
        let mut session = Self {
            bus_id: names.get_id().await?.to_string(),
            server,
            tokens,
            clicks,
            closings,
            owners,
            generation: 0,
            present,
            announcing: None,
            can: None,
            calls: Calls::default(),
            early: Vec::new(),
        };
        if session.present.is_some() {
            session.ask_abilities();
        }
        Ok(session)
    }

    /// Serves rings and clicks until the connection or the program ends. `appeared`: there was no connection before.
    pub(super) async fn serve(
        mut self,
        keeper: &mut Keeper,
        rings: &Queue<Ring>,
        first: Option<Ring>,
        appeared: bool,
    ) -> End {
        if appeared {
            self.announce(keeper);
        }
        if let Some(ring) = first {
            self.send(keeper, ring);
        }
        loop {
            match self.next(rings).await {
                Heard::Call(event) => self.answered(keeper, event),
                Heard::Token(token) => self.keep_token(keeper, &token),
                Heard::Click(click) => self.click_came(keeper, &click),
                Heard::Closing(closing) => self.closed(keeper, &closing),
                Heard::Owner(present) => self.server_changed(keeper, present).await,
                Heard::Announced => keeper.reports.send(Report::NotifierAppeared),
                Heard::Ring(ring) if self.calls.are_taken() => self.send(keeper, ring),
                Heard::Ring(ring) => tell(keeper, self.calls.hold(ring)),
                Heard::NobodyRings => return End::NobodyRings,
                Heard::BusLost => return self.lost(keeper).await,
            }
        }
    }

    /// Waits for what comes next. In this order: a token comes just before its click, a click just before its closing.
    async fn next(&mut self, rings: &Queue<Ring>) -> Heard {
        tokio::select! {
            biased;
            event = self.calls.next() => Heard::Call(event),
            token = self.tokens.next() => token.map_or(Heard::BusLost, Heard::Token),
            click = self.clicks.next() => click.map_or(Heard::BusLost, Heard::Click),
            closing = self.closings.next() => closing.map_or(Heard::BusLost, Heard::Closing),
            owner = self.owners.next() => {
                owner.map_or(Heard::BusLost, |owner| Heard::Owner(owner.map(Into::into)))
            }
            Some(_) = OptionFuture::from(self.announcing.as_mut()) => {
                self.announcing = None;
                Heard::Announced
            }
            ring = rings.next() => ring.map_or(Heard::NobodyRings, Heard::Ring),
        }
    }

    fn click_came(&mut self, keeper: &Keeper, click: &ActionInvoked) {
        if let Ok(args) = click.args() {
            let mark = self.mark(&sender_of(click.message()), args.id);
            self.clicked(keeper, mark, args.action_key);
        }
    }

    fn closed(&self, keeper: &mut Keeper, closing: &NotificationClosed) {
        if let Ok(args) = closing.args() {
            keeper.shown.closed(&self.mark(&sender_of(closing.message()), args.id), args.reason);
        }
    }

    fn send(&mut self, keeper: &Keeper, ring: Ring) {
        let (server, present) = (self.server.clone(), self.present.clone());
        let addressee = Addressee { server, present, readings: keeper.readings.clone() };
        self.calls.begin(addressee, self.generation, self.can, ring);
    }

    fn ask_abilities(&mut self) {
        self.calls.ask_abilities(self.server.clone(), self.generation);
    }

    fn answered(&mut self, keeper: &mut Keeper, event: Event) {
        match event {
            Event::Abilities { generation, can } => self.learn(generation, can),
            Event::Tell(told) => {
                tell(keeper, told);
                self.send_held(keeper);
            }
            Event::Ring { generation, ring, can, result } => {
                self.learn(generation, can);
                let delivery = match result {
                    Ok(Place { server, id }) => {
                        let shown = keeper.shown.remember(self.mark(&server, id), &ring);
                        keeper.reports.send(Report::Shown(shown));
                        Delivery::Accepted
                    }
                    Err(delivery) => delivery,
                };
                keeper.tell(ring.id, delivery);
                for (mark, key) in std::mem::take(&mut self.early) {
                    self.clicked(keeper, mark, key);
                }
                // The bus may say that a call has nobody left to answer it before it says who is gone.
                if delivery == Delivery::NoServer {
                    self.drop_held(keeper);
                } else {
                    self.send_held(keeper);
                }
            }
        }
    }

    fn learn(&mut self, generation: u64, can: Option<Capabilities>) {
        if generation == self.generation && can.is_some() {
            self.can = can;
        }
    }

    fn send_held(&mut self, keeper: &Keeper) {
        while self.calls.are_taken()
            && let Some(ring) = self.calls.release()
        {
            self.send(keeper, ring);
        }
    }

    /// What was held has nobody to be put to: the engine rings it anew if it still matters.
    fn drop_held(&mut self, keeper: &Keeper) {
        while let Some(ring) = self.calls.release() {
            keeper.tell(ring.id, Delivery::NoServer);
        }
    }

    fn mark(&self, server: &str, id: u32) -> String {
        mark(&self.bus_id, server, id)
    }

    /// Keeps the token of a click on one of ours; others are nobody's business.
    fn keep_token(&self, keeper: &Keeper, token: &ActivationToken) {
        if let Ok(args) = token.args()
            && keeper.shown.knows(&self.mark(&sender_of(token.message()), args.id))
        {
            keeper.activation.put(args.activation_token);
        }
    }

    fn clicked(&mut self, keeper: &Keeper, mark: String, key: String) {
        match keeper.shown.action(&mark, &key) {
            Some(action) => keeper.reports.send(Report::Clicked { action }),
            None if !self.calls.is_empty() && self.early.len() < EARLY_CLICKS => self.early.push((mark, key)),
            // Somebody else's notification, or one of more than a day ago.
            None => {}
        }
    }

    /// Tells of the present server once it is known whether it shows what it is given.
    fn announce(&mut self, keeper: &Keeper) {
        self.announcing = self.present.clone().map(|server| keeper.readings.of(server).boxed());
    }

    async fn server_changed(&mut self, keeper: &mut Keeper, present: Option<OwnedUniqueName>) {
        if self.present == present {
            // It came while the connection was being opened, and was found there already.
            return;
        }
        tracing::info!(?present, "the notification server changed");
        // One that a ring of ours started may have answered that ring before the bus tells of it.
        if std::mem::replace(&mut self.present, present).is_some() {
            self.generation += 1;
            self.can = None;
            self.give_up(keeper, self.generation).await;
        }
        // After the last words about what the server before it took: those may ring again now.
        self.announce(keeper);
        if self.present.is_some() && self.can.is_none() {
            self.ask_abilities();
        }
    }

    /// The bus closed the connection.
    async fn lost(mut self, keeper: &mut Keeper) -> End {
        self.give_up(keeper, u64::MAX).await;
        End::BusLost
    }

    /// What was put to servers before this generation is answered now or never, and what was held for them is not sent
    /// to the next.
    async fn give_up(&mut self, keeper: &mut Keeper, generation: u64) {
        // First: an answer to what was put lets those that are held go.
        self.drop_held(keeper);
        for event in self.calls.settle(generation).await {
            self.answered(keeper, event);
        }
        tell(keeper, self.calls.give_up(generation));
    }
}

fn tell(keeper: &Keeper, told: Vec<Told>) {
    for (id, delivery) in told {
        keeper.tell(id, delivery);
    }
}
