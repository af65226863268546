//! The token's life: found at start, tried before it is kept, forgotten when asked.
//!
//! The keyring answers late, out of order, and sometimes twice: first that it does not answer, then what
//! became of the call. So each call has an id, and each change the user makes has a revision: an answer
//! about an older revision changes nothing any more.

mod trial;

use std::collections::BTreeMap;

use swarmbell_protocols::secret::{Secret, SecretWords};
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::{Controller, NoticeKind, SourceState};
use crate::desktop::{SecretId, SecretOrder, SecretOutcome, SecretPlace};
use crate::link::ConnectionState;
use crate::local::{Answer, TokenText};
use crate::settings::SourceId;
use crate::view::{TokenView, token_advice};
use trial::Trial;

type Reply = oneshot::Sender<Answer>;

/// The calls to the keyring that are not over.
#[derive(Debug, Default)]
pub(super) struct Keyring {
    next: u64,
    asked: BTreeMap<SecretId, Asked>,
}

/// What is under way with the token of one source.
#[derive(Debug, Default)]
pub(super) struct Token {
    trial: Option<Trial>,
    /// Raised by each token that is set or forgotten.
    revision: u64,
}

/// A call to the keyring that is not over.
#[derive(Debug)]
struct Asked {
    /// For which servers it was asked: they can be others when the answer comes.
    place: SecretPlace,
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
    /// Of a source that is gone, or is elsewhere now.
    Leave,
}

impl Controller {
    pub(super) fn place(&self, source: &SourceId) -> Option<SecretPlace> {
        let state = self.state.sources.get(source)?;
        Some(SecretPlace {
            source: source.clone(),
            origin: state.origin.clone(),
            with: state.further.clone(),
        })
    }

    pub(super) fn token_is(&mut self, source: &SourceId, view: TokenView) {
        if let Some(state) = self.state.sources.get_mut(source) {
            state.token = view;
        }
    }

    /// The token's next revision: answers about older ones change nothing any more.
    fn revise(&mut self, source: &SourceId) -> Option<&mut Token> {
        let token = &mut self.under_way.get_mut(source)?.token;
        token.revision += 1;
        Some(token)
    }

    /// Uses a secret, towards each server of the source.
    fn hold_secret(&self, source: &SourceId, secret: &Secret) {
        let origins = self.state.sources.get(source).into_iter().flat_map(SourceState::origins);
        for origin in origins {
            let place = SecretPlace { source: source.clone(), origin: origin.clone(), with: Vec::new() };
            self.secrets.put(place, secret.clone());
        }
    }

    /// Uses no secret any more.
    pub(super) fn let_go_of_secret(&self, source: &SourceId) {
        let origins = self.state.sources.get(source).into_iter().flat_map(SourceState::origins);
        for origin in origins {
            let place = SecretPlace { source: source.clone(), origin: origin.clone(), with: Vec::new() };
            self.secrets.remove(&place);
        }
    }

    /// Removes the secret of a place that is left from the keyring. Nobody waits for that; that it stays there is said.
    pub(super) fn forget_place(&mut self, place: SecretPlace) {
        self.keyring.next += 1;
        let id = SecretId(self.keyring.next);
        let asked = Asked { place: place.clone(), revision: 0, what: What::Leave, reply: None };
        self.keyring.asked.insert(id, asked);
        self.desktop.secret(id, place, SecretOrder::Forget);
    }

    /// What is under way with a source's token ends with its connection: answers about it change nothing any more.
    pub(super) fn drop_token_work(&mut self, source: &SourceId) {
        let Some(trial) = self.revise(source).and_then(|token| token.trial.take()) else { return };
        let SecretWords(secret) = self.state.secret(source);
        match trial.old {
            Some(old) => self.hold_secret(source, &old),
            None => self.let_go_of_secret(source),
        }
        say(trial.reply, false, &say!("trial-moved", secret = secret));
    }

