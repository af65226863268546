//! The signals that were heard, by their token: the lists of what was missed tell of tokens, and name no signal
//! (contract shuriken §7).

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::event::{Event, EventKey, Subject};
use crate::time::UnixMillis;
use crate::trade::Token;

/// More signals are not remembered; the lists tell of some hundred tokens.
const REMEMBERED: usize = 1_000;

/// Of these, so many of the newest are kept for the next start: the lists that are asked for tell of a hundred tokens.
const KEPT: usize = 200;

/// The clocks of signals and lists may differ by so much.
const APART: Duration = Duration::from_secs(60);

/// The last signals.
#[derive(Debug, Default)]
pub(super) struct Heard(VecDeque<Call>);

/// A signal about a token.
#[derive(Debug, Serialize, Deserialize)]
struct Call {
    address: String,
    network: Option<String>,
    at: UnixMillis,
    key: EventKey,
}

impl Heard {
    /// Goes on from what was kept; from nothing where that is nothing we wrote.
    pub(super) fn from_kept(text: Option<&str>) -> Self {
        let kept = text.and_then(|text| serde_json::from_str(text).ok());
        Self(kept.unwrap_or_default())
    }

    /// What is kept for the next start.
    pub(super) fn kept(&self) -> String {
        let newest: Vec<&Call> = self.0.iter().skip(self.0.len().saturating_sub(KEPT)).collect();
        serde_json::to_string(&newest).unwrap_or_default()
    }

    /// Remembers an event, if it is a signal; whether it is one.
    pub(super) fn note(&mut self, event: &Event) -> bool {
        let Subject::Signal(signal) = &event.subject else { return false };
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        let Token { address, network, .. } = signal.token.clone();
        self.0.push_back(Call { address, network, at: event.at, key: event.key.clone() });
        true
    }

    /// The key of the last signal about a token in that time.
    pub(super) fn key(&self, token: &Token, first: UnixMillis, last: UnixMillis) -> Option<EventKey> {
        let when = first.minus(APART)..=last.plus(APART);
        let same = |call: &&Call| {
            call.address == token.address && call.network == token.network && when.contains(&call.at)
        };
        self.0.iter().rev().find(same).map(|call| call.key.clone())
    }
}
