//! Catch-up as the controller drives it: gaps are opened when the source is usable, answers merged, cursors moved.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Subscription, Way};
use swarmbell_protocols::ask::channels::Question;
use swarmbell_protocols::event::{EventKey, EventType, Subject, Via};
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::stream::Recording;
use swarmbell_protocols::time::{Now, UnixMillis};
use swarmbell_words::say;

use super::Controller;
use crate::catchup::{Catchup, Found, Topic, missed, topics};
use crate::link::{ConnectionState, LinkOrder};
use crate::rules;
use crate::settings::SourceId;

/// A connection may have been dead for this long before it was found so.
const DEAD_UNNOTICED: Duration = Duration::from_secs(5 * 60);

/// By how much a server's clock may differ from ours.
const CLOCKS_DIFFER: Duration = Duration::from_secs(5 * 60);

/// A page of what was published, oldest first.
#[derive(Debug)]
pub(super) struct HistoryPage {
    /// In this channel, or in any.
    pub(super) channel: Option<String>,
    pub(super) events: Vec<Event>,
    /// Where the next, older page begins.
    pub(super) next: Option<String>,
}

impl Controller {
    /// The connection's state changed: gaps open when it becomes usable, and wait when it is not.
    pub(super) fn connection_changed(&mut self, source: &SourceId, connection: ConnectionState, now: Now) {
        let Some(state) = self.state.sources.get_mut(source) else { return };
        let was = state.connected_by();
        state.connection = connection;
        match (was, state.connected_by()) {
            (was, Some(way)) if was != Some(way) => self.open_gaps(source, way, now),
            // The cursors stay at the last answers: how long the connection had been dead nobody knows.
            (Some(_), None) => {
                self.with_catchup(source, Catchup::lost);
                self.heard_until_sleep(source, now);
            }
            _ => {}
        }
    }

    /// Until now a source was listened to, but for the time the machine slept in this connection: a sleep ends it.
    fn heard_until_sleep(&mut self, source: &SourceId, now: Now) {
        let Some(under_way) = self.under_way.get(source) else { return };
        let slept = self.clock.asleep().saturating_sub(under_way.asleep);
        self.set_cursor(source, &Topic::Heard, Some(now.wall.minus(slept)));
    }

    /// The bell ends: until now it is known what was on the air.
    pub(super) fn leave(&mut self) {
        let now = self.clock.now();
        for source in self.state.sources.names() {
            if self.is_connected(&source) {
                self.heard_until_sleep(&source, now);
            }
        }
        let connected = self.state.sources.neuro().connected_by().is_some();
        if connected && !self.under_way.neuro().catchup.is_open(&Topic::Live) {
            self.live_known(&SourceId::neuro(), self.clock.now().wall);
        }
    }

    fn with_catchup<T: Default>(&mut self, source: &SourceId, then: impl FnOnce(&mut Catchup) -> T) -> T {
        self.under_way.get_mut(source).map(|under_way| then(&mut under_way.catchup)).unwrap_or_default()
    }

    /// Something that is over came without being asked for: more of it may follow.
    pub(super) fn collect(&mut self, source: &SourceId, now: Now) {
        self.with_catchup(source, |catchup| catchup.collect(now.steady));
    }

    fn is_connected(&self, source: &SourceId) -> bool {
        self.state.sources.get(source).is_some_and(|state| state.connected_by().is_some())
    }

    /// Whether what is over is still being collected, of any source.
    pub(super) fn is_collecting(&self) -> bool {
        self.under_way.values().any(|under_way| under_way.catchup.is_collecting())
    }

    fn gap_opens(&mut self, source: &SourceId, topic: Topic, now: Now) {
        let since = self.cursor(source, &topic);
        self.with_catchup(source, |catchup| catchup.open(now.steady, now.wall, topic, since));
    }

    fn open_gaps(&mut self, source: &SourceId, way: Way, now: Now) {
        let cursors: Vec<_> = self
            .listened(source)
            .into_iter()
            .map(|topic| (topic.clone(), self.cursor(source, &topic)))
            .collect();
        let added = self.state.settings.sources.get(source).map(|added| added.system.listen());
        if let Some(sentence) = added.and_then(|system| system.unknowable(self.has_secret(source))) {
            self.say_unheard(source, &sentence, now);
        }
        let asleep = self.clock.asleep();
        if let Some(under_way) = self.under_way.get_mut(source) {
            under_way.asleep = asleep;
        }
        let pushed = way == Way::Push;
        self.with_catchup(source, |catchup| catchup.connected(now.steady, now.wall, cursors, pushed));
    }