    fn ask_keyring(&mut self, source: &SourceId, order: SecretOrder, what: What, reply: Option<Reply>) {
        let Some((place, under_way)) = self.place(source).zip(self.under_way.get(source)) else { return };
        let revision = under_way.token.revision;
        self.keyring.next += 1;
        let id = SecretId(self.keyring.next);
        self.keyring.asked.insert(id, Asked { place: place.clone(), revision, what, reply });
        self.desktop.secret(id, place, order);
    }

    /// Asks the keyring for the token.
    pub(super) fn find_token(&mut self, source: &SourceId) {
        self.ask_keyring(source, SecretOrder::Find, What::Find, None);
    }

    /// Asks again where the keyring could not answer before.
    pub(super) fn find_token_again(&mut self, source: &SourceId) {
        let Some(state) = self.state.sources.get_mut(source) else { return };
        if state.token.may_come() {
            state.token = TokenView::Asking;
            self.find_token(source);
        }
    }

    /// Puts a new token to use at once; it is kept when the server did not refuse it.
    pub(super) fn try_token(&mut self, source: &SourceId, text: &TokenText, reply: Reply) {
        let Some(place) = self.place(source) else {
            return say(reply, false, &say!("source-gone"));
        };
        if self.under_way.get(source).is_some_and(|under_way| under_way.token.trial.is_some()) {
            let SecretWords(secret) = self.state.secret(source);
            return say(reply, false, &say!("trial-another", secret = secret));
        }
        match Secret::parse(&text.0) {
            Err(error) => say(reply, false, &error.sentence(self.state.secret(source))),
            Ok(secret) => {
                let old = self.secrets.get(&place.source, &place.origin);
                self.hold_secret(source, &secret);
                self.revise(source);
                if !self.is_listened_to(source) {
                    let sentence = say!("trial-when-it-goes-on");
                    let what = What::Keep { works: false, sentence };
                    return self.ask_keyring(source, SecretOrder::Keep(secret), what, Some(reply));
                }
                self.start_link(source, true);
                let Some(under_way) = self.under_way.get_mut(source) else { return };
                let generation = under_way.generation;
                under_way.token.trial = Some(Trial { generation, secret, old, awaits: None, reply });
            }
        }
    }

    /// Forgets the token, in memory and in the keyring.
    pub(super) fn forget_token(&mut self, source: &SourceId, reply: Reply) {
        if let Some(trial) = self.revise(source).and_then(|token| token.trial.take()) {
            let SecretWords(secret) = self.state.secret(source);
            say(trial.reply, false, &say!("trial-forgotten", secret = secret));
        }
        self.let_go_of_secret(source);
        self.ask_keyring(source, SecretOrder::Forget, What::Forget, Some(reply));
        self.token_is(source, TokenView::Absent);
        self.start_link(source, false);
    }

    /// The keyring answered.
    pub(super) fn secret_report(&mut self, id: SecretId, outcome: &SecretOutcome) {
        let Some(mut asked) = self.keyring.asked.remove(&id) else { return };
        let reply = asked.reply.take();
        let source = asked.place.source.clone();
        let revision = self.under_way.get(&source).map(|under_way| under_way.token.revision);
        // The source may be elsewhere by now: then this is about servers it has nothing to do with any more.
        let same_place = self.place(&source).as_ref() == Some(&asked.place);
        let current = revision == Some(asked.revision) && same_place;
        match &asked.what {
            What::Find if same_place => self.token_found(&source, outcome, current),
            What::Find => {}
            What::Keep { works, sentence } => {
                if current {
                    self.token_kept(&source, outcome);
                }
                let secret = self.state.secret(&source);
                reply.into_iter().for_each(|reply| say_kept(reply, outcome, *works, sentence, secret));
            }
            What::Forget => {
                if current {
                    self.token_forgotten(&source, outcome);
                }
                let secret = self.state.secret(&source);
                reply.into_iter().for_each(|reply| say_forgotten(reply, outcome, secret));
            }
            What::Leave => self.left(outcome),
        }
        if *outcome == SecretOutcome::TimedOut {
            self.keyring.asked.insert(id, asked);
        }
    }

