//! What became of a ring: accepted, missed, tried again, told once more when nobody could see it.

use swarmbell_protocols::Event;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::time::Now;
use swarmbell_words::say;

use super::Controller;
use super::rings::{Later, Missed, Pending, Waiting};
use super::timers::due_reminders;
use super::token::say;
use crate::catchup::Found;
use crate::desktop::{Delivery, HushedBy};
use crate::journal::{RANG, UNDELIVERED};
use crate::ring::RingId;
use crate::rules::{Reason, Verdict};

/// A ring that could not be shown for longer than this is news no more. What is still live rings at any age.
const MISSED_LIFETIME: std::time::Duration = std::time::Duration::from_secs(60 * 60);

fn is_same(one: &Event, other: &Event) -> bool {
    one.key == other.key && one.version == other.version
}

impl Controller {
    /// The desktop took a ring, or did not. Only now its events count as announced: a crash in between
    /// repeats one ring rather than losing one. A ring that timed out may still be shown, so it keeps its
    /// place: nothing rings twice because a server was slow.
    pub(super) fn delivered(&mut self, id: RingId, delivery: Delivery, now: Now) {
        let accepted = delivery == Delivery::Accepted;
        if accepted {
            self.state.undelivered = None;
        }
        let Some(waiting) = self.rings.waiting.remove(&id) else { return };
        if !matches!(delivery, Delivery::Hidden(_)) {
            self.state.undelivered = (!accepted).then_some(delivery);
        }
        match waiting {
            Waiting::Test { reply } => {
                if accepted {
                    self.sound(now.wall);
                }
                let shown = || match self.state.hushed {
                    None => say!("delivery-shown"),
                    Some(HushedBy::DoNotDisturb) => say!("delivery-do-not-disturb"),
                    Some(HushedBy::FullScreen) => say!("delivery-full-screen"),
                };
                let sentence = delivery.sentence().unwrap_or_else(shown);
                say(reply, accepted, &sentence);
            }
            Waiting::Tray if accepted => self.told_of_tray(),
            Waiting::Update(version) if accepted => self.told_of_update(version, now),
            // It may still be shown.
            waiting @ (Waiting::Tray | Waiting::Update(_)) if delivery == Delivery::TimedOut => {
                self.rings.waiting.insert(id, waiting);
            }
            Waiting::Tray | Waiting::Update(_) => {}
            Waiting::Events { told, sounds } if accepted => {
                if sounds {
                    self.sound(now.wall);
                }
                told.iter().for_each(|pending| self.accepted(pending, now));
                self.rings.succeeded();
                self.ring_missed(now);
            }
            Waiting::Events { told, sounds } => match delivery {
                Delivery::Hidden(by) => self.hidden(&told, by, now),
                _ => self.not_taken(id, told, sounds, delivery, now),
            },
        }
        self.announce_later(now);
    }

    /// The desktop did not take a ring.
    fn not_taken(&mut self, id: RingId, told: Vec<Pending>, sounds: bool, delivery: Delivery, now: Now) {
        told.iter().for_each(|pending| self.write_verdict(pending.row, UNDELIVERED));
        self.rings.failed(now.steady);
        if delivery == Delivery::TimedOut {
            self.rings.waiting.insert(id, Waiting::Events { told, sounds });
        } else {
            told.into_iter().for_each(|pending| self.rings.miss(pending, now.steady));
        }
    }

    /// What changed once more while the desktop had an older version of it.
    fn announce_later(&mut self, now: Now) {
        for Later { source, event, found } in self.rings.take_later() {
            self.announce(&source, &event, found, now);
        }
    }

    /// Nobody could see the ring, so it was not shown. What is still true rings once that is over; if the system
    /// does not say that it began, it may be over already.
    fn hidden(&mut self, told: &[Pending], by: HushedBy, now: Now) {
        let verdict = Verdict::Silent(Reason::Hushed(by)).to_string();
        told.iter().for_each(|pending| self.write_verdict(pending.row, &verdict));
        if self.state.hushed.is_none() {
            self.rings.failed(now.steady);
        }
    }

    fn accepted(&mut self, pending: &Pending, now: Now) {
        self.write_verdict(pending.row, RANG);
        self.settled(pending, now.wall);
    }

    /// A notification server that was not there is there anew: what it missed rings now. A ring that has no last
    /// word yet is not missed: it may be what made the bus start the server, and be shown late.
    pub(super) fn notifier_appeared(&mut self, now: Now) {
        self.state.undelivered = None;
        self.rings.succeeded();
        self.ring_missed(now);
        self.ring_what_is_still_true(now);
    }

    /// Tries again what the desktop did not take.
    pub(super) fn retry_delivery(&mut self, now: Now) {
        if self.rings.retries(now.steady) {
            self.ring_missed(now);
            self.ring_what_is_still_true(now);
            if self.rings.nothing_is_left() {
                self.state.undelivered = None;
            }
        }
    }

    /// What the desktop did not take may be over by now: once nothing of it is left, nobody needs to do anything.
    pub(super) fn forget_what_is_over(&mut self, now: Now) {
        let neuro = &self.state.neuro;
        let is_over = |missed: &Missed| {
            let event = &missed.event;
            match event.subject {
                Subject::Live(_) => neuro.live.as_ref().is_none_or(|live| live.key != event.key),
                Subject::Schedule(_) => !neuro.published.values().any(|known| is_same(known, event)),
                Subject::Reminder(_) => {
                    !due_reminders(&self.state, now.wall).iter().any(|due| is_same(due, event))
                }
                _ => missed.at.until(now.steady) > MISSED_LIFETIME,
            }
        };
        if self.rings.forget_missed(is_over) {
            self.rings.succeeded();
            self.state.undelivered = None;
        }
    }

    fn ring_missed(&mut self, now: Now) {
        let missed = self.rings.take_missed();
        if missed.is_empty() {
            return;
        }
        for Missed { source, event, at } in missed {
            // What may still be true rings by what is true now, in its own words.
            let repeats =
                matches!(event.subject, Subject::Live(_) | Subject::Schedule(_) | Subject::Reminder(_));
            if !repeats && at.until(now.steady) <= MISSED_LIFETIME {
                self.announce(&source, &event, Found::StillTrue, now);
            }
        }
        self.ring_what_is_still_true(now);
    }

    /// The system begins, or ceases, to keep notifications off the screen. What began meanwhile and is still
    /// true rings once everybody can see it.
    pub(super) fn hush(&mut self, hushed: Option<HushedBy>, now: Now) {
        self.state.hushed = hushed;
        if hushed.is_none() {
            self.ring_what_is_still_true(now);
        }
    }
}
