//! The news of a link.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Adapter, Snapshot};
use swarmbell_protocols::neuro::{self, Neuro};
use swarmbell_protocols::time::{Now, UnixMillis};

use super::learn::POSITION;
use super::{Controller, LinkPlan};
use crate::catchup::Topic;
use crate::link::{ConnectionState, LinkOrder, LinkUpdate};
use crate::rules;
use crate::settings::SourceId;
use crate::systems::Start;

impl Controller {
    pub(super) fn link_update(&mut self, source: &SourceId, update: LinkUpdate, now: Now) {
        match update {
            LinkUpdate::State(connection) => {
                let generation = self.under_way.get(source).map(|under_way| under_way.generation);
                self.judge_trial(source, &connection);
                // A refused trial replaced the link; what it reported is not the new link's state.
                if generation.is_some_and(|generation| self.is_running(source, generation)) {
                    self.connection_changed(source, connection, now);
                }
            }
            LinkUpdate::Event(event) => self.event(source, &event, now),
            LinkUpdate::Snapshot(snapshot) => self.snapshot(source, snapshot, now),
            LinkUpdate::Available(offered) => {
                if let Some(state) = self.state.sources.get_mut(source) {
                    state.available = offered;
                }
                self.send_wanted(source);
            }
            LinkUpdate::Position(position) => {
                if let Some(under_way) = self.under_way.get_mut(source) {
                    under_way.position = Some(position);
                }
                if self.listened(source).contains(&Topic::Backfill) {
                    self.found(source, &Topic::Backfill, &[], now);
                }
            }
            LinkUpdate::RequestFailed(fault) => {
                tracing::info!(?fault, "a request failed");
                if fault == Fault::TooMuchMissed {
                    self.say_unheard(source, &fault.sentence(self.state.secret(source)), now);
                }
            }
            LinkUpdate::Unanswered(ask, fault) => self.unanswered(source, &ask, &fault, now),
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
                self.week_told(source, (year, week), found, now.wall);
            }
            Snapshot::Weeks(weeks) => self.weeks_told(source, &weeks, now),
            Snapshot::Found { search, hits, next } => {
                self.search_told(source, &search, &hits, next, now.wall);
            }
            Snapshot::Api(api) => {
                if let Some(state) = self.state.sources.get_mut(source) {
                    state.api = Some(api);
                }
            }
            // Answers to questions that nobody asks yet.
            Snapshot::Picture { .. } | Snapshot::Recording { .. } | Snapshot::SubathonYears(_) => {}
            Snapshot::DevstreamTimes(times) => self.devstreams_told(source, &times, now.wall),
            Snapshot::Subathons { year, found } => self.subathons_told(year, found),
            Snapshot::Channels(told) => self.channels_told(source, told, now),
        }
    }

    /// Whether these are news of the link that runs.
    pub(super) fn is_running(&self, source: &SourceId, generation: u64) -> bool {
        self.under_way.get(source).is_some_and(|under_way| under_way.generation == generation)
    }

    pub(super) fn start_link(&mut self, source: &SourceId, has_secret: bool) {
        if !self.is_listened_to(source) {
            return;
        }
        let Some(under_way) = self.under_way.get_mut(source) else { return };
        under_way.generation += 1;
        let generation = under_way.generation;
        self.connection_changed(source, ConnectionState::Connecting, self.clock.now());
        let Some(state) = self.state.sources.get(source) else { return };
        let (seed, origin) = (fastrand::u64(..), state.origin.clone());
        let adapter: Box<dyn Adapter> = match self.state.settings.sources.get(source) {
            Some(added) => {
                let position = self.cached(source, POSITION);
                added.system.listen().adapter(Start { has_secret, position, seed })
            }
            None => Box::new(Neuro::new(neuro::Config { origin, has_token: has_secret, seed })),
        };
        self.abandon_questions(source);
        self.links.start(source, generation, LinkPlan { adapter, has_secret, seed });
        self.send_wanted(source);
    }

    /// Keeps the positions of sources of which nothing waits to be told: what was not told is sent again after a crash.
    pub(super) fn keep_positions(&mut self, now: UnixMillis) {
        for source in self.under_way.names() {
            let waits = self.rings.has_pending_of(&source);
            let position = self.under_way.get_mut(&source).and_then(|way| way.position.take_if(|_| !waits));
            if let Some(position) = position {
                self.cache(&source, POSITION, &position, now);
            }
        }
    }

    pub(super) fn send_wanted(&self, source: &SourceId) {
        let Some(state) = self.state.sources.get(source) else { return };
        let wanted = match self.state.settings.sources.get(source) {
            Some(added) => added.system.listen().wanted(),
            None => rules::wanted(&self.state.settings, &state.available),
        };
        self.links.order(source, LinkOrder::Wanted(wanted));
    }
}
