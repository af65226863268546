//! The subscriptions of one connection, against what is wanted (contract relay §3.3 to §3.6, contract shuriken
//! §5.2).
//!
//! An error names no channel. So only one channel that needs an authorisation is under way at a time, and an
//! error is its; what is never answered at all counts as failed after some seconds.

use std::collections::BTreeMap;
use std::time::Duration;

use super::frame::{Dialect, Frame};
use super::member::Members;
use super::{Access, Authorisation, Channel, Effect, Publication};
use crate::fault::{Fault, Retry};
use crate::time::Steady;

/// How long the answer to a subscription may take (contract relay §3.5).
const ANSWERED_WITHIN: Duration = Duration::from_secs(5);

/// When a channel is tried again that failed for a reason that may pass.
const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// How far a channel has come.
#[derive(Debug, Clone, PartialEq)]
enum Standing {
    /// It needs an authorisation, and another channel is under way.
    Waiting,
    /// Its authorisation was asked for.
    Authorising,
    /// It was subscribed; the answer has until then. Who comes may be told before it.
    Pending { until: Steady, early: Members },
    /// The server confirmed it.
    Subscribed(Members),
    /// It failed; perhaps it is tried again.
    Failed { again: Option<Steady> },
}

/// The subscriptions of one connection; they end with it.
#[derive(Debug)]
pub(super) struct Subscriptions {
    dialect: Dialect,
    socket_id: String,
    access: BTreeMap<Channel, Access>,
    channels: BTreeMap<Channel, Standing>,
}

impl Subscriptions {
    pub(super) fn new(dialect: Dialect, socket_id: String) -> Self {
        Self { dialect, socket_id, access: BTreeMap::new(), channels: BTreeMap::new() }
    }

    /// The frames that bring the subscriptions to what is wanted.
    pub(super) fn change(&mut self, now: Steady, wanted: &BTreeMap<Channel, Access>, out: &mut Vec<Effect>) {
        self.access.clone_from(wanted);
        let kept = |channel: &Channel| wanted.contains_key(channel);
        for (channel, standing) in self.channels.iter().filter(|(channel, _)| !kept(channel)) {
            if standing.is_held() {
                out.push(Effect::Send(self.dialect.unsubscribe(channel)));
            }
        }
        self.channels.retain(|channel, _| kept(channel));
        for channel in wanted.keys() {
            if !self.channels.contains_key(channel) {
                self.begin(now, channel, out);
            }
        }
        self.settle(now, out);
    }

    pub(super) fn hears(&self, channel: &Channel) -> bool {
        matches!(self.channels.get(channel), Some(Standing::Subscribed(_)))
    }

    pub(super) fn deadline(&self) -> Option<Steady> {
        self.channels.values().filter_map(Standing::deadline).min()
    }

    /// What the time says, and whose turn it is.
    pub(super) fn settle(&mut self, now: Steady, out: &mut Vec<Effect>) {
        let due = |(channel, standing): (&Channel, &Standing)| {
            let due = standing.deadline().is_some_and(|deadline| deadline <= now);
            due.then(|| (channel.clone(), matches!(standing, Standing::Pending { .. })))
        };
        let all: Vec<_> = self.channels.iter().filter_map(due).collect();
        for (channel, pending) in all {
            if pending {
                // It may have been taken all the same; the next one must not be its second.
                out.push(Effect::Send(self.dialect.unsubscribe(&channel)));
                self.fail(now, channel, Fault::TimedOut, out);
            } else {
                self.begin(now, &channel, out);
            }
        }
        self.authorise_next(out);
    }

    fn begin(&mut self, now: Steady, channel: &Channel, out: &mut Vec<Effect>) {
        if self.is_restricted(channel) {
            self.channels.insert(channel.clone(), Standing::Waiting);
        } else {
            self.subscribe(now, channel, None, out);
        }
    }

    fn is_restricted(&self, channel: &Channel) -> bool {
        self.access.get(channel) == Some(&Access::Restricted)
    }

    fn subscribe(
        &mut self,
        now: Steady,
        channel: &Channel,
        authorisation: Option<&Authorisation>,
        out: &mut Vec<Effect>,
    ) {
        out.push(Effect::Send(self.dialect.subscribe(channel, authorisation)));
        self.channels.insert(
            channel.clone(),
            Standing::Pending { until: now.plus(ANSWERED_WITHIN), early: Members::default() },
        );
    }

    fn authorise_next(&mut self, out: &mut Vec<Effect>) {
        if self.under_way(|channel| self.is_restricted(channel)).next().is_some() {
            return;
        }
        let waiting = self.channels.iter_mut().find(|(_, standing)| **standing == Standing::Waiting);
        if let Some((channel, standing)) = waiting {
            *standing = Standing::Authorising;
            let socket_id = self.socket_id.clone();
            out.push(Effect::Authorise { channel: channel.clone(), socket_id });
        }
    }

