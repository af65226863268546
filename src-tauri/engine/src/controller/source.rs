//! The news of a link.

use swarmbell_protocols::adapter::Snapshot;
use swarmbell_protocols::neuro;
use swarmbell_protocols::time::Now;

use super::learn::{POSITION, week_name};
use super::{Controller, KnownWeek};
use crate::catchup::Topic;
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::rules;
use crate::settings::SourceId;

impl Controller {
    pub(super) fn link_update(&mut self, source: &SourceId, update: LinkUpdate, now: Now) {
        match update {
            LinkUpdate::State(connection) => {
                let generation = self.generation;
                self.judge_trial(&connection);
                // A refused trial replaced the link; what it reported is not the new link's state.
                if generation == self.generation {
                    self.connection_changed(source, connection, now);
                }
            }
            LinkUpdate::Event(event) => self.event(source, &event, now),
            LinkUpdate::Snapshot(snapshot) => self.snapshot(source, snapshot, now),
            LinkUpdate::Available(kinds) => {
                self.state.neuro.available = kinds;
                self.send_wanted();
            }
            LinkUpdate::Position(position) => self.cache(source, POSITION, &position, now.wall),
            LinkUpdate::RequestFailed(fault) => tracing::info!(?fault, "a request failed"),
            LinkUpdate::Unanswered(ask, fault) => self.unanswered(&ask, &fault, now),
        }
    }

    fn snapshot(&mut self, source: &SourceId, snapshot: Snapshot, now: Now) {
        match snapshot {
            Snapshot::Live(Some(event)) => self.found(source, &Topic::Live, &[*event], now),
            Snapshot::Live(None) => {
                // It ended some time after the last look.
                let looked = self.cursor(source, &Topic::Live).unwrap_or(now.wall);
                self.ended(looked, now.wall);
                self.found(source, &Topic::Live, &[], now);
            }
            Snapshot::Latest(event) => self.found(source, &Topic::Schedule, &[*event], now),
            Snapshot::Feed { feed, events } => self.found(source, &Topic::Feed(feed), &events, now),
            Snapshot::Recordings(recordings) => self.recordings(source, recordings, now),
            Snapshot::Week { year, week, found } => {
                let known = found.map(|week| KnownWeek { week, as_of: now.wall });
                self.cache(source, &week_name(year, week), &known, now.wall);
            }
            Snapshot::Weeks(weeks) => self.cache(source, "weeks", &weeks, now.wall),
            Snapshot::Api(api) => self.state.neuro.api = Some(api),
            // Answers to questions that nobody asks yet.
            Snapshot::Found { .. }
            | Snapshot::Picture { .. }
            | Snapshot::DevstreamTimes(_)
            | Snapshot::Recording { .. }
            | Snapshot::Subathons { .. }
            | Snapshot::SubathonYears(_) => {}
        }
    }

    pub(super) fn start_link(&mut self, has_token: bool) {
        self.generation += 1;
        self.connection_changed(&SourceId::neuro(), ConnectionState::Connecting, self.clock.now());
        let config =
            neuro::Config { origin: self.state.neuro.origin.clone(), has_token, seed: fastrand::u64(..) };
        self.links.start(&SourceId::neuro(), self.generation, config);
        self.send_wanted();
    }

    pub(super) fn send_wanted(&self) {
        let wanted = rules::wanted(&self.state.settings, &self.state.neuro.available);
        self.links.order(&SourceId::neuro(), LinkOrder::Wanted(wanted));
    }
}