    fn token_found(&mut self, source: &SourceId, outcome: &SecretOutcome, current: bool) {
        let Some(under_way) = self.under_way.get_mut(source) else { return };
        if !current {
            // A token is being tried meanwhile: what is found is what to go back to.
            if let (Some(trial), SecretOutcome::Found(old)) = (&mut under_way.token.trial, outcome) {
                trial.old.get_or_insert_with(|| old.clone());
            }
            return;
        }
        let view = match outcome {
            SecretOutcome::Found(secret) => {
                self.hold_secret(source, secret);
                TokenView::Kept
            }
            SecretOutcome::Absent | SecretOutcome::NoService => {
                self.let_go_of_secret(source);
                TokenView::Absent
            }
            SecretOutcome::Unusable => {
                self.let_go_of_secret(source);
                TokenView::Unusable
            }
            SecretOutcome::Locked => TokenView::Locked,
            SecretOutcome::TimedOut => TokenView::TimedOut,
            SecretOutcome::Denied => TokenView::Denied,
        };
        self.token_is(source, view);
        let has_token = view == TokenView::Kept;
        let idle = |state: &SourceState| state.connection == ConnectionState::Disconnected;
        // Without a token a running link polls already; with one it must be opened anew.
        if has_token || self.state.sources.get(source).is_some_and(idle) {
            self.start_link(source, has_token);
        }
    }

    /// The secret of a source that is gone was removed from the keyring, or was not.
    fn left(&mut self, outcome: &SecretOutcome) {
        match outcome {
            // After *timed out* the last word follows.
            SecretOutcome::Absent | SecretOutcome::NoService | SecretOutcome::TimedOut => {}
            SecretOutcome::Found(_)
            | SecretOutcome::Unusable
            | SecretOutcome::Locked
            | SecretOutcome::Denied => {
                self.notice(NoticeKind::Keyring, say!("keyring-still-kept"));
            }
        }
    }

    fn token_kept(&mut self, source: &SourceId, outcome: &SecretOutcome) {
        let kept = matches!(outcome, SecretOutcome::Found(_));
        self.token_is(source, if kept { TokenView::Kept } else { TokenView::ThisRunOnly });
    }

    fn token_forgotten(&mut self, source: &SourceId, outcome: &SecretOutcome) {
        let view = match outcome {
            SecretOutcome::Locked => TokenView::Locked,
            SecretOutcome::Denied => TokenView::Denied,
            SecretOutcome::TimedOut => TokenView::TimedOut,
            SecretOutcome::Unusable => TokenView::Unusable,
            SecretOutcome::Found(_) | SecretOutcome::Absent | SecretOutcome::NoService => TokenView::Absent,
        };
        self.token_is(source, view);
    }
}

fn say_kept(reply: Reply, outcome: &SecretOutcome, works: bool, sentence: &str, words: SecretWords) {
    let advice = match outcome {
        SecretOutcome::Found(_) => return say(reply, works, sentence),
        SecretOutcome::NoService => token_advice(TokenView::ThisRunOnly, words),
        other => other.sentence(words),
    };
    let said = match works {
        true => format!("{sentence} {advice}"),
        false => say!("trial-untested", secret = words.0, advice = advice),
    };
    say(reply, false, &said);
}

fn say_forgotten(reply: Reply, outcome: &SecretOutcome, words: SecretWords) {
    if matches!(outcome, SecretOutcome::Absent | SecretOutcome::NoService) {
        return say(reply, true, &say!("token-removed", secret = words.0));
    }
    say(reply, false, &say!("token-still-kept", secret = words.0, advice = outcome.sentence(words)));
}

pub(super) fn say(reply: Reply, ok: bool, sentence: &str) {
    // The asker may be gone; then nobody needs the answer.
    let _ = reply.send(Answer::Said { ok, sentence: sentence.to_owned() });
}
