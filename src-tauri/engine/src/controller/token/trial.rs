//! A new token in use before it is kept: what shows that it works, or does not.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Way};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::time::Steady;

use super::{Reply, What, say};
use crate::controller::Controller;
use crate::desktop::SecretOrder;
use crate::link::{ConnectionState, LinkOrder};
use crate::settings::SourceId;
use crate::systems::Proof;

/// A new token in use before it is kept.
#[derive(Debug)]
pub(super) struct Trial {
    /// Of the link that tries it; states of other links say nothing about this token.
    pub(super) generation: u64,
    pub(super) secret: Secret,
    pub(super) old: Option<Secret>,
    /// What else than the connection must come.
    pub(super) awaits: Option<Awaits>,
    pub(super) reply: Reply,
}

/// What must come before a token is known to work.
#[derive(Debug)]
pub(super) enum Awaits {
    /// An answer to this.
    Answer(Ask),
    /// This moment, over the same connection.
    Time(Steady),
}

impl Controller {
    /// Watches the connection of a token under trial.
    pub(in crate::controller) fn judge_trial(&mut self, source: &SourceId, connection: &ConnectionState) {
        let Some(under_way) = self.under_way.get(source) else { return };
        if under_way.token.trial.as_ref().is_none_or(|trial| trial.generation != under_way.generation) {
            return;
        }
        match connection {
            ConnectionState::Connected { via: Way::Push, .. } => self.prove_trial(source),
            ConnectionState::Failed { reason } | ConnectionState::Reconnecting { reason, .. } => {
                let stopped = matches!(connection, ConnectionState::Failed { .. });
                self.trial_failed(source, reason, stopped);
            }
            ConnectionState::Disconnected
            | ConnectionState::Connecting
            | ConnectionState::Connected { .. } => {}
        }
    }

    /// There is a connection: where that alone shows nothing, what shows more is waited for.
    fn prove_trial(&mut self, source: &SourceId) {
        let settings = self.state.settings.sources.get(source);
        let awaits = match settings.map_or(Proof::Connection, |added| added.system.listen().proof()) {
            Proof::Connection => return self.trial_succeeded(source),
            Proof::Lasting(time) => Awaits::Time(self.clock.now().steady.plus(time)),
            Proof::Answer(ask) => {
                self.links.order(source, LinkOrder::Ask(ask.clone()));
                Awaits::Answer(ask)
            }
        };
        if let Some(trial) = self.under_way.get_mut(source).and_then(|way| way.token.trial.as_mut()) {
            trial.awaits = Some(awaits);
        }
    }

    /// A question was answered, or was not: perhaps it was asked for the sake of a token.
    pub(in crate::controller) fn trial_answered(
        &mut self,
        source: &SourceId,
        ask: &Ask,
        fault: Option<&Fault>,
    ) {
        let trial = self.under_way.get(source).and_then(|under_way| under_way.token.trial.as_ref());
        if !trial.is_some_and(|trial| matches!(&trial.awaits, Some(Awaits::Answer(asked)) if asked == ask)) {
            return;
        }
        match fault {
            None => self.trial_succeeded(source),
            Some(fault) => self.trial_failed(source, fault, true),
        }
    }

    /// When the next connection has lasted long enough.
    pub(in crate::controller) fn next_trial(&self) -> Option<Steady> {
        let trials = self.under_way.values().filter_map(|under_way| under_way.token.trial.as_ref());
        trials.filter_map(Trial::ripe_at).min()
    }

    /// Connections that have lasted long enough have shown that their tokens work.
    pub(in crate::controller) fn end_trials(&mut self, now: Steady) {
        for source in self.under_way.names() {
            let trial = self.under_way.get(&source).and_then(|under_way| under_way.token.trial.as_ref());
            if trial.and_then(Trial::ripe_at).is_some_and(|ripe| ripe <= now) {
                self.trial_succeeded(&source);
            }
        }
    }

    fn trial_succeeded(&mut self, source: &SourceId) {
        // Only the first source rang before it had a token.
        let first = *source == SourceId::neuro();
        let sentence = if first { say!("trial-works-first") } else { say!("trial-works") };
        self.keep_tried(source, true, sentence);
    }

    /// `stopped`: nobody will try again, so what the server says of the token counts.
    fn trial_failed(&mut self, source: &SourceId, reason: &Fault, stopped: bool) {
        let refused = matches!(reason, Fault::TokenRefused | Fault::AccountBlocked | Fault::PastDue);
        if stopped && refused {
            return self.abandon_trial(source, reason);
        }
        let words = self.state.secret(source);
        let sentence = say!("trial-untested-kept", secret = words.0, reason = reason.sentence(words));
        self.keep_tried(source, false, sentence);
    }

    fn keep_tried(&mut self, source: &SourceId, works: bool, sentence: String) {
        if let Some(trial) = self.take_trial(source) {
            let what = What::Keep { works, sentence };
            self.ask_keyring(source, SecretOrder::Keep(trial.secret), what, Some(trial.reply));
        }
    }

    fn take_trial(&mut self, source: &SourceId) -> Option<Trial> {
        self.under_way.get_mut(source)?.token.trial.take()
    }

    fn abandon_trial(&mut self, source: &SourceId, reason: &Fault) {
        let Some(trial) = self.take_trial(source) else { return };
        let has_token = trial.old.is_some();
        match trial.old {
            Some(old) => self.hold_secret(source, &old),
            None => self.let_go_of_secret(source),
        }
        say(trial.reply, false, &reason.sentence(self.state.secret(source)));
        self.start_link(source, has_token);
    }
}

impl Trial {
    fn ripe_at(&self) -> Option<Steady> {
        match self.awaits {
            Some(Awaits::Time(ripe)) => Some(ripe),
            Some(Awaits::Answer(_)) | None => None,
        }
    }
}