    /// Everything of a source in which something can be missed.
    pub(super) fn listened(&self, source: &SourceId) -> Vec<Topic> {
        match self.state.settings.sources.get(source) {
            Some(added) => added.system.listen().missed(self.has_secret(source)),
            None => {
                [Topic::Live, Topic::Schedule, Topic::Recordings].into_iter().chain(self.feeds()).collect()
            }
        }
    }

    /// A page of what was published. Older pages are asked for as long as they may hold something that was missed.
    pub(super) fn history(&mut self, source: &SourceId, page: HistoryPage, now: Now) {
        let topic = Topic::Published { channel: page.channel.clone() };
        let since = self.cursor(source, &topic);
        let oldest = page.events.first().map(|event| event.at);
        let reaches_back =
            since.zip(oldest).is_some_and(|(since, oldest)| oldest >= since.minus(CLOCKS_DIFFER));
        let next = page.next.filter(|_| reaches_back);
        self.published(source, page.channel.as_deref(), &page.events, now);
        if next.is_some() && self.with_catchup(source, |catchup| catchup.turns_page(now.steady, &topic)) {
            let ask = Ask::Channels(Question::History { channel: page.channel, after: next });
            self.links.order(source, LinkOrder::Ask(ask));
            return;
        }
        // A server may keep no history, or not for that long: then it cannot be known whether there was more.
        let may_lack =
            since.is_some_and(|since| oldest.is_none_or(|oldest| oldest > since)) || next.is_some();
        if may_lack {
            self.say_unheard(source, &say!("source-may-lack"), now);
        }
        self.found(source, &topic, &[], now);
    }

    /// What was published, each by what is known of its channel. Of a channel that nobody listens to it is nobody's news.
    fn published(&mut self, source: &SourceId, asked: Option<&str>, events: &[Event], now: Now) {
        let wanted = self.wanted_channels(source);
        let is_wanted = |channel: &&str| wanted.contains(&Subscription::from(*channel));
        for event in events {
            let Some(channel) = asked.or(event.channel.as_deref().filter(is_wanted)) else { continue };
            let topic = Topic::Published { channel: Some(channel.to_owned()) };
            let found = Found::in_topic(&topic, self.cursor(source, &topic));
            self.learn(source, event, now.wall);
            self.announce_found(source, event, found, now);
        }
    }

    /// What happened while nobody listened stays unknown, at least in part: the activity list says so. A connection that
    /// comes and goes is told once in a while, or it would drive out what did happen.
    pub(super) fn say_unheard(&mut self, source: &SourceId, sentence: &str, now: Now) {
        let Some(since) = self.cursor(source, &Topic::Heard) else { return };
        let event = unheard(since, now.wall);
        if let Some(row) = self.record(source, &event, now.wall) {
            self.write_verdict(row, sentence);
            self.write_announced(source, &event, now.wall);
        }
    }

    /// The feeds in which something may ring.
    fn feeds(&self) -> Vec<Topic> {
        let kinds = rules::KNOWN_TYPES.map(EventType::from);
        let ringing = kinds.iter().filter(|kind| rules::bell(&self.state.settings, kind).rings);
        let mut feeds: Vec<Topic> = ringing.flat_map(topics).collect();
        feeds.sort();
        feeds.dedup();
        feeds
    }

    /// A bell was switched: what it rings for is listened to from now on, or no longer.
    pub(super) fn feeds_changed(&mut self, source: &SourceId, kind: &EventType, now: Now) {
        let wanted = self.feeds();
        for topic in topics(kind) {
            if wanted.contains(&topic) {
                if self.is_connected(source) {
                    self.gap_opens(source, topic, now);
                }
            } else {
                self.with_catchup(source, |catchup| catchup.close(&topic));
                self.set_cursor(source, &topic, None);
            }
        }
    }

