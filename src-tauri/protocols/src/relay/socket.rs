//! The pushed half: opening the socket, its refusals and closes, and what follows from its frames (contract relay
//! §3).

use std::collections::{BTreeMap, BTreeSet};

use super::Relay;
use super::event;
use super::refusal;
use crate::adapter::{Address, Connect, Output, Reply, Snapshot, Subscription, Way};
use crate::ask::channels::Answer;
use crate::pusher::{Channel, Effect, fault_of};
use crate::time::Now;

/// What the server is told about who connects (contract relay §1: it does not look).
const QUERY: [(&str, &str); 3] =
    [("protocol", "7"), ("client", "swarmbell"), ("version", env!("CARGO_PKG_VERSION"))];

impl Relay {
    pub(super) fn connect(&mut self, out: &mut Vec<Output>) {
        self.pusher.closed();
        let Some(mut url) = self.below_origin(&["app", &self.config.app_key]) else { return };
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        if url.set_scheme(scheme).is_err() {
            return;
        }
        url.query_pairs_mut().extend_pairs(QUERY);
        self.opening = true;
        out.push(Output::Connect(Connect { address: Address(url), bearer: None }));
    }

    pub(super) fn opened(&mut self) {
        if std::mem::take(&mut self.opening) {
            self.pusher.opened();
        }
    }

    pub(super) fn refused(&mut self, reply: &Reply, out: &mut Vec<Output>) {
        if std::mem::take(&mut self.opening) {
            out.push(Output::Fault(refusal::of_upgrade(reply)));
        }
    }

    /// The connection ended, or could not be made.
    pub(super) fn closed(&mut self, code: Option<u16>, out: &mut Vec<Output>) {
        self.opening = false;
        self.pusher.closed();
        out.extend(code.and_then(fault_of).map(Output::Fault));
    }

    pub(super) fn want(
        &mut self,
        now: Now,
        wanted: &BTreeSet<Subscription>,
        effects: &mut Vec<Effect>,
        out: &mut Vec<Output>,
    ) {
        let channels = wanted.iter().filter_map(|name| Channel::new(name.as_str()));
        let channels: BTreeMap<_, _> = channels.map(|channel| (channel.clone(), channel.access())).collect();
        let nameless = wanted.len() - channels.len();
        let beyond = self.pusher.want(now.steady, channels, effects);
        if nameless + beyond > 0 {
            out.push(Output::Note(format!("{nameless} channels have no usable name, {beyond} are too many")));
        }
    }

    pub(super) fn carry_out(
        &mut self,
        now: Now,
        effect: Effect,
        effects: &mut Vec<Effect>,
        out: &mut Vec<Output>,
    ) {
        match effect {
            Effect::Ready => out.push(Output::Ready(Way::Push)),
            Effect::Send(text) => out.push(Output::Send(text)),
            Effect::Authorise { channel, socket_id } => {
                self.authorise(now, (channel, socket_id), effects, out);
            }
            Effect::Published(publication) => {
                self.remember(now);
                out.push(Output::Event(event::pushed(publication, now.wall, &mut self.recent)));
            }
            Effect::Settled { channel, failed } => {
                let channel = channel.as_str().to_owned();
                let told = Answer::Subscription { channel, failed };
                out.push(Output::Snapshot(Snapshot::Channels(told)));
            }
            Effect::Members { channel, members } => {
                let channel = channel.as_str().to_owned();
                out.push(Output::Snapshot(Snapshot::Channels(Answer::Members { channel, members })));
            }
            Effect::Failed(fault) => {
                self.pusher.closed();
                out.push(Output::Fault(fault));
            }
            Effect::Note(note) => out.push(Output::Note(note.to_owned())),
        }
    }
}
