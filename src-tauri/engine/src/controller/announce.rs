//! From an event to a ring: journal, rules, wording, and what became of the delivery.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::time::UnixMillis;
use tokio::sync::oneshot;

use super::Controller;
use super::state::KnownWeek;
use super::token::say;
use crate::desktop::Delivery;
use crate::journal::Recorded;
use crate::local::Answer;
use crate::ring::{self, Ring, RingId};
use crate::rules::{self, Facts, Grouping, Tone, Verdict};
use crate::settings::SourceId;

/// Rings that were handed to the desktop and not yet accepted.
#[derive(Debug, Default)]
pub(super) struct Rings {
    next: u64,
    waiting: HashMap<RingId, Waiting>,
    /// Rings the desktop did not take, for the moment it can.
    missed: VecDeque<(SourceId, Event)>,
    /// Keys accepted in this run and until when they count, for the time the journal cannot be written.
    accepted: VecDeque<(EventKey, Option<UnixMillis>)>,
}

#[derive(Debug)]
enum Waiting {
    /// `late`: the server did not answer in time and may never.
    Event {
        source: SourceId,
        event: Box<Event>,
        row: Option<i64>,
        late: bool,
    },
    Test {
        reply: oneshot::Sender<Answer>,
    },
}

/// How many accepted keys are remembered beside the journal.
const ACCEPTED_CAPACITY: usize = 256;

/// How many rings are kept for a desktop that cannot show them; the newest matter most.
const MISSED_CAPACITY: usize = 20;

/// A ring that could not be shown for longer than this is news no more. What is still live rings at any age.
const MISSED_LIFETIME: Duration = Duration::from_secs(60 * 60);

impl Rings {
    fn next_id(&mut self) -> RingId {
        self.next += 1;
        RingId(self.next)
    }

    fn is_waiting(&self, wanted: &EventKey) -> bool {
        self.waiting
            .values()
            .any(|waiting| matches!(waiting, Waiting::Event { event, .. } if event.key == *wanted))
    }

    fn was_accepted(&self, wanted: &EventKey, now: UnixMillis) -> bool {
        let counts = |until: &Option<UnixMillis>| until.is_none_or(|until| now < until);
        self.accepted.iter().any(|(key, until)| key == wanted && counts(until))
    }

    fn remember(&mut self, event: &Event, now: UnixMillis) {
        if self.accepted.len() == ACCEPTED_CAPACITY {
            self.accepted.pop_front();
        }
        let until = event.key_lifetime.map(|lifetime| now.plus(lifetime));
        self.accepted.push_back((event.key.clone(), until));
    }

    fn miss(&mut self, source: SourceId, event: Event) {
        if self.missed.len() == MISSED_CAPACITY {
            self.missed.pop_front();
        }
        self.missed.push_back((source, event));
    }
}

impl Controller {
    /// Something happened: learn from it, record it, ring if it may.
    pub(super) fn event(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        self.learn(event, now);
        self.announce(source, event, now);
    }

    fn announce(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        if self.rings.is_waiting(&event.key) {
            return;
        }
        let accepted = self.rings.was_accepted(&event.key, now);
        let row = match self.journal.record(source, event, now) {
            Ok(Recorded::Announced) => return,
            // Accepted, but the journal could not be told so at that moment.
            Ok(Recorded::Unannounced(_)) if accepted => return self.write_announced(source, event, now),
            Ok(Recorded::New(row) | Recorded::Unannounced(row)) => Some(row),
            Err(error) => {
                tracing::warn!(%error, "the journal took no event");
                if accepted {
                    return;
                }
                None
            }
        };
        let id = self.rings.next_id();
        let (verdict, ring) = self.judge(id, event);
        self.write_verdict(row, &verdict.to_string());
        match verdict {
            Verdict::Ring(_) | Verdict::Group => {
                self.desktop.notify(ring);
                let waiting = Waiting::Event {
                    source: source.clone(),
                    event: Box::new(event.clone()),
                    row,
                    late: false,
                };
                self.rings.waiting.insert(id, waiting);
            }
            Verdict::Silent(_) if verdict.settles(&event.subject) => {
                self.rings.remember(event, now);
                self.write_announced(source, event, now);
            }
            Verdict::Silent(_) => {}
        }
    }

    /// What is decided about an event, and how it would ring.
    fn judge(&self, id: RingId, event: &Event) -> (Verdict, Ring) {
        let zone = ring::user_zone();
        let weeks: Vec<&Week> = self.state.neuro.week.iter().map(|known| &known.week).collect();
        let facts = Facts {
            settings: &self.state.settings,
            now: self.clock.now(),
            zone: &zone,
            weeks: &weeks,
            old_week: None,
            ended_at: None,
            hushed: false,
        };
        let verdict = rules::decide(event, &facts, &mut Grouping::<()>::default());
        let tone = if let Verdict::Ring(tone) = verdict { tone } else { Tone::Normal };
        (verdict, ring::word(id, event, tone, &facts))
    }