    /// Asks what is to be asked, and sums up what is over once all is known.
    pub(super) fn serve_gaps(&mut self, now: Now) {
        for source in self.under_way.names() {
            if self.with_catchup(&source, |catchup| catchup.refreshes(now.steady)) {
                let feeds =
                    self.listened(&source).into_iter().filter(|topic| matches!(topic, Topic::Feed(_)));
                feeds.into_iter().for_each(|topic| self.gap_opens(&source, topic, now));
            }
            for ask in self.with_catchup(&source, |catchup| catchup.due(now.steady)) {
                self.links.order(&source, LinkOrder::Ask(ask));
            }
            self.with_catchup(&source, |catchup| catchup.collected(now.steady));
        }
        if !self.is_collecting() {
            self.sum_up(now);
        }
    }

    /// Things of a topic were found. The first answer of all says only how things are.
    pub(super) fn found(&mut self, source: &SourceId, topic: &Topic, events: &[Event], now: Now) {
        let found = match self.with_catchup(source, |catchup| catchup.answered(now.steady, topic)) {
            Some(since) => Found::in_topic(topic, since),
            // Asked for out of turn, or later than it was waited for: the cursor knows.
            None => Found::in_topic(topic, self.cursor(source, topic)),
        };
        for event in events {
            self.learn(source, event, now.wall);
            self.announce_found(source, event, found, now);
        }
        // Before the source is usable its gap is not open yet, and must not look closed.
        let listened = match topic {
            Topic::Live => self.is_connected(source),
            Topic::Feed(_) => self.listened(source).contains(topic),
            Topic::Schedule
            | Topic::Recordings
            | Topic::Published { .. }
            | Topic::Backfill
            | Topic::Heard => true,
        };
        if listened && *topic == Topic::Live {
            self.live_known(source, now.wall);
        } else if listened {
            self.set_cursor(source, topic, Some(now.wall));
        }
        self.serve_gaps(now);
    }

    /// The recordings there are: streams nobody told us of while we were away.
    pub(super) fn recordings(&mut self, source: &SourceId, recordings: Vec<Recording>, now: Now) {
        let answered = self.with_catchup(source, |catchup| catchup.answered(now.steady, &Topic::Recordings));
        let Some(Some(since)) = answered else { return };
        let since = since.minus(DEAD_UNNOTICED);
        if !self.is_open(source, &Topic::Recordings) {
            self.set_cursor(source, &Topic::Recordings, Some(now.wall));
        }
        for event in missed(recordings, since, self.state.neuro.stream()) {
            self.announce(source, &event, Found::Over, now);
        }
        self.serve_gaps(now);
    }

    /// It is known what is on the air. So no stream is missed from now on, unless it is still to be found out
    /// which ones were before.
    fn live_known(&mut self, source: &SourceId, now: UnixMillis) {
        self.set_cursor(source, &Topic::Live, Some(now));
        if !self.is_open(source, &Topic::Recordings) {
            self.set_cursor(source, &Topic::Recordings, Some(now));
        }
    }

    fn is_open(&self, source: &SourceId, topic: &Topic) -> bool {
        self.under_way.get(source).is_some_and(|under_way| under_way.catchup.is_open(topic))
    }

    pub(super) fn unanswered(&mut self, source: &SourceId, ask: &Ask, fault: &Fault, now: Now) {
        tracing::info!(?fault, "a question found no answer");
        self.no_answer(source, ask, fault);
        if matches!(ask, Ask::Channels(Question::History { .. })) && fault.retry() == Retry::UntilChanged {
            self.say_unheard(source, &fault.sentence(self.state.secret(source)), now);
        }
        self.with_catchup(source, |catchup| catchup.unanswered(now.steady, ask, fault));
        self.serve_gaps(now);
    }
}

/// What the activity list says of a time in which nobody listened.
fn unheard(since: UnixMillis, until: UnixMillis) -> Event {
    Event {
        event_type: UNHEARD.into(),
        key: EventKey(format!("unheard:{}", until.0 / SAID_ONCE_MILLIS)),
        key_lifetime: Some(UNHEARD_LIFETIME),
        version: None,
        at: until,
        via: Via::Snapshot,
        subject: Subject::Other,
        channel: None,
        page: None,
        payload: serde_json::json!({ "since": since.0, "until": until.0 }),
    }
}

/// In this time it is said once.
const SAID_ONCE_MILLIS: i64 = 10 * 60 * 1_000;

const UNHEARD_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The kind of that event, which no server sends.
const UNHEARD: &str = "unheard";
