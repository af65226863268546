//! From an event to a ring: journal, rules, wording.

use std::time::Duration;

use chrono::Local;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::Via;
use swarmbell_protocols::time::{Now, UnixMillis};
use tokio::sync::oneshot;

use super::Controller;
use super::rings::{Pending, Waiting};
use crate::catchup::Found;
use crate::journal::{SUPERSEDED, TOLD_BY_NUMBER};
use crate::local::Answer;
use crate::ring::{self, Ring, RingId, Tally};
use crate::rules::{self, Bells, Facts, Grouping, Reason, Tone, Verdict};
use crate::settings::SourceId;

/// A pushed event that is older than this was sent again, or late.
const LATE: Duration = Duration::from_secs(2 * 60);

impl Controller {
    /// Something happened: learn from it, record it, ring if it may.
    pub(super) fn event(&mut self, source: &SourceId, event: &Event, now: Now) {
        self.hear(source, event, now.wall);
        self.learn(source, event, now.wall);
        if self.is_listed(source, event, now) {
            let found = self.of_age(source, event, now);
            self.announce(source, event, found, now);
        }
    }

    /// Counts an event of a source.
    fn hear(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        if let Some(state) = self.state.sources.get_mut(source) {
            state.heard = state.heard.saturating_add(1);
            state.last_event = state.last_event.max(Some(event.at.min(now)));
        }
    }

    /// Announces what an answer told. One that tells the present once more, or what was there before anybody listened, is
    /// no event.
    pub(super) fn announce_found(&mut self, source: &SourceId, event: &Event, found: Found, now: Now) {
        if self.announce(source, event, found, now) && found != Found::Before {
            self.hear(source, event, now.wall);
        }
    }

    /// Whether an event is listed at all. Of a stream that floods, what rings nobody is counted only.
    fn is_listed(&mut self, source: &SourceId, event: &Event, now: Now) -> bool {
        let added = *source != SourceId::neuro();
        let silent = added
            && self.with_facts(source, event, now, |facts| !facts.bells.bell(facts.settings, event).rings);
        !silent || self.sampling.admits(source, event.channel.as_deref(), now.steady)
    }

    /// What is told by a source that somebody added, and happened a while ago, is over: it goes into the summary.
    fn of_age(&mut self, source: &SourceId, event: &Event, now: Now) -> Found {
        let old = *source != SourceId::neuro() && now.wall.since(event.at) > LATE;
        if old {
            self.collect(source, now);
        }
        if old { Found::Over } else { Found::StillTrue }
    }

    /// Records an event and does with it what the rules say. Answers whether it was news.
    pub(super) fn announce(&mut self, source: &SourceId, event: &Event, found: Found, now: Now) -> bool {
        // Something of a source that was removed meanwhile.
        if self.state.sources.get(source).is_none() || self.rings.is_pending(source, event) {
            return false;
        }
        if self.rings.keep_for_later(source, event, found) {
            return false;
        }
        for superseded in self.rings.supersede(source, event) {
            self.write_verdict(superseded.row, SUPERSEDED);
        }
        let Some(row) = self.record(source, event, now.wall) else { return false };
        let verdict = self.decide(source, event, found, now);
        self.write_verdict(row, &verdict.to_string());
        let tone = if let Verdict::Ring(tone) = &verdict { *tone } else { Tone::Normal };
        let worded = self.with_facts(source, event, now, |facts| ring::word(RingId(0), event, tone, facts));
        self.write_words(row, &worded);
        let pending = Pending { source: source.clone(), event: event.clone(), row };
        match (&verdict, found) {
            (Verdict::Silent(_), _) if verdict.settles(&event.subject) => self.settled(&pending, now.wall),
            // What is silent for a time is told after it.
            (_, Found::Over) => {
                let beyond = self.rings.over(pending);
                self.count(beyond, now.wall);
            }
            (Verdict::Silent(_), _) => {}
            (Verdict::Ring(tone), _) => self.ring(pending, *tone, now),
            (Verdict::Group, _) => {
                let beyond = self.rings.hold(pending);
                self.count(beyond, now.wall);
            }
        }
        true
    }

    /// Of what is beyond those that are kept only the number is told: that settles it.
    fn count(&mut self, beyond: Option<Pending>, now: UnixMillis) {
        let Some(beyond) = beyond else { return };
        self.write_verdict(beyond.row, TOLD_BY_NUMBER);
        self.settled(&beyond, now);
    }

    fn decide(&mut self, source: &SourceId, event: &Event, found: Found, now: Now) -> Verdict {
        let mut grouping = std::mem::take(&mut self.rings.grouping);
        let verdict = self.with_facts(source, event, now, |facts| match found {
            Found::Before => Verdict::Silent(Reason::Before),
            // The summary is one ring however much it tells.
            Found::Over => rules::decide(event, facts, &mut Grouping::<()>::default()),
            Found::StillTrue => rules::decide(event, facts, &mut grouping),
        });
        self.rings.grouping = grouping;
        verdict
    }

    /// Hands the ring of one event to the desktop.
    fn ring(&mut self, one: Pending, tone: Tone, now: Now) {
        let id = self.rings.next_id();
        let ring =
            self.with_facts(&one.source, &one.event, now, |facts| ring::word(id, &one.event, tone, facts));
        self.hand_over(Ring { source: Some(one.source.clone()), ..ring }, vec![one]);
    }