    /// A notification server that was not there, or hung, is there anew: what it missed rings now. A ring
    /// that was just sent is not missed: it may be what made the bus start the server.
    pub(super) fn notifier_appeared(&mut self, now: UnixMillis) {
        self.state.undelivered = None;
        let late = |waiting: &mut Waiting| matches!(waiting, Waiting::Event { late: true, .. });
        let late: Vec<_> = self.rings.waiting.extract_if(|_, waiting| late(waiting)).collect();
        for (_, waiting) in late {
            if let Waiting::Event { source, event, .. } = waiting {
                self.rings.miss(source, *event);
            }
        }
        self.ring_missed(now);
        self.ring_what_is_still_true(now);
    }

    fn ring_missed(&mut self, now: UnixMillis) {
        for (source, event) in std::mem::take(&mut self.rings.missed) {
            let live = matches!(event.subject, Subject::Live(_));
            // A live stream is rung by what is true now, in its own words.
            if !live && now.since(event.at) <= MISSED_LIFETIME {
                self.announce(&source, &event, now);
            }
        }
    }

    /// What was silenced by a pause and is still true rings when the pause ends.
    pub(super) fn ring_what_is_still_true(&mut self, now: UnixMillis) {
        if let Some(live) = self.state.neuro.live.clone() {
            self.event(&SourceId::neuro(), &Event { via: Via::Snapshot, ..live }, now);
        }
    }

    /// Shows the test notification; the answer says what became of it.
    pub(super) fn test_notification(&mut self, reply: oneshot::Sender<Answer>) {
        let id = self.rings.next_id();
        self.rings.waiting.insert(id, Waiting::Test { reply });
        self.desktop.notify(ring::test_ring(id));
    }

    /// The desktop took a ring, or did not. Only now the event counts as announced: a crash in between
    /// repeats one ring rather than losing one. A ring that timed out may still be shown, so it keeps its
    /// place: nothing rings twice because a server was slow.
    pub(super) fn delivered(&mut self, id: RingId, delivery: Delivery, now: UnixMillis) {
        let Some(waiting) = self.rings.waiting.remove(&id) else { return };
        let accepted = delivery == Delivery::Accepted;
        self.state.undelivered = (!accepted).then_some(delivery);
        match waiting {
            Waiting::Test { reply } => {
                say(reply, accepted, delivery.sentence().unwrap_or(SHOWN));
            }
            Waiting::Event { source, event, .. } if accepted => {
                self.write_announced(&source, &event, now);
                self.rings.remember(&event, now);
                self.ring_missed(now);
            }
            Waiting::Event { source, event, row, .. } => {
                self.write_verdict(row, "not delivered");
                if delivery == Delivery::TimedOut {
                    self.rings.waiting.insert(id, Waiting::Event { source, event, row, late: true });
                } else {
                    self.rings.miss(source, *event);
                }
            }
        }
    }

    /// Keeps the picture of the present up to date.
    pub(super) fn learn(&mut self, event: &Event, now: UnixMillis) {
        match &event.subject {
            Subject::Live(_) => self.state.neuro.live = Some(event.clone()),
            Subject::Ended => self.state.neuro.live = None,
            Subject::Changed { title, category } => {
                if let Some(Event { subject: Subject::Live(stream), .. }) = &mut self.state.neuro.live {
                    stream.title = title.clone().or(stream.title.take());
                    stream.category = category.clone().or(stream.category.take());
                }
            }
            Subject::Schedule(week) => {
                let known = self.state.neuro.week.as_ref().map(|known| (known.week.year, known.week.week));
                if known.is_none_or(|known| (week.year, week.week) >= known) {
                    self.know_week(KnownWeek { week: week.clone(), as_of: now });
                }
            }
            _ => {}
        }
    }

    /// Shows a week as the latest and keeps it for the next start without a network.
    pub(super) fn know_week(&mut self, known: KnownWeek) {
        if let Err(error) = self.journal.cache_put(&SourceId::neuro(), LATEST_WEEK, &known, known.as_of) {
            tracing::warn!(%error, "the latest week was not cached");
        }
        self.state.neuro.week = Some(known);
    }

    fn write_verdict(&mut self, row: Option<i64>, verdict: &str) {
        if let Some(row) = row
            && let Err(error) = self.journal.set_verdict(row, verdict)
        {
            tracing::warn!(%error, "the journal took no verdict");
        }
    }

    fn write_announced(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        if let Err(error) = self.journal.announced(source, event, now) {
            tracing::warn!(%error, "the journal took no announced key");
        }
    }
}

/// The answer to a test notification that was accepted.
const SHOWN: &str = "It was shown. If you saw nothing, look for do-not-disturb.";

/// Name under which the latest week is cached.
pub(super) const LATEST_WEEK: &str = "latest";
