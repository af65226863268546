//! The signals that were heard, by their token: the lists of what was missed tell of tokens, and name no signal
//! (contract shuriken §7).

use std::collections::VecDeque;
use std::time::Duration;

use crate::event::{Event, EventKey, Subject};
use crate::time::UnixMillis;
use crate::trade::Token;

/// More signals are not remembered; the lists tell of some hundred tokens.
const REMEMBERED: usize = 1_000;

/// The clocks of signals and lists may differ by so much.
const APART: Duration = Duration::from_secs(60);

/// The last signals.
#[derive(Debug, Default)]
pub(super) struct Heard(VecDeque<(Token, UnixMillis, EventKey)>);

impl Heard {
    /// Remembers an event, if it is a signal.
    pub(super) fn note(&mut self, event: &Event) {
        let Subject::Signal(signal) = &event.subject else { return };
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back((signal.token.clone(), event.at, event.key.clone()));
    }

    /// The key of the last signal about a token in that time.
    pub(super) fn key(&self, token: &Token, first: UnixMillis, last: UnixMillis) -> Option<EventKey> {
        let when = first.minus(APART)..=last.plus(APART);
        let same = |(heard, at, _): &&(Token, UnixMillis, EventKey)| {
            heard.address == token.address && heard.network == token.network && when.contains(at)
        };
        self.0.iter().rev().find(same).map(|(_, _, key)| key.clone())
    }
}
