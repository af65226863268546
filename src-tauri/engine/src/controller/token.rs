//! The token's life: found at start, tried before it is kept, forgotten when asked.
//!
//! The keyring answers late, out of order, and sometimes twice: first that it does not answer, then what
//! became of the call. So each call has an id, and each change the user makes has a revision: an answer
//! about an older revision changes nothing any more.

use std::collections::BTreeMap;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::secret::Secret;
use tokio::sync::oneshot;

use super::Controller;
use crate::desktop::{SecretId, SecretOrder, SecretOutcome, SecretPlace};
use crate::link::ConnectionState;
use crate::local::{Answer, TokenText};
use crate::settings::SourceId;
use crate::view::{TokenView, token_advice};

type Reply = oneshot::Sender<Answer>;

/// What is under way with the keyring and the server.
#[derive(Debug, Default)]
pub(super) struct Token {
    next: u64,
    asked: BTreeMap<SecretId, Asked>,
    trial: Option<Trial>,
    /// Raised by each token that is set or forgotten.
    revision: u64,
}

/// A call to the keyring that is not over.
#[derive(Debug)]
struct Asked {
    revision: u64,
    what: What,
    /// Taken by the first answer; the last word may come later.
    reply: Option<Reply>,
}

#[derive(Debug)]
enum What {
    Find,
    /// With what the server said of the token.
    Keep {
        works: bool,
        sentence: String,
    },
    Forget,
}

/// A new token in use before it is kept.
#[derive(Debug)]
struct Trial {
    /// Of the link that tries it; states of other links say nothing about this token.
    generation: u64,
    secret: Secret,
    old: Option<Secret>,
    reply: Reply,
}

impl Controller {
    fn place(&self) -> SecretPlace {
        SecretPlace { source: SourceId::neuro(), origin: self.state.neuro.origin.clone() }
    }

    fn ask_keyring(&mut self, order: SecretOrder, what: What, reply: Option<Reply>) {
        self.token.next += 1;
        let id = SecretId(self.token.next);
        self.token.asked.insert(id, Asked { revision: self.token.revision, what, reply });
        self.desktop.secret(id, self.place(), order);
    }

    /// Asks the keyring for the token.
    pub(super) fn find_token(&mut self) {
        self.ask_keyring(SecretOrder::Find, What::Find, None);
    }

    /// Asks again where the keyring could not answer before.
    pub(super) fn find_token_again(&mut self) {
        if matches!(self.state.neuro.token, TokenView::Locked | TokenView::TimedOut | TokenView::Denied) {
            self.state.neuro.token = TokenView::Asking;
            self.find_token();
        }
    }

    /// Puts a new token to use at once; it is kept when the server did not refuse it.
    pub(super) fn try_token(&mut self, text: &TokenText, reply: Reply) {
        if self.token.trial.is_some() {
            say(reply, false, "Another token is being tested. Wait a moment.");
            return;
        }
        match Secret::parse(&text.0) {
            Err(error) => say(reply, false, &error.to_string()),
            Ok(secret) => {
                let place = self.place();
                let old = self.secrets.get(&place.source, &place.origin);
                self.secrets.put(place, secret.clone());
                self.token.revision += 1;
                self.start_link(true);
                self.token.trial = Some(Trial { generation: self.generation, secret, old, reply });
            }
        }
    }

    /// Forgets the token, in memory and in the keyring.
    pub(super) fn forget_token(&mut self, reply: Reply) {
        if let Some(trial) = self.token.trial.take() {
            say(trial.reply, false, "The token was forgotten before it was tested.");
        }
        self.secrets.remove(&self.place());
        self.token.revision += 1;
        self.ask_keyring(SecretOrder::Forget, What::Forget, Some(reply));
        self.state.neuro.token = TokenView::Absent;
        self.start_link(false);
    }

    /// Watches the connection of a token under trial.
    pub(super) fn judge_trial(&mut self, connection: &ConnectionState) {
        if self.token.trial.as_ref().is_none_or(|trial| trial.generation != self.generation) {
            return;
        }
        let (works, sentence) = match connection {
            ConnectionState::Connected { via: Way::Push, .. } => {
                (true, "It works: alerts are instant now.".to_owned())
            }
            ConnectionState::Failed { reason: reason @ (Fault::TokenRefused | Fault::AccountBlocked) } => {
                return self.abandon_trial(reason);
            }
            ConnectionState::Failed { reason } | ConnectionState::Reconnecting { reason, .. } => {
                (false, format!("The token could not be tested but is kept. {}", reason.sentence()))
            }
            ConnectionState::Disconnected
            | ConnectionState::Connecting
            | ConnectionState::Connected { .. } => return,
        };
        if let Some(trial) = self.token.trial.take() {
            let what = What::Keep { works, sentence };
            self.ask_keyring(SecretOrder::Keep(trial.secret), what, Some(trial.reply));
        }
    }

