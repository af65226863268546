//! The one lock: observable state, the servers' own world, planned faults, and the lines to open sockets.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::{mpsc, watch};

use crate::clock::{Clock, monotonic_ns};
use crate::gate::{Rule, TurnAway};
use crate::limits::Limits;
use crate::listener::PortOrder;
use crate::server::Config;
use crate::socket::{Cut, Line, Order};
use crate::state::{self, Connection, Ended, Frame, How, State};
use crate::tell::Told;
use crate::tokens::Tokens;
use crate::{neuro, pusher, relay, shuriken, vera};

/// What all parts of the server share.
pub(crate) struct Shared {
    inner: Mutex<Inner>,
    changed: watch::Sender<u64>,
    pub(crate) stall: watch::Sender<bool>,
    pub(crate) port_orders: mpsc::Sender<PortOrder>,
    pub(crate) clock: Clock,
    pub(crate) config: Config,
    /// `127.0.0.1:PORT`
    pub(crate) authority: String,
    /// Further ports at which the same is served.
    pub(crate) others: Vec<String>,
    pub(crate) control_token: String,
}

/// What the lock guards. The worlds of all systems are here; those of systems that are not served stay as they began.
pub(crate) struct Inner {
    pub(crate) state: State,
    pub(crate) tokens: Tokens,
    pub(crate) limits: Limits,
    pub(crate) neuro: neuro::World,
    pub(crate) pusher: pusher::World,
    pub(crate) relay: relay::World,
    pub(crate) shuriken: shuriken::World,
    pub(crate) vera: vera::World,
    pub(crate) faults: Vec<Rule>,
    pub(crate) turned_away: Option<TurnAway>,
    pub(crate) lines: HashMap<u64, Line>,
    pub(crate) last_event: Option<Told>,
    last_connection: u64,
    last_request: u64,
}

impl Inner {
    fn new(config: &Config, authority: &str, now_ms: i64) -> Self {
        Self {
            state: State { listening: true, ..State::default() },
            tokens: Tokens::new(&config.tokens),
            limits: Limits::new(config.rate_limits, config.system.limits()),
            neuro: neuro::World::new(config, authority, now_ms),
            pusher: pusher::World::default(),
            relay: relay::World::default(),
            shuriken: shuriken::World::default(),
            vera: vera::World::default(),
            faults: Vec::new(),
            turned_away: None,
            lines: HashMap::new(),
            last_event: None,
            last_connection: 0,
            last_request: 0,
        }
    }
}

impl Shared {
    pub(crate) fn new(
        config: Config,
        authority: String,
        others: Vec<String>,
        port_orders: mpsc::Sender<PortOrder>,
    ) -> Self {
        let clock = Clock::new(config.now_ms);
        Self {
            inner: Mutex::new(Inner::new(&config, &authority, clock.now_ms())),
            changed: watch::Sender::new(0),
            stall: watch::Sender::new(false),
            port_orders,
            clock,
            config,
            authority,
            others,
            control_token: secret(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the present without announcing a change.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Inner) -> T) -> T {
        look(&self.lock())
    }

    /// Changes something and wakes everybody who waits for a state.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.send_modify(|version| *version = version.wrapping_add(1));
        result
    }

    /// Marks a change each time something happened; the value itself means nothing.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Removes a socket and notes how it ended.
    pub(crate) fn forget(&self, connection: u64, how: How, code: Option<u16>) {
        let at_ms = self.clock.now_ms();
        self.update(|inner| {
            inner.lines.remove(&connection);
            inner.state.connections.retain(|open| open.id != connection);
            state::log(&mut inner.state.ended, Ended { connection, how, code, at_ms });
        });
    }

    /// A frame for the log, stamped with the present.
    pub(crate) fn frame(&self, connection: u64, kind: state::FrameKind, text: &str, bytes: usize) -> Frame {
        Frame {
            connection,
            kind,
            event_type: None,
            text: state::kept(text),
            bytes,
            at_ms: self.clock.now_ms(),
            monotonic_ns: monotonic_ns(),
        }
    }
}

impl Inner {
    pub(crate) fn next_connection(&mut self) -> u64 {
        self.last_connection += 1;
        self.last_connection
    }

    pub(crate) fn next_request(&mut self) -> u64 {
        self.last_request += 1;
        self.last_request
    }

    /// How a socket that just opened is closed, if it is; this is one time of it.
    pub(crate) fn turn_away(&mut self) -> Option<Order> {
        let planned = self.turned_away.as_mut()?;
        let close = Order::close(planned.code, &planned.reason);
        planned.left = planned.left.map(|left| left.saturating_sub(1));
        self.turned_away.take_if(|planned| planned.left == Some(0));
        Some(close)
    }

    pub(crate) fn connection(&mut self, id: u64) -> Option<&mut Connection> {
        self.state.connections.iter_mut().find(|connection| connection.id == id)
    }

    /// Hands an order to each socket that stays open and that `chosen` picks; how many took it. A close is the
    /// last order a socket takes. One whose queue is full is cut: its client stopped reading long ago.
    pub(crate) fn order(&mut self, order: &Order, chosen: impl Fn(&Connection) -> bool) -> usize {
        let mut taken = 0;
        for (connection, line) in self.picked(chosen) {
            if line.orders.try_send(order.clone()).is_ok() {
                taken += 1;
                connection.leaving = matches!(order, Order::Close { .. });
            } else {
                line.cut.send_replace(Some(Cut::Overrun));
                connection.leaving = true;
            }
        }
        taken
    }

    /// Drops the TCP stream of each socket that stays open and that `chosen` picks; how many there were.
    pub(crate) fn cut(&mut self, cut: Cut, chosen: impl Fn(&Connection) -> bool) -> usize {
        let mut dropped = 0;
        for (connection, line) in self.picked(chosen) {
            line.cut.send_replace(Some(cut));
            connection.leaving = true;
            dropped += 1;
        }
        dropped
    }

    fn picked(
        &mut self,
        chosen: impl Fn(&Connection) -> bool,
    ) -> impl Iterator<Item = (&mut Connection, &Line)> {
        let lines = &self.lines;
        self.state
            .connections
            .iter_mut()
            .filter(move |connection| !connection.leaving && chosen(connection))
            .filter_map(|connection| Some((lines.get(&connection.id)?, connection)))
            .map(|(line, connection)| (connection, line))
    }
}

/// 32 hexadecimal digits that nobody can guess: the hasher's keys come from the system's random source.
fn secret() -> String {
    let half = |salt: u64| RandomState::new().hash_one(salt);
    format!("{:016x}{:016x}", half(0), half(1))
}

/// Lowercase hexadecimal digits.
pub(crate) fn random_hex(digits: usize) -> String {
    (0..digits).map(|_| char::from_digit(fastrand::u32(0..16), 16).unwrap_or('0')).collect()
}
