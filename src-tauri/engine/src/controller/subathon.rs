//! The subathon that the window shows. The server tells of it by itself only to those whose bell rings for it, so it is
//! asked now and then while somebody looks.

use std::time::Duration;

use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::news::{GoalUpdate, Subathon};
use swarmbell_protocols::time::{Now, Steady};

use super::Controller;
use crate::link::{ConnectionState, LinkOrder};
use crate::settings::SourceId;

/// From one question to the next.
const EVERY: Duration = Duration::from_secs(5 * 60);

impl Controller {
    /// When it is asked for next; `None` while nobody looks, or nobody would answer.
    pub(super) fn subathon_deadline(&self) -> Option<Steady> {
        let connected = matches!(self.state.sources.neuro().connection, ConnectionState::Connected { .. });
        let is_looked_at = self.snapshots.receiver_count() > 0;
        (connected && is_looked_at).then_some(self.subathon_due)
    }

    /// Asks for it, when it is time; one whose end came is shown no more.
    pub(super) fn follow_subathon(&mut self, now: Now) {
        self.state.neuro.subathon.take_if(|known| known.ends_at.is_some_and(|end| end <= now.wall));
        if self.subathon_deadline().is_some_and(|due| due <= now.steady) {
            self.subathon_due = now.steady.plus(EVERY);
            self.links.order(&SourceId::neuro(), LinkOrder::Ask(Ask::Subathons { year: None }));
        }
    }

    /// One that goes on is the one that is shown; one that ended is no more.
    pub(super) fn know_subathon(&mut self, told: &Subathon) {
        let shown = &mut self.state.neuro.subathon;
        if told.is_active {
            *shown = Some(told.clone());
        } else {
            shown.take_if(|known| known.year == told.year);
        }
    }

    /// A goal of it was reached or done.
    pub(super) fn know_goal(&mut self, GoalUpdate { year, goal, subs }: &GoalUpdate) {
        let shown = self.state.neuro.subathon.as_mut();
        let Some(known) = shown.filter(|known| known.year == *year) else { return };
        if let Some(known) = known.goals.iter_mut().find(|known| known.number == goal.number) {
            *known = goal.clone();
        }
        // News of an earlier moment may come later.
        known.subs = known.subs.max(*subs).max(goal.reached.then_some(goal.number));
    }

    /// The server told which subathons go on.
    pub(super) fn subathons_told(&mut self, year: Option<i32>, found: Vec<Subathon>) {
        if year.is_none() {
            self.state.neuro.subathon = found.into_iter().find(|subathon| subathon.is_active);
        }
    }
}
