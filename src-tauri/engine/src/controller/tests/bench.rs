//! A controller on the bench: inputs in, recorded calls out, a clock moved by hand.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::{Ask, Snapshot, Way};
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::{Origin, WebAddress};
use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::controller::{Controller, Input, LinkPlan, Links, State};
use crate::desktop::recorder::{Call, Recorder};
use crate::desktop::{Delivery, Report, SecretId, SecretOutcome, SecretPlace};
use crate::journal::Journal;
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::local::{Answer, Order};
use crate::ring::Ring;
use crate::secrets::Secrets;
use crate::settings::{Settings, SourceId};
use crate::view::TrayModel;

/// 2026-11-20 18:40:51 UTC.
pub(in crate::controller) const START: UnixMillis = UnixMillis(1_795_200_051_000);

/// Everything asked of links.
#[derive(Clone, Default)]
pub(in crate::controller) struct LinkRecorder {
    /// The sources, and whether their secret was at hand.
    pub(in crate::controller) started: Arc<Mutex<Vec<(SourceId, bool)>>>,
    pub(in crate::controller) stopped: Arc<Mutex<Vec<SourceId>>>,
    pub(in crate::controller) orders: Arc<Mutex<Vec<LinkOrder>>>,
}

impl Links for LinkRecorder {
    fn start(&mut self, source: &SourceId, _: u64, plan: LinkPlan) {
        self.started.lock().unwrap().push((source.clone(), plan.has_secret));
    }

    fn stop(&mut self, source: &SourceId) {
        self.stopped.lock().unwrap().push(source.clone());
    }

    fn order(&self, _: &SourceId, order: LinkOrder) {
        self.orders.lock().unwrap().push(order);
    }
}

pub(in crate::controller) struct Bench {
    pub(in crate::controller) controller: Controller,
    pub(in crate::controller) desktop: Recorder,
    pub(in crate::controller) links: LinkRecorder,
    pub(in crate::controller) secrets: Secrets,
    pub(in crate::controller) clock: Clock,
    pub(in crate::controller) origin: Origin,
}

impl Bench {
    pub(in crate::controller) fn new() -> Self {
        Self::with(Settings { welcomed: true, ..Settings::default() }, Journal::in_memory().unwrap())
    }

    pub(in crate::controller) fn with(settings: Settings, journal: Journal) -> Self {
        let clock = Clock::manual(START);
        let origin = Origin::parse("https://neuro.example").unwrap();
        let state = State::new(settings, origin.clone(), Vec::new(), clock.now().steady);
        let (desktop, links, secrets) = (Recorder::default(), LinkRecorder::default(), Secrets::default());
        let mut controller = Controller::assemble(
            state,
            Box::new(desktop.clone()),
            Box::new(links.clone()),
            journal,
            secrets.clone(),
            clock.clone(),
        );
        controller.start();
        Self { controller, desktop, links, secrets, clock, origin }
    }

    /// A bench whose keyring holds a token and whose link is connected.
    pub(in crate::controller) fn connected() -> Self {
        let mut bench = Self::new();
        bench.keyring(SecretOutcome::Found(Secret::parse("tok").unwrap()));
        bench.connection(ConnectionState::Connected { since: START, via: Way::Push });
        bench.desktop.take();
        bench
    }

    pub(in crate::controller) fn keyring(&mut self, outcome: SecretOutcome) {
        let id = self.asked().unwrap();
        self.keyring_says(id, outcome);
    }

    /// An answer to one certain call.
    pub(in crate::controller) fn keyring_says(&mut self, id: SecretId, outcome: SecretOutcome) {
        let place = SecretPlace { source: SourceId::neuro(), origin: self.origin.clone(), with: Vec::new() };
        self.controller.handle(Input::Desktop(Report::Secret { id, place, outcome }));
    }

    /// The last call to the keyring.
    pub(in crate::controller) fn asked(&self) -> Option<SecretId> {
        let asked = self.desktop.secret_calls();
        asked.last().copied()
    }

    pub(in crate::controller) fn update(&mut self, update: LinkUpdate) {
        let generation = self.controller.under_way.neuro().generation;
        self.controller.handle(Input::Link { source: SourceId::neuro(), generation, update });
    }

    pub(in crate::controller) fn connection(&mut self, state: ConnectionState) {
        self.update(LinkUpdate::State(state));
    }

    pub(in crate::controller) fn event(&mut self, event: Event) {
        self.update(LinkUpdate::Event(Box::new(event)));
    }

    pub(in crate::controller) fn snapshot_live(&mut self, event: Option<Event>) {
        self.update(LinkUpdate::Snapshot(Snapshot::Live(event.map(Box::new))));
    }

    pub(in crate::controller) fn deliver(&mut self, ring: &Ring, delivery: Delivery) {
        self.controller.handle(Input::Desktop(Report::Delivered { id: ring.id, delivery }));
    }

    /// The rings since the last look, each accepted by the desktop.
    pub(in crate::controller) fn rings(&mut self) -> Vec<Ring> {
        let rings = self.desktop.take_rings();
        for ring in &rings {
            self.deliver(ring, Delivery::Accepted);
        }
        rings
    }

    pub(in crate::controller) fn order(&mut self, order: Order) -> oneshot::Receiver<Answer> {
        let (reply, answer) = oneshot::channel();
        self.controller.handle(Input::Order { order, reply });
        answer
    }

    /// Lets time pass; the controller is woken when it asked to be, and then only.
    pub(in crate::controller) fn pass(&mut self, time: Duration) {
        let mut rest = time;
        let mut at_once = 0;
        while let Some(wake) = self.controller.next_wake().filter(|wake| *wake <= rest) {
            at_once = if wake.is_zero() { at_once + 1 } else { 0 };
            assert!(at_once < 3, "it never sleeps");
            self.clock.advance(wake);
            self.controller.time_passed();
            rest -= wake;
        }
        self.clock.advance(rest);
    }

    /// What the links were asked so far.
    pub(in crate::controller) fn asked_links(&self) -> Vec<Ask> {
        let orders = self.links.orders.lock().unwrap();
        orders
            .iter()
            .filter_map(|order| if let LinkOrder::Ask(ask) = order { Some(ask.clone()) } else { None })
            .collect()
    }

    pub(in crate::controller) fn last_tray(&self) -> Option<TrayModel> {
        let trays = self.desktop.take().into_iter();
        trays.filter_map(|call| if let Call::SetTray(tray) = call { Some(tray) } else { None }).next_back()
    }
}

/// The start of a stream, as it is pushed.
pub(in crate::controller) fn online(id: &str) -> Event {
    let page = WebAddress::twitch_channel("vedal987").unwrap();
    let stream = LiveStream {
        id: id.into(),
        title: Some("rafts".into()),
        category: Some("Raft".into()),
        tags: Vec::new(),
        viewers: None,
        started_at: Some(START),
        picture: None,
        page: page.clone(),
    };
    Event {
        event_type: "streamOnline".into(),
        key: EventKey(format!("live:{id}")),
        key_lifetime: None,
        channel: None,
        version: None,
        at: START,
        via: Via::Push,
        subject: Subject::Live(stream),
        page: Some(page),
        payload: Value::Null,
    }
}

/// The end of a stream. Servers do not say of which one, so each has a key of its own.
pub(in crate::controller) fn offline(at: i64) -> Event {
    Event {
        event_type: "streamOffline".into(),
        key: EventKey(format!("offline:{at}")),
        subject: Subject::Ended,
        page: None,
        ..online("")
    }
}