    /// Tells what was too much at once.
    pub(super) fn tell_held(&mut self, now: Now) {
        if self.rings.grouping.deadline().is_none_or(|due| now.steady < due) {
            return;
        }
        let held = self.rings.grouping.flush(now.steady);
        let (told, waiting) = self.still_told(held, now);
        // What is silent for a time meanwhile, with the number of what there was besides, is told after it.
        if told.is_empty() && (!waiting.is_empty() || self.rings.held_beyond.count() == 0) {
            return;
        }
        let tally = told.iter().map(|pending| &pending.event).collect::<Tally>();
        let tally = tally.and(self.rings.held_beyond.take());
        match <[Pending; 1]>::try_from(told) {
            Ok([one]) if tally.count() == 1 => self.ring(one, Tone::Normal, now),
            Ok([one]) => self.ring_group(&tally, vec![one], now),
            Err(told) => self.ring_group(&tally, told, now),
        }
    }

    fn ring_group(&mut self, tally: &Tally, told: Vec<Pending>, now: Now) {
        let ring = ring::group_ring(self.rings.next_id(), tally);
        let ring = Ring { sounds: self.sounds(&told, now), ..ring };
        self.hand_over(ring, told);
    }

    /// Tells what is over in one ring.
    pub(super) fn sum_up(&mut self, now: Now) {
        let over = std::mem::take(&mut self.rings.over);
        let (told, waiting) = self.still_told(over, now);
        self.rings.over = waiting;
        if told.is_empty() && (!self.rings.over.is_empty() || self.rings.over_beyond.count() == 0) {
            return;
        }
        let beyond = self.rings.over_beyond.take();
        match <[Pending; 1]>::try_from(told) {
            Ok([one]) if beyond.count() == 0 => self.ring(one, Tone::Normal, now),
            Ok([one]) => self.ring_summary(vec![one], beyond, now),
            Err(told) => self.ring_summary(told, beyond, now),
        }
    }

    fn ring_summary(&mut self, told: Vec<Pending>, beyond: Tally, now: Now) {
        let events: Vec<&Event> = told.iter().map(|pending| &pending.event).collect();
        let ring = ring::away_ring(self.rings.next_id(), events, beyond);
        let ring = Ring { sounds: self.sounds(&told, now), ..ring };
        self.hand_over(ring, told);
    }

    /// Whether one ring for all of these comes with a sound: one of them is enough. Of what is only counted nobody knows.
    fn sounds(&self, told: &[Pending], now: Now) -> bool {
        let sounds = |Pending { source, event, .. }: &Pending| {
            self.with_facts(source, event, now, |facts| facts.bells.bell(facts.settings, event).sounds)
        };
        told.is_empty() || told.iter().any(sounds)
    }

    /// Of things that waited, those that may ring now, and those that are silent for a time.
    fn still_told(&mut self, waited: Vec<Pending>, now: Now) -> (Vec<Pending>, Vec<Pending>) {
        let (mut told, mut waiting) = (Vec::new(), Vec::new());
        for pending in waited {
            let verdict = self.decide(&pending.source, &pending.event, Found::Over, now);
            match &verdict {
                Verdict::Ring(_) | Verdict::Group => told.push(pending),
                Verdict::Silent(_) => {
                    self.write_verdict(pending.row, &verdict.to_string());
                    if verdict.settles(&pending.event.subject) {
                        self.settled(&pending, now.wall);
                    } else {
                        waiting.push(pending);
                    }
                }
            }
        }
        (told, waiting)
    }

    fn hand_over(&mut self, ring: Ring, told: Vec<Pending>) {
        let (id, sounds) = (ring.id, ring.sounds);
        self.desktop.notify(ring);
        self.rings.waiting.insert(id, Waiting::Events { told, sounds });
    }

    /// What was silenced for a while and is still true rings when that is over.
    pub(super) fn ring_what_is_still_true(&mut self, now: Now) {
        let source = SourceId::neuro();
        let live = self.state.neuro.live.clone().map(|live| Event { via: Via::Snapshot, ..live });
        let published = self.state.neuro.published.clone();
        for event in live.into_iter().chain(published.into_values()) {
            self.announce(&source, &event, Found::StillTrue, now);
        }
        if !self.is_collecting() {
            self.sum_up(now);
        }
    }

    /// Shows the test notification; the answer says what became of it.
    pub(super) fn test_notification(&mut self, reply: oneshot::Sender<Answer>) {
        let id: RingId = self.rings.next_id();
        self.rings.waiting.insert(id, Waiting::Test { reply });
        self.desktop.notify(ring::test_ring(id));
    }

    /// An event was told, or is dealt with for good.
    pub(super) fn settled(&mut self, pending: &Pending, now: UnixMillis) {
        self.rings.remember(&pending.source, &pending.event, now);
        self.write_announced(&pending.source, &pending.event, now);
        self.told(&pending.event, now);
    }

    fn with_facts<T>(
        &self,
        source: &SourceId,
        event: &Event,
        now: Now,
        look: impl FnOnce(&Facts<'_, Local>) -> T,
    ) -> T {
        let rules = self.state.sources.get(source).map(|state| state.rules.as_slice()).unwrap_or_default();
        let bells = match self.state.settings.sources.get(source) {
            Some(added) => Bells::Rules { rules, source: &added.name },
            None => Bells::Switches,
        };
        let weeks = self.state.neuro.weeks_at_hand();
        let old_week = self.told_week(event);
        let subathon_told = self.subathon_told(event);
        look(&Facts {
            settings: &self.state.settings,
            bells,
            now,
            zone: &ring::user_zone(),
            weeks: &weeks,
            old_week: old_week.as_ref(),
            subathon_told,
            ended_at: self.state.neuro.last_stream.ended_at,
            hushed: self.state.hushed,
        })
    }
}