    fn abandon_trial(&mut self, reason: &Fault) {
        let Some(trial) = self.token.trial.take() else { return };
        let place = self.place();
        let has_token = trial.old.is_some();
        match trial.old {
            Some(old) => self.secrets.put(place, old),
            None => self.secrets.remove(&place),
        }
        say(trial.reply, false, &reason.sentence());
        self.start_link(has_token);
    }

    /// The keyring answered.
    pub(super) fn secret_report(&mut self, id: SecretId, place: SecretPlace, outcome: &SecretOutcome) {
        let Some(mut asked) = self.token.asked.remove(&id) else { return };
        let reply = asked.reply.take();
        let current = asked.revision == self.token.revision;
        match &asked.what {
            What::Find => self.token_found(place, outcome, current),
            What::Keep { works, sentence } => self.token_kept(outcome, *works, sentence, current, reply),
            What::Forget => self.token_forgotten(outcome, current, reply),
        }
        if *outcome == SecretOutcome::TimedOut {
            self.token.asked.insert(id, asked);
        }
    }

    fn token_found(&mut self, place: SecretPlace, outcome: &SecretOutcome, current: bool) {
        if !current {
            // A token is being tried meanwhile: what is found is what to go back to.
            if let (Some(trial), SecretOutcome::Found(old)) = (&mut self.token.trial, outcome) {
                trial.old.get_or_insert_with(|| old.clone());
            }
            return;
        }
        self.state.neuro.token = match outcome {
            SecretOutcome::Found(secret) => {
                self.secrets.put(place, secret.clone());
                TokenView::Kept
            }
            SecretOutcome::Absent | SecretOutcome::NoService => TokenView::Absent,
            SecretOutcome::Locked => TokenView::Locked,
            SecretOutcome::TimedOut => TokenView::TimedOut,
            SecretOutcome::Denied => TokenView::Denied,
        };
        let has_token = self.state.neuro.token == TokenView::Kept;
        // Without a token a running link polls already; with one it must be opened anew.
        if has_token || self.state.neuro.connection == ConnectionState::Disconnected {
            self.start_link(has_token);
        }
    }

    fn token_kept(
        &mut self,
        outcome: &SecretOutcome,
        works: bool,
        sentence: &str,
        current: bool,
        reply: Option<Reply>,
    ) {
        let kept = matches!(outcome, SecretOutcome::Found(_));
        if current {
            self.state.neuro.token = if kept { TokenView::Kept } else { TokenView::ThisRunOnly };
        }
        let Some(reply) = reply else { return };
        let advice = match outcome {
            SecretOutcome::Found(_) => return say(reply, works, sentence),
            SecretOutcome::NoService => token_advice(TokenView::ThisRunOnly),
            other => other.sentence(),
        };
        let said = if works { sentence } else { "The token could not be tested." };
        say(reply, false, &format!("{said} {advice}"));
    }

    fn token_forgotten(&mut self, outcome: &SecretOutcome, current: bool, reply: Option<Reply>) {
        let gone = matches!(outcome, SecretOutcome::Absent | SecretOutcome::NoService);
        if current {
            self.state.neuro.token = match outcome {
                SecretOutcome::Locked => TokenView::Locked,
                SecretOutcome::Denied => TokenView::Denied,
                SecretOutcome::TimedOut => TokenView::TimedOut,
                SecretOutcome::Found(_) | SecretOutcome::Absent | SecretOutcome::NoService => {
                    TokenView::Absent
                }
            };
        }
        let Some(reply) = reply else { return };
        if gone {
            say(reply, true, "The token was removed.");
        } else {
            let sentence = format!(
                "The token is no longer used, but it is still in the keyring. {}",
                outcome.sentence()
            );
            say(reply, false, &sentence);
        }
    }
}

pub(super) fn say(reply: Reply, ok: bool, sentence: &str) {
    // The asker may be gone; then nobody needs the answer.
    let _ = reply.send(Answer::Said { ok, sentence: sentence.to_owned() });
}
