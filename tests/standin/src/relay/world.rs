//! What was published (contract, sections 2.3 and 3.9).

use std::collections::VecDeque;

use serde_json::Value;

use super::Relay;
use crate::pusher::{self, Event};
use crate::shared::Inner;
use crate::state::Connection;

/// Older events are not kept in the history of a channel.
const HISTORY_MS: i64 = 3_600_000;
/// Entries of the log, which all apps share.
const LOGGED: usize = 100;
/// Events that can be asked about; here all apps share the ring.
const RECORDED: usize = 1000;

/// What was published and what was counted.
#[derive(Default)]
pub(crate) struct World {
    /// Oldest first.
    history: VecDeque<Kept>,
    log: VecDeque<Record>,
    records: VecDeque<Record>,
    last_id: u64,
    peak: usize,
}

/// An event in the history of its channel.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) id: u64,
    pub(super) at_ms: i64,
    pub(super) event: Event,
}

/// An event, and whom it reached.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) at_ms: i64,
    pub(super) event: Event,
    pub(super) delivered_to: Vec<String>,
}

impl World {
    /// The history of a channel, newest first.
    pub(super) fn history<'a>(
        &'a self,
        app: &'a str,
        channel: &'a str,
        now_ms: i64,
    ) -> impl Iterator<Item = &'a Kept> {
        self.history.iter().rev().filter(move |kept| {
            kept.event.app.as_deref() == Some(app)
                && kept.event.channel == channel
                && now_ms - kept.at_ms <= HISTORY_MS
        })
    }

    /// The log, newest first.
    pub(super) fn log(&self) -> impl Iterator<Item = &Record> {
        self.log.iter().rev()
    }

    /// An app's events, newest first.
    pub(super) fn records<'a>(&'a self, app: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().rev().filter(move |record| record.event.app.as_deref() == Some(app))
    }

    pub(super) fn peak(&self) -> usize {
        self.peak
    }

    /// Notes that so many are connected.
    pub(super) fn note_connections(&mut self, open: usize) {
        self.peak = self.peak.max(open);
    }

    fn keep(&mut self, event: &Event, limit: usize, at_ms: i64) {
        self.last_id += 1;
        self.history.push_back(Kept { id: self.last_id, at_ms, event: event.clone() });
        let of_channel = |kept: &Kept| kept.event.app == event.app && kept.event.channel == event.channel;
        if self.history.iter().filter(|kept| of_channel(kept)).count() > limit
            && let Some(oldest) = self.history.iter().position(of_channel)
        {
            self.history.remove(oldest);
        }
    }
}

/// Publishes an event: how many sockets took it, and under which id it can be asked for.
pub(super) fn publish(
    inner: &mut Inner,
    relay: &Relay,
    event: Event,
    (now_ms, silently): (i64, bool),
) -> (usize, String) {
    let listening: Vec<String> = listening(inner, &event).map(|own| own.session_id.clone()).collect();
    if relay.history_limit > 0 && (silently || !listening.is_empty()) {
        inner.relay.keep(&event, relay.history_limit, now_ms);
    }
    let delivered_to: Vec<String> =
        listening.into_iter().filter(|own| !silently && event.socket_id.as_ref() != Some(own)).collect();
    let taken = if silently { 0 } else { pusher::publish(inner, &relay.manner(), &event) };
    let id = format!("evt_{now_ms}{:09}", fastrand::u32(0..1_000_000_000));
    let record = Record { id: id.clone(), at_ms: now_ms, event, delivered_to };
    let world = &mut inner.relay;
    push(&mut world.log, record.clone(), LOGGED);
    push(&mut world.records, record, RECORDED);
    (taken, id)
}

/// The sockets in an event's channel, its own included.
fn listening<'a>(inner: &'a Inner, event: &'a Event) -> impl Iterator<Item = &'a Connection> {
    let path = event.app.as_ref().map(|key| format!("/app/{key}"));
    inner.state.staying().filter(move |own| {
        path.as_ref().is_none_or(|path| *path == own.path) && own.subscriptions.contains(&event.channel)
    })
}

fn push<T>(ring: &mut VecDeque<T>, entry: T, room: usize) {
    if ring.len() >= room {
        ring.pop_front();
    }
    ring.push_back(entry);
}

/// What was kept after an event, oldest first; nothing when that event is unknown because it lies ahead.
pub(super) fn replay(inner: &Inner, app: &str, channel: &str, last: u64) -> Vec<(String, Value)> {
    let kept = inner.relay.history.iter().filter(|kept| {
        kept.event.app.as_deref() == Some(app) && kept.event.channel == channel && kept.id > last
    });
    kept.map(|kept| (kept.event.event.clone(), kept.event.data.clone())).collect()
}