    fn under_way(&self, which: impl Fn(&Channel) -> bool) -> impl Iterator<Item = (&Channel, &Standing)> {
        self.channels.iter().filter(move |(channel, standing)| {
            matches!(standing, Standing::Authorising | Standing::Pending { .. }) && which(channel)
        })
    }

    pub(super) fn authorised(
        &mut self,
        now: Steady,
        channel: &Channel,
        socket_id: &str,
        answer: Result<Authorisation, Fault>,
        out: &mut Vec<Effect>,
    ) {
        // Given up meanwhile, or signed for a session that is over.
        if self.socket_id != socket_id || self.channels.get(channel) != Some(&Standing::Authorising) {
            return;
        }
        match answer {
            Ok(authorisation) => self.subscribe(now, channel, Some(&authorisation), out),
            Err(fault) => self.fail(now, channel.clone(), fault, out),
        }
    }

    fn fail(&mut self, now: Steady, channel: Channel, fault: Fault, out: &mut Vec<Effect>) {
        let again = match fault.retry() {
            Retry::UntilChanged => None,
            Retry::After(wait) => Some(now.plus(wait.max(TRIED_AGAIN_AFTER))),
            Retry::Backoff => Some(now.plus(TRIED_AGAIN_AFTER)),
        };
        if let Some(standing) = self.channels.get_mut(&channel) {
            *standing = Standing::Failed { again };
        }
        out.push(Effect::Settled { channel, failed: Some(fault) });
    }

    /// A frame of the server, after the handshake.
    pub(super) fn heard(&mut self, now: Steady, frame: Frame, out: &mut Vec<Effect>) {
        match frame {
            Frame::Published(publication) => self.published(publication, out),
            Frame::Succeeded { channel, members } => {
                if let Some(Standing::Pending { early, .. }) = self.channels.get(&channel) {
                    let members = Members::of(members.unwrap_or_default(), early);
                    self.succeeded(channel, members, out);
                }
            }
            Frame::Refused { channel, passes } => {
                if matches!(self.channels.get(&channel), Some(Standing::Pending { .. })) {
                    let fault =
                        if passes { Fault::ServerError { status: 503 } } else { Fault::ChannelRefused };
                    self.fail(now, channel, fault, out);
                }
            }
            Frame::Joined { channel, member } => {
                self.members_change(channel, |members| members.add(member), out);
            }
            Frame::Left { channel, member } => {
                self.members_change(channel, |members| members.remove(&member.id), out);
            }
            Frame::Error { code } => self.erred(now, code, out),
            Frame::Established(_) | Frame::Ping | Frame::Ignored => {}
        }
    }

    fn published(&self, publication: Publication, out: &mut Vec<Effect>) {
        // What comes before the confirmation is no less published.
        out.push(match self.channels.get(&publication.channel).is_some_and(Standing::is_held) {
            true => Effect::Published(publication),
            false => Effect::Note("an event of a channel that was not asked for was skipped"),
        });
    }

    fn succeeded(&mut self, channel: Channel, members: Members, out: &mut Vec<Effect>) {
        out.push(Effect::Settled { channel: channel.clone(), failed: None });
        if channel.is_presence() {
            out.push(Effect::Members { channel: channel.clone(), members: members.all() });
        }
        self.channels.insert(channel, Standing::Subscribed(members));
    }

    fn members_change(&mut self, channel: Channel, change: impl FnOnce(&mut Members), out: &mut Vec<Effect>) {
        match self.channels.get_mut(&channel).filter(|_| channel.is_presence()) {
            Some(Standing::Pending { early, .. }) => change(early),
            Some(Standing::Subscribed(members)) => {
                let before = members.clone();
                change(members);
                if *members != before {
                    out.push(Effect::Members { members: members.all(), channel });
                }
            }
            _ => {}
        }
    }

    /// An error of the server. One that is about a subscription is that of the channel that needs an
    /// authorisation, or of the only one under way.
    fn erred(&mut self, now: Steady, code: Option<u16>, out: &mut Vec<Effect>) {
        let about_a_channel = code.is_some_and(|code| (4000..=4099).contains(&code));
        let pending = |which: &dyn Fn(&Channel) -> bool| {
            let mut pending = self.under_way(which).filter(|(_, standing)| standing.is_held());
            pending.next().filter(|_| pending.next().is_none()).map(|(channel, _)| channel.clone())
        };
        let culprit = pending(&|channel| self.is_restricted(channel)).or_else(|| pending(&|_| true));
        match culprit.filter(|_| about_a_channel) {
            Some(channel) => self.fail(now, channel, Fault::ChannelRefused, out),
            None => out.push(Effect::Note("the server told an error")),
        }
    }
}

impl Standing {
    /// The server holds a subscription, as far as we know.
    fn is_held(&self) -> bool {
        matches!(self, Self::Pending { .. } | Self::Subscribed(_))
    }

    fn deadline(&self) -> Option<Steady> {
        match self {
            Self::Pending { until, .. } => Some(*until),
            Self::Failed { again } => *again,
            Self::Waiting | Self::Authorising | Self::Subscribed(_) => None,
        }
    }
}
